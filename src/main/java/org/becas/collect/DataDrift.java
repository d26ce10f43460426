package org.becas.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.becas.collect.Coverage.Place;
import org.becas.collect.FetchResult.Fetched;
import org.becas.source.JsonLayout;
import org.becas.source.JsonLayout.Choice;
import org.becas.source.Source.Field;
import tools.jackson.databind.JsonNode;

/**
 * The same as a {@link Drift} sees in pages, in the data behind a portal: how much the
 * paths find, and where what they found has gone.
 *
 * @param answer the list as it came
 * @param document what it says; missing if it is no JSON
 */
record DataDrift(Answer answer, JsonLayout json, JsonNode document) {

	static DataDrift of(Answer answer, Fetched page, JsonLayout json) {
		return new DataDrift(answer, json, JsonReader.document(page));
	}

	/** How much each path of the list finds. */
	Map<Place, Coverage> coverage() {
		List<Map<Field, String>> values = values(this.document, this.json);
		Map<Place, Coverage> coverage = new LinkedHashMap<>();
		this.json.fields().keySet().forEach((field) -> {
			int filled = (int) values.stream().filter((one) -> one.containsKey(field)).count();
			coverage.put(new Place(false, field), new Coverage(filled, values.size()));
		});
		return coverage;
	}

	/** How much of each field the paths find in the document behind a link. */
	static Map<Place, Coverage> behind(JsonNode document, Map<Field, List<Choice>> fields) {
		Map<Field, String> values = JsonReader.values(document, fields);
		Map<Place, Coverage> coverage = new LinkedHashMap<>();
		fields.keySet()
			.forEach((field) -> coverage.put(new Place(true, field),
					new Coverage(values.containsKey(field) ? 1 : 0, 1)));
		return coverage;
	}

	/** What is found in it. */
	List<Known> found() {
		return found(this.document, this.json);
	}

	/** What paths find in data; what has no title is no announcement. */
	static List<Known> found(JsonNode document, JsonLayout json) {
		List<Known> found = new ArrayList<>();
		for (Map<Field, String> values : values(document, json)) {
			String title = values.get(Field.TITLE);
			if (title != null) {
				String link = values.getOrDefault(Field.ID, values.getOrDefault(Field.LINK, title));
				found.add(new Known(title, link, values));
			}
		}
		return found;
	}

	/** The path to which a field has gone; empty if what was known of it is nowhere. */
	Optional<String> whereIs(Field field, List<Known> known) {
		List<Choice> now = this.json.fields().get(field);
		return DataRepair.of(this.document, this.json, known)
			.map((repaired) -> repaired.fields().get(field))
			.filter((repaired) -> !repaired.equals(now))
			.map(ThenAndNow::written);
	}

	private static List<Map<Field, String>> values(JsonNode document, JsonLayout json) {
		return JsonReader.items(document, json).stream().map((item) -> JsonReader.values(item, json)).toList();
	}

}
