package org.becas.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Country;
import org.becas.offer.Level;
import org.becas.offer.Tier;
import org.becas.source.Source.Field;
import org.becas.source.Source.Hints;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.becas.source.SourceProblems.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns the text of a {@code sources.yml} into sources, and into all its mistakes with
 * their lines. For one text only.
 */
class SourceParser {

	private static final List<String> ORDER = List.of("id", "name", "url", "kind", "tier", "language", "verified",
			"enabled", "list", "fields", "next", "pages", "match", "limit", "detail", "country", "provider", "levels",
			"delay", "browser", "contract");

	private final YamlFile yaml;

	private final LayoutParser layouts;

	private final Map<String, Contract> contracts = new HashMap<>();

	private final String origin;

	/** Whether the file is that of the changes that staff made on the pages. */
	private boolean changes;

	SourceParser(String origin) {
		this.origin = origin;
		this.yaml = new YamlFile(origin);
		this.layouts = new LayoutParser(this.yaml);
	}

	/** The entries without a mistake; see {@link #problems()} for the others. */
	List<Source> parse(String text) {
		List<Source> sources = new ArrayList<>();
		Node root = this.yaml.root(text);
		if (root == null && this.yaml.mistakes() > 0) {
			return sources;
		}
		Map<String, Node> top = (root != null) ? this.yaml.entries(root, List.of("sources"), "el archivo") : Map.of();
		Node list = top.get("sources");
		if (list == null) {
			this.yaml.problem(root, "falta la lista \"sources:\"");
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
			this.yaml.problem(list, "\"sources\" tiene que ser una lista; cada fuente empieza con un guion");
		}
		refuseRepeatedIds(sources);
		return sources;
	}

	/** What is wrong with the text; known after parsing. */
	List<Problem> problems() {
		return this.yaml.problems();
	}

	/** What has to be read from saved pages, by the source's id; known after parsing. */
	Map<String, Contract> contracts() {
		return this.contracts;
	}

	/**
	 * The changes that staff made on the pages and that are without a mistake, see
	 * {@link SourceOverlay}.
	 */
	List<SourceOverlay.Change> parseChanges(String text) {
		this.changes = true;
		List<SourceOverlay.Change> changes = new ArrayList<>();
		Node root = this.yaml.root(text);
		Node list = (root != null) ? this.yaml.entries(root, List.of("changes"), "el archivo").get("changes") : null;
		if (list instanceof SequenceNode sequence) {
			for (Node entry : sequence.getValue()) {
				SourceOverlay.Change change = change(entry);
				if (change != null) {
					changes.add(change);
				}
			}
		}
		else if (list != null) {
			this.yaml.problem(list, "\"changes\" tiene que ser una lista");
		}
		return changes;
	}

	private SourceOverlay.@Nullable Change change(Node node) {
		Map<String, Node> entries = this.yaml.entries(node, List.of("at", "by", "why", "replaces", "source"),
				"un cambio");
		Instant at = this.yaml.value(entries, "at", Scalars::instant);
		String by = this.yaml.value(entries, "by", Scalars::text);
		String why = this.yaml.value(entries, "why", Scalars::text);
		this.yaml.require(node, entries, List.of("at", "by", "why", "source"), "al cambio");
		Source source = entries.containsKey("source") ? source(entries.get("source")) : null;
		return (at == null || by == null || why == null || source == null) ? null : new SourceOverlay.Change(
				source.id(), at, by, why, this.yaml.value(entries, "replaces", Scalars::text), source);
	}

