package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each source wrote of each offer, by what it may be recognised, and which notices
 * are one call as far as two of them alone tell.
 */
@Repository
public class Notices {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** A key that more notices share tells nothing. */
	private static final int TOO_COMMON = 60;

	/** As many notices are compared with a new one. */
	private static final int COMPARED = 80;

	/** SQLite puts at most 500 queries together. */
	private static final int ASKED_AT_ONCE = 200;

	private static final String HELD = """
			SELECT n.*, s.offer_id, s.url, s.title, s.text_hash, s.first_seen, s.last_seen, s.gone_at
			FROM notice n JOIN sighting s ON s.source_id = n.source_id AND s.posting_key = n.posting_key
			""";

	private final JdbcClient jdbc;

	public Notices(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A notice as it is held.
	 *
	 * @param id our number for it
	 * @param offer of which it is a sighting
	 */
	public record Held(long id, OfferId offer, Notice notice) {
	}

	/** Two notices that are one call as far as they alone tell. */
	public record Link(long one, long other, double score) {
	}

	/**
	 * Holds what a source wrote, in place of what it wrote before.
	 * @return our number for the notice
	 */
	@Transactional
	public long save(Notice notice, Collection<String> keys) {
		long id = this.jdbc.sql("""
				INSERT INTO notice (source_id, posting_key, tier, facts, evidence, attention, text, published, language)
				VALUES (:source, :key, :tier, :facts, :evidence, :attention, :text, :published, :language)
				ON CONFLICT (source_id, posting_key) DO UPDATE SET tier = excluded.tier, facts = excluded.facts,
				  evidence = excluded.evidence, attention = excluded.attention, text = excluded.text,
				  published = excluded.published, language = excluded.language
				RETURNING id
				""")
			.param("source", notice.sighting().sourceId())
			.param("key", notice.sighting().key())
			.param("tier", notice.tier().name())
			.param("facts", JSON.writeValueAsString(notice.facts().values()))
			.param("evidence", JSON.writeValueAsString(notice.evidence()))
			.param("attention", Attention.join(notice.attention()))
			.param("text", notice.text())
			.param("published", day(notice))
			.param("language", notice.language())
			.query(Long.class)
			.single();
		this.jdbc.sql("DELETE FROM notice_key WHERE notice_id = :id").param("id", id).update();
		addKeys(id, keys);
		return id;
	}

	/**
	 * Holds what the first source of a new offer wrote, which is what the offer says.
	 * @return our number for the notice
	 */
	@Transactional
	public long add(Notice notice, OfferId offer, Collection<String> keys) {
		long id = this.jdbc.sql("""
				INSERT INTO notice (source_id, posting_key, tier, facts, evidence, attention, text, published, language)
				SELECT :source, :key, tier, reading, evidence, attention, text, :published, language FROM offer
				WHERE id = :offer
				RETURNING id
				""")
			.param("source", notice.sighting().sourceId())
			.param("key", notice.sighting().key())
			.param("published", day(notice))
			.param("offer", offer.value())
			.query(Long.class)
			.single();
		addKeys(id, keys);
		return id;
	}

	private static @Nullable String day(Notice notice) {
		return (notice.published() != null) ? notice.published().toString() : null;
	}

	private void addKeys(long id, Collection<String> keys) {
		if (keys.isEmpty()) {
			return;
		}
		Map<String, String> params = new LinkedHashMap<>();
		for (String key : new TreeSet<>(keys)) {
			params.put("k" + params.size(), key);
		}
		String rows = String.join(", ", params.keySet().stream().map(name -> "(:" + name + ", :id)").toList());
		this.jdbc.sql("INSERT INTO notice_key (key_text, notice_id) VALUES " + rows)
			.params(params)
			.param("id", id)
			.update();
	}

	public Optional<Held> find(String sourceId, String key) {
		return this.jdbc.sql(HELD + "WHERE n.source_id = :source AND n.posting_key = :key")
			.param("source", sourceId)
			.param("key", key)
			.query(Notices::held)
			.optional();
	}

	/** Everything that sources wrote of these offers. */
	public List<Held> of(Collection<OfferId> offers) {
		return offers.isEmpty() ? List.of()
				: this.jdbc.sql(HELD + "WHERE s.offer_id IN (:offers) ORDER BY n.id")
					.param("offers", offers.stream().map(OfferId::value).toList())
					.query(Notices::held)
					.list();
	}

	public List<Held> withIds(Collection<Long> ids) {
		return ids.isEmpty() ? List.of()
				: this.jdbc.sql(HELD + "WHERE n.id IN (:ids) ORDER BY n.id")
					.param("ids", ids)
					.query(Notices::held)
					.list();
	}

	/**
	 * The notices that share one of the keys. The rarest keys count first, and one that
	 * very many share is passed over, so that the time this takes does not grow with the
	 * archive.
	 * @param except number of the notice for which they are wanted
	 */
	public List<Held> sharing(Collection<String> keys, long except) {
		Map<String, List<Long>> blocks = new HashMap<>();
		List<String> all = List.copyOf(keys);
		for (int from = 0; from < all.size(); from += ASKED_AT_ONCE) {
			blocks.putAll(blocks(all.subList(from, Math.min(all.size(), from + ASKED_AT_ONCE))));
		}
		Set<Long> ids = new TreeSet<>();
		blocks.values()
			.stream()
			.filter(block -> block.size() <= TOO_COMMON)
			.sorted(Comparator.comparingInt(List::size))
			.takeWhile(block -> ids.size() < COMPARED)
			.forEach(ids::addAll);
		ids.remove(except);
		return withIds(ids);
	}

	/** Who has each of these keys, of each as many as tell whether it is too common. */
	private Map<String, List<Long>> blocks(List<String> keys) {
		Map<String, String> params = new LinkedHashMap<>();
		keys.forEach(key -> params.put("k" + params.size(), key));
		String bounded = "SELECT key_text, notice_id FROM (SELECT key_text, notice_id FROM notice_key WHERE key_text = :%s LIMIT "
				+ (TOO_COMMON + 1) + ") AS %s";
		Map<String, List<Long>> blocks = new HashMap<>();
		this.jdbc
			.sql(String.join(" UNION ALL ",
					params.keySet().stream().map(name -> bounded.formatted(name, name)).toList()))
			.params(params)
			.query((row) -> {
				blocks.computeIfAbsent(row.getString("key_text"), key -> new ArrayList<>())
					.add(row.getLong("notice_id"));
			});
		return blocks;
	}

	/** The notices that share a key with one that is held. */
	public List<Held> related(long id) {
		return sharing(this.jdbc.sql("SELECT key_text FROM notice_key WHERE notice_id = :id")
			.param("id", id)
			.query(String.class)
			.list(), id);
	}

	/** Holds the notices with which this one is one call, in place of earlier ones. */
	@Transactional
	public void link(long id, Map<Long, Double> scores) {
		this.jdbc.sql("""
				DELETE FROM notice_link WHERE other_id = :id
				AND notice_id IN (SELECT mine.other_id FROM notice_link mine WHERE mine.notice_id = :id)
				""").param("id", id).update();
		this.jdbc.sql("DELETE FROM notice_link WHERE notice_id = :id").param("id", id).update();
		scores.forEach((other, score) -> this.jdbc.sql("""
				INSERT INTO notice_link (notice_id, other_id, score) VALUES (:id, :other, :score), (:other, :id, :score)
				""").param("id", id).param("other", other).param("score", score).update());
	}

	/** The links of these notices with any other. */
	public List<Link> links(Collection<Long> ids) {
		return ids.isEmpty() ? List.of() : this.jdbc.sql("SELECT * FROM notice_link WHERE notice_id IN (:ids)")
			.param("ids", ids)
			.query((row, n) -> new Link(row.getLong("notice_id"), row.getLong("other_id"), row.getDouble("score")))
			.list();
	}

	/**
	 * Keeps what a source wrote of last year's call when it writes of this year's at the
	 * same place: what it wrote before stays with its offer, as gone.
	 */
	@Transactional
	public void retire(Sighting sighting, Instant at) {
		String retired = sighting.key() + " (" + at.toEpochMilli() + ")";
		for (String table : List.of("notice", "sighting")) {
			this.jdbc
				.sql("UPDATE " + table + " SET posting_key = :retired WHERE source_id = :source AND posting_key = :key")
				.param("retired", retired)
				.param("source", sighting.sourceId())
				.param("key", sighting.key())
				.update();
		}
		this.jdbc.sql("UPDATE sighting SET gone_at = :at WHERE source_id = :source AND posting_key = :key")
			.param("at", at.toEpochMilli())
			.param("source", sighting.sourceId())
			.param("key", retired)
			.update();
	}

	private static Held held(ResultSet row, int n) throws SQLException {
		Sighting sighting = new Sighting(row.getString("source_id"), row.getString("posting_key"), row.getString("url"),
				row.getString("title"), row.getString("text_hash"), Instant.ofEpochMilli(row.getLong("first_seen")),
				Instant.ofEpochMilli(row.getLong("last_seen")), gone(row));
		Map<Field, String> facts = JSON.readValue(row.getString("facts"), new TypeReference<>() {
		});
		List<Evidence> evidence = JSON.readValue(row.getString("evidence"), new TypeReference<>() {
		});
		return new Held(row.getLong("id"), new OfferId(row.getLong("offer_id")),
				new Notice(sighting, Tier.valueOf(row.getString("tier")), Facts.kept(facts), row.getString("text"),
						published(row), row.getString("language"), evidence,
						Attention.split(row.getString("attention"))));
	}

	private static @Nullable LocalDate published(ResultSet row) throws SQLException {
		String day = row.getString("published");
		return (day != null) ? LocalDate.parse(day) : null;
	}

	private static @Nullable Instant gone(ResultSet row) throws SQLException {
		long millis = row.getLong("gone_at");
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

}
