package org.becas.curation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.becas.dedupe.AcceptedWeights;
import org.becas.dedupe.Candidate;
import org.becas.dedupe.Comparison;
import org.becas.dedupe.Estimate;
import org.becas.dedupe.Estimate.Known;
import org.becas.dedupe.Matcher;
import org.becas.offer.Notice;
import org.becas.offer.Notices;
import org.becas.offer.Notices.Held;
import org.becas.offer.OfferId;
import org.becas.offer.Pairs;
import org.becas.offer.Pairs.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The weights by which the same call is recognised, learnt from what people said. What
 * they were asked about is not like what they were not: only unclear pairs are asked. So
 * pairs that nobody was asked about count too: sightings that people approved as one
 * offer, and approved offers that share a key and are two. New weights count when a
 * person accepts them, and only for what is collected from then on.
 */
@Component
class Reweighing implements AcceptedWeights {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** As many pairs of each kind are looked at, the newest. */
	private static final int ENOUGH = 400;

	/** Stands where others say on what they rest. */
	private static final String UNDONE = "se deshizo";

	/** Fewer answers than these say nothing. */
	private static final int FEWEST = 20;

	private final JdbcClient jdbc;

	private final Pairs pairs;

	private final Notices notices;

	private final Matcher matcher;

	private final Clock clock;

	Reweighing(JdbcClient jdbc, Pairs pairs, Notices notices, Matcher matcher, Clock clock) {
		this.jdbc = jdbc;
		this.pairs = pairs;
		this.notices = notices;
		this.matcher = matcher;
		this.clock = clock;
		matcher.weigh(standing());
	}

	/**
	 * What would count instead.
	 *
	 * @param rows the weights that would change
	 * @param answered pairs of which a person said what they are
	 * @param unasked pairs that nobody was asked about
	 * @param turned known pairs that would be judged otherwise
	 */
	record Proposal(List<Row> rows, int answered, int unasked, List<Turned> turned) {

		public boolean possible() {
			return !this.rows.isEmpty() && this.answered >= FEWEST;
		}

		/** Changes whenever what is proposed does. */
		public String version() {
			return Integer.toHexString(weights().toString().hashCode());
		}

		Map<String, Double> weights() {
			Map<String, Double> weights = new TreeMap<>();
			this.rows.forEach((row) -> weights.put(row.name(), row.next()));
			return weights;
		}

	}

	/** One weight. */
	record Row(String name, double now, double next) {
	}

	/** A pair that would be judged otherwise. */
	record Turned(OfferId one, OfferId other, boolean same, Comparison now, Comparison next) {
	}

	/**
	 * An acceptance, or the undoing of one.
	 *
	 * @param weights that count from then on; null for the shipped ones
	 */
	record Accepted(@Nullable Map<String, Double> weights, String by, Instant at, String evidence) {

		boolean undoes() {
			return this.evidence.equals(UNDONE);
		}

	}

	private record Pair(Held one, Held other, boolean same) {

		Candidate first() {
			return Candidate.of(this.one.notice());
		}

		Candidate second() {
			return Candidate.of(this.other.notice());
		}

	}

	Proposal proposal() {
		// Accepted perhaps in another process
		this.matcher.weigh(standing());
		List<Pair> answered = answered();
		List<Pair> all = new ArrayList<>(answered);
		all.addAll(approvedAsOne());
		all.addAll(approvedAsTwo());
		List<Known> known = all.stream()
			.map((pair) -> new Known(pair.same(), this.matcher.observations(pair.first(), pair.second())))
			.toList();
		Map<String, Double> now = this.matcher.weights();
		Map<String, Double> next = Estimate.of(now, known);
		Matcher other = new Matcher(merged(now, next));
		List<Row> rows = next.entrySet()
			.stream()
			.map((row) -> new Row(row.getKey(), now.getOrDefault(row.getKey(), 0.0), row.getValue()))
			.toList();
		return new Proposal(rows, answered.size(), all.size() - answered.size(), turned(all, other));
	}

	private List<Turned> turned(Collection<Pair> pairs, Matcher other) {
		return pairs.stream()
			.map((pair) -> new Turned(pair.one().offer(), pair.other().offer(), pair.same(),
					this.matcher.compare(pair.first(), pair.second()), other.compare(pair.first(), pair.second())))
			.filter((turned) -> turned.now().outcome() != turned.next().outcome())
			.toList();
	}

	/**
	 * Puts in force what is proposed now.
	 * @param version of the proposal that the person saw
	 * @throws IllegalStateException if nothing is proposed, or something else by now
	 */
	@Transactional
	void accept(String version, String by) {
		Proposal proposal = proposal();
		if (!proposal.possible() || !proposal.version().equals(version)) {
			throw new IllegalStateException("No hay pesos nuevos que aceptar");
		}
		Map<String, Double> weights = merged(this.matcher.weights(), proposal.weights());
		record(JSON.writeValueAsString(weights), by,
				"%d respuestas y %d parejas más".formatted(proposal.answered(), proposal.unasked()));
		this.matcher.weigh(weights);
	}

