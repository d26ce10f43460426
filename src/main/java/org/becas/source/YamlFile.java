package org.becas.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.becas.offer.Folding;
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
 * A file of YAML that a person wrote. It is read by its nodes instead of by their values,
 * so that each mistake can be told with its line, and reading goes on behind a mistake,
 * so that all are told at once.
 */
class YamlFile {

	private final String origin;

	private final List<Problem> problems = new ArrayList<>();

	YamlFile(String origin) {
		this.origin = origin;
	}

	/** The text as a node; null for an empty one, and for what is no YAML. */
	@Nullable Node root(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(50);
		options.setNestingDepthLimit(20);
		try {
			return new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0;
			this.problems.add(new Problem(this.origin, line, broken(ex, yaml, line)));
		}
		catch (YAMLException ex) {
			this.problems.add(new Problem(this.origin, 0, "no es YAML válido: " + ex.getMessage()));
		}
		return null;
	}

	private static String broken(MarkedYAMLException ex, String yaml, int line) {
		String written = yaml.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
		if (written.contains("\t")) {
			return "hay un tabulador; en YAML la sangría se hace con espacios";
		}
		return "no es YAML válido cerca de \"%s\" (%s); revise la sangría, los dos puntos y las comillas"
			.formatted(written.strip(), ex.getProblem());
	}

	/** A mapping's entries by key, once each; unknown keys are mistakes. */
	Map<String, Node> entries(Node node, List<String> known, String where) {
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

	<T> @Nullable T value(Map<String, Node> entries, String key, Function<String, @Nullable T> conversion) {
		Node node = entries.get(key);
		return (node != null) ? convert(node, key, conversion) : null;
	}

	<T> @Nullable T convert(Node node, String key, Function<String, @Nullable T> conversion) {
		if (!(node instanceof ScalarNode scalar)) {
			problem(node, "\"%s\" tiene que ser un solo valor".formatted(key));
			return null;
		}
		try {
			return conversion.apply(scalar.getValue());
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			problem(node, message.contains("\"" + scalar.getValue() + "\"") ? key + ": " + message
					: "%s: \"%s\" %s".formatted(key, scalar.getValue(), message));
			return null;
		}
	}

	void problem(@Nullable Node node, String text) {
		problem((node != null) ? line(node) : 0, text);
	}

	void problem(int line, String text) {
		this.problems.add(new Problem(this.origin, line, text));
	}

	static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

	/** The known word that a slip of one or two letters makes of another. */
	static String meant(String wrong, List<String> known) {
		return known.stream()
			.filter((word) -> Folding.edits(wrong.toLowerCase(Locale.ROOT), word) <= ((word.length() > 4) ? 2 : 1))
			.findFirst()
			.map((word) -> " (¿quiso decir \"%s\"?)".formatted(word))
			.orElse("");
	}

	/** The nodes of a list; a single value is a list of one, and nothing an empty one. */
	static List<Node> listed(@Nullable Node node) {
		return (node instanceof SequenceNode sequence) ? sequence.getValue()
				: (node != null) ? List.of(node) : List.of();
	}

	/** Tells each key that has to be there and is not. */
	void require(Node node, Map<String, Node> entries, List<String> keys, String where) {
		keys.stream()
			.filter((key) -> !entries.containsKey(key) && node instanceof MappingNode)
			.forEach((key) -> problem(node, "%s le falta \"%s\"".formatted(where, key)));
	}

	/** How many mistakes have been found. */
	int mistakes() {
		return this.problems.size();
	}

	/** The mistakes that have been found. */
	List<Problem> problems() {
		return List.copyOf(this.problems);
	}

}
