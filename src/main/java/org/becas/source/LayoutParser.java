package org.becas.source;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.becas.source.Selection.Choice;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.becas.source.Source.Paging;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where a source's announcements and their fields stand, and how its pages go on. */
class LayoutParser {

	/** What only makes sense for some kinds of sources. */
	private static final Map<String, Set<Kind>> ONLY_FOR = Map.of("list", EnumSet.of(Kind.PAGE, Kind.JSON), "fields",
			EnumSet.of(Kind.PAGE, Kind.JSON), "next", EnumSet.of(Kind.PAGE, Kind.JSON), "pages",
			EnumSet.of(Kind.PAGE, Kind.JSON, Kind.SITEMAP), "detail", EnumSet.complementOf(EnumSet.of(Kind.PDF)),
			"match", EnumSet.complementOf(EnumSet.of(Kind.PDF)), "limit", EnumSet.complementOf(EnumSet.of(Kind.PDF)),
			"browser", EnumSet.of(Kind.PAGE));

	/** The fields of an announcement, as they are written. */
	static final List<String> FIELDS = Arrays.stream(Field.values())
		.filter((field) -> field != Field.PDF)
		.map(Field::key)
		.toList();

	private static final List<String> DETAIL_FIELDS = Arrays.stream(Field.values()).map(Field::key).toList();

	private static final int MOST_PAGES = 1000;

	private static final int MOST_POSTINGS = 100_000;

	private final YamlFile yaml;

	LayoutParser(YamlFile yaml) {
		this.yaml = yaml;
	}

	Layout layout(Map<String, Node> entries, @Nullable Kind kind, @Nullable URI url) {
		refuseWhatIsOfOtherKinds(entries, kind);
		Node next = entries.get("next");
		Node pages = entries.get("pages");
		Paging paging = (pages instanceof MappingNode) ? paging(pages, url) : null;
		com.google.re2j.Pattern match = this.yaml.value(entries, "match", Scalars::pattern);
		Integer limit = this.yaml.value(entries, "limit",
				(text) -> Scalars.number(text, 1, MOST_POSTINGS, "convocatorias"));
		boolean data = kind == Kind.JSON && hasFrom(entries.get("detail"));
		Map<Field, Selection> detail = data ? null : detail(entries.get("detail"));
		int most = most(pages, kind);
		int limited = (limit != null) ? limit : Integer.MAX_VALUE;
		if (kind == Kind.JSON) {
			return new Layout(null, Map.of(), null, most, detail, paging, match, limited, json(entries));
		}
		if (kind == Kind.SITEMAP) {
			return new Layout(null, Map.of(), null, most, (detail != null) ? detail : Map.of(), null, match, limited,
					null);
		}
		Selector list = this.yaml.value(entries, "list", Selector::of);
		refuseWithoutList(entries, list, paging);
		return new Layout(list, selections(entries.get("fields"), "fields", FIELDS),
				(next != null) ? selection(next, "next") : null, most, detail, paging, match, limited, null);
	}

	private void refuseWhatIsOfOtherKinds(Map<String, Node> entries, @Nullable Kind kind) {
		ONLY_FOR.forEach((key, kinds) -> {
			Node node = entries.get(key);
			if (node != null && kind != null && !kinds.contains(kind)) {
				this.yaml.problem(node, "\"%s\" no se usa con kind: %s; quítelo o escriba kind: %s".formatted(key,
						kind.key(), String.join(" o kind: ", kinds.stream().map(Kind::key).toList())));
			}
		});
	}

	private void refuseWithoutList(Map<String, Node> entries, @Nullable Selector list, @Nullable Paging paging) {
		Node next = entries.get("next");
		if (next != null && !entries.containsKey("list")) {
			this.yaml.problem(next, "\"next\" solo sirve junto con \"list\"");
		}
		if (paging != null && list == null && !entries.containsKey("list")) {
			this.yaml.problem(entries.get("pages"), "\"pages: {parameter: …}\" solo sirve junto con \"list\"");
		}
		if (paging != null && next != null) {
			this.yaml.problem(next,
					"\"next\" y \"pages: {parameter: …}\" son dos maneras de pasar la página; deje una");
		}
	}

	private JsonLayout json(Map<String, Node> entries) {
		Node node = entries.get("fields");
		Map<Field, List<JsonLayout.Choice>> fields = (node != null)
				? paths(this.yaml.entries(node, FIELDS, "\"fields\""), "fields") : Map.of();
		if (!fields.containsKey(Field.TITLE)) {
			this.yaml.problem((node != null) ? node : entries.get("kind"),
					"kind: json necesita \"fields\" con \"title\": la ruta del título dentro de cada convocatoria");
		}
		return new JsonLayout(this.yaml.value(entries, "list", JsonPath::of), fields,
				this.yaml.value(entries, "next", JsonPath::of), dataDetail(entries.get("detail")));
	}

	/** Announcements whose rest is JSON too: from where, and the paths in it. */
	private JsonLayout.@Nullable Detail dataDetail(@Nullable Node node) {
		if (node == null || !hasFrom(node)) {
			return null;
		}
		List<String> keys = new ArrayList<>(List.of("from"));
		keys.addAll(FIELDS);
		Map<String, Node> entries = new LinkedHashMap<>(this.yaml.entries(node, keys, "\"detail\""));
		JsonTemplate from = this.yaml.value(entries, "from", JsonTemplate::of);
		entries.remove("from");
		return (from != null) ? new JsonLayout.Detail(from, paths(entries, "detail")) : null;
	}

