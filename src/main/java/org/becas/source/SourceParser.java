package org.becas.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.re2j.PatternSyntaxException;
import org.becas.offer.Country;
import org.becas.offer.Folding;
import org.becas.offer.Level;
import org.becas.source.Selection.Choice;
import org.becas.source.Source.Field;
import org.becas.source.Source.Hints;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.becas.source.Source.Tier;
import org.becas.source.SourceProblems.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns the text of a {@code sources.yml} into sources. It works on YAML's nodes instead
 * of on their values, so that each mistake can be told with its line, and it goes on
 * behind a mistake, so that all are told at once. For one text only.
 */
class SourceParser {

	private static final List<String> ORDER = List.of("id", "name", "url", "kind", "tier", "language", "verified",
			"enabled", "list", "fields", "next", "pages", "detail", "country", "provider", "levels", "delay",
			"contract");

	private static final Pattern DURATION = Pattern.compile("(\\d{1,6}) ?(ms|s|m|min)");

	private static final int MOST_PAGES = 1000;

	private final String origin;

	private final List<Problem> problems = new ArrayList<>();

	private final Map<String, Contract> contracts = new HashMap<>();

	SourceParser(String origin) {
		this.origin = origin;
	}

	List<Source> parse(String yaml) {
		List<Source> sources = new ArrayList<>();
		Node root = compose(yaml);
		Map<String, Node> top = (root != null) ? entries(root, List.of("sources"), "el archivo") : Map.of();
		Node list = top.get("sources");
		if (list == null) {
			problem((root != null) ? root : null, "falta la lista \"sources:\"");
		}
		else if (list instanceof SequenceNode sequence) {
			for (Node entry : sequence.getValue()) {
				Source source = source(entry);
				if (source != null) {
					sources.add(source);
				}
			}
		}
		else {
			problem(list, "\"sources\" tiene que ser una lista; cada fuente empieza con un guion");
		}
		refuseRepeatedIds(sources);
		if (!this.problems.isEmpty()) {
			throw new SourceProblems(this.problems);
		}
		return sources;
	}

	/** What has to be read from saved pages, by the source's id; known after parsing. */
	Map<String, Contract> contracts() {
		return this.contracts;
	}

	/** Reads the changes that staff made on the pages, see {@link SourceOverlay}. */
	List<SourceOverlay.Change> parseChanges(String yaml) {
		List<SourceOverlay.Change> changes = new ArrayList<>();
		Node root = compose(yaml);
		Node list = (root != null) ? entries(root, List.of("changes"), "el archivo").get("changes") : null;
		if (list instanceof SequenceNode sequence) {
			for (Node entry : sequence.getValue()) {
				SourceOverlay.Change change = change(entry);
				if (change != null) {
					changes.add(change);
				}
			}
		}
		else if (list != null) {
			problem(list, "\"changes\" tiene que ser una lista");
		}
		if (!this.problems.isEmpty()) {
			throw new SourceProblems(this.problems);
		}
		return changes;
	}

	private SourceOverlay.@Nullable Change change(Node node) {
		Map<String, Node> entries = entries(node, List.of("at", "by", "why", "replaces", "source"), "un cambio");
		Instant at = value(entries, "at", SourceParser::instant);
		String by = value(entries, "by", SourceParser::text);
		String why = value(entries, "why", SourceParser::text);
		for (String key : List.of("at", "by", "why", "source")) {
			if (!entries.containsKey(key) && node instanceof MappingNode) {
				problem(node, "al cambio le falta \"%s\"".formatted(key));
			}
		}
		Source source = entries.containsKey("source") ? source(entries.get("source")) : null;
		return (at == null || by == null || why == null || source == null) ? null : new SourceOverlay.Change(
				source.id(), at, by, why, value(entries, "replaces", SourceParser::text), source);
	}