	private @Nullable Source source(Node node) {
		int before = this.yaml.mistakes();
		Map<String, Node> entries = this.yaml.entries(node, ORDER, "una fuente");
		String id = this.yaml.value(entries, "id", Scalars::id);
		String name = this.yaml.value(entries, "name", Scalars::text);
		URI url = this.yaml.value(entries, "url", Scalars::url);
		this.yaml.require(node, entries, List.of("id", "name", "url", "tier"), "a la fuente");
		Kind kind = this.yaml.value(entries, "kind", (text) -> Scalars.oneOf(Kind.class, text, Kind::key));
		Tier tier = this.yaml.value(entries, "tier", (text) -> Scalars.oneOf(Tier.class, text, Tier::key));
		Layout layout = this.layouts.layout(entries, kind, url);
		Hints hints = new Hints(
				this.yaml.value(entries, "country", (text) -> Country.of(text.toUpperCase(Locale.ROOT)).code()),
				this.yaml.value(entries, "provider", Scalars::text), levels(entries.get("levels")));
		String language = this.yaml.value(entries, "language", Scalars::language);
		LocalDate verified = this.yaml.value(entries, "verified", Scalars::verified);
		Boolean enabled = this.yaml.value(entries, "enabled", Scalars::yesOrNo);
		Duration delay = this.yaml.value(entries, "delay", Scalars::duration);
		Boolean browser = this.yaml.value(entries, "browser", Scalars::yesOrNo);
		if (id != null && entries.containsKey("contract")) {
			this.contracts.put(id, contract(entries.get("contract")));
		}
		if (this.yaml.mistakes() > before || id == null || name == null || url == null || tier == null) {
			return null;
		}
		return new Source(id, name, url, kind, tier, language, verified, (enabled != null) ? enabled : true, layout,
				hints, delay, browser != null && browser, YamlFile.line(node),
				YamlFile.line(entries.getOrDefault("url", node)), this.origin, this.changes);
	}

	private Contract contract(Node node) {
		Map<String, Node> entries = this.yaml.entries(node, List.of("page", "url", "count", "expect"), "\"contract\"");
		String page = this.yaml.value(entries, "page", Scalars::page);
		if (!entries.containsKey("page") && node instanceof MappingNode) {
			this.yaml.problem(node, "al contrato le falta \"page\", el archivo de la página guardada");
		}
		List<Map<Field, String>> expected = new ArrayList<>();
		for (Node one : YamlFile.listed(entries.get("expect"))) {
			expected.add(expected(one));
		}
		Integer count = this.yaml.value(entries, "count", Scalars::count);
		if (count == null && expected.isEmpty()) {
			this.yaml.problem(node, "el contrato no espera nada: escriba \"expect\" o \"count\"");
		}
		return new Contract((page != null) ? page : "", this.yaml.value(entries, "url", Scalars::url), count, expected,
				YamlFile.line(node));
	}

	private Map<Field, String> expected(Node node) {
		Map<Field, String> fields = new EnumMap<>(Field.class);
		Map<String, Node> entries = this.yaml.entries(node, LayoutParser.FIELDS, "\"expect\"");
		entries.forEach((key, value) -> {
			String text = this.yaml.convert(value, "expect." + key, Scalars::text);
			if (text != null) {
				fields.put(Field.valueOf(key.toUpperCase(Locale.ROOT)), text);
			}
		});
		if (!fields.containsKey(Field.TITLE) && !fields.containsKey(Field.LINK) && node instanceof MappingNode) {
			this.yaml.problem(node, "cada convocatoria esperada necesita \"title\" o \"link\", para saber cuál es");
		}
		return fields;
	}

	private Set<Level> levels(@Nullable Node node) {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		for (Node one : YamlFile.listed(node)) {
			Set<Level> some = this.yaml.convert(one, "levels", Level::split);
			levels.addAll((some != null) ? some : Set.of());
		}
		return levels.isEmpty() ? Set.of() : levels;
	}

	/** Of several entries with one id the first counts. */
	private void refuseRepeatedIds(List<Source> sources) {
		Map<String, Source> byId = new LinkedHashMap<>();
		for (Source source : sources) {
			Source first = byId.putIfAbsent(source.id(), source);
			if (first != null) {
				this.yaml.problem(source.line(),
						"id: \"%s\" ya es el de la fuente de la línea %d; cada fuente necesita uno propio"
							.formatted(source.id(), first.line()));
			}
		}
		sources.clear();
		sources.addAll(byId.values());
	}

}
