package org.becas.delivery;

import java.util.HashMap;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the turns of {@link RateLimits} from one process to the next. */
@Repository
class KeptRates {

	private final JdbcClient jdbc;

	KeptRates(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The moment before which nothing more goes in each scope, in nanoseconds since 1970.
	 */
	Map<String, Long> all() {
		Map<String, Long> rates = new HashMap<>();
		this.jdbc.sql("SELECT scope, next_at FROM sending_rate").query((row) -> {
			rates.put(row.getString("scope"), row.getLong("next_at"));
		});
		return rates;
	}

	/**
	 * Keeps the moment before which nothing more goes in a scope.
	 * @param nextAt in nanoseconds since 1970
	 */
	void keep(String scope, long nextAt) {
		this.jdbc.sql("""
				INSERT INTO sending_rate (scope, next_at) VALUES (:scope, :next)
				ON CONFLICT (scope) DO UPDATE SET next_at = excluded.next_at
				""").param("scope", scope).param("next", nextAt).update();
	}

}