	private static Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("no es un instante como 2026-11-23T10:00:00Z", ex);
		}
	}

	private @Nullable Node compose(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(50);
		options.setNestingDepthLimit(20);
		try {
			return new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(yaml));
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0;
			this.problems.add(new Problem(this.origin, line, broken(ex, yaml, line)));
		}
		catch (YAMLException ex) {
			this.problems.add(new Problem(this.origin, 0, "no es YAML válido: " + ex.getMessage()));
		}
		throw new SourceProblems(this.problems);
	}

	private static String broken(MarkedYAMLException ex, String yaml, int line) {
		String written = yaml.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
		if (written.contains("\t")) {
			return "hay un tabulador; en YAML la sangría se hace con espacios";
		}
		return "no es YAML válido cerca de \"%s\" (%s); revise la sangría, los dos puntos y las comillas"
			.formatted(written.strip(), ex.getProblem());
	}

	private @Nullable Source source(Node node) {
		int before = this.problems.size();
		Map<String, Node> entries = entries(node, ORDER, "una fuente");
		String id = value(entries, "id", this::id);
		String name = value(entries, "name", SourceParser::text);
		URI url = value(entries, "url", SourceParser::url);
		for (String key : List.of("id", "name", "url", "tier")) {
			if (!entries.containsKey(key) && node instanceof MappingNode) {
				problem(node, "a la fuente le falta \"%s\"".formatted(key));
			}
		}
		Kind kind = value(entries, "kind", (text) -> oneOf(Kind.class, text, Kind::key));
		Tier tier = value(entries, "tier", (text) -> oneOf(Tier.class, text, Tier::key));
		Layout layout = layout(entries, kind);
		Hints hints = new Hints(value(entries, "country", (text) -> Country.of(text.toUpperCase(Locale.ROOT)).code()),
				value(entries, "provider", SourceParser::text), levels(entries.get("levels")));
		String language = value(entries, "language", SourceParser::language);
		LocalDate verified = value(entries, "verified", SourceParser::verified);
		Boolean enabled = value(entries, "enabled", SourceParser::yesOrNo);
		java.time.Duration delay = value(entries, "delay", SourceParser::duration);
		if (id != null && entries.containsKey("contract")) {
			this.contracts.put(id, contract(entries.get("contract")));
		}
		if (this.problems.size() > before || id == null || name == null || url == null || tier == null) {
			return null;
		}
		return new Source(id, name, url, kind, tier, language, verified, (enabled != null) ? enabled : true, layout,
				hints, delay, line(node));
	}

	private Contract contract(Node node) {
		Map<String, Node> entries = entries(node, List.of("page", "url", "count", "expect"), "\"contract\"");
		String page = value(entries, "page", SourceParser::page);
		if (!entries.containsKey("page") && node instanceof MappingNode) {
			problem(node, "al contrato le falta \"page\", el archivo de la página guardada");
		}
		List<Map<Field, String>> expected = new ArrayList<>();
		Node list = entries.get("expect");
		for (Node one : (list instanceof SequenceNode sequence) ? sequence.getValue()
				: (list != null) ? List.of(list) : List.<Node>of()) {
			expected.add(expected(one));
		}
		Integer count = value(entries, "count", SourceParser::count);
		if (count == null && expected.isEmpty()) {
			problem(node, "el contrato no espera nada: escriba \"expect\" o \"count\"");
		}
		return new Contract((page != null) ? page : "", value(entries, "url", SourceParser::url), count, expected,
				line(node));
	}

	private Map<Field, String> expected(Node node) {
		Map<Field, String> fields = new EnumMap<>(Field.class);
		List<String> known = Arrays.stream(Field.values()).map(Field::key).toList();
		Map<String, Node> entries = entries(node, known, "\"expect\"");
		entries.forEach((key, value) -> {
			String text = convert(value, "expect." + key, SourceParser::text);
			if (text != null) {
				fields.put(Field.valueOf(key.toUpperCase(Locale.ROOT)), text);
			}
		});
		if (!fields.containsKey(Field.TITLE) && !fields.containsKey(Field.LINK) && node instanceof MappingNode) {
			problem(node, "cada convocatoria esperada necesita \"title\" o \"link\", para saber cuál es");
		}
		return fields;
	}

	private static String page(String text) {
		if (text.startsWith("/") || text.contains("..") || text.contains("\\")) {
			throw new IllegalArgumentException("no es un archivo dentro de la carpeta de sources.yml");
		}
		return text(text);
	}

	private static Integer count(String text) {
		if (!text.matches("\\d{1,5}")) {
			throw new IllegalArgumentException("no es un número de convocatorias");
		}
		return Integer.valueOf(text);
	}

	private Layout layout(Map<String, Node> entries, @Nullable Kind kind) {
		Selector list = value(entries, "list", Selector::of);
		Map<Field, Selection> fields = selections(entries.get("fields"), "fields");
		Node next = entries.get("next");
		Integer pages = value(entries, "pages", SourceParser::pages);
		if (next != null && list == null) {
			problem(next, "\"next\" solo sirve junto con \"list\"");
		}
		if (kind == Kind.FEED && entries.get("list") != null) {
			problem(entries.get("list"), "\"list\" no se usa con kind: feed; quítelo o escriba kind: page");
		}
		if (kind == Kind.FEED && entries.get("fields") != null) {
			problem(entries.get("fields"), "\"fields\" no se usa con kind: feed; quítelo o escriba kind: page");
		}
		return new Layout(list, fields, (next != null) ? selection(next, "next") : null, (pages != null) ? pages : 10,
				detail(entries.get("detail")));
	}

	/** {@code detail: yes} opens the links and finds the text by itself. */
	private @Nullable Map<Field, Selection> detail(@Nullable Node node) {
		if (node instanceof ScalarNode scalar) {
			Boolean open = convert(scalar, "detail", SourceParser::yesOrNo);
			return (open != null && open) ? Map.of() : null;
		}
		return (node != null) ? selections(node, "detail") : null;
	}

	private Map<Field, Selection> selections(@Nullable Node node, String where) {
		Map<Field, Selection> selections = new EnumMap<>(Field.class);
		if (node == null) {
			return selections;
		}
		List<String> known = Arrays.stream(Field.values()).map(Field::key).toList();
		entries(node, known, "\"" + where + "\"").forEach((key, value) -> {
			Selection selection = selection(value, where + "." + key);
			if (selection != null) {
				selections.put(Field.valueOf(key.toUpperCase(Locale.ROOT)), selection);
			}
		});
		return selections;
	}

	/** A selector, a list of selectors, or a selector with the part that is wanted. */
	private @Nullable Selection selection(Node node, String key) {
		List<Choice> choices = new ArrayList<>();
		for (Node one : (node instanceof SequenceNode sequence) ? sequence.getValue() : List.of(node)) {
			Choice choice = choice(one, key);
			if (choice != null) {
				choices.add(choice);
			}
		}
		return choices.isEmpty() ? null : new Selection(choices);
	}

	private @Nullable Choice choice(Node node, String key) {
		if (!(node instanceof MappingNode)) {
			Selector selector = convert(node, key, Selector::of);
			return (selector != null) ? new Choice(selector, null) : null;
		}
		Map<String, Node> entries = entries(node, List.of("select", "match"), "\"" + key + "\"");
		Selector selector = value(entries, "select", Selector::of);
		com.google.re2j.Pattern match = value(entries, "match", SourceParser::pattern);
		if (!entries.containsKey("select")) {
			problem(node, "a \"%s\" le falta \"select\"".formatted(key));
		}
		return (selector != null) ? new Choice(selector, match) : null;
	}

	private Set<Level> levels(@Nullable Node node) {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		for (Node one : (node instanceof SequenceNode sequence) ? sequence.getValue()
				: (node != null) ? List.of(node) : List.<Node>of()) {
			Set<Level> some = convert(one, "levels", Level::split);
			levels.addAll((some != null) ? some : Set.of());
		}
		return levels.isEmpty() ? Set.of() : levels;
	}

	/** A mapping's entries by key, once each; unknown keys are mistakes. */
	private Map<String, Node> entries(Node node, List<String> known, String where) {
		Map<String, Node> entries = new LinkedHashMap<>();
		if (!(node instanceof MappingNode mapping)) {
			problem(node, where + " tiene que ser una serie de \"clave: valor\"");
			return entries;
		}
		for (NodeTuple tuple : mapping.getValue()) {
			String key = (tuple.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "?";
			if (!known.contains(key)) {
				problem(tuple.getKeyNode(), "la clave \"%s\" no existe en %s%s; las posibles son %s".formatted(key,
						where, meant(key, known), String.join(", ", known)));
			}
			else if (entries.containsKey(key)) {
				problem(tuple.getKeyNode(), "la clave \"%s\" está repetida".formatted(key));
			}
			else if (!tuple.getValueNode().getTag().equals(Tag.NULL)) {
				entries.put(key, tuple.getValueNode());
			}
		}
		return entries;
	}

	private <T> @Nullable T value(Map<String, Node> entries, String key, Function<String, @Nullable T> conversion) {
		Node node = entries.get(key);
		return (node != null) ? convert(node, key, conversion) : null;
	}

	private <T> @Nullable T convert(Node node, String key, Function<String, @Nullable T> conversion) {
		if (!(node instanceof ScalarNode scalar)) {
			problem(node, "\"%s\" tiene que ser un solo valor".formatted(key));
			return null;
		}
		try {
			return conversion.apply(scalar.getValue());
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			problem(node, message.contains(scalar.getValue()) ? key + ": " + message
					: "%s: \"%s\" %s".formatted(key, scalar.getValue(), message));
			return null;
		}
	}

	private String id(String text) {
		if (!text.matches("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")) {
			throw new IllegalArgumentException(
					"no es un identificador; use minúsculas sin tilde, cifras y guiones, como daad o beca-uis");
		}
		return text;
	}

	private static String text(String text) {
		if (text.isBlank()) {
			throw new IllegalArgumentException("está vacío");
		}
		return text.strip();
	}

	private static URI url(String text) {
		try {
			URI url = new URI(text.strip());
			String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
			if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null
					&& url.getRawUserInfo() == null) {
				return url;
			}
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException(
					"no es una dirección válida: hay algo que sobra en la posición " + (ex.getIndex() + 1), ex);
		}
		throw new IllegalArgumentException(
				"no es una dirección; empieza por https:// o http:// y no lleva contraseñas");
	}

	private static String language(String text) {
		if (!text.matches("[a-z]{2}")) {
			throw new IllegalArgumentException("no es un idioma; use dos letras, como es, en, fr, pt o de");
		}
		return text;
	}

	private static @Nullable LocalDate verified(String text) {
		try {
			return text.equals("never") ? null : LocalDate.parse(text);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("no es never ni una fecha como 2026-11-23", ex);
		}
	}

	private static Boolean yesOrNo(String text) {
		return switch (text) {
			case "true", "yes", "on" -> true;
			case "false", "no", "off" -> false;
			default -> throw new IllegalArgumentException("no es true ni false");
		};
	}

	private static Integer pages(String text) {
		if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PAGES) {
			throw new IllegalArgumentException("no es un número de páginas entre 1 y " + MOST_PAGES);
		}
		return Integer.valueOf(text);
	}

	private static Duration duration(String text) {
		Matcher matcher = DURATION.matcher(text.strip());
		if (!matcher.matches()) {
			if (text.strip().equals("0")) {
				return Duration.ZERO;
			}
			throw new IllegalArgumentException("no es una espera; use un número y su unidad, como 500ms, 2s o 1m");
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			default -> Duration.ofMinutes(amount);
		};
	}

	private static com.google.re2j.Pattern pattern(String text) {
		try {
			return com.google.re2j.Pattern.compile(text);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException("no es una expresión regular: " + ex.getDescription(), ex);
		}
	}

	private static <E extends Enum<E>> E oneOf(Class<E> type, String text, Function<E, String> key) {
		List<String> possible = Arrays.stream(type.getEnumConstants()).map(key).toList();
		int index = possible.indexOf(text);
		if (index < 0) {
			throw new IllegalArgumentException("no se conoce%s; los valores posibles son %s"
				.formatted(meant(text, possible), String.join(", ", possible)));
		}
		return type.getEnumConstants()[index];
	}

	/** The known word that a slip of one or two letters makes of another. */
	private static String meant(String wrong, List<String> known) {
		return known.stream()
			.filter((word) -> Folding.edits(wrong.toLowerCase(Locale.ROOT), word) <= ((word.length() > 4) ? 2 : 1))
			.findFirst()
			.map((word) -> " (¿quiso decir \"%s\"?)".formatted(word))
			.orElse("");
	}

	private void refuseRepeatedIds(List<Source> sources) {
		Map<String, Source> byId = new HashMap<>();
		for (Source source : sources) {
			Source first = byId.putIfAbsent(source.id(), source);
			if (first != null) {
				this.problems.add(new Problem(this.origin, source.line(),
						"id: \"%s\" ya es el de la fuente de la línea %d; cada fuente necesita uno propio"
							.formatted(source.id(), first.line())));
			}
		}
	}

	private void problem(@Nullable Node node, String text) {
		this.problems.add(new Problem(this.origin, (node != null) ? line(node) : 0, text));
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

}
