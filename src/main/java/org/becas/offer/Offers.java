package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
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
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where offers are kept. Every change keeps what counts (the reading with the corrections
 * on top) in columns of its own, so that lists and the bulletin ask one table.
 */
@Repository
public class Offers {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** What the office or the past says of an offer, not its text. */
	private static final Set<Attention> LASTING = EnumSet.of(Attention.POSSIBLE_DUPLICATE,
			Attention.CHANGED_SINCE_APPROVAL, Attention.GONE);

	/** The calendar in which {@code closes_on} is kept. */
	private final ZoneId zone;

	private final JdbcClient jdbc;

	private final Notices notices;

	private final Pairs pairs;

	private final Programmes programmes;

	private final Sightings sightings;

	public Offers(JdbcClient jdbc, ZoneId officeZone) {
		this.jdbc = jdbc;
		this.notices = new Notices(jdbc);
		this.pairs = new Pairs(jdbc);
		this.programmes = new Programmes(jdbc);
		this.sightings = new Sightings(jdbc);
		this.zone = officeZone;
	}

	/**
	 * Holds a new offer, to be curated.
	 * @param keys what its notice may be recognised by later, see {@link Notices#sharing}
	 */
	@Transactional
	public OfferId add(Notice notice, Collection<String> keys) {
		return hold(notice, keys).offer();
	}

	/** The same, answered with the notice as it is held from now on. */
	@Transactional
	public Notices.Held hold(Notice notice, Collection<String> keys) {
		OfferId offer = insert(notice, this.programmes.ofSeries(keys, notice.facts().title()).orElse(null));
		this.sightings.keep(offer, notice.sighting());
		return new Notices.Held(this.notices.add(notice, offer, keys), offer, notice);
	}

	/** The same for what an aggregator shows. */
	@Transactional
	public OfferId add(Facts reading, String text, @Nullable String language, List<Evidence> evidence,
			Set<Attention> attention, Sighting sighting, Collection<String> keys) {
		return add(new Notice(sighting, Tier.AGGREGATOR, reading, text, null, language, evidence, attention), keys);
	}

