package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of table {@code offer}: what was read, and in columns of its own what counts.
 */
final class OfferRows {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final JdbcClient jdbc;

	/** The calendar in which {@code closes_on} is kept. */
	private final ZoneId zone;

	OfferRows(JdbcClient jdbc, ZoneId zone) {
		this.jdbc = jdbc;
		this.zone = zone;
	}

	/** A new offer that says what its first notice says. */
	OfferId insert(Notice notice, @Nullable Long programme) {
		return new OfferId(this.jdbc
			.sql("""
					INSERT INTO offer (is_call, title, url, summary, levels, deadline, closes_on, countries, provider,
					  funding, colombians, year, conditions, reading, evidence, attention, text, language, tier, searchable,
					  programme_id, status, first_seen, last_seen)
					VALUES (:call, :title, :url, :summary, :levels, :deadline, :closesOn, :countries, :provider,
					  :funding, :colombians, :year, :conditions, :reading, :evidence, :attention, :text, :language, :tier, :searchable,
					  :programme, 'PENDING', :firstSeen, :lastSeen)
					RETURNING id
					""")
			.params(columns(notice.facts(), notice.text()))
			.param("reading", JSON.writeValueAsString(notice.facts().values()))
			.param("evidence", JSON.writeValueAsString(notice.evidence()))
			.param("attention", Attention.join(notice.attention()))
			.param("text", notice.text())
			.param("language", notice.language())
			.param("tier", notice.tier().name())
			.param("programme", programme)
			.param("firstSeen", notice.sighting().firstSeen().toEpochMilli())
			.param("lastSeen", notice.sighting().lastSeen().toEpochMilli())
			.query(Long.class)
			.single());
	}

	/** What is read of an offer from now on. */
	void read(OfferId id, Whole whole, Set<Attention> flags) {
		this.jdbc.sql("""
				UPDATE offer SET reading = :reading, evidence = :evidence, attention = :attention, text = :text,
				  language = :language, tier = :tier WHERE id = :id
				""")
			.param("reading", JSON.writeValueAsString(whole.facts().values()))
			.param("evidence", JSON.writeValueAsString(whole.evidence()))
			.param("attention", Attention.join(flags))
			.param("text", whole.first().text())
			.param("language", whole.first().language())
			.param("tier", whole.first().tier().name())
			.param("id", id.value())
			.update();
	}

	/** What counts of an offer from now on: the reading with the corrections on top. */
	void count(OfferId id, Facts facts, String text) {
		this.jdbc
			.sql("""
					UPDATE offer SET is_call = :call, title = :title, url = :url, summary = :summary, levels = :levels,
					  deadline = :deadline, closes_on = :closesOn, countries = :countries, provider = :provider,
					  funding = :funding, colombians = :colombians, year = :year, conditions = :conditions, searchable = :searchable
					WHERE id = :id
					""")
			.params(columns(facts, text))
			.param("id", id.value())
			.update();
	}

	void flag(OfferId id, Set<Attention> flags) {
		this.jdbc.sql("UPDATE offer SET attention = :attention WHERE id = :id")
			.param("attention", Attention.join(flags))
			.param("id", id.value())
			.update();
	}

	void decide(OfferId id, Decision decision) {
		this.jdbc.sql("""
				UPDATE offer SET status = :status, decided_by = :by, decided_at = :at, reason = :reason WHERE id = :id
				""")
			.param("status", decision.status().name())
			.param("by", decision.by())
			.param("at", decision.at().toEpochMilli())
			.param("reason", decision.reason())
			.param("id", id.value())
			.update();
	}

	Optional<Offer> find(OfferId id) {
		return this.jdbc.sql("SELECT * FROM offer WHERE id = :id")
			.param("id", id.value())
			.query(OfferRows::offer)
			.optional();
	}

	private Map<String, @Nullable Object> columns(Facts facts, String text) {
		Map<String, @Nullable Object> columns = new LinkedHashMap<>();
		columns.put("call", facts.call());
		columns.put("title", facts.title());
		columns.put("url", facts.url());
		columns.put("summary", facts.summary());
		columns.put("levels", Level.join(facts.levels()));
		columns.put("deadline", facts.deadline().code());
		columns.put("closesOn", facts.deadline().lastDay(this.zone).map(LocalDate::toString).orElse(null));
		columns.put("countries", facts.value(Field.COUNTRIES));
		columns.put("provider", facts.provider());
		columns.put("funding", facts.funding().key());
		columns.put("colombians", facts.colombians().key());
		columns.put("year", facts.year());
		columns.put("conditions", JSON.writeValueAsString(conditions(facts)));
		columns.put("searchable",
				Folding.fold(String.join(" ", facts.title(), facts.value(Field.PROVIDER), facts.summary(), text)));
		return columns;
	}

	/** What is stated of the conditions; what is not leaves no trace. */
	private static Map<Field, String> conditions(Facts facts) {
		Map<Field, String> conditions = facts.values();
		conditions.entrySet().removeIf((value) -> !value.getKey().isCondition() || value.getValue().isEmpty());
		return conditions;
	}

	static Offer offer(ResultSet row, int n) throws SQLException {
		Facts facts = new Facts(row.getBoolean("is_call"), row.getString("title"), row.getString("url"),
				row.getString("summary"), Level.split(row.getString("levels")),
				Deadline.parse(row.getString("deadline")), split(row.getString("countries")), row.getString("provider"),
				Funding.UNSTATED, Eligibility.UNKNOWN, integer(row, "year"))
			.with(Map.of(Field.FUNDING, row.getString("funding"), Field.COLOMBIANS, row.getString("colombians")))
			.with(values(row, "conditions"));
		List<Evidence> evidence = JSON.readValue(row.getString("evidence"), new TypeReference<>() {
		});
		return new Offer(new OfferId(row.getLong("id")), facts, Facts.kept(values(row, "reading")),
				row.getString("text"), row.getString("language"), Tier.valueOf(row.getString("tier")),
				evidence.stream().filter((one) -> !one.rejects()).toList(),
				evidence.stream().filter(Evidence::rejects).toList(), Attention.split(row.getString("attention")),
				Status.valueOf(row.getString("status")), lastDecision(row), instant(row, "first_seen"),
				instant(row, "last_seen"));
	}

	private static Map<Field, String> values(ResultSet row, String column) throws SQLException {
		return JSON.readValue(row.getString(column), new TypeReference<>() {
		});
	}

	private static @Nullable Decision lastDecision(ResultSet row) throws SQLException {
		String by = row.getString("decided_by");
		return (by != null) ? new Decision(Status.valueOf(row.getString("status")), by, instant(row, "decided_at"),
				row.getString("reason")) : null;
	}

	private static Set<String> split(String joined) {
		return joined.isEmpty() ? Set.of() : Set.of(joined.split(";"));
	}

	private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
		int value = row.getInt(column);
		return row.wasNull() ? null : value;
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

}
