package org.becas.offer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter in SQL.
 *
 * @param where a condition on table {@code offer}
 * @param params what its names stand for
 */
record OfferSearch(String where, Map<String, Object> params) {

	static OfferSearch of(OfferFilter filter) {
		List<String> conditions = new ArrayList<>(List.of("1 = 1"));
		Map<String, Object> params = new HashMap<>();
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
		return new OfferSearch(String.join(" AND ", conditions), params);
	}

}
