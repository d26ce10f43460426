package org.becas.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.collect.FetchResult.Fetched;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What portals answered in past visits, kept within {@code becas.responses.keep} so that
 * a visit can be read again. The newest visits of each source are kept longest.
 */
@Repository
class Responses {

	private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Visits of one source that are kept, and what they may take together. */
	private static final int MOST_VISITS = 10;

	private static final long MOST_BYTES = 32 << 20;

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Bodies bodies;

	private final TransactionTemplate transactions;

	private final long most;

	Responses(JdbcTemplate jdbc, Bodies bodies, PlatformTransactionManager transactionManager,
			ResponseSettings settings) {
		this.jdbc = JdbcClient.create(jdbc);
		this.batches = jdbc;
		this.bodies = bodies;
		this.transactions = new TransactionTemplate(transactionManager);
		this.most = settings.keep().toBytes();
	}

	/** A visit that is about to begin. */
	Recording record(Fetcher portal, Intake intake) {
		return new Recording(portal, intake, (this.most > 0) ? this.bodies : null);
	}

	/**
	 * Keeps what a visit was answered; an earlier try of the same run gives way to it.
	 */
	void keep(String run, String sourceId, Recording recording, Instant at) {
		if (this.most <= 0) {
			return;
		}
		List<Answer> answers = recording.answers().stream().map((answer) -> known(sourceId, answer)).toList();
		String postings = store(recording.postings());
		this.transactions.executeWithoutResult((status) -> {
			forget(run, sourceId);
			this.jdbc.sql("""
					INSERT INTO kept_visit (run, source_id, finished_at, postings, whole)
					VALUES (:run, :source, :at, :postings, :whole)
					""")
				.param("run", run)
				.param("source", sourceId)
				.param("at", at.toEpochMilli())
				.param("postings", postings)
				.param("whole", recording.whole() && postings != null)
				.update();
			add(run, sourceId, answers);
		});
	}

	/** A 304 speaks of the body that came before it. */
	private Answer known(String sourceId, Answer answer) {
		if (answer.outcome() != Outcome.UNCHANGED) {
			return answer;
		}
		return this.jdbc.sql("""
				SELECT r.* FROM response r JOIN kept_visit v ON v.run = r.run AND v.source_id = r.source_id
				WHERE r.source_id = :source AND r.url = :url AND r.body IS NOT NULL
				ORDER BY v.finished_at DESC LIMIT 1
				""")
			.param("source", sourceId)
			.param("url", answer.url().toString())
			.query(Responses::answer)
			.optional()
			.map(answer::about)
			.orElse(answer);
	}

	private @Nullable String store(List<KeptPosting> postings) {
		StringBuilder lines = new StringBuilder();
		postings.forEach((posting) -> lines.append(JSON.writeValueAsString(posting)).append('\n'));
		try {
			return this.bodies.put(lines.toString().getBytes(StandardCharsets.UTF_8)).hash();
		}
		catch (IOException ex) {
			LOG.warn("No se pudo guardar lo que se leyó en la visita: {}", ex.getMessage());
			return null;
		}
	}

