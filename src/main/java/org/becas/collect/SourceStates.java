package org.becas.collect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How each source is doing, since when, and whether staff were told. */
@Repository
public class SourceStates {

	private final JdbcClient jdbc;

	SourceStates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** How a source is doing; good until something else is known. */
	public Health of(String sourceId) {
		return this.jdbc.sql("SELECT state FROM source_state WHERE source_id = :source")
			.param("source", sourceId)
			.query(String.class)
			.optional()
			.map(Health::valueOf)
			.orElse(Health.GOOD);
	}

	/** All that is known, by the source's id. */
	Map<String, SourceState> all() {
		Map<String, SourceState> states = new LinkedHashMap<>();
		this.jdbc.sql("SELECT * FROM source_state ORDER BY source_id")
			.query(SourceStates::state)
			.list()
			.forEach((state) -> states.put(state.sourceId(), state));
		return states;
	}

	/** States of which staff were not told yet. */
	List<SourceState> untold() {
		return this.jdbc.sql("SELECT * FROM source_state WHERE told = :no ORDER BY source_id")
			.param("no", false)
			.query(SourceStates::state)
			.list();
	}

	/** Puts states in the place of earlier ones. */
	@Transactional
	void put(Collection<SourceState> states) {
		states.forEach(this::put);
	}

	private void put(SourceState state) {
		this.jdbc.sql("""
				INSERT INTO source_state (source_id, state, since, why, told)
				VALUES (:source, :state, :since, :why, :told)
				ON CONFLICT (source_id) DO UPDATE SET state = excluded.state, since = excluded.since,
				  why = excluded.why, told = excluded.told
				""")
			.param("source", state.sourceId())
			.param("state", state.health().name())
			.param("since", state.since().toEpochMilli())
			.param("why", state.why())
			.param("told", state.told())
			.update();
	}

	private static SourceState state(ResultSet row, int n) throws SQLException {
		return new SourceState(row.getString("source_id"), Health.valueOf(row.getString("state")),
				Instant.ofEpochMilli(row.getLong("since")), row.getString("why"), row.getBoolean("told"));
	}

	/**
	 * How a source is doing.
	 *
	 * @param since the visit that first showed it
	 * @param why a Spanish sentence of the last visit
	 * @param told whether staff know
	 */
	record SourceState(String sourceId, Health health, Instant since, @Nullable String why, boolean told) {
	}

}
