package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * To which series each offer belongs. The machine goes by the keys that calls of all
 * years have in common; a person's word on an offer counts more, whatever is collected
 * later.
 */
@Repository
public class Programmes {

	/** How the keys begin that calls of one series share, whatever their year. */
	public static final String SERIES = "series:";

	/** The character after the last one of {@link #SERIES}. */
	private static final String SERIES_END = "series;";

	private static final String STANDING = """
			SELECT programme_id FROM programme_answer WHERE id =
			  (SELECT MAX(id) FROM programme_answer WHERE offer_id = :offer)
			""";

	private static final String CALLS = """
			SELECT id, programme_id, title, url, levels, deadline, closes_on, countries, provider, funding, colombians,
			  year, status, first_seen FROM offer WHERE is_call = :yes AND programme_id
			""";

	private static final Pattern YEAR = Pattern.compile("\\(?\\b20\\d\\d(?:\\s?[-/–]\\s?(?:20)?\\d\\d)?\\b\\)?");

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private static final Pattern BLANKS_BEFORE_MARK = Pattern.compile("\\s+([,.:;])");

	private static final Pattern LOOSE_ENDS = Pattern.compile("^[\\s,.:;–-]+|[\\s,:;–-]+$");

	private final JdbcClient jdbc;

	public Programmes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A person's word.
	 *
	 * @param programme null where an earlier word was taken back
	 */
	public record Answered(@Nullable Long programme, String by, Instant at, @Nullable String reason) {
	}

	/**
	 * Puts an offer into the series to which its keys belong, unless a person said where.
	 */
	@Transactional
	public void assign(OfferId offer, String title) {
		standing(offer).or(() -> ofSeries(keys(offer), title)).ifPresent((programme) -> put(offer, programme));
	}

	/**
	 * The series to which a call with these keys belongs, a new one if none is known;
	 * none if no key tells. The keys are the series' from now on.
	 */
	@Transactional
	public Optional<Long> ofSeries(Collection<String> keys, String title) {
		List<String> telling = keys.stream().filter((key) -> key.startsWith(SERIES)).sorted().toList();
		if (telling.isEmpty()) {
			return Optional.empty();
		}
		long programme = ofKeys(telling).orElseGet(() -> create(title));
		telling.forEach((key) -> this.jdbc
			.sql("INSERT INTO programme_key (key_text, programme_id) VALUES (:key, :id) ON CONFLICT DO NOTHING")
			.param("key", key)
			.param("id", programme)
			.update());
		return Optional.of(programme);
	}

	private void put(OfferId offer, long programme) {
		this.jdbc.sql("UPDATE offer SET programme_id = :programme WHERE id = :offer")
			.param("programme", programme)
			.param("offer", offer.value())
			.update();
	}

	private List<String> keys(OfferId offer) {
		return this.jdbc.sql("""
				SELECT DISTINCT k.key_text FROM sighting s
				JOIN notice n ON n.source_id = s.source_id AND n.posting_key = s.posting_key
				JOIN notice_key k ON k.notice_id = n.id
				WHERE s.offer_id = :offer AND k.key_text >= :from AND k.key_text < :to ORDER BY k.key_text
				""")
			.param("offer", offer.value())
			.param("from", SERIES)
			.param("to", SERIES_END)
			.query(String.class)
			.list();
	}

	private Optional<Long> ofKeys(List<String> keys) {
		return this.jdbc
			.sql("SELECT programme_id FROM programme_key WHERE key_text IN (:keys) ORDER BY programme_id LIMIT 1")
			.param("keys", keys)
			.query(Long.class)
			.optional();
	}

	private long create(String title) {
		return this.jdbc.sql("INSERT INTO programme (name) VALUES (:name) RETURNING id")
			.param("name", withoutYear(title))
			.query(Long.class)
			.single();
	}

