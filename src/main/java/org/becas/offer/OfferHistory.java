package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people ever said of offers, in tables that only grow. */
@Repository
public class OfferHistory {

	private final JdbcClient jdbc;

	public OfferHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(OfferId id, Correction correction) {
		this.jdbc.sql("""
				INSERT INTO correction (offer_id, field, value, corrected_by, corrected_at, reason)
				VALUES (:offer, :field, :value, :by, :at, :reason)
				""")
			.param("offer", id.value())
			.param("field", correction.field().name())
			.param("value", correction.value())
			.param("by", correction.by())
			.param("at", correction.at().toEpochMilli())
			.param("reason", correction.reason())
			.update();
	}

	void add(OfferId id, Decision decision) {
		this.jdbc.sql("""
				INSERT INTO decision (offer_id, status, decided_by, decided_at, reason)
				VALUES (:offer, :status, :by, :at, :reason)
				""")
			.param("offer", id.value())
			.param("status", decision.status().name())
			.param("by", decision.by())
			.param("at", decision.at().toEpochMilli())
			.param("reason", decision.reason())
			.update();
	}

	/** Every correction ever made to an offer, oldest first. */
	List<Correction> corrections(OfferId id) {
		return this.jdbc.sql("SELECT * FROM correction WHERE offer_id = :id ORDER BY id")
			.param("id", id.value())
			.query((row, n) -> new Correction(Field.valueOf(row.getString("field")), row.getString("value"),
					row.getString("corrected_by"), instant(row, "corrected_at"), row.getString("reason")))
			.list();
	}

	/** The newest word on each field; those of later offers count more. */
	Map<Field, String> newest(Collection<OfferId> offers) {
		Map<Field, String> newest = new EnumMap<>(Field.class);
		for (OfferId offer : offers) {
			for (Correction correction : corrections(offer)) {
				if (correction.value() != null) {
					newest.put(correction.field(), correction.value());
				}
				else {
					newest.remove(correction.field());
				}
			}
		}
		return newest;
	}

	/**
	 * The levels that people last gave the offers of a source, newest first: one entry
	 * for each offer on whose levels a person's word stands.
	 */
	List<Set<Level>> correctedLevels(String sourceId, int limit) {
		return this.jdbc.sql("""
				SELECT c.value FROM correction c
				WHERE c.field = 'LEVELS' AND c.value IS NOT NULL
				  AND c.id = (SELECT max(last.id) FROM correction last
				    WHERE last.offer_id = c.offer_id AND last.field = 'LEVELS')
				  AND c.offer_id IN (SELECT s.offer_id FROM sighting s WHERE s.source_id = :source)
				ORDER BY c.id DESC LIMIT :limit
				""")
			.param("source", sourceId)
			.param("limit", limit)
			.query(String.class)
			.list()
			.stream()
			.map(Level::split)
			.toList();
	}

	/** Every decision ever made on an offer, oldest first. */
	List<Decision> decisions(OfferId id) {
		return this.jdbc.sql("SELECT * FROM decision WHERE offer_id = :id ORDER BY id")
			.param("id", id.value())
			.query((row, n) -> new Decision(Status.valueOf(row.getString("status")), row.getString("decided_by"),
					instant(row, "decided_at"), row.getString("reason")))
			.list();
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

}
