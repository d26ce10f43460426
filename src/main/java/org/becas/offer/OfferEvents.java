package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.becas.offer.OfferEvent.Kind;
import org.becas.offer.OfferEvent.State;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where it is kept what sources changed about the offers that we hold. */
@Repository
public class OfferEvents {

	/** Of a longer text only the beginning is kept. */
	private static final int LONGEST = 20_000;

	/**
	 * What concerns staff: a change of an offer that the bulletin may carry, and a new
	 * deadline of one that was turned down; neither once it is over.
	 */
	private static final String FOR_STAFF = """
			e.seen_at IS NULL AND (o.closes_on IS NULL OR o.closes_on >= :today)
			AND (o.status = 'APPROVED' OR (o.status = 'REJECTED' AND e.kind = 'DEADLINE'))
			""";

	private final JdbcClient jdbc;

	public OfferEvents(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Records that no source shows an offer any more, or that one does again. */
	public void add(OfferId offer, String sourceId, Kind kind, Instant at) {
		add(offer, sourceId, kind, at, null, null);
	}

	/**
	 * Records that a source says something else; nothing if it does not, or if what it
	 * said was never read.
	 */
	public void changed(OfferId offer, String sourceId, Instant at, State before, State after) {
		if (before.text().isBlank()) {
			return;
		}
		if (!before.deadline().equals(after.deadline())) {
			add(offer, sourceId, Kind.DEADLINE, at, before, after);
		}
		else if (!before.text().equals(after.text())) {
			add(offer, sourceId, Kind.TEXT, at, before, after);
		}
	}

	private void add(OfferId offer, String sourceId, Kind kind, Instant at, @Nullable State before,
			@Nullable State after) {
		this.jdbc.sql("""
				INSERT INTO offer_event (offer_id, source_id, kind, at, deadline_before, deadline_after, text_before,
				  text_after)
				VALUES (:offer, :source, :kind, :at, :deadlineBefore, :deadlineAfter, :textBefore, :textAfter)
				""")
			.param("offer", offer.value())
			.param("source", sourceId)
			.param("kind", kind.name())
			.param("at", at.toEpochMilli())
			.param("deadlineBefore", (before != null) ? before.deadline().code() : null)
			.param("deadlineAfter", (after != null) ? after.deadline().code() : null)
			.param("textBefore", (before != null) ? shortened(before.text()) : null)
			.param("textAfter", (after != null) ? shortened(after.text()) : null)
			.update();
	}

	private static String shortened(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) : text;
	}

	/** Everything that sources changed about an offer, newest first. */
	public List<OfferEvent> of(OfferId offer) {
		return this.jdbc.sql("SELECT * FROM offer_event WHERE offer_id = :offer ORDER BY id DESC")
			.param("offer", offer.value())
			.query(OfferEvents::event)
			.list();
	}

	/** What staff should look at, newest first. */
	public List<OfferEvent> unseen(LocalDate today, int offset, int limit) {
		return this.jdbc
			.sql("SELECT e.* FROM offer_event e JOIN offer o ON o.id = e.offer_id WHERE " + FOR_STAFF
					+ " ORDER BY e.id DESC LIMIT :limit OFFSET :offset")
			.param("today", today.toString())
			.param("limit", limit)
			.param("offset", offset)
			.query(OfferEvents::event)
			.list();
	}

	public int countUnseen(LocalDate today) {
		return this.jdbc.sql("SELECT count(*) FROM offer_event e JOIN offer o ON o.id = e.offer_id WHERE " + FOR_STAFF)
			.param("today", today.toString())
			.query(Integer.class)
			.single();
	}

	public Optional<OfferEvent> find(long id) {
		return this.jdbc.sql("SELECT * FROM offer_event WHERE id = :id")
			.param("id", id)
			.query(OfferEvents::event)
			.optional();
	}

	/** Records that a person has looked at it; the first one counts. */
	public void seen(long id, String by, Instant at) {
		this.jdbc.sql("UPDATE offer_event SET seen_by = :by, seen_at = :at WHERE id = :id AND seen_at IS NULL")
			.param("by", by)
			.param("at", at.toEpochMilli())
			.param("id", id)
			.update();
	}

	private static OfferEvent event(ResultSet row, int n) throws SQLException {
		String seenBy = row.getString("seen_by");
		return new OfferEvent(row.getLong("id"), new OfferId(row.getLong("offer_id")), row.getString("source_id"),
				Kind.valueOf(row.getString("kind")), Instant.ofEpochMilli(row.getLong("at")), state(row, "before"),
				state(row, "after"), seenBy, (seenBy != null) ? Instant.ofEpochMilli(row.getLong("seen_at")) : null);
	}

	private static @Nullable State state(ResultSet row, String side) throws SQLException {
		String deadline = row.getString("deadline_" + side);
		String text = row.getString("text_" + side);
		return (deadline != null && text != null) ? new State(Deadline.parse(deadline), text) : null;
	}

}