	private static boolean hasFrom(@Nullable Node node) {
		return node instanceof MappingNode mapping && mapping.getValue()
			.stream()
			.anyMatch((tuple) -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("from"));
	}

	private Map<Field, List<JsonLayout.Choice>> paths(Map<String, Node> entries, String where) {
		Map<Field, List<JsonLayout.Choice>> fields = new EnumMap<>(Field.class);
		entries.forEach((key, value) -> {
			List<JsonLayout.Choice> choices = choices(value, where + "." + key, JsonTemplate::of,
					JsonLayout.Choice::new);
			if (!choices.isEmpty()) {
				fields.put(Field.valueOf(key.toUpperCase(Locale.ROOT)), choices);
			}
		});
		return fields;
	}

	private int most(@Nullable Node pages, @Nullable Kind kind) {
		Integer most = (kind == Kind.FEED || kind == Kind.PDF) ? 1 : null;
		if (pages instanceof MappingNode mapping) {
			Node node = mapping.getValue()
				.stream()
				.filter((tuple) -> tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("most"))
				.map(NodeTuple::getValueNode)
				.findFirst()
				.orElse(null);
			most = (node != null)
					? this.yaml.convert(node, "pages.most", (text) -> Scalars.number(text, 1, MOST_PAGES, "páginas"))
					: null;
		}
		else if (pages != null) {
			most = this.yaml.convert(pages, "pages", (text) -> Scalars.number(text, 1, MOST_PAGES, "páginas"));
		}
		return (most != null) ? most : (kind == Kind.SITEMAP) ? Layout.USUAL_MAPS : Layout.USUAL_PAGES;
	}

	private @Nullable Paging paging(Node node, @Nullable URI url) {
		Map<String, Node> entries = this.yaml.entries(node, List.of("parameter", "from", "step", "most"), "\"pages\"");
		String parameter = this.yaml.value(entries, "parameter", Scalars::parameter);
		if (!entries.containsKey("parameter")) {
			this.yaml.problem(node,
					"a \"pages\" le falta \"parameter\": el parámetro de la dirección que cambia, como page");
		}
		Integer from = this.yaml.value(entries, "from", (text) -> Scalars.number(text, 0, Integer.MAX_VALUE, "página"));
		Integer step = this.yaml.value(entries, "step",
				(text) -> Scalars.number(text, 1, 1_000_000, "páginas o convocatorias"));
		if (parameter == null) {
			return null;
		}
		return new Paging(parameter, (from != null) ? from : written(parameter, url), (step != null) ? step : 1);
	}

	/** The number that the address itself gives the first page; else 1. */
	private static int written(String parameter, @Nullable URI url) {
		String query = (url != null && url.getRawQuery() != null) ? url.getRawQuery() : "";
		for (String part : query.split("&")) {
			if (part.startsWith(parameter + "=") && part.substring(parameter.length() + 1).matches("\\d{1,9}")) {
				return Integer.parseInt(part.substring(parameter.length() + 1));
			}
		}
		return 1;
	}

	/** {@code detail: yes} opens the links and finds the text by itself. */
	private @Nullable Map<Field, Selection> detail(@Nullable Node node) {
		if (node instanceof ScalarNode scalar) {
			Boolean open = this.yaml.convert(scalar, "detail", Scalars::yesOrNo);
			return (open != null && open) ? Map.of() : null;
		}
		if (node != null && hasFrom(node)) {
			this.yaml.problem(node, "\"detail: {from: …}\" solo se usa con kind: json; quite \"from\"");
			return null;
		}
		return (node != null) ? selections(node, "detail", DETAIL_FIELDS) : null;
	}

	private Map<Field, Selection> selections(@Nullable Node node, String where, List<String> fields) {
		Map<Field, Selection> selections = new EnumMap<>(Field.class);
		if (node == null) {
			return selections;
		}
		this.yaml.entries(node, fields, "\"" + where + "\"").forEach((key, value) -> {
			Selection selection = selection(value, where + "." + key);
			if (selection != null) {
				selections.put(Field.valueOf(key.toUpperCase(Locale.ROOT)), selection);
			}
		});
		return selections;
	}

	private @Nullable Selection selection(Node node, String key) {
		List<Choice> choices = choices(node, key, Selector::of, Choice::new);
		return choices.isEmpty() ? null : new Selection(choices);
	}

	/** A place, a list of places, or a place with the part of it that is wanted. */
	private <P, C> List<C> choices(Node node, String key, Function<String, P> place,
			BiFunction<P, com.google.re2j.@Nullable Pattern, C> choice) {
		List<C> choices = new ArrayList<>();
		for (Node one : YamlFile.listed(node)) {
			C found = choice(one, key, place, choice);
			if (found != null) {
				choices.add(found);
			}
		}
		return choices;
	}

	private <P, C> @Nullable C choice(Node node, String key, Function<String, P> place,
			BiFunction<P, com.google.re2j.@Nullable Pattern, C> choice) {
		if (!(node instanceof MappingNode)) {
			P found = this.yaml.convert(node, key, place::apply);
			return (found != null) ? choice.apply(found, null) : null;
		}
		Map<String, Node> entries = this.yaml.entries(node, List.of("select", "match"), "\"" + key + "\"");
		P found = this.yaml.value(entries, "select", place::apply);
		com.google.re2j.Pattern match = this.yaml.value(entries, "match", Scalars::pattern);
		if (!entries.containsKey("select")) {
			this.yaml.problem(node, "a \"%s\" le falta \"select\"".formatted(key));
		}
		return (found != null) ? choice.apply(found, match) : null;
	}

}