	/**
	 * Takes back the last acceptance that still holds: the one before counts again, and
	 * before the first the shipped weights.
	 * @throws IllegalStateException if none holds
	 */
	@Transactional
	void undo(String by) {
		Deque<Accepted> holding = holding();
		if (holding.isEmpty()) {
			throw new IllegalStateException("Ya cuentan los pesos del programa");
		}
		holding.pop();
		Map<String, Double> before = holding.isEmpty() ? null : holding.peek().weights();
		record((before != null) ? JSON.writeValueAsString(before) : null, by, UNDONE);
		this.matcher.weigh(standing());
	}

	/** Whether there is an acceptance to take back. */
	boolean undoable() {
		return !holding().isEmpty();
	}

	/** The acceptances that nobody has taken back, the last one first. */
	private Deque<Accepted> holding() {
		Deque<Accepted> holding = new ArrayDeque<>();
		for (Accepted one : history()) {
			if (!one.undoes()) {
				holding.push(one);
			}
			else if (!holding.isEmpty()) {
				holding.pop();
			}
		}
		return holding;
	}

	private void record(@Nullable String weights, String by, String evidence) {
		this.jdbc.sql("""
				INSERT INTO matcher_weights (weights, accepted_by, accepted_at, evidence)
				VALUES (:weights, :by, :at, :evidence)
				""")
			.param("weights", weights)
			.param("by", by)
			.param("at", this.clock.instant().toEpochMilli())
			.param("evidence", evidence)
			.update();
	}

	/** Every acceptance, oldest first. */
	List<Accepted> history() {
		return this.jdbc.sql("SELECT * FROM matcher_weights ORDER BY id").query((row, n) -> {
			String weights = row.getString("weights");
			return new Accepted((weights != null) ? JSON.readValue(weights, new TypeReference<>() {
			}) : null, row.getString("accepted_by"), Instant.ofEpochMilli(row.getLong("accepted_at")),
					row.getString("evidence"));
		}).list();
	}

	@Override
	public Map<String, Double> standing() {
		List<Accepted> history = history();
		Map<String, Double> last = history.isEmpty() ? null : history.get(history.size() - 1).weights();
		return (last != null) ? last : Map.of();
	}

	private List<Pair> answered() {
		List<Pair> pairs = new ArrayList<>();
		for (Pairs.Answered answered : this.pairs.standing(ENOUGH)) {
			if (answered.answer() != Answer.UNSURE) {
				first(answered.first()).ifPresent((one) -> first(answered.second())
					.ifPresent((other) -> pairs.add(new Pair(one, other, answered.answer() == Answer.SAME))));
			}
		}
		return pairs;
	}

	private Optional<Held> first(OfferId offer) {
		return this.notices.of(List.of(offer)).stream().findFirst();
	}

	/** The first two sightings of approved offers that have several. */
	private List<Pair> approvedAsOne() {
		return this.jdbc.sql("""
				SELECT offer_id AS one FROM sighting WHERE offer_id IN (SELECT id FROM offer WHERE status = 'APPROVED')
				GROUP BY offer_id HAVING count(*) > 1 ORDER BY offer_id DESC LIMIT :enough
				""")
			.param("enough", ENOUGH)
			.query((row, n) -> this.notices.of(List.of(new OfferId(row.getLong("one")))))
			.list()
			.stream()
			.filter((held) -> held.size() > 1)
			.map((held) -> new Pair(held.get(0), held.get(1), true))
			.toList();
	}

	/** Approved offers that share a key: people saw them both and let them be two. */
	private List<Pair> approvedAsTwo() {
		List<Pair> pairs = new ArrayList<>();
		for (Held one : this.notices.withIds(newestApproved())) {
			this.notices.related(one.id())
				.stream()
				.filter((other) -> !other.offer().equals(one.offer()) && approved(other.offer())
						&& !this.pairs.together(one.offer()).contains(other.offer()))
				.findFirst()
				.ifPresent((other) -> pairs.add(new Pair(one, other, false)));
		}
		return pairs;
	}

	private Set<Long> newestApproved() {
		return Set.copyOf(this.jdbc.sql("""
				SELECT MIN(n.id) FROM notice n
				JOIN sighting s ON s.source_id = n.source_id AND s.posting_key = n.posting_key
				JOIN offer o ON o.id = s.offer_id WHERE o.status = 'APPROVED'
				GROUP BY o.id ORDER BY o.id DESC LIMIT :enough
				""").param("enough", ENOUGH).query(Long.class).list());
	}

	private boolean approved(OfferId offer) {
		return this.jdbc.sql("SELECT count(*) FROM offer WHERE id = :id AND status = 'APPROVED'")
			.param("id", offer.value())
			.query(Integer.class)
			.single() == 1;
	}

	private static Map<String, Double> merged(Map<String, Double> now, Map<String, Double> next) {
		Map<String, Double> merged = new TreeMap<>(now);
		merged.putAll(next);
		return merged;
	}

}