	private void add(String run, String sourceId, List<Answer> answers) {
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Answer answer : answers) {
			rows.add(new @Nullable Object[] { run, sourceId, rows.size(), answer.url().toString(),
					answer.answered().toString(), answer.outcome().name(), answer.status(), answer.why(), answer.body(),
					answer.stored(), answer.contentType(),
					(answer.movedTo() != null) ? answer.movedTo().toString() : null, answer.whole() });
		}
		this.batches.batchUpdate("""
				INSERT INTO response (run, source_id, position, url, answered_url, outcome, status, why, body, stored,
				  content_type, moved_to, whole)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""", rows,
				new int[] { Types.VARCHAR, Types.VARCHAR, Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR,
						Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.BIGINT, Types.VARCHAR, Types.VARCHAR,
						Types.BOOLEAN });
	}

	/** Runs of which visits are kept, newest first. */
	List<String> runs() {
		return this.jdbc.sql("SELECT run FROM kept_visit GROUP BY run ORDER BY max(finished_at) DESC")
			.query(String.class)
			.list();
	}

	/** The visits of a run that are kept, by source. */
	List<KeptVisit> ofRun(String run) {
		return this.jdbc.sql("SELECT * FROM kept_visit WHERE run = :run ORDER BY source_id")
			.param("run", run)
			.query(Responses::keptVisit)
			.list();
	}

	/** A source's kept visits, newest first. */
	List<KeptVisit> ofSource(String sourceId) {
		return this.jdbc.sql("SELECT * FROM kept_visit WHERE source_id = :source ORDER BY finished_at DESC, run DESC")
			.param("source", sourceId)
			.query(Responses::keptVisit)
			.list();
	}

	/** What a visit was answered, in the order in which it came. */
	List<Answer> answers(KeptVisit visit) {
		return this.jdbc.sql("SELECT * FROM response WHERE run = :run AND source_id = :source ORDER BY position")
			.param("run", visit.run())
			.param("source", visit.sourceId())
			.query(Responses::answer)
			.list();
	}

	/** What a visit read, by the postings' keys; empty if that is no longer known. */
	Map<String, KeptPosting> postings(KeptVisit visit) {
		Map<String, KeptPosting> postings = new HashMap<>();
		String file = visit.postings();
		body(file).ifPresent((bytes) -> new String(bytes, StandardCharsets.UTF_8).lines().forEach((line) -> {
			KeptPosting posting = JSON.readValue(line, new TypeReference<>() {
			});
			postings.put(posting.key(), posting);
		}));
		return postings;
	}

	/** The page of an answer, if it is still kept. */
	Optional<Fetched> page(Answer answer) {
		return answer.isPage() ? body(answer.body()).map(answer::page) : Optional.empty();
	}

	/** What is kept under a hash, if it still is. */
	Optional<byte[]> body(@Nullable String hash) {
		try {
			return (hash != null) ? this.bodies.get(hash) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No se puede leer lo que se guardó de una visita: " + ex.getMessage(), ex);
		}
	}

	/** Makes room: the oldest visits go, and the files that nothing refers to. */
	void trim() throws IOException {
		Map<String, Integer> visits = new HashMap<>();
		Map<String, Weight> sources = new HashMap<>();
		Weight all = new Weight();
		for (Map.Entry<KeptVisit, Set<String>> visit : held().entrySet()) {
			String source = visit.getKey().sourceId();
			int count = visits.merge(source, 1, Integer::sum);
			long size = sources.computeIfAbsent(source, (id) -> new Weight()).with(visit.getValue());
			if (count > MOST_VISITS || size > MOST_BYTES || all.with(visit.getValue()) > this.most) {
				this.transactions.executeWithoutResult((status) -> forget(visit.getKey().run(), source));
			}
		}
		this.bodies.keepOnly(referred());
	}

	/** The visits that are kept, newest first, and the files that each refers to. */
	private Map<KeptVisit, Set<String>> held() {
		Map<KeptVisit, Set<String>> held = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT v.*, r.body FROM kept_visit v
				LEFT JOIN response r ON r.run = v.run AND r.source_id = v.source_id AND r.body IS NOT NULL
				ORDER BY v.finished_at DESC, v.run DESC, v.source_id
				""").query((row) -> {
			Set<String> files = held.computeIfAbsent(keptVisit(row, 0), (visit) -> new HashSet<>());
			for (String column : List.of("body", "postings")) {
				if (row.getString(column) != null) {
					files.add(row.getString(column));
				}
			}
		});
		return held;
	}

	/** What files take in the folder; each counts once, however many refer to it. */
	private final class Weight {

		private final Set<String> counted = new HashSet<>();

		private long size;

		long with(Set<String> hashes) throws IOException {
			for (String hash : hashes) {
				this.size += this.counted.add(hash) ? Responses.this.bodies.size(hash) : 0;
			}
			return this.size;
		}

	}

	private Set<String> referred() {
		return new HashSet<>(this.jdbc.sql("""
				SELECT body FROM response WHERE body IS NOT NULL UNION SELECT body FROM good_page
				UNION SELECT postings FROM kept_visit WHERE postings IS NOT NULL
				""").query(String.class).list());
	}

	private void forget(String run, String sourceId) {
		for (String table : List.of("response", "kept_visit")) {
			this.jdbc.sql("DELETE FROM " + table + " WHERE run = :run AND source_id = :source")
				.param("run", run)
				.param("source", sourceId)
				.update();
		}
	}

	private static KeptVisit keptVisit(ResultSet row, int n) throws SQLException {
		return new KeptVisit(row.getString("run"), row.getString("source_id"),
				Instant.ofEpochMilli(row.getLong("finished_at")), row.getString("postings"), row.getBoolean("whole"));
	}

	private static Answer answer(ResultSet row, int n) throws SQLException {
		String moved = row.getString("moved_to");
		return new Answer(URI.create(row.getString("url")), URI.create(row.getString("answered_url")),
				Outcome.valueOf(row.getString("outcome")), row.getInt("status"), row.getString("why"),
				row.getString("body"), row.getLong("stored"), row.getString("content_type"),
				(moved != null) ? URI.create(moved) : null, row.getBoolean("whole"));
	}

	/**
	 * A visit whose answers are kept.
	 *
	 * @param postings names the file that says what was read
	 * @param whole whether everything that came was kept
	 */
	record KeptVisit(String run, String sourceId, Instant at, @Nullable String postings, boolean whole) {
	}

}
