package org.becas.collect;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.source.JsonLayout;
import org.becas.source.JsonLayout.Choice;
import org.becas.source.JsonPath;
import org.becas.source.JsonTemplate;
import org.becas.source.Source.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds new paths into data whose old ones no longer lead anywhere, as {@link Repair}
 * finds selectors: it looks for values that are known from the last good answer.
 */
final class DataRepair {

	/** Known announcements that have to be there still. */
	private static final int FEWEST = 2;

	/** Of the places where a value is known, so many must be right. */
	private static final double ENOUGH = 0.6;

	/** Announcements in which places are looked for. */
	private static final int LOOKED_AT = 6;

	private static final int MOST_ITEMS = 500;

	private static final int DEEPEST = 4;

	/** Elements of an array that are places of their own. */
	private static final int ELEMENTS = 3;

	private final JsonLayout before;

	private final List<Known> known;

	private DataRepair(JsonLayout before, List<Known> known) {
		this.before = before;
		this.known = known;
	}

	/**
	 * A layout that finds the known announcements, and more of what was known of them;
	 * empty if too few of them are there, or no path leads to their titles.
	 */
	static Optional<JsonLayout> of(JsonNode document, JsonLayout before, List<Known> known) {
		DataRepair repair = new DataRepair(before, known);
		List<Sample> samples = repair.samples(JsonReader.items(document, before));
		JsonPath list = before.list();
		for (Map.Entry<String, List<JsonNode>> other : DataListing.lists(document).entrySet()) {
			List<Sample> there = repair.samples(other.getValue());
			if (agreement(there) > agreement(samples)) {
				samples = there;
				list = JsonPath.of(other.getKey().isEmpty() ? "$" : other.getKey());
			}
		}
		return (samples.size() < FEWEST) ? Optional.empty() : repair.layout(list, samples);
	}

	private Optional<JsonLayout> layout(@Nullable JsonPath list, List<Sample> samples) {
		Map<Field, List<Choice>> fields = new EnumMap<>(this.before.fields());
		this.before.fields().forEach((field, choices) -> fields.put(field, better(field, choices, samples)));
		JsonLayout repaired = new JsonLayout(list, fields, this.before.next(), this.before.detail());
		boolean titled = samples.stream()
			.filter((sample) -> JsonReader.line(sample.item(), fields.getOrDefault(Field.TITLE, List.of())) != null)
			.count() >= ENOUGH * samples.size();
		return titled ? Optional.of(repaired) : Optional.empty();
	}

	private static int agreement(List<Sample> samples) {
		return samples.stream().mapToInt(Sample::shared).sum();
	}

	/** The announcements of a list that are known, each by most of what it said. */
	private List<Sample> samples(List<JsonNode> items) {
		Map<String, Set<Known>> saying = new HashMap<>();
		this.known.forEach((one) -> one.values()
			.values()
			.forEach((value) -> saying.computeIfAbsent(value, (said) -> new HashSet<>()).add(one)));
		List<Sample> samples = new ArrayList<>();
		for (JsonNode item : items.subList(0, Math.min(MOST_ITEMS, items.size()))) {
			Sample one = likest(item, saying);
			if (one != null) {
				samples.add(one);
			}
		}
		return samples;
	}

	/** The one of which more is said here than of any other; null if there is none. */
	private static @Nullable Sample likest(JsonNode item, Map<String, Set<Known>> saying) {
		Map<Known, Integer> shared = new HashMap<>();
		new HashSet<>(values(item).values()).forEach(
				(value) -> saying.getOrDefault(value, Set.of()).forEach((one) -> shared.merge(one, 1, Integer::sum)));
		Known best = null;
		int most = 0;
		boolean alone = false;
		for (Map.Entry<Known, Integer> one : shared.entrySet()) {
			alone = one.getValue() > most || (alone && one.getValue() < most);
			best = (one.getValue() > most) ? one.getKey() : best;
			most = Math.max(most, one.getValue());
		}
		return (best != null && alone) ? new Sample(item, best, most) : null;
	}

	/** The choices that find more of what is known; the same if none do. */
	private static List<Choice> better(Field field, List<Choice> choices, List<Sample> samples) {
		List<Sample> valued = samples.stream().filter((sample) -> sample.value(field) != null).toList();
		if (valued.isEmpty()) {
			return choices;
		}
		List<Choice> best = choices;
		double most = right(field, choices, valued);
		for (Choice candidate : candidates(choices.get(0), valued)) {
			double right = right(field, List.of(candidate), valued);
			if (right > most + 0.01) {
				most = right;
				best = List.of(candidate);
			}
		}
		return (most >= ENOUGH) ? best : choices;
	}

	private static double right(Field field, List<Choice> choices, List<Sample> samples) {
		long right = samples.stream()
			.filter((sample) -> String.valueOf(sample.value(field)).equals(JsonReader.line(sample.item(), choices)))
			.count();
		return (double) right / samples.size();
	}

	/** The old choice led to each place that there is in the first announcements. */
	private static Set<Choice> candidates(Choice old, List<Sample> samples) {
		Set<String> places = new LinkedHashSet<>();
		samples.stream().limit(LOOKED_AT).forEach((sample) -> places.addAll(values(sample.item()).keySet()));
		Set<Choice> candidates = new LinkedHashSet<>();
		places.forEach((place) -> templates(old.value(), place)
			.forEach((template) -> candidates.add(new Choice(template, old.match()))));
		return candidates;
	}

	/** The place alone, and within the text in which the old ones stood. */
	private static Stream<JsonTemplate> templates(JsonTemplate old, String place) {
		JsonPath path = JsonPath.of(place);
		return Stream.concat(Stream.of(JsonTemplate.of(place)), old.leadingAlsoTo(path).stream());
	}

	/** What stands at each place within an announcement. */
	private static Map<String, String> values(JsonNode item) {
		Map<String, String> values = new LinkedHashMap<>();
		values("", item, 0, values);
		return values;
	}

	private static void values(String path, JsonNode node, int depth, Map<String, String> values) {
		if (depth > 0 && !node.isObject()) {
			String value = JsonReader.line(node);
			if (value != null) {
				values.put(path, value);
			}
		}
		if (depth < DEEPEST) {
			String start = path.isEmpty() ? "" : path + ".";
			node.forEachEntry((name, child) -> values(start + DataListing.quoted(name), child, depth + 1, values));
			for (int i = 0; node.isArray() && i < Math.min(ELEMENTS, node.size()); i++) {
				values(start + i, node.path(i), depth + 1, values);
			}
		}
	}

	/**
	 * A known announcement and what is said of it now.
	 *
	 * @param shared how many of its values are there still
	 */
	private record Sample(JsonNode item, Known known, int shared) {

		@Nullable String value(Field field) {
			return this.known.values().get(field);
		}

	}

}
