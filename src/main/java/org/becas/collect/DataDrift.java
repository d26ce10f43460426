package org.becas.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.collect.Coverage.Place;
import org.becas.collect.FetchResult.Fetched;
import org.becas.source.JsonLayout;
import org.becas.source.Source.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The same as a {@link Drift} sees in pages, in the data behind a portal: how much the
 * paths find, and where what they found has gone.
 *
 * @param answer the list as it came
 * @param items its announcements
 */
record DataDrift(Answer answer, JsonLayout json, List<JsonNode> items) {

	static DataDrift of(Answer answer, Fetched page, JsonLayout json) {
		return new DataDrift(answer, json, JsonReader.items(page, json));
	}

	/** How much each path of the list finds. */
	Map<Place, Coverage> coverage() {
		List<Map<Field, String>> values = values();
		Map<Place, Coverage> coverage = new LinkedHashMap<>();
		this.json.fields().keySet().forEach((field) -> {
			int filled = (int) values.stream().filter((one) -> one.containsKey(field)).count();
			coverage.put(new Place(false, field), new Coverage(filled, values.size()));
		});
		return coverage;
	}

	/** What is found in it. */
	List<Known> found() {
		List<Known> found = new ArrayList<>();
		for (Map<Field, String> values : values()) {
			String title = values.getOrDefault(Field.TITLE, "");
			String link = values.getOrDefault(Field.ID, values.getOrDefault(Field.LINK, title));
			found.add(new Known(title, link, values));
		}
		return found;
	}

	/**
	 * Where a field has gone, as a line for {@code sources.yml}; null if what was known
	 * of it is found nowhere.
	 */
	@Nullable String whereIs(Field field, List<Known> known) {
		Set<String> values = known.stream()
			.map((one) -> one.values().get(field))
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		String path = DataListing.whereIs(this.items, values);
		return (path != null) ? "%s: %s".formatted(field.key(), path) : null;
	}

	private List<Map<Field, String>> values() {
		return this.items.stream().map((item) -> JsonReader.values(item, this.json)).toList();
	}

}
