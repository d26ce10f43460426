package org.becas.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
 * Which offers may be one call, and what people said of it. An answer is a fact: no later
 * collection and no other weight changes it, only another answer does.
 */
@Repository
public class Pairs {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** The newest answer to each pair, where it was not taken back. */
	private static final String STANDING = """
			(SELECT * FROM pair_answer WHERE id IN (SELECT MAX(id) FROM pair_answer GROUP BY first_id, second_id)
			 AND answer IS NOT NULL)
			""";

	private final JdbcClient jdbc;

	public Pairs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What a person may say of two offers. */
	public enum Answer {

		SAME, DIFFERENT, UNSURE

	}

	/**
	 * Two offers that may be one call.
	 *
	 * @param first the one that we have held longer
	 * @param score see the matcher: binary logarithm of the odds that they are one
	 * @param reasons in Spanish, heaviest first
	 */
	public record Question(OfferId first, OfferId second, double score, List<String> reasons, Instant asked) {
	}

	/**
	 * A person's word on two offers.
	 *
	 * @param answer null where an earlier answer was taken back
	 */
	public record Answered(OfferId first, OfferId second, @Nullable Answer answer, String by, Instant at,
			@Nullable String reason) {
	}

	/** Asks whether two offers are one call; a second time renews the reasons. */
	@Transactional
	public void ask(OfferId one, OfferId other, double score, List<String> reasons, Instant at) {
		this.jdbc.sql("""
				INSERT INTO pair_question (first_id, second_id, score, reasons, asked_at)
				VALUES (:first, :second, :score, :reasons, :at)
				ON CONFLICT (first_id, second_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
				""")
			.param("first", smaller(one, other))
			.param("second", larger(one, other))
			.param("score", score)
			.param("reasons", JSON.writeValueAsString(reasons))
			.param("at", at.toEpochMilli())
			.update();
	}

	/** Keeps a person's word; {@code answer} null takes the standing one back. */
	@Transactional
	public void answer(OfferId one, OfferId other, @Nullable Answer answer, String by, Instant at,
			@Nullable String reason) {
		this.jdbc.sql("""
				INSERT INTO pair_answer (first_id, second_id, answer, answered_by, answered_at, reason)
				VALUES (:first, :second, :answer, :by, :at, :reason)
				""")
			.param("first", smaller(one, other))
			.param("second", larger(one, other))
			.param("answer", (answer != null) ? answer.name() : null)
			.param("by", by)
			.param("at", at.toEpochMilli())
			.param("reason", reason)
			.update();
	}

	/** Questions that nobody has answered, likeliest first. */
	public List<Question> open(int offset, int limit) {
		return this.jdbc.sql("""
				SELECT q.* FROM pair_question q
				WHERE NOT EXISTS (SELECT 1 FROM
				""" + STANDING + """
				 a WHERE a.first_id = q.first_id AND a.second_id = q.second_id)
				ORDER BY q.score DESC, q.first_id, q.second_id LIMIT :limit OFFSET :offset
				""").param("limit", limit).param("offset", offset).query(Pairs::question).list();
	}

	public int countOpen() {
		return this.jdbc.sql("""
				SELECT count(*) FROM pair_question q
				WHERE NOT EXISTS (SELECT 1 FROM
				""" + STANDING + " a WHERE a.first_id = q.first_id AND a.second_id = q.second_id)")
			.query(Integer.class)
			.single();
	}

	public Optional<Question> question(OfferId one, OfferId other) {
		return this.jdbc.sql("SELECT * FROM pair_question WHERE first_id = :first AND second_id = :second")
			.param("first", smaller(one, other))
			.param("second", larger(one, other))
			.query(Pairs::question)
			.optional();
	}

	/** The answer that counts. */
	public Optional<Answer> standing(OfferId one, OfferId other) {
		return standing(one).stream()
			.filter((answered) -> answered.first().equals(other) || answered.second().equals(other))
			.map(Answered::answer)
			.findFirst();
	}

	/** The newest answers that count, whatever the offers. */
	public List<Answered> standing(int limit) {
		return this.jdbc.sql("SELECT * FROM " + STANDING + " a ORDER BY id DESC LIMIT :limit")
			.param("limit", limit)
			.query(Pairs::answered)
			.list();
	}

	/** The answers that count on an offer with any other. */
	public List<Answered> standing(OfferId offer) {
		return this.jdbc.sql("SELECT * FROM " + STANDING + " a WHERE first_id = :id OR second_id = :id ORDER BY id")
			.param("id", offer.value())
			.query(Pairs::answered)
			.list();
	}

	/** Every answer ever given on an offer, oldest first. */
	public List<Answered> history(OfferId offer) {
		return this.jdbc.sql("SELECT * FROM pair_answer WHERE first_id = :id OR second_id = :id ORDER BY id")
			.param("id", offer.value())
			.query(Pairs::answered)
			.list();
	}

	/** The offers that people said are one call with this one, itself among them. */
	public Set<OfferId> together(OfferId offer) {
		Set<OfferId> together = new TreeSet<>(Set.of(offer));
		Deque<OfferId> left = new ArrayDeque<>(together);
		while (!left.isEmpty()) {
			for (Answered answered : standing(left.pop())) {
				for (OfferId id : List.of(answered.first(), answered.second())) {
					if (answered.answer() == Answer.SAME && together.add(id)) {
						left.push(id);
					}
				}
			}
		}
		return together;
	}

	private static long smaller(OfferId one, OfferId other) {
		if (one.equals(other)) {
			throw new IllegalArgumentException("La oferta %s no se compara consigo misma".formatted(one));
		}
		return Math.min(one.value(), other.value());
	}

	private static long larger(OfferId one, OfferId other) {
		return Math.max(one.value(), other.value());
	}

	private static Question question(ResultSet row, int n) throws SQLException {
		return new Question(new OfferId(row.getLong("first_id")), new OfferId(row.getLong("second_id")),
				row.getDouble("score"), JSON.readValue(row.getString("reasons"), new TypeReference<>() {
				}), Instant.ofEpochMilli(row.getLong("asked_at")));
	}

	private static Answered answered(ResultSet row, int n) throws SQLException {
		String answer = row.getString("answer");
		return new Answered(new OfferId(row.getLong("first_id")), new OfferId(row.getLong("second_id")),
				(answer != null) ? Answer.valueOf(answer) : null, row.getString("answered_by"),
				Instant.ofEpochMilli(row.getLong("answered_at")), row.getString("reason"));
	}

}
