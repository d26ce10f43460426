package org.becas.collect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.becas.source.JsonLayout;
import org.becas.source.JsonPath;
import org.becas.source.JsonTemplate;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The list of a JSON document that looks like calls: objects of one array, or of the same
 * place in several, whose names say what is their title.
 */
final class DataListing {

	/** No document that means well is larger. */
	private static final int MOST_NODES = 200_000;

	private static final int DEEPEST = 12;

	/** How deep in an object its fields are looked for, as in {@code title.rendered}. */
	private static final int FIELD_DEPTH = 3;

	private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");

	/** In order of preference. */
	private static final Map<Field, Pattern> NAMES = names();

	private static final Pattern NEXT = Pattern.compile("next|next_?(?:page|url|link)|siguiente",
			Pattern.CASE_INSENSITIVE);

	private DataListing() {
	}

	private static Map<Field, Pattern> names() {
		Map<Field, Pattern> names = new LinkedHashMap<>();
		names.put(Field.TITLE,
				name("t[íi]tulo|title|nombre|name|titre|headline|convocatoria|denominaci[óo]n|programa?|beca"));
		names.put(Field.LINK, name("link|url|permalink|enlace|href|uri|web|weblink|p[áa]gina|sitio"));
		names.put(Field.ID, name("id|c[óo]digo|code|slug|uuid|sap_?prog_?id|key"));
		names.put(Field.TEXT,
				name("descripci[óo]n|description|contenido|content|body|texto?|resumen|summary|excerpt|detalle"));
		names.put(Field.DEADLINE, name(
				"deadline|cierre|fecha_?(?:de_?)?(?:cierre|fin|final|l[íi]mite)|closing_?date|end_?date|date_?(?:end|fin)|vencimiento|application_?deadline"));
		names.put(Field.PUBLISHED,
				name("published(?:_?at|_?date)?|pub_?date|date|fecha_?(?:de_?)?publicaci[óo]n|created_?at|publicado"));
		names.put(Field.PROVIDER,
				name("provider|oferente|entidad|instituci[óo]n|institution|funder|organismo|sponsor|organi[sz]ation"));
		names.put(Field.LEVEL, name("level|nivel|niveles|levels|degree"));
		return names;
	}

	/** The name, or the name with a language behind it. */
	private static Pattern name(String names) {
		return Pattern.compile("(?:" + names + ")(?:_?(?:es|spa|en|eng))?",
				Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

	/** How the list in a document is read; null if there is none. */
	static @Nullable Layout of(JsonNode document) {
		Map<String, List<JsonNode>> lists = lists(document);
		String best = null;
		double most = 0;
		for (Map.Entry<String, List<JsonNode>> list : lists.entrySet()) {
			double score = score(list.getValue());
			if (score > most) {
				most = score;
				best = list.getKey();
			}
		}
		return (best != null) ? layout(document, best, lists.getOrDefault(best, List.of())) : null;
	}

	/** Where else in a document a list is, as the end of a sentence; empty if nowhere. */
	static String hint(JsonNode document) {
		Layout layout = of(document);
		JsonLayout json = (layout != null) ? layout.json() : null;
		List<JsonLayout.Choice> title = (json != null) ? json.fields().getOrDefault(Field.TITLE, List.of()) : List.of();
		return (json == null || title.isEmpty()) ? ""
				: "; una lista parecida está en «list: %s», con los títulos en «title: %s»".formatted(json.list(),
						title.get(0).value());
	}

	/** The objects in arrays, by the way to them. */
	static Map<String, List<JsonNode>> lists(JsonNode document) {
		Map<String, List<JsonNode>> lists = new LinkedHashMap<>();
		Deque<Place> open = new ArrayDeque<>(List.of(new Place("", document, 0)));
		for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
			Place place = open.removeFirst();
			JsonNode node = place.node();
			if (place.depth() >= DEEPEST) {
				continue;
			}
			node.forEachEntry((name, child) -> add(place.below(quoted(name), child), open));
			if (node.isArray()) {
				node.forEach((child) -> {
					if (child.isObject()) {
						lists.computeIfAbsent(place.path(), (path) -> new ArrayList<>()).add(child);
						child.forEachEntry((name, below) -> add(place.below(quoted(name), below), open));
					}
					else {
						add(place.below("*", child), open);
					}
				});
			}
		}
		return lists;
	}

	private static void add(Place place, Deque<Place> open) {
		if (place.node().isContainer()) {
			open.addLast(place);
		}
	}

	/** A name as a step of a path. */
	static String quoted(String name) {
		return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "") + "\"";
	}

