package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where it is kept which source shows which offer, since when and until when. */
@Repository
public class Sightings {

	private final JdbcClient jdbc;

	public Sightings(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Records that a source shows the offer; a second time renews the sighting. An empty
	 * title leaves the one that is known.
	 */
	@Transactional
	public void see(OfferId offer, Sighting sighting) {
		keep(offer, sighting);
		this.jdbc.sql("UPDATE offer SET last_seen = :lastSeen WHERE id = :id AND last_seen < :lastSeen")
			.param("lastSeen", sighting.lastSeen().toEpochMilli())
			.param("id", offer.value())
			.update();
	}

	/** The same of an offer that is being made. */
	void keep(OfferId offer, Sighting sighting) {
		this.jdbc.sql("""
				INSERT INTO sighting (source_id, posting_key, offer_id, url, title, text_hash, first_seen, last_seen)
				VALUES (:source, :key, :offer, :url, :title, :hash, :firstSeen, :lastSeen)
				ON CONFLICT (source_id, posting_key) DO UPDATE SET url = excluded.url,
				  title = CASE WHEN excluded.title = '' THEN sighting.title ELSE excluded.title END,
				  text_hash = excluded.text_hash, last_seen = excluded.last_seen, gone_at = NULL
				""")
			.param("source", sighting.sourceId())
			.param("key", sighting.key())
			.param("offer", offer.value())
			.param("url", sighting.url())
			.param("title", sighting.title())
			.param("hash", sighting.textHash())
			.param("firstSeen", sighting.firstSeen().toEpochMilli())
			.param("lastSeen", sighting.lastSeen().toEpochMilli())
			.update();
	}

	/**
	 * Records that a source no longer has what it showed; the offer stays.
	 * @return false if it was gone already, or never there
	 */
	@Transactional
	public boolean gone(String sourceId, String key, Instant at) {
		return this.jdbc.sql("""
				UPDATE sighting SET gone_at = :at
				WHERE source_id = :source AND posting_key = :key AND gone_at IS NULL
				""").param("at", at.toEpochMilli()).param("source", sourceId).param("key", key).update() > 0;
	}

	/** Makes a sighting one of another offer. */
	@Transactional
	public void move(Sighting sighting, OfferId to) {
		this.jdbc.sql("UPDATE sighting SET offer_id = :offer WHERE source_id = :source AND posting_key = :key")
			.param("offer", to.value())
			.param("source", sighting.sourceId())
			.param("key", sighting.key())
			.update();
		this.jdbc.sql("""
				UPDATE offer SET first_seen = (SELECT MIN(first_seen) FROM sighting WHERE offer_id = :offer),
				  last_seen = (SELECT MAX(last_seen) FROM sighting WHERE offer_id = :offer) WHERE id = :offer
				""").param("offer", to.value()).update();
	}

	/** What a source showed when it was last read, by the posting's key. */
	public Map<String, Seen> seenAt(String sourceId, Collection<String> keys) {
		Map<String, Seen> seen = new HashMap<>();
		if (!keys.isEmpty()) {
			this.jdbc.sql("""
					SELECT posting_key, offer_id, text_hash FROM sighting
					WHERE source_id = :source AND posting_key IN (:keys)
					""").param("source", sourceId).param("keys", keys).query((row) -> {
				seen.put(row.getString("posting_key"),
						new Seen(new OfferId(row.getLong("offer_id")), row.getString("text_hash")));
			});
		}
		return seen;
	}

	/** An offer already seen at a source, and the mark of what was read there. */
	public record Seen(OfferId offer, String textHash) {
	}

	/** Which of these postings the source had taken away, and whose offer each is. */
	public Map<String, OfferId> goneAmong(String sourceId, Collection<String> keys) {
		Map<String, OfferId> gone = new HashMap<>();
		if (!keys.isEmpty()) {
			this.jdbc.sql("""
					SELECT posting_key, offer_id FROM sighting
					WHERE source_id = :source AND posting_key IN (:keys) AND gone_at IS NOT NULL
					""").param("source", sourceId).param("keys", keys).query((row) -> {
				gone.put(row.getString("posting_key"), new OfferId(row.getLong("offer_id")));
			});
		}
		return gone;
	}

	/**
	 * What a source once showed and has not shown since an instant, by the posting's key.
	 */
	public Map<String, OfferId> missingSince(String sourceId, Instant since) {
		Map<String, OfferId> missing = new HashMap<>();
		this.jdbc.sql("""
				SELECT posting_key, offer_id FROM sighting
				WHERE source_id = :source AND gone_at IS NULL AND last_seen < :since
				""").param("source", sourceId).param("since", since.toEpochMilli()).query((row) -> {
			missing.put(row.getString("posting_key"), new OfferId(row.getLong("offer_id")));
		});
		return missing;
	}

	/** Where an offer is shown, first sighting first. */
	public List<Sighting> of(OfferId id) {
		return of(List.of(id)).getOrDefault(id, List.of());
	}

	/** Where each of these offers is shown, first sighting first. */
	public Map<OfferId, List<Sighting>> of(Collection<OfferId> ids) {
		Map<OfferId, List<Sighting>> sightings = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("""
					SELECT * FROM sighting WHERE offer_id IN (:ids) ORDER BY first_seen, source_id, posting_key
					""").param("ids", ids.stream().map(OfferId::value).toList()).query((row) -> {
				sightings.computeIfAbsent(new OfferId(row.getLong("offer_id")), (id) -> new ArrayList<>())
					.add(sighting(row));
			});
		}
		return sightings;
	}

	private static Sighting sighting(ResultSet row) throws SQLException {
		return new Sighting(row.getString("source_id"), row.getString("posting_key"), row.getString("url"),
				row.getString("title"), row.getString("text_hash"), instant(row, "first_seen"),
				instant(row, "last_seen"), instantOrNull(row, "gone_at"));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

	private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

}