	static String withoutYear(String title) {
		String name = YEAR.matcher(title).replaceAll(" ");
		name = BLANKS.matcher(name).replaceAll(" ");
		name = BLANKS_BEFORE_MARK.matcher(name).replaceAll("$1");
		name = LOOSE_ENDS.matcher(name).replaceAll("");
		return name.isEmpty() ? title : name;
	}

	/**
	 * Says to which series an offer belongs.
	 * @param programme 0 for a series of its own
	 * @throws IllegalArgumentException if there is no such programme
	 */
	@Transactional
	public long answer(Offer offer, long programme, String by, Instant at, @Nullable String reason) {
		long to = (programme == 0) ? create(offer.facts().title()) : programme;
		if (find(to).isEmpty()) {
			throw new IllegalArgumentException("No hay ningún programa con el número " + to);
		}
		record(offer.id(), to, by, at, reason);
		put(offer.id(), to);
		return to;
	}

	/** Takes a person's word back: the machine's counts again. */
	@Transactional
	public void takeBack(Offer offer, String by, Instant at) {
		record(offer.id(), null, by, at, null);
		assign(offer.id(), offer.facts().title());
	}

	private void record(OfferId offer, @Nullable Long programme, String by, Instant at, @Nullable String reason) {
		this.jdbc.sql("""
				INSERT INTO programme_answer (offer_id, programme_id, answered_by, answered_at, reason)
				VALUES (:offer, :programme, :by, :at, :reason)
				""")
			.param("offer", offer.value())
			.param("programme", programme)
			.param("by", by)
			.param("at", at.toEpochMilli())
			.param("reason", reason)
			.update();
	}

	/** The programme that a person gave an offer, where one did. */
	public Optional<Long> standing(OfferId offer) {
		return this.jdbc.sql(STANDING + " AND programme_id IS NOT NULL")
			.param("offer", offer.value())
			.query(Long.class)
			.optional();
	}

	/** Everything that people said of an offer's programme, oldest first. */
	public List<Answered> history(OfferId offer) {
		return this.jdbc.sql("SELECT * FROM programme_answer WHERE offer_id = :offer ORDER BY id")
			.param("offer", offer.value())
			.query((row, n) -> {
				long programme = row.getLong("programme_id");
				return new Answered(row.wasNull() ? null : programme, row.getString("answered_by"),
						Instant.ofEpochMilli(row.getLong("answered_at")), row.getString("reason"));
			})
			.list();
	}

	public Optional<Long> of(OfferId offer) {
		return this.jdbc.sql("SELECT programme_id FROM offer WHERE id = :id AND programme_id IS NOT NULL")
			.param("id", offer.value())
			.query(Long.class)
			.optional();
	}

	public Optional<String> find(long id) {
		return this.jdbc.sql("SELECT name FROM programme WHERE id = :id")
			.param("id", id)
			.query(String.class)
			.optional();
	}

	/** A programme with its calls, whatever became of them. */
	public Optional<Programme> programme(long id, ZoneId zone) {
		return find(id)
			.map((name) -> new Programme(id, name, calls("= :id", Map.of("id", id), zone).getOrDefault(id, List.of())));
	}

	/**
	 * The programmes of which calls of more than one year are held, by name.
	 * @param words that the name holds, whatever its capitals; possibly empty
	 */
	public List<Programme> recurring(String words, int offset, int limit, ZoneId zone) {
		Map<Long, String> names = names(
				"SELECT p.id, p.name FROM programme p " + recurring()
						+ " ORDER BY lower(p.name), p.id LIMIT :limit OFFSET :offset",
				Map.of("words", like(words), "limit", limit, "offset", offset, "yes", true));
		return programmes(names, zone);
	}

	public int countRecurring(String words) {
		return this.jdbc.sql("SELECT count(*) FROM programme p " + recurring())
			.param("words", like(words))
			.param("yes", true)
			.query(Integer.class)
			.single();
	}

