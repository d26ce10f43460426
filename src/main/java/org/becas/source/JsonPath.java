package org.becas.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A way into a JSON document: names and numbers joined by dots, such as {@code data.hits}
 * or {@code dates.0.end}. A name goes on into each element of a list by itself, {@code *}
 * means every element or value, {@code name[key=value]} only those of that value, and
 * quotes hold a name that has a dot in it. Thread-safe.
 */
public final class JsonPath {

	private static final Pattern STEP = Pattern
		.compile("(?:\"([^\"]+)\"|'([^']+)'|([^.\\[\\]{}=\"']+))(?:\\[([^=\\]]+)=([^\\]]*)\\])?(?:\\.|$)");

	private static final int DEEPEST = 20;

	private final String written;

	private final List<Step> steps;

	private JsonPath(String written, List<Step> steps) {
		this.written = written;
		this.steps = steps;
	}

	/**
	 * Reads a path; {@code $} or {@code .} alone is the document itself.
	 * @throws IllegalArgumentException if it is not a path, saying why
	 */
	public static JsonPath of(String written) {
		String text = written.strip().replaceFirst("^\\$\\.?", "").replaceFirst("^\\.$", "");
		// [0] and [*] as others write them
		text = text.replaceAll("\\[(\\d+|\\*)\\]", ".$1").replaceFirst("^\\.", "");
		List<Step> steps = new ArrayList<>();
		Matcher step = STEP.matcher(text);
		int at = 0;
		while (at < text.length() && step.find(at) && step.start() == at && steps.size() < DEEPEST) {
			String name = (step.group(1) != null) ? step.group(1)
					: (step.group(2) != null) ? step.group(2) : step.group(3).strip();
			steps.add(new Step(name, step.group(4), step.group(5)));
			at = step.end();
		}
		if (at < text.length() || text.endsWith(".") || (text.isEmpty() && !written.strip().matches("[$.]"))) {
			throw new IllegalArgumentException(
					"no es una ruta; use nombres unidos por puntos, como data.hits o fechas.0");
		}
		return new JsonPath(written.strip(), List.copyOf(steps));
	}

	/**
	 * What stands there, in the document's order; nulls and what is not there left out.
	 */
	public List<JsonNode> all(JsonNode root) {
		List<JsonNode> at = List.of(root);
		for (Step step : this.steps) {
			List<JsonNode> next = new ArrayList<>();
			at.forEach((node) -> step.follow(node, next));
			at = next;
		}
		return at;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof JsonPath path && path.written.equals(this.written);
	}

	@Override
	public int hashCode() {
		return this.written.hashCode();
	}

	/** As it was written. */
	@Override
	public String toString() {
		return this.written;
	}

	private record Step(String name, @Nullable String key, @Nullable String value) {

		void follow(JsonNode node, List<JsonNode> into) {
			if (this.name.equals("*")) {
				node.forEach((child) -> add(child, into));
			}
			else if (node.isArray() && this.name.matches("\\d{1,9}")) {
				add(node.path(Integer.parseInt(this.name)), into);
			}
			else if (node.isArray()) {
				node.forEach((child) -> add(child.path(this.name), into));
			}
			else {
				add(node.path(this.name), into);
			}
		}

		private void add(JsonNode found, List<JsonNode> into) {
			if (this.key == null) {
				addIfThere(found, into);
			}
			else if (found.isArray()) {
				found.forEach((child) -> addIfMeant(child, into));
			}
			else {
				addIfMeant(found, into);
			}
		}

		private void addIfMeant(JsonNode found, List<JsonNode> into) {
			if (found.path(String.valueOf(this.key)).asString("").equals(this.value)) {
				addIfThere(found, into);
			}
		}

		private static void addIfThere(JsonNode found, List<JsonNode> into) {
			if (!found.isMissingNode() && !found.isNull()) {
				into.add(found);
			}
		}

	}

}