	private static double score(List<JsonNode> items) {
		String title = places(items).get(Field.TITLE);
		if (title == null) {
			return 0;
		}
		JsonPath path = JsonPath.of(title);
		double score = 0;
		for (JsonNode item : items) {
			String text = path.all(item).stream().findFirst().map((node) -> node.asString("")).orElse("");
			score += text.isBlank() ? 0 : Headline.SUBJECT.matcher(text).find() ? 4 : 1;
		}
		return (items.size() > 1 || score >= 4) ? score : 0;
	}

	/** Where in the first objects each field stands. */
	private static Map<Field, String> places(List<JsonNode> items) {
		Map<String, String> leaves = new LinkedHashMap<>();
		items.stream().limit(3).forEach((item) -> leaves("", item, 0, leaves));
		Map<Field, String> places = new HashMap<>();
		NAMES.forEach((field, names) -> leaves.entrySet()
			.stream()
			.filter((leaf) -> isNamed(leaf.getKey(), names) && fits(field, leaf.getValue()))
			.findFirst()
			.ifPresent((leaf) -> places.put(field, leaf.getKey())));
		return places;
	}

	private static void leaves(String path, JsonNode node, int depth, Map<String, String> leaves) {
		node.forEachEntry((name, child) -> {
			String below = path.isEmpty() ? quoted(name) : path + "." + quoted(name);
			if (child.isObject() && depth < FIELD_DEPTH) {
				leaves(below, child, depth + 1, leaves);
			}
			else if (child.isValueNode() && !child.isNull()) {
				leaves.putIfAbsent(below, child.asString(""));
			}
		});
	}

	/** By its own name, or by its parent's where the own one is a language or a form. */
	private static boolean isNamed(String path, Pattern names) {
		String[] steps = path.split("\\.");
		String last = steps[steps.length - 1];
		boolean form = last.matches("(?i)rendered|es|spa|es[-_]\\w+|value|text|und|raw|plain");
		return names.matcher(last).matches()
				|| (form && steps.length > 1 && names.matcher(steps[steps.length - 2]).matches());
	}

	private static boolean fits(Field field, String value) {
		return switch (field) {
			case TITLE -> value.length() >= 3 && value.length() <= 400 && !value.startsWith("http");
			case LINK -> value.matches("(?:https?:/|\\.)?/\\S+");
			case TEXT -> value.length() > 30;
			default -> !value.isBlank() && value.length() <= 300;
		};
	}

	private static Layout layout(JsonNode document, String list, List<JsonNode> items) {
		Map<Field, List<JsonLayout.Choice>> fields = new HashMap<>();
		places(items)
			.forEach((field, path) -> fields.put(field, List.of(new JsonLayout.Choice(JsonTemplate.of(path), null))));
		JsonLayout json = new JsonLayout(JsonPath.of(list.isEmpty() ? "$" : list), fields, next(document));
		boolean opens = fields.containsKey(Field.LINK) && !fields.containsKey(Field.TEXT);
		return new Layout(null, Map.of(), null, (json.next() != null) ? 10 : 1, opens ? Map.of() : null, null, null,
				Integer.MAX_VALUE, json);
	}

	/** The address of the next page, where the document gives one. */
	private static @Nullable JsonPath next(JsonNode document) {
		Map<String, String> leaves = new LinkedHashMap<>();
		if (document.isObject()) {
			leaves("", document, 0, leaves);
		}
		return leaves.entrySet()
			.stream()
			.filter((leaf) -> isNamed(leaf.getKey(), NEXT) && leaf.getValue().matches("(?:https?:/)?/\\S+|\\?\\S+"))
			.findFirst()
			.map((leaf) -> JsonPath.of(leaf.getKey()))
			.orElse(null);
	}

	/** A node and the way to it. */
	private record Place(String path, JsonNode node, int depth) {

		Place below(String name, JsonNode child) {
			return new Place(this.path.isEmpty() ? name : this.path + "." + name, child, this.depth + 1);
		}

	}

}
