package org.becas.delivery;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.subscriber.SubscriberErased;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every mailing and every letter of it: what became of them, and what a person decides
 * about them. There is one row for each mailing and subscriber, which is the only truth
 * about who got what; the process that sends writes it through {@link Ledger}.
 */
@Repository
public class Deliveries {

	/** The mailings that a start may go on with. */
	private static final List<Status> OPEN = List.of(Status.READY, Status.RUNNING, Status.STOPPED);

	private final JdbcClient jdbc;

	public Deliveries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The sending of a mailing, if it was ever planned. */
	public Optional<Dispatch> dispatch(Mailing mailing) {
		return this.jdbc.sql("SELECT * FROM dispatch WHERE edition = :edition")
			.param("edition", mailing.toString())
			.query(DeliveryRows::dispatch)
			.optional();
	}

	/** Every sending, newest edition first, its corrections after it. */
	public List<Dispatch> dispatches() {
		return this.jdbc.sql("SELECT * FROM dispatch ORDER BY substr(edition, 1, 7) DESC, edition")
			.query(DeliveryRows::dispatch)
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
			.query(DeliveryRows::delivery)
			.list();
	}

	/** Deliveries of a mailing in the order of their numbers, from one number on. */
	List<Delivery> after(Mailing mailing, long id, int limit) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE edition = :edition AND id > :id ORDER BY id LIMIT :limit")
			.param("edition", mailing.toString())
			.param("id", id)
			.param("limit", limit)
			.query(DeliveryRows::delivery)
			.list();
	}

	/** The delivery of that number. */
	Optional<Delivery> find(long id) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE id = :id")
			.param("id", id)
			.query(DeliveryRows::delivery)
			.optional();
	}

	/**
	 * The delivery whose letter has that Message-ID.
	 * @param messageId without angle brackets
	 */
	Optional<Delivery> find(String messageId) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE message_id = :id")
			.param("id", messageId)
			.query(DeliveryRows::delivery)
			.optional();
	}

	/** What one subscriber was sent, newest edition first. */
	public List<Delivery> of(long subscriber) {
		return this.jdbc.sql("SELECT * FROM delivery WHERE subscriber_id = :id ORDER BY edition DESC")
			.param("id", subscriber)
			.query(DeliveryRows::delivery)
			.list();
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
					: Optional.of(new Taken(DeliveryRows.instant(row, "first"), DeliveryRows.instant(row, "last"))))
			.single();
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

	/** When letters were taken. */
	record Taken(Instant first, Instant last) {
	}

}
