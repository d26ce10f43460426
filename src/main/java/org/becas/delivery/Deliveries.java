package org.becas.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.becas.bulletin.Edition;
import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.becas.subscriber.SubscriberErased;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger: one row for each edition and subscriber, which is the only truth about who
 * got what. A row moves only for the process that holds the edition's present fence.
 */
@Repository
public class Deliveries {

	static final String NO_ANSWER = "El programa terminó antes de conocer la respuesta del servidor de correo";

	private final JdbcClient jdbc;

	public Deliveries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The sending of an edition, if it was ever planned. */
	public Optional<Dispatch> dispatch(Edition edition) {
		return this.jdbc.sql("SELECT * FROM dispatch WHERE edition = :edition")
			.param("edition", edition.toString())
			.query(Deliveries::dispatch)
			.optional();
	}

	/** Every sending, newest edition first. */
	public List<Dispatch> dispatches() {
		return this.jdbc.sql("SELECT * FROM dispatch ORDER BY edition DESC").query(Deliveries::dispatch).list();
	}

	/** How many deliveries of an edition are in each state; all states are there. */
	public Map<State, Integer> totals(Edition edition) {
		Map<State, Integer> totals = new EnumMap<>(State.class);
		for (State state : State.values()) {
			totals.put(state, 0);
		}
		this.jdbc.sql("SELECT state, count(*) AS n FROM delivery WHERE edition = :edition GROUP BY state")
			.param("edition", edition.toString())
			.query((row) -> {
				totals.put(State.valueOf(row.getString("state")), row.getInt("n"));
			});
		return totals;
	}

