package org.becas.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.becas.subscriber.SubscriberErased;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger: one row for each mailing and subscriber, which is the only truth about who
 * got what. A row moves only for the process that holds the mailing's present fence.
 */
@Repository
public class Deliveries {

	static final String NO_ANSWER = "El programa terminó antes de conocer la respuesta del servidor de correo";

	/** The mailings that a start may go on with. */
	private static final List<Status> OPEN = List.of(Status.READY, Status.RUNNING, Status.STOPPED);

	private final JdbcOperations batches;

	private final JdbcClient jdbc;

	/**
	 * A row that another process is claiming is passed over where the database can do so;
	 * SQLite has one writer at a time and no need of it.
	 */
	private final String passOver;

	public Deliveries(JdbcTemplate jdbc) {
		this.batches = jdbc;
		this.jdbc = JdbcClient.create(jdbc);
		String product = jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName());
		this.passOver = "SQLite".equals(product) ? "" : " FOR UPDATE SKIP LOCKED";
	}

	/** The sending of a mailing, if it was ever planned. */
	public Optional<Dispatch> dispatch(Mailing mailing) {
		return this.jdbc.sql("SELECT * FROM dispatch WHERE edition = :edition")
			.param("edition", mailing.toString())
			.query(Deliveries::dispatch)
			.optional();
	}

	/** Every sending, newest edition first, its corrections after it. */
	public List<Dispatch> dispatches() {
		return this.jdbc.sql("SELECT * FROM dispatch ORDER BY substr(edition, 1, 7) DESC, edition")
			.query(Deliveries::dispatch)
			.list();
	}

	/**
	 * The mailings that a start would take further now: those that stopped and are due,
	 * and those whose process ended without a word.
	 */
	public List<Mailing> due(Instant now) {
		return dispatches().stream()
			.filter((dispatch) -> OPEN.contains(dispatch.status()))
			.filter((dispatch) -> (dispatch.status() == Status.STOPPED)
					? dispatch.resumeAt() != null && !now.isBefore(dispatch.resumeAt()) : true)
			.map(Dispatch::mailing)
			.sorted()
			.toList();
	}

	/** How many deliveries of a mailing are in each state; all states are there. */
	public Map<State, Integer> totals(Mailing mailing) {
		Map<State, Integer> totals = new EnumMap<>(State.class);
		for (State state : State.values()) {
			totals.put(state, 0);
		}
		this.jdbc.sql("SELECT state, count(*) AS n FROM delivery WHERE edition = :edition GROUP BY state")
			.param("edition", mailing.toString())
			.query((row) -> {
				totals.put(State.valueOf(row.getString("state")), row.getInt("n"));
			});
		return totals;
	}

	/** How many are in a state for which reason, most frequent first. */
	public Map<String, Integer> reasons(Mailing mailing, State state) {
		Map<String, Integer> reasons = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT reason, count(*) AS n FROM delivery WHERE edition = :edition AND state = :state
				GROUP BY reason ORDER BY n DESC, reason LIMIT 20
				""").param("edition", mailing.toString()).param("state", state.name()).query((row) -> {
			reasons.put(String.valueOf(row.getString("reason")), row.getInt("n"));
		});
		return reasons;
	}

	/**
	 * Deliveries of a mailing in the order of their addresses.
	 * @param state or null for any
	 */
	public List<Delivery> list(Mailing mailing, @Nullable State state, int offset, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM delivery WHERE edition = :edition AND state LIKE :state
				ORDER BY email_key LIMIT :limit OFFSET :offset
				""")
			.param("edition", mailing.toString())
			.param("state", (state != null) ? state.name() : "%")
			.param("limit", limit)
			.param("offset", offset)
			.query(Deliveries::delivery)
			.list();
	}

	/** Deliveries of a mailing in the order of their numbers, from one number on. */
	List<Delivery> after(Mailing mailing, long id, int limit) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE edition = :edition AND id > :id ORDER BY id LIMIT :limit")
			.param("edition", mailing.toString())
			.param("id", id)
			.param("limit", limit)
			.query(Deliveries::delivery)
			.list();
	}

	/** The delivery of that number. */
	Optional<Delivery> find(long id) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE id = :id")
			.param("id", id)
			.query(Deliveries::delivery)
			.optional();
	}

	/**
	 * The delivery whose letter has that Message-ID.
	 * @param messageId without angle brackets
	 */
	Optional<Delivery> find(String messageId) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE message_id = :id")
			.param("id", messageId)
			.query(Deliveries::delivery)
			.optional();
	}

	/** What one subscriber was sent, newest edition first. */
	public List<Delivery> of(long subscriber) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE subscriber_id = :id ORDER BY edition DESC")
			.param("id", subscriber)
			.query(Deliveries::delivery)
			.list();
	}

	/**
	 * How many letters the relay took in each stretch of time, by the moment at which the
	 * stretch begins; stretches without letters are not in it.
	 */
	Map<Instant, Integer> accepted(Mailing mailing, Instant since, Duration stretch) {
		Map<Instant, Integer> taken = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT changed_at / :stretch AS part, count(*) AS n FROM delivery
				WHERE edition = :edition AND state = 'ACCEPTED' AND changed_at >= :since GROUP BY 1 ORDER BY 1
				""")
			.param("stretch", stretch.toMillis(), Types.BIGINT)
			.param("edition", mailing.toString())
			.param("since", since.toEpochMilli())
			.query((row) -> {
				taken.put(Instant.ofEpochMilli(row.getLong("part") * stretch.toMillis()), row.getInt("n"));
			});
		return taken;
	}

	/** When the first and the last letter were taken, if any was. */
	Optional<Taken> taken(Mailing mailing) {
		return this.jdbc.sql("""
				SELECT min(changed_at) AS first, max(changed_at) AS last, count(*) AS n FROM delivery
				WHERE edition = :edition AND state = 'ACCEPTED'
				""")
			.param("edition", mailing.toString())
			.query((row, n) -> (row.getInt("n") == 0) ? Optional.<Taken>empty()
					: Optional.of(new Taken(instant(row, "first"), instant(row, "last"))))
			.single();
	}

	/**
	 * Opens the books of a mailing.
	 * @return false if they are open already
	 */
	boolean open(Mailing mailing, Instant now, Instant giveUpAt) {
		return this.jdbc.sql("""
				INSERT INTO dispatch (edition, status, fence, planned_at, give_up_at, changed_at, stops)
				VALUES (:edition, 'READY', 0, :now, :giveUp, :now, 0) ON CONFLICT DO NOTHING
				""")
			.param("edition", mailing.toString())
			.param("now", now.toEpochMilli())
			.param("giveUp", giveUpAt.toEpochMilli())
			.update() == 1;
	}

	/** Enters candidates, all of them with one statement. */
	void plan(Mailing mailing, Collection<Candidate> candidates, Instant now) {
		String edition = mailing.toString();
		List<Object[]> rows = new ArrayList<>(candidates.size());
		for (Candidate candidate : candidates) {
			rows.add(new Object[] { edition, candidate.subscriber(), candidate.email().toString(),
					candidate.email().key(), candidate.name(), candidate.levels(), candidate.messageId(),
					((candidate.skip() == null) ? State.PLANNED : State.SKIPPED).name(),
					(candidate.skip() != null) ? candidate.skip().name() : null, now.toEpochMilli(), now.toEpochMilli(),
					candidate.replyTo(), candidate.recipient() });
		}
		this.batches.batchUpdate("""
				INSERT INTO delivery (edition, subscriber_id, email, email_key, name, levels, message_id, state, reason,
				  attempts, fence, next_at, changed_at, lane, reply_to, recipient)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, '', ?, ?)
				""", rows,
				new int[] { Types.VARCHAR, Types.BIGINT, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR,
						Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.VARCHAR,
						Types.VARCHAR });
	}

	/**
	 * Makes the caller the only one who may send a mailing, and puts right what the one
	 * before left: what it had claimed is to be sent, what it had handed over is unknown.
	 * @param lanes the domains to which the rate is limited
	 * @return the caller's fence
	 * @throws Stop if the mailing is held or was cancelled
	 */
	@Transactional
	long takeOver(Mailing mailing, Collection<String> lanes, Instant now) {
		mustNotBeOver(mailing);
		long fence = this.jdbc.sql("""
				UPDATE dispatch SET fence = fence + 1, status = 'RUNNING', reason = NULL, resume_at = NULL,
				  changed_at = :now WHERE edition = :edition RETURNING fence
				""").param("now", now.toEpochMilli()).param("edition", mailing.toString()).query(Long.class).single();
		this.jdbc.sql("UPDATE delivery SET state = 'PLANNED' WHERE edition = :edition AND state = 'CLAIMED'")
			.param("edition", mailing.toString())
			.update();
		this.jdbc.sql("""
				UPDATE delivery SET state = 'UNKNOWN', reason = :reason, changed_at = :now
				WHERE edition = :edition AND state = 'HANDED'
				""")
			.param("reason", NO_ANSWER)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.update();
		assignLanes(mailing, lanes);
		return fence;
	}

	/** The limits may be others than at the last start. */
	private void assignLanes(Mailing mailing, Collection<String> lanes) {
		this.jdbc
			.sql("""
					UPDATE delivery SET lane = '' WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED') AND lane <> ''
					""")
			.param("edition", mailing.toString())
			.update();
		for (String lane : lanes) {
			this.jdbc.sql("""
					UPDATE delivery SET lane = :lane
					WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED') AND email_key LIKE :domain
					""").param("lane", lane).param("edition", mailing.toString()).param("domain", "%@" + lane).update();
		}
	}

	/**
	 * @throws Stop if the mailing comes from a copy and nobody has released it, or staff
	 * have ended it
	 */
	void mustNotBeOver(Mailing mailing) {
		dispatch(mailing).ifPresent((dispatch) -> {
			if (dispatch.status() == Status.HELD) {
				throw new Stop(dispatch.reason());
			}
			if (dispatch.status() == Status.CANCELLED) {
				throw new Stop(
						"El envío de %s se canceló; quien no lo había recibido ya no lo recibe".formatted(mailing));
			}
		});
	}

	/**
	 * Claims what is due in a lane, what was never tried first, then the oldest; nothing
	 * unless the mailing is running under this fence.
	 */
	List<Delivery> claim(Mailing mailing, long fence, String lane, int limit, Instant now) {
		List<Delivery> claimed = new ArrayList<>(claim(mailing, fence, State.PLANNED, lane, limit, now));
		if (claimed.size() < limit) {
			claimed.addAll(claim(mailing, fence, State.DEFERRED, lane, limit - claimed.size(), now));
		}
		return claimed;
	}

	private List<Delivery> claim(Mailing mailing, long fence, State from, String lane, int limit, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = 'CLAIMED', fence = :fence, attempts = attempts + 1, changed_at = :now
				WHERE id IN (SELECT id FROM delivery WHERE edition = :edition AND state = :from AND lane = :lane
				    AND next_at <= :now ORDER BY next_at, id LIMIT :limit%s)
				  AND EXISTS (SELECT 1 FROM dispatch
				    WHERE edition = :edition AND status = 'RUNNING' AND fence = :fence)
				RETURNING *
				""".formatted(this.passOver))
			.param("fence", fence)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.param("from", from.name())
			.param("lane", lane)
			.param("limit", limit)
			.query(Deliveries::delivery)
			.list();
	}

	/**
	 * Notes of claimed letters that their final dot is about to be written.
	 * @return of each, whether it is still the caller's; another must not be sent
	 */
	List<Boolean> hand(List<Handed> letters) {
		List<Object[]> rows = letters.stream()
			.map((letter) -> new Object[] { letter.content(), letter.at().toEpochMilli(), letter.id(), letter.fence() })
			.toList();
		int[] changed = this.batches.batchUpdate("""
				UPDATE delivery SET state = 'HANDED', content = ?, changed_at = ?
				WHERE id = ? AND state = 'CLAIMED' AND fence = ?
				""", rows, new int[] { Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.BIGINT });
		return IntStream.of(changed).mapToObj((n) -> n == 1).toList();
	}

	/**
	 * Notes what became of claimed or handed letters. The answer to a letter that
	 * somebody has meanwhile called unknown still counts: it is the truth about it.
	 * @return of each, whether it was the caller's
	 */
	List<Boolean> settle(List<Settled> letters) {
		List<Object[]> rows = letters.stream()
			.map((letter) -> new Object[] { letter.state().name(), letter.reason(), letter.nextAt().toEpochMilli(),
					letter.at().toEpochMilli(), letter.id(), letter.fence() })
			.toList();
		int[] changed = this.batches.batchUpdate("""
				UPDATE delivery SET state = ?, reason = ?, next_at = ?, changed_at = ?
				WHERE id = ? AND fence = ? AND state IN ('CLAIMED', 'HANDED', 'UNKNOWN')
				""", rows,
				new int[] { Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.BIGINT, Types.BIGINT, Types.BIGINT });
		return IntStream.of(changed).mapToObj((n) -> n == 1).toList();
	}

	/** Gives a letter its place back that was refused for no fault of the recipient. */
	void keepPlace(long id, long fence, String reason, Instant now) {
		this.jdbc.sql("""
				UPDATE delivery SET state = 'PLANNED', attempts = attempts - 1, reason = :reason, changed_at = :now
				WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'HANDED')
				""")
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.param("id", id)
			.param("fence", fence)
			.update();
	}

	/** Says what keeps a running sending waiting; the empty text if nothing does. */
	void tell(Mailing mailing, long fence, String reason) {
		this.jdbc.sql("""
				UPDATE dispatch SET reason = :reason
				WHERE edition = :edition AND fence = :fence AND status = 'RUNNING'
				""").param("reason", reason).param("edition", mailing.toString()).param("fence", fence).update();
	}

	/** Gives claims back that were not tried. */
	void release(Collection<Long> ids, long fence) {
		if (!ids.isEmpty()) {
			this.jdbc.sql("""
					UPDATE delivery SET state = 'PLANNED', attempts = attempts - 1
					WHERE id IN (:ids) AND fence = :fence AND state = 'CLAIMED'
					""").param("ids", ids).param("fence", fence).update();
		}
	}

	/**
	 * Keeps what letters say, once for each form.
	 * @return its number
	 */
	long keep(Mailing mailing, Content content, Instant now) {
		return this.jdbc.sql("""
				INSERT INTO delivery_content (edition, sha256, levels, offers, subject, html, body, made_at)
				VALUES (:edition, :sha256, :levels, :offers, :subject, :html, :body, :now)
				ON CONFLICT (edition, sha256) DO UPDATE SET levels = excluded.levels RETURNING id
				""")
			.param("edition", mailing.toString())
			.param("sha256", content.sha256())
			.param("levels", content.levels())
			.param("offers", content.offerText())
			.param("subject", content.subject())
			.param("html", content.html())
			.param("body", content.text())
			.param("now", now.toEpochMilli())
			.query(Long.class)
			.single();
	}

	/** What letters of a mailing said, by its number. */
	Map<Long, Content> contents(Mailing mailing) {
		Map<Long, Content> contents = new LinkedHashMap<>();
		this.jdbc.sql("SELECT * FROM delivery_content WHERE edition = :edition ORDER BY id")
			.param("edition", mailing.toString())
			.query((row) -> {
				contents.put(row.getLong("id"), Content.kept(row.getString("levels"), row.getString("offers"),
						row.getString("subject"), row.getString("html"), row.getString("body")));
			});
		return contents;
	}

	/** The moments before which nothing more goes in a scope, as kept. */
	Map<String, Long> rates() {
		Map<String, Long> rates = new HashMap<>();
		this.jdbc.sql("SELECT scope, next_at FROM sending_rate").query((row) -> {
			rates.put(row.getString("scope"), row.getLong("next_at"));
		});
		return rates;
	}

	void keepRate(String scope, long nextAt) {
		this.jdbc.sql("""
				INSERT INTO sending_rate (scope, next_at) VALUES (:scope, :next)
				ON CONFLICT (scope) DO UPDATE SET next_at = excluded.next_at
				""").param("scope", scope).param("next", nextAt).update();
	}

	/** When the next letter that was put off is due. */
	Optional<Instant> nextDue(Mailing mailing) {
		return this.jdbc.sql("""
				SELECT min(next_at) FROM delivery
				WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED', 'CLAIMED', 'HANDED')
				""").param("edition", mailing.toString()).query((row, n) -> {
			long next = row.getLong(1);
			return row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(next));
		}).single();
	}

	/** Skips all that has not been sent. */
	@Transactional
	int skipTheRest(Mailing mailing, Skip reason, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = 'SKIPPED', reason = :reason, changed_at = :now
				WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED', 'CLAIMED')
				""")
			.param("reason", reason.name())
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.update();
	}

	/** Changes where the sending stands, if it stands at one of {@code from}. */
	@Transactional
	boolean become(Mailing mailing, Collection<Status> from, Status to, @Nullable String reason, Instant now) {
		return this.jdbc.sql("""
				UPDATE dispatch SET status = :to, reason = :reason, resume_at = NULL, changed_at = :now
				WHERE edition = :edition AND status IN (:from)
				""")
			.param("to", to.name())
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.param("from", from.stream().map(Status::name).toList())
			.update() == 1;
	}

	/**
	 * Notes that the running sending of this fence stops.
	 * @param resumeAt when it goes on by itself, or null if a person must start it
	 * @param stops how often in a row it has stopped without a letter taken
	 */
	@Transactional
	void stop(Mailing mailing, long fence, String reason, @Nullable Instant resumeAt, int stops, Instant now) {
		this.jdbc.sql("""
				UPDATE dispatch SET status = 'STOPPED', reason = :reason, resume_at = :resumeAt, stops = :stops,
				  changed_at = :now WHERE edition = :edition AND status = 'RUNNING' AND fence = :fence
				""")
			.param("reason", reason)
			.param("resumeAt", (resumeAt != null) ? resumeAt.toEpochMilli() : null, Types.BIGINT)
			.param("stops", stops)
			.param("now", now.toEpochMilli())
			.param("edition", mailing.toString())
			.param("fence", fence)
			.update();
	}

	/**
	 * Decides what became of a letter of which nobody knows: it arrived, it was refused,
	 * or it is to be sent again under the same Message-ID. What is to be sent again opens
	 * a sending that was done.
	 * @return whether it was unknown
	 */
	@Transactional
	boolean resolve(long id, State decision, String reason, Instant now) {
		List<String> resolved = this.jdbc.sql("""
				UPDATE delivery SET state = :state, reason = :reason, next_at = :now, changed_at = :now
				WHERE id = :id AND state = 'UNKNOWN' RETURNING edition
				""")
			.param("state", decision.name())
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.param("id", id)
			.query(String.class)
			.list();
		if (decision == State.PLANNED && !resolved.isEmpty()) {
			become(Mailing.of(resolved.get(0)), List.of(Status.DONE), Status.STOPPED, "Hay cartas por enviar otra vez",
					now);
		}
		return !resolved.isEmpty();
	}

	/** Takes the name and the address of an erased subscriber out of the books. */
	@EventListener
	void erase(SubscriberErased erased) {
		this.jdbc.sql("""
				UPDATE delivery SET email = :email, email_key = :email || '#' || id, name = NULL
				WHERE subscriber_id = :id
				""").param("email", erased.id() + "@erased.invalid").param("id", erased.id()).update();
	}

	private static Dispatch dispatch(ResultSet row, int n) throws SQLException {
		return new Dispatch(Mailing.of(row.getString("edition")), Status.valueOf(row.getString("status")),
				text(row, "reason"), row.getLong("fence"), instant(row, "planned_at"), instant(row, "give_up_at"),
				instant(row, "changed_at"), (number(row, "resume_at") != null) ? instant(row, "resume_at") : null,
				row.getInt("stops"));
	}

	private static Delivery delivery(ResultSet row, int n) throws SQLException {
		return new Delivery(row.getLong("id"), Mailing.of(row.getString("edition")), row.getLong("subscriber_id"),
				EmailAddress.of(row.getString("email")), row.getString("name"), Level.split(row.getString("levels")),
				row.getString("message_id"), State.valueOf(row.getString("state")), text(row, "reason"),
				row.getInt("attempts"), instant(row, "next_at"), instant(row, "changed_at"), number(row, "content"),
				row.getString("reply_to"), row.getString("recipient"));
	}

	private static @Nullable Long number(ResultSet row, String column) throws SQLException {
		long number = row.getLong(column);
		return row.wasNull() ? null : number;
	}

	private static String text(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

	/**
	 * Somebody who may get a mailing.
	 *
	 * @param skip why they get nothing, or null if they get a letter
	 * @param replyTo the Message-ID of the letter that theirs corrects
	 * @param recipient keyed hash of the address
	 */
	record Candidate(long subscriber, EmailAddress email, @Nullable String name, String levels, String messageId,
			@Nullable Skip skip, @Nullable String replyTo, String recipient) {

		/** The same person, who gets nothing. */
		Candidate without(Skip reason) {
			return new Candidate(this.subscriber, this.email, this.name, this.levels, this.messageId, reason,
					this.replyTo, this.recipient);
		}

	}

	/**
	 * A claimed letter that is about to be taken.
	 *
	 * @param content what it says
	 */
	record Handed(long id, long fence, long content, Instant at) {
	}

	/**
	 * What became of a letter.
	 *
	 * @param nextAt if it is to be sent, not before this moment
	 */
	record Settled(long id, long fence, State state, @Nullable String reason, Instant nextAt, Instant at) {
	}

	/** When letters were taken. */
	record Taken(Instant first, Instant last) {
	}

}
