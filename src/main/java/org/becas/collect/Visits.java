package org.becas.collect;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.becas.collect.Visit.Counts;
import org.becas.collect.Visit.Traffic;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where visits are kept, with what portals gave for the next one. */
@Repository
public class Visits {

	/**
	 * After this time a page is read again even if the portal says it has not changed.
	 */
	private static final Duration TRUSTED = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	Visits(JdbcTemplate jdbc) {
		this.jdbc = JdbcClient.create(jdbc);
		this.batches = jdbc;
	}

	/** Keeps a visit; the same source's earlier one of the same run gives way to it. */
	void add(Visit visit) {
		this.jdbc.sql("""
				INSERT INTO visit (run, source_id, url, started_at, finished_at, outcome, why, found, added, same,
				  changed, gone, failed, requests, unchanged, bytes, http_status)
				VALUES (:run, :source, :url, :started, :finished, :outcome, :why, :found, :added, :same,
				  :changed, :gone, :failed, :requests, :unchanged, :bytes, :status)
				ON CONFLICT (run, source_id) DO UPDATE SET url = excluded.url, started_at = excluded.started_at,
				  finished_at = excluded.finished_at, outcome = excluded.outcome, why = excluded.why,
				  found = excluded.found, added = excluded.added, same = excluded.same, changed = excluded.changed,
				  gone = excluded.gone, failed = excluded.failed, requests = excluded.requests,
				  unchanged = excluded.unchanged, bytes = excluded.bytes, http_status = excluded.http_status
				""")
			.param("run", visit.run())
			.param("source", visit.sourceId())
			.param("url", visit.url().toString())
			.param("started", visit.startedAt().toEpochMilli())
			.param("finished", visit.finishedAt().toEpochMilli())
			.param("outcome", visit.outcome().name())
			.param("why", visit.why())
			.param("found", visit.counts().found())
			.param("added", visit.counts().added())
			.param("same", visit.counts().same())
			.param("changed", visit.counts().changed())
			.param("gone", visit.counts().gone())
			.param("failed", visit.counts().failed())
			.param("requests", visit.traffic().requests())
			.param("unchanged", visit.traffic().unchanged())
			.param("bytes", visit.traffic().bytes())
			.param("status", visit.traffic().status())
			.update();
	}

	/** The visits of one run, in the order in which they ended. */
	public List<Visit> ofRun(String run) {
		return this.jdbc.sql("SELECT * FROM visit WHERE run = :run ORDER BY finished_at, id")
			.param("run", run)
			.query(Visits::visit)
			.list();
	}

	/** Each source's last visit, by the source's id. */
	public Map<String, Visit> latest() {
		Map<String, Visit> latest = new LinkedHashMap<>();
		this.jdbc
			.sql("SELECT * FROM visit WHERE id IN (SELECT max(id) FROM visit GROUP BY source_id) ORDER BY source_id")
			.query(Visits::visit)
			.list()
			.forEach((visit) -> latest.put(visit.sourceId(), visit));
		return latest;
	}

	/** A source's visits, newest first. */
	public List<Visit> history(String sourceId, int limit) {
		return this.jdbc.sql("SELECT * FROM visit WHERE source_id = :source ORDER BY id DESC LIMIT :limit")
			.param("source", sourceId)
			.param("limit", limit)
			.query(Visits::visit)
			.list();
	}

	/**
	 * What a source usually shows, told from the last visits that read announcements:
	 * those to which it said that nothing changed, or which failed, tell nothing. Only
	 * those count since a person said that the source is well as it is.
	 * @param but a run whose own visit does not count
	 * @return empty while there are too few to tell
	 */
	Optional<Yield> usual(String sourceId, @Nullable String but) {
		return Yield.of(this.jdbc.sql("""
				SELECT found FROM visit
				WHERE source_id = :source AND outcome = 'OK' AND found > 0 AND run <> :but
				  AND finished_at > coalesce((SELECT accepted_at FROM accepted_source WHERE source_id = :source), 0)
				ORDER BY id DESC LIMIT :limit
				""")
			.param("source", sourceId)
			.param("but", (but != null) ? but : "")
			.param("limit", Yield.LOOKED_AT)
			.query(Integer.class)
			.list());
	}

	/**
	 * Since when a source says that nothing is open: since its first visit that heard so
	 * after the last that read something, or after a person said that it is well so.
	 */
	Optional<Instant> nothingOpenSince(String sourceId) {
		return this.jdbc.sql("""
				SELECT finished_at FROM visit
				WHERE source_id = :source AND outcome = 'NOTHING_OPEN'
				  AND id > coalesce((SELECT max(id) FROM visit WHERE source_id = :source
				    AND outcome IN ('OK', 'UNCHANGED')), 0)
				  AND finished_at > coalesce((SELECT accepted_at FROM accepted_source WHERE source_id = :source), 0)
				ORDER BY finished_at LIMIT 1
				""").param("source", sourceId).query(Long.class).optional().map(Instant::ofEpochMilli);
	}