	/** How many are in a state for which reason, most frequent first. */
	public Map<String, Integer> reasons(Edition edition, State state) {
		Map<String, Integer> reasons = new java.util.LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT reason, count(*) AS n FROM delivery WHERE edition = :edition AND state = :state
				GROUP BY reason ORDER BY n DESC, reason LIMIT 20
				""").param("edition", edition.toString()).param("state", state.name()).query((row) -> {
			reasons.put(String.valueOf(row.getString("reason")), row.getInt("n"));
		});
		return reasons;
	}

	/**
	 * Deliveries of an edition in the order of their addresses.
	 * @param state or null for any
	 */
	public List<Delivery> list(Edition edition, @Nullable State state, int offset, int limit) {
		return this.jdbc.sql("""
				SELECT * FROM delivery WHERE edition = :edition AND state LIKE :state
				ORDER BY email_key LIMIT :limit OFFSET :offset
				""")
			.param("edition", edition.toString())
			.param("state", (state != null) ? state.name() : "%")
			.param("limit", limit)
			.param("offset", offset)
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
	 * Opens the books of an edition.
	 * @return false if they are open already
	 */
	boolean open(Edition edition, Instant now, Instant giveUpAt) {
		return this.jdbc.sql("""
				INSERT INTO dispatch (edition, status, fence, planned_at, give_up_at, changed_at)
				VALUES (:edition, 'READY', 0, :now, :giveUp, :now) ON CONFLICT DO NOTHING
				""")
			.param("edition", edition.toString())
			.param("now", now.toEpochMilli())
			.param("giveUp", giveUpAt.toEpochMilli())
			.update() == 1;
	}

	/**
	 * Enters one candidate.
	 * @param skip why they get nothing, or null if they get a letter
	 */
	void plan(Edition edition, Candidate candidate, @Nullable Skip skip, Instant now) {
		this.jdbc.sql("""
				INSERT INTO delivery (edition, subscriber_id, email, email_key, name, levels, message_id, state, reason,
				  attempts, fence, next_at, changed_at)
				VALUES (:edition, :subscriber, :email, :key, :name, :levels, :messageId, :state, :reason, 0, 0, :now,
				  :now)
				""")
			.param("edition", edition.toString())
			.param("subscriber", candidate.subscriber())
			.param("email", candidate.email().toString())
			.param("key", candidate.email().key())
			.param("name", candidate.name())
			.param("levels", candidate.levels())
			.param("messageId", candidate.messageId())
			.param("state", ((skip == null) ? State.PLANNED : State.SKIPPED).name())
			.param("reason", (skip != null) ? skip.name() : null)
			.param("now", now.toEpochMilli())
			.update();
	}

	/**
	 * Makes the caller the only one who may send an edition, and puts right what the one
	 * before left: what it had claimed is to be sent, what it had handed over is unknown.
	 * @return the caller's fence
	 * @throws Stop if the edition is held
	 */
	@Transactional
	long takeOver(Edition edition, Instant now) {
		mustNotBeHeld(edition);
		long fence = this.jdbc.sql("""
				UPDATE dispatch SET fence = fence + 1, status = 'RUNNING', reason = NULL, changed_at = :now
				WHERE edition = :edition RETURNING fence
				""").param("now", now.toEpochMilli()).param("edition", edition.toString()).query(Long.class).single();
		this.jdbc.sql("UPDATE delivery SET state = 'PLANNED' WHERE edition = :edition AND state = 'CLAIMED'")
			.param("edition", edition.toString())
			.update();
		this.jdbc.sql("""
				UPDATE delivery SET state = 'UNKNOWN', reason = :reason, changed_at = :now
				WHERE edition = :edition AND state = 'HANDED'
				""")
			.param("reason", NO_ANSWER)
			.param("now", now.toEpochMilli())
			.param("edition", edition.toString())
			.update();
		return fence;
	}

	/**
	 * @throws Stop if the edition comes from a copy and nobody has released it
	 */
	void mustNotBeHeld(Edition edition) {
		dispatch(edition).filter((dispatch) -> dispatch.status() == Status.HELD).ifPresent((dispatch) -> {
			throw new Stop(dispatch.reason());
		});
	}

	/**
	 * Claims what is due, oldest first; nothing unless the edition is running under this
	 * fence.
	 */
	List<Delivery> claim(Edition edition, long fence, int limit, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = 'CLAIMED', fence = :fence, attempts = attempts + 1, changed_at = :now
				WHERE id IN (SELECT id FROM delivery WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED')
				    AND next_at <= :now ORDER BY state DESC, next_at, id LIMIT :limit)
				  AND EXISTS (SELECT 1 FROM dispatch
				    WHERE edition = :edition AND status = 'RUNNING' AND fence = :fence)
				RETURNING *
				""")
			.param("fence", fence)
			.param("now", now.toEpochMilli())
			.param("edition", edition.toString())
			.param("limit", limit)
			.query(Deliveries::delivery)
			.list();
	}

	/**
	 * Notes that the final dot of a claimed letter is about to be written.
	 * @return false if the letter is not the caller's any more, and must not be sent
	 */
	boolean hand(long id, long fence, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = 'HANDED', changed_at = :now
				WHERE id = :id AND state = 'CLAIMED' AND fence = :fence
				""").param("now", now.toEpochMilli()).param("id", id).param("fence", fence).update() == 1;
	}

	/**
	 * Notes what became of a claimed or handed letter. The answer to a letter that
	 * somebody has meanwhile called unknown still counts: it is the truth about it.
	 */
	void settle(long id, long fence, State state, @Nullable String reason, Instant nextAt, Instant now) {
		this.jdbc.sql("""
				UPDATE delivery SET state = :state, reason = :reason, next_at = :nextAt, changed_at = :now
				WHERE id = :id AND fence = :fence AND state IN ('CLAIMED', 'HANDED', 'UNKNOWN')
				""")
			.param("state", state.name())
			.param("reason", reason)
			.param("nextAt", nextAt.toEpochMilli())
			.param("now", now.toEpochMilli())
			.param("id", id)
			.param("fence", fence)
			.update();
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

	/** When the next letter that was put off is due. */
	Optional<Instant> nextDue(Edition edition) {
		return this.jdbc.sql("""
				SELECT min(next_at) FROM delivery
				WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED', 'CLAIMED', 'HANDED')
				""").param("edition", edition.toString()).query((row, n) -> {
			long next = row.getLong(1);
			return row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli(next));
		}).single();
	}

	/** Skips all that has not been sent. */
	@Transactional
	int skipTheRest(Edition edition, Skip reason, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = 'SKIPPED', reason = :reason, changed_at = :now
				WHERE edition = :edition AND state IN ('PLANNED', 'DEFERRED', 'CLAIMED')
				""")
			.param("reason", reason.name())
			.param("now", now.toEpochMilli())
			.param("edition", edition.toString())
			.update();
	}

	/** Changes where the sending stands, if it stands at one of {@code from}. */
	@Transactional
	boolean become(Edition edition, Collection<Status> from, Status to, @Nullable String reason, Instant now) {
		return this.jdbc.sql("""
				UPDATE dispatch SET status = :to, reason = :reason, changed_at = :now
				WHERE edition = :edition AND status IN (:from)
				""")
			.param("to", to.name())
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.param("edition", edition.toString())
			.param("from", from.stream().map(Status::name).toList())
			.update() == 1;
	}

	/**
	 * A person decides what became of a letter of which nobody knows: it arrived, or it
	 * is to be sent again under the same Message-ID.
	 * @return whether it was unknown
	 */
	@Transactional
	boolean resolve(long id, State decision, String reason, Instant now) {
		return this.jdbc.sql("""
				UPDATE delivery SET state = :state, reason = :reason, next_at = :now, changed_at = :now
				WHERE id = :id AND state = 'UNKNOWN'
				""")
			.param("state", decision.name())
			.param("reason", reason)
			.param("now", now.toEpochMilli())
			.param("id", id)
			.update() == 1;
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
		return new Dispatch(Edition.of(row.getString("edition")), Status.valueOf(row.getString("status")),
				text(row, "reason"), row.getLong("fence"), instant(row, "planned_at"), instant(row, "give_up_at"),
				instant(row, "changed_at"));
	}

	private static Delivery delivery(ResultSet row, int n) throws SQLException {
		return new Delivery(row.getLong("id"), Edition.of(row.getString("edition")), row.getLong("subscriber_id"),
				EmailAddress.of(row.getString("email")), row.getString("name"), Level.split(row.getString("levels")),
				row.getString("message_id"), State.valueOf(row.getString("state")), text(row, "reason"),
				row.getInt("attempts"), instant(row, "next_at"), instant(row, "changed_at"));
	}

	private static String text(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

	/** Somebody who may get an edition. */
	record Candidate(long subscriber, EmailAddress email, @Nullable String name, String levels, String messageId) {
	}

}