	private static String recurring() {
		return """
				WHERE lower(p.name) LIKE :words ESCAPE '!' AND p.id IN (SELECT programme_id FROM offer
				  WHERE is_call = :yes AND programme_id IS NOT NULL GROUP BY programme_id HAVING count(DISTINCT year) > 1)
				""";
	}

	private static String like(String words) {
		return "%" + words.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
	}

	/**
	 * The programmes whose next call should be on show by now, and of which none has been
	 * seen: those first that should close first.
	 */
	public List<Programme> overdue(LocalDate today, ZoneId zone) {
		Map<Long, String> names = names("""
				SELECT p.id, p.name FROM programme p WHERE p.id IN (SELECT programme_id FROM offer
				  WHERE is_call = :yes AND programme_id IS NOT NULL GROUP BY programme_id
				  HAVING count(DISTINCT year) > 1 AND max(closes_on) BETWEEN :from AND :to)
				""",
				Map.of("yes", true, "from", today.minusDays(650).toString(), "to", today.minusDays(300).toString()));
		return programmes(names, zone).stream()
			.filter((programme) -> programme.expected(today)
				.filter((expected) -> expected.isSure() && expected.isDue(today))
				.isPresent())
			.toList();
	}

	private Map<Long, String> names(String sql, Map<String, ?> params) {
		Map<Long, String> names = new LinkedHashMap<>();
		this.jdbc.sql(sql).params(params).query((row) -> {
			names.put(row.getLong("id"), row.getString("name"));
		});
		return names;
	}

	private List<Programme> programmes(Map<Long, String> names, ZoneId zone) {
		if (names.isEmpty()) {
			return List.of();
		}
		Map<Long, List<Programme.Call>> calls = calls("IN (:ids)", Map.of("ids", names.keySet()), zone);
		return names.entrySet()
			.stream()
			.map((name) -> new Programme(name.getKey(), name.getValue(), calls.getOrDefault(name.getKey(), List.of())))
			.toList();
	}

	/** Without copies: what was rejected counts only in a year that has nothing else. */
	private Map<Long, List<Programme.Call>> calls(String which, Map<String, ?> params, ZoneId zone) {
		Map<Long, List<Programme.Call>> calls = new LinkedHashMap<>();
		this.jdbc.sql(CALLS + which + " ORDER BY CASE WHEN status = 'REJECTED' THEN 1 ELSE 0 END, id")
			.params(params)
			.param("yes", true)
			.query((row) -> {
				List<Programme.Call> sofar = calls.computeIfAbsent(row.getLong("programme_id"),
						(id) -> new ArrayList<>());
				Programme.Call call = call(row, zone);
				if (call.status() != Offer.Status.REJECTED || !has(sofar, call.year())) {
					sofar.add(call);
				}
			});
		return calls;
	}

	private static boolean has(Collection<Programme.Call> calls, @Nullable Integer year) {
		return calls.stream().anyMatch((call) -> java.util.Objects.equals(call.year(), year));
	}

	private static Programme.Call call(ResultSet row, ZoneId zone) throws SQLException {
		String closes = row.getString("closes_on");
		String provider = row.getString("provider");
		int year = row.getInt("year");
		Map<Field, String> values = new LinkedHashMap<>();
		values.put(Field.EDITION, row.wasNull() ? "" : String.valueOf(year));
		values.put(Field.LEVELS, row.getString("levels"));
		values.put(Field.DEADLINE, row.getString("deadline"));
		values.put(Field.COUNTRIES, row.getString("countries"));
		values.put(Field.PROVIDER, (provider != null) ? provider : "");
		values.put(Field.FUNDING, row.getString("funding"));
		values.put(Field.COLOMBIANS, row.getString("colombians"));
		return new Programme.Call(new OfferId(row.getLong("id")),
				Facts.unread(row.getString("title"), row.getString("url")).with(values),
				Offer.Status.valueOf(row.getString("status")),
				Instant.ofEpochMilli(row.getLong("first_seen")).atZone(zone).toLocalDate(),
				(closes != null) ? LocalDate.parse(closes) : null);
	}

}