	/**
	 * Titles of a source's links behind which there was nothing when its list was last
	 * read, by address; the newest first.
	 */
	public Map<String, String> deadLinks(String sourceId) {
		Map<String, String> titles = new LinkedHashMap<>();
		this.jdbc.sql("""
				SELECT url, title FROM dead_link
				WHERE source_id = :source AND last_seen >= (
				  SELECT max(started_at) FROM visit WHERE source_id = :source AND found > 0)
				ORDER BY first_seen DESC, url
				""").param("source", sourceId).query((row) -> {
			titles.put(row.getString("url"), row.getString("title"));
		});
		return titles;
	}

	void dead(String sourceId, URI url, String title, Instant at) {
		this.jdbc.sql("""
				INSERT INTO dead_link (source_id, url, title, first_seen, last_seen)
				VALUES (:source, :url, :title, :at, :at)
				ON CONFLICT (source_id, url) DO UPDATE SET title = excluded.title, last_seen = excluded.last_seen
				""")
			.param("source", sourceId)
			.param("url", url.toString())
			.param("title", title)
			.param("at", at.toEpochMilli())
			.update();
	}

	/** Behind these links there is something again, or still. */
	void alive(String sourceId, Collection<URI> urls) {
		if (!urls.isEmpty()) {
			this.jdbc.sql("DELETE FROM dead_link WHERE source_id = :source AND url IN (:urls)")
				.param("source", sourceId)
				.param("urls", urls.stream().map(URI::toString).toList())
				.update();
		}
	}

	/**
	 * What the portal gave with these pages, as far as it still counts.
	 * @param reading how the source is read now
	 */
	Map<String, Validators> validators(String sourceId, Collection<String> urls, String reading, Instant now) {
		Map<String, Validators> validators = new HashMap<>();
		if (!urls.isEmpty()) {
			this.jdbc.sql("""
					SELECT url, etag, last_modified, listed FROM validator
					WHERE source_id = :source AND url IN (:urls) AND reading = :reading AND given_at > :since
					""")
				.param("source", sourceId)
				.param("urls", urls)
				.param("reading", reading)
				.param("since", now.minus(TRUSTED).toEpochMilli())
				.query((row) -> {
					validators.put(row.getString("url"), new Validators(row.getString("etag"),
							row.getString("last_modified"), row.getString("listed")));
				});
		}
		return validators;
	}

	/** Keeps what the portal gave with each of these pages. */
	void remember(Source source, Map<URI, Validators> given, Instant at) {
		String understanding = source.understanding();
		List<@Nullable Object[]> rows = new ArrayList<>();
		given.forEach((url, validators) -> rows.add(new @Nullable Object[] { source.id(), url.toString(),
				validators.etag(), validators.lastModified(), validators.listed(), understanding, at.toEpochMilli() }));
		this.batches.batchUpdate("""
				INSERT INTO validator (source_id, url, etag, last_modified, listed, reading, given_at)
				VALUES (?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (source_id, url) DO UPDATE SET etag = excluded.etag,
				  last_modified = excluded.last_modified, listed = excluded.listed, reading = excluded.reading,
				  given_at = excluded.given_at
				""", rows, new int[] { Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR,
				Types.VARCHAR, Types.BIGINT });
	}

	/** Puts what a 304 named in its place; the page is read again as soon as before. */
	void freshen(String sourceId, URI url, Validators validators) {
		this.jdbc.sql("""
				UPDATE validator SET etag = :etag, last_modified = :lastModified
				WHERE source_id = :source AND url = :url
				""")
			.param("source", sourceId)
			.param("url", url.toString())
			.param("etag", validators.etag())
			.param("lastModified", validators.lastModified())
			.update();
	}

	/**
	 * For how long a source is left alone, unless its entry was edited since.
	 * @param reading how the source is read now
	 */
	Optional<Pause> pause(String sourceId, String reading) {
		return this.jdbc.sql("SELECT * FROM pause WHERE source_id = :source AND reading = :reading")
			.param("source", sourceId)
			.param("reading", reading)
			.query((row, n) -> new Pause(row.getInt("failures"), Instant.ofEpochMilli(row.getLong("until_at")),
					row.getBoolean("asked"), row.getString("why")))
			.optional();
	}