	private OfferId insert(Notice notice, @Nullable Long programme) {
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

	/**
	 * Puts an offer together anew of what its sources say now, and those that people said
	 * are one with it; corrections stay on top. What was approved stays so, and is
	 * flagged {@link Attention#CHANGED_SINCE_APPROVAL} if anything came out otherwise.
	 */
	@Transactional
	public void putTogether(OfferId id) {
		List<Notice> all = this.notices.of(this.pairs.together(id)).stream().map(Notices.Held::notice).toList();
		if (all.isEmpty()) {
			return;
		}
		Offer offer = get(id);
		Whole whole = Whole.of(all, this.zone);
		Set<Attention> flags = EnumSet.noneOf(Attention.class);
		flags.addAll(whole.attention());
		LASTING.stream().filter(offer.attention()::contains).forEach(flags::add);
		if (offer.status() == Status.APPROVED && (!whole.facts().values().equals(offer.reading().values())
				|| !whole.first().text().equals(offer.text()))) {
			flags.add(Attention.CHANGED_SINCE_APPROVAL);
		}
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
		layCorrections(id, whole.facts(), whole.first().text());
		this.programmes.assign(id, whole.facts().title());
	}

	/**
	 * Which of these offers a person has touched: decided, corrected, compared with
	 * another, or put into a programme. What they saw as one stays one.
	 */
	public Set<OfferId> touched(Collection<OfferId> ids) {
		return ids.isEmpty() ? Set.of()
				: Set.copyOf(this.jdbc.sql("""
						SELECT id FROM offer o WHERE id IN (:ids) AND (decided_by IS NOT NULL
						  OR EXISTS (SELECT 1 FROM decision WHERE offer_id = o.id)
						  OR EXISTS (SELECT 1 FROM correction WHERE offer_id = o.id)
						  OR EXISTS (SELECT 1 FROM pair_answer WHERE first_id = o.id)
						  OR EXISTS (SELECT 1 FROM pair_answer WHERE second_id = o.id)
						  OR EXISTS (SELECT 1 FROM programme_answer WHERE offer_id = o.id))
						""")
					.param("ids", ids.stream().map(OfferId::value).toList())
					.query((row, n) -> new OfferId(row.getLong("id")))
					.list());
	}

	/**
	 * Lets go of an offer that nobody has touched and whose sightings all turned out to
	 * be of others.
	 */
	@Transactional
	public void letGo(OfferId id) {
		this.jdbc.sql("DELETE FROM pair_question WHERE first_id = :id OR second_id = :id")
			.param("id", id.value())
			.update();
		this.jdbc.sql("DELETE FROM offer_event WHERE offer_id = :id").param("id", id.value()).update();
		this.jdbc.sql("DELETE FROM offer WHERE id = :id").param("id", id.value()).update();
	}

	/**
	 * Lays a person's word over the reading.
	 * @throws IllegalArgumentException if the value is not one of the field
	 */
	@Transactional
	public void correct(OfferId id, Correction correction) {
		Offer offer = get(id);
		if (correction.value() != null) {
			offer.reading().with(correction.field(), correction.value());
		}
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
		layCorrections(id, offer.reading(), offer.text());
	}

	/** Records what a person decided, and clears the flag that asked for it. */
	@Transactional
	public void decide(OfferId id, Decision decision) {
		Offer offer = get(id);
		Set<Attention> left = EnumSet.noneOf(Attention.class);
		left.addAll(offer.attention());
		left.remove(Attention.CHANGED_SINCE_APPROVAL);
		this.jdbc.sql("""
				UPDATE offer SET status = :status, decided_by = :by, decided_at = :at, reason = :reason,
				  attention = :attention WHERE id = :id
				""")
			.param("status", decision.status().name())
			.param("by", decision.by())
			.param("at", decision.at().toEpochMilli())
			.param("reason", decision.reason())
			.param("attention", Attention.join(left))
			.param("id", id.value())
			.update();
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

	/**
	 * Keeps others from changing an offer until the running transaction ends, so that
	 * what is read of it now still holds when it is written.
	 */
	@Transactional
	public void lock(OfferId id) {
		this.jdbc.sql("UPDATE offer SET status = status WHERE id = :id").param("id", id.value()).update();
	}

	/** Flags an offer for a person. */
	@Transactional
	public void flag(OfferId id, Attention attention) {
		Set<Attention> flags = EnumSet.of(attention);
		flags.addAll(get(id).attention());
		this.jdbc.sql("UPDATE offer SET attention = :attention WHERE id = :id")
			.param("attention", Attention.join(flags))
			.param("id", id.value())
			.update();
	}

	/** Takes a flag back whose reason is no more. */
	@Transactional
	public void unflag(OfferId id, Attention attention) {
		Set<Attention> flags = EnumSet.noneOf(Attention.class);
		flags.addAll(get(id).attention());
		if (flags.remove(attention)) {
			this.jdbc.sql("UPDATE offer SET attention = :attention WHERE id = :id")
				.param("attention", Attention.join(flags))
				.param("id", id.value())
				.update();
		}
	}

	/**
	 * @throws IllegalArgumentException if there is no such offer
	 */
	public Offer get(OfferId id) {
		return find(id).orElseThrow(() -> new IllegalArgumentException("No hay ninguna oferta con el número " + id));
	}

	public Optional<Offer> find(OfferId id) {
		return this.jdbc.sql("SELECT * FROM offer WHERE id = :id")
			.param("id", id.value())
			.query(Offers::offer)
			.optional();
	}

	/**
	 * Approved offers on which a reader can still act on {@code day}, soonest deadline
	 * first.
	 */
	public List<Offer> publishableOn(LocalDate day) {
		return this.jdbc.sql("""
				SELECT * FROM offer
				WHERE status = 'APPROVED' AND is_call = :yes AND (closes_on IS NULL OR closes_on >= :day)
				ORDER BY CASE WHEN closes_on IS NULL THEN 1 ELSE 0 END, closes_on, id
				""").param("yes", true).param("day", day.toString()).query(Offers::offer).list();
	}

	/**
	 * Offers that pass the filter: soonest deadline first, those without one last. Of
	 * what looks like no call, what may be one comes first.
	 */
	public List<Offer> list(OfferFilter filter, int offset, int limit) {
		Map<String, Object> params = new HashMap<>();
		String where = where(filter, params);
		return this.jdbc.sql("SELECT * FROM offer WHERE " + where + """
				 ORDER BY is_call DESC, CASE WHEN is_call = :no AND attention LIKE :doubtful THEN 0 ELSE 1 END,
				  CASE WHEN closes_on IS NULL THEN 1 ELSE 0 END, closes_on, id
				LIMIT :limit OFFSET :offset
				""")
			.params(params)
			.param("no", false)
			.param("doubtful", "%" + Attention.DOUBTFUL_CALL.key() + "%")
			.param("limit", limit)
			.param("offset", offset)
			.query(Offers::offer)
			.list();
	}

	public int count(OfferFilter filter) {
		Map<String, Object> params = new HashMap<>();
		return this.jdbc.sql("SELECT count(*) FROM offer WHERE " + where(filter, params))
			.params(params)
			.query(Integer.class)
			.single();
	}

	/** Every correction ever made to an offer, oldest first. */
	public List<Correction> corrections(OfferId id) {
		return this.jdbc.sql("SELECT * FROM correction WHERE offer_id = :id ORDER BY id")
			.param("id", id.value())
			.query((row, n) -> new Correction(Field.valueOf(row.getString("field")), row.getString("value"),
					row.getString("corrected_by"), instant(row, "corrected_at"), row.getString("reason")))
			.list();
	}

	/** Offers that a person ever corrected, oldest first. */
	public List<Offer> corrected() {
		return this.jdbc.sql("SELECT * FROM offer WHERE id IN (SELECT offer_id FROM correction) ORDER BY id")
			.query(Offers::offer)
			.list();
	}

	/**
	 * The levels that people last gave the offers of a source, newest first: one entry
	 * for each offer on whose levels a person's word stands.
	 */
	public List<Set<Level>> correctedLevels(String sourceId, int limit) {
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
	public List<Decision> decisions(OfferId id) {
		return this.jdbc.sql("SELECT * FROM decision WHERE offer_id = :id ORDER BY id")
			.param("id", id.value())
			.query((row, n) -> new Decision(Status.valueOf(row.getString("status")), row.getString("decided_by"),
					instant(row, "decided_at"), row.getString("reason")))
			.list();
	}

	private void layCorrections(OfferId id, Facts reading, String text) {
		Map<Field, String> newest = new EnumMap<>(Field.class);
		List<Correction> corrections = new ArrayList<>();
		this.pairs.together(id)
			.stream()
			.filter((other) -> !other.equals(id))
			.forEach((other) -> corrections.addAll(corrections(other)));
		corrections.addAll(corrections(id));
		for (Correction correction : corrections) {
			if (correction.value() != null) {
				newest.put(correction.field(), correction.value());
			}
			else {
				newest.remove(correction.field());
			}
		}
		this.jdbc
			.sql("""
					UPDATE offer SET is_call = :call, title = :title, url = :url, summary = :summary, levels = :levels,
					  deadline = :deadline, closes_on = :closesOn, countries = :countries, provider = :provider,
					  funding = :funding, colombians = :colombians, year = :year, conditions = :conditions, searchable = :searchable
					WHERE id = :id
					""")
			.params(columns(reading.with(newest), text))
			.param("id", id.value())
			.update();
	}

	/**
	 * Makes an offer of its own of what one source shows, after a person said that it is
	 * another call. The sighting stays with the new offer whatever is collected later.
	 */
	@Transactional
	public OfferId splitOff(OfferId from, Sighting sighting) {
		OfferId alone = insert(
				this.notices.find(sighting.sourceId(), sighting.key())
					.map(Notices.Held::notice)
					.orElseGet(
							() -> new Notice(sighting, Tier.AGGREGATOR, Facts.unread(sighting.title(), sighting.url()),
									"", null, null, List.of(), EnumSet.of(Attention.NO_LEVEL, Attention.NO_DEADLINE))),
				null);
		this.sightings.move(sighting, alone);
		putTogether(from);
		return alone;
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

	private static String where(OfferFilter filter, Map<String, Object> params) {
		List<String> conditions = new ArrayList<>(List.of("1 = 1"));
		if (filter.status() != null) {
			conditions.add("status = :status");
			params.put("status", filter.status().name());
		}
		if (filter.level() != null) {
			conditions.add("levels LIKE :level");
			params.put("level", "%" + filter.level().key() + "%");
		}
		if (filter.call() != null) {
			conditions.add("is_call = :call");
			params.put("call", filter.call());
		}
		if (filter.sourceId() != null) {
			conditions.add("id IN (SELECT offer_id FROM sighting WHERE source_id = :source)");
			params.put("source", filter.sourceId());
		}
		if (filter.text() != null) {
			int n = 0;
			for (String word : Folding.fold(filter.text()).split(" ")) {
				conditions.add("searchable LIKE :word" + n + " ESCAPE '!'");
				params.put("word" + n++, "%" + word.replaceAll("([!%_])", "!$1") + "%");
			}
		}
		return String.join(" AND ", conditions);
	}

	private static Offer offer(ResultSet row, int n) throws SQLException {
		Facts facts = new Facts(row.getBoolean("is_call"), row.getString("title"), row.getString("url"),
				row.getString("summary"), Level.split(row.getString("levels")),
				Deadline.parse(row.getString("deadline")), split(row.getString("countries")), row.getString("provider"),
				Funding.UNSTATED, Eligibility.UNKNOWN, integer(row, "year"))
			.with(Map.of(Field.FUNDING, row.getString("funding"), Field.COLOMBIANS, row.getString("colombians")))
			.with(values(row, "conditions"));
		List<Evidence> evidence = JSON.readValue(row.getString("evidence"), new TypeReference<>() {
		});
		return new Offer(new OfferId(row.getLong("id")), facts,
				Facts.unread(row.getString("title"), row.getString("url")).with(values(row, "reading")),
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
