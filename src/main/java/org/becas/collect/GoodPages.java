package org.becas.collect;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.becas.collect.Coverage.Place;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.SourceCatalog;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The pages of each source as they were when everything was found in them, and how much
 * of each field is usually found.
 */
@Repository
class GoodPages {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Visits that are looked back on. */
	private static final int LOOKED_AT = 8;

	/** Rows that are looked back on to know what is usual. */
	private static final int REMEMBERED = 500;

	private final JdbcClient jdbc;

	GoodPages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Puts a page in the place of the earlier one of the same address. */
	void keep(Source understood, boolean detail, Answer answer, List<Known> found, Instant at) {
		this.jdbc.sql("""
				INSERT INTO good_page (source_id, url, detail, seen_at, body, content_type, found, entry)
				VALUES (:source, :url, :detail, :at, :body, :type, :found, :entry)
				ON CONFLICT (source_id, url, detail) DO UPDATE SET seen_at = excluded.seen_at, body = excluded.body,
				  content_type = excluded.content_type, found = excluded.found, entry = excluded.entry
				""")
			.param("source", understood.id())
			.param("url", answer.url().toString())
			.param("detail", detail)
			.param("at", at.toEpochMilli())
			.param("body", answer.body())
			.param("type", answer.contentType())
			.param("found", JSON.writeValueAsString(found))
			.param("entry", understood.yaml())
			.update();
	}

	/** Only the newest pages behind links are kept. */
	void keepDetailsSince(String sourceId, Instant since) {
		this.jdbc.sql("DELETE FROM good_page WHERE source_id = :source AND detail = :yes AND seen_at < :since")
			.param("source", sourceId)
			.param("yes", true)
			.param("since", since.toEpochMilli())
			.update();
	}

	/** A source's good pages: those of its list, or those behind its links. */
	List<GoodPage> of(String sourceId, boolean detail) {
		return this.jdbc
			.sql("SELECT * FROM good_page WHERE source_id = :source AND detail = :detail ORDER BY seen_at DESC, url")
			.param("source", sourceId)
			.param("detail", detail)
			.query(GoodPages::page)
			.list();
	}

	/** Keeps what was found of a field. */
	void count(Visit visit, Place place, Coverage coverage) {
		this.jdbc.sql("""
				INSERT INTO field_coverage (run, source_id, seen_at, detail, field, filled, places)
				VALUES (:run, :source, :at, :detail, :field, :filled, :places)
				ON CONFLICT (run, source_id, detail, field) DO UPDATE SET filled = excluded.filled,
				  places = excluded.places, seen_at = excluded.seen_at
				""")
			.param("run", visit.run())
			.param("source", visit.sourceId())
			.param("at", visit.finishedAt().toEpochMilli())
			.param("detail", place.detail())
			.param("field", place.field().name())
			.param("filled", coverage.filled())
			.param("places", coverage.places())
			.update();
	}

	/**
	 * What was found of a field at the last visits before one, those left out that found
	 * far less than was usual then: they are no measure of what is.
	 * @param run of the visit; its own coverage does not count
	 */
	List<Coverage> usual(String run, String sourceId, Place place) {
		Deque<Coverage> usual = new ArrayDeque<>();
		for (Counted one : counted(sourceId)) {
			if (one.run().equals(run)) {
				break;
			}
			if (one.place().equals(place) && one.coverage().fallenFrom(List.copyOf(usual)).isEmpty()) {
				usual.add(one.coverage());
				if (usual.size() > LOOKED_AT) {
					usual.remove();
				}
			}
		}
		return List.copyOf(usual);
	}

	/** Whether a visit found a field far less than is usual. */
	boolean hasFallen(String run, String sourceId) {
		return counted(sourceId).stream()
			.filter((one) -> one.run().equals(run))
			.anyMatch((one) -> one.coverage().fallenFrom(usual(run, sourceId, one.place())).isPresent());
	}

	/** The coverage of the last visits, oldest first. */
	private List<Counted> counted(String sourceId) {
		return this.jdbc.sql("""
				SELECT * FROM (SELECT run, seen_at, detail, field, filled, places FROM field_coverage
				  WHERE source_id = :source ORDER BY seen_at DESC LIMIT :limit) AS latest
				ORDER BY seen_at, run
				""")
			.param("source", sourceId)
			.param("limit", REMEMBERED)
			.query((row, n) -> new Counted(row.getString("run"),
					new Place(row.getBoolean("detail"), Field.valueOf(row.getString("field"))),
					new Coverage(row.getInt("filled"), row.getInt("places"))))
			.list();
	}

	private record Counted(String run, Place place, Coverage coverage) {
	}

	/** What is there from now on is how it should be. */
	@Transactional
	void forget(String sourceId) {
		this.jdbc.sql("DELETE FROM good_page WHERE source_id = :source").param("source", sourceId).update();
		this.jdbc.sql("DELETE FROM field_coverage WHERE source_id = :source").param("source", sourceId).update();
	}

	private static GoodPage page(ResultSet row, int n) throws SQLException {
		List<Known> found = JSON.readValue(row.getString("found"), new TypeReference<>() {
		});
		return new GoodPage(URI.create(row.getString("url")), Instant.ofEpochMilli(row.getLong("seen_at")),
				row.getString("body"), row.getString("content_type"), found, row.getString("entry"));
	}

	/**
	 * A page as it was when everything was found in it.
	 *
	 * @param body hash of what came
	 * @param found what was found
	 * @param entry the entry of {@code sources.yml} by which it was read
	 */
	record GoodPage(URI url, Instant at, String body, @Nullable String contentType, List<Known> found, String entry) {

		/** The source as it was read then. */
		Source source() {
			return SourceCatalog.parse("good_page", "sources:\n" + this.entry).sources().get(0);
		}

		/** The answer that it was. */
		Answer answer() {
			return new Answer(this.url, this.url, Outcome.OK, 200, null, this.body, 0, this.contentType, null, true);
		}

	}

}