	/** The sources that are left alone at a moment, and for how long. */
	Map<String, Pause> pauses(Collection<Source> sources, Instant now) {
		Map<String, Pause> pauses = new HashMap<>();
		if (this.jdbc.sql("SELECT count(*) FROM pause").query(Integer.class).single() > 0) {
			sources.forEach((source) -> pause(source.id(), source.reading()).filter((pause) -> pause.holds(now, false))
				.ifPresent((pause) -> pauses.put(source.id(), pause)));
		}
		return pauses;
	}

	/** Puts a pause in the place of the earlier one; null ends that. */
	void put(Source source, @Nullable Pause pause) {
		if (pause != null) {
			put(source.id(), source.reading(), pause);
		}
		else {
			endPause(source.id());
		}
	}

	private void put(String sourceId, String reading, Pause pause) {
		this.jdbc.sql("""
				INSERT INTO pause (source_id, reading, failures, until_at, asked, why)
				VALUES (:source, :reading, :failures, :until, :asked, :why)
				ON CONFLICT (source_id) DO UPDATE SET reading = excluded.reading, failures = excluded.failures,
				  until_at = excluded.until_at, asked = excluded.asked, why = excluded.why
				""")
			.param("source", sourceId)
			.param("reading", reading)
			.param("failures", pause.failures())
			.param("until", pause.until().toEpochMilli())
			.param("asked", pause.asked())
			.param("why", pause.why())
			.update();
	}

	/** Ends the pause that a portal asked for, and keeps who did so. */
	@Transactional
	void liftPause(String sourceId, String by, Instant at) {
		this.jdbc.sql("""
				INSERT INTO lifted_pause (source_id, lifted_at, lifted_by, until_at, why)
				SELECT source_id, :at, :by, until_at, why FROM pause
				 WHERE source_id = :source AND asked = :yes AND until_at > :at
				""")
			.param("at", at.toEpochMilli())
			.param("by", by)
			.param("source", sourceId)
			.param("yes", true)
			.update();
		endPause(sourceId);
	}

	/** The last pause of a source that a person lifted. */
	Optional<Lifted> lifted(String sourceId) {
		return this.jdbc
			.sql("SELECT * FROM lifted_pause WHERE source_id = :source ORDER BY lifted_at DESC, id DESC LIMIT 1")
			.param("source", sourceId)
			.query((row, n) -> new Lifted(Instant.ofEpochMilli(row.getLong("lifted_at")), row.getString("lifted_by"),
					Instant.ofEpochMilli(row.getLong("until_at")), row.getString("why")))
			.optional();
	}

	void endPause(String sourceId) {
		this.jdbc.sql("DELETE FROM pause WHERE source_id = :source").param("source", sourceId).update();
	}

	private static Visit visit(ResultSet row, int n) throws SQLException {
		return new Visit(row.getString("run"), row.getString("source_id"), URI.create(row.getString("url")),
				Instant.ofEpochMilli(row.getLong("started_at")), Instant.ofEpochMilli(row.getLong("finished_at")),
				Outcome.valueOf(row.getString("outcome")), row.getString("why"),
				new Counts(row.getInt("found"), row.getInt("added"), row.getInt("same"), row.getInt("changed"),
						row.getInt("gone"), row.getInt("failed")),
				new Traffic(row.getInt("requests"), row.getInt("unchanged"), row.getLong("bytes"),
						row.getInt("http_status")));
	}

	/** Keeps who said of a source that it is well as it is. */
	void accept(String sourceId, String by, Instant at) {
		this.jdbc.sql("""
				INSERT INTO accepted_source (source_id, accepted_at, accepted_by) VALUES (:source, :at, :by)
				ON CONFLICT (source_id) DO UPDATE SET accepted_at = excluded.accepted_at,
				  accepted_by = excluded.accepted_by
				""").param("source", sourceId).param("at", at.toEpochMilli()).param("by", by).update();
	}

	/** Who last said of a source that it is well as it is. */
	Optional<Accepted> accepted(String sourceId) {
		return this.jdbc.sql("SELECT accepted_at, accepted_by FROM accepted_source WHERE source_id = :source")
			.param("source", sourceId)
			.query((row, n) -> new Accepted(Instant.ofEpochMilli(row.getLong("accepted_at")),
					row.getString("accepted_by")))
			.optional();
	}

	/** Who said of a source that it is well as it is, and when. */
	record Accepted(Instant at, String by) {
	}

	/**
	 * A pause that a person lifted.
	 *
	 * @param until when the portal had asked to be left alone
	 * @param why what it had said
	 */
	record Lifted(Instant at, String by, Instant until, String why) {
	}

}
