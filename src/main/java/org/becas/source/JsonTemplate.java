package org.becas.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A value made from a JSON document: a path, or a text with paths in braces, such as
 * {@code https://portal.example/#/beca/{id}}. Thread-safe.
 */
public final class JsonTemplate {

	private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)\\}");

	private final String written;

	/** The texts before, between and behind the paths: one more than there are paths. */
	private final List<String> texts;

	private final List<JsonPath> paths;

	private JsonTemplate(String written, List<String> texts, List<JsonPath> paths) {
		this.written = written;
		this.texts = texts;
		this.paths = paths;
	}

	/**
	 * @throws IllegalArgumentException if a path in it is none, saying why
	 */
	public static JsonTemplate of(String written) {
		if (written.indexOf('{') < 0) {
			return new JsonTemplate(written, List.of("", ""), List.of(JsonPath.of(written)));
		}
		List<String> texts = new ArrayList<>();
		List<JsonPath> paths = new ArrayList<>();
		int end = 0;
		for (Matcher hole = HOLE.matcher(written); hole.find(); end = hole.end()) {
			texts.add(written.substring(end, hole.start()));
			paths.add(JsonPath.of(hole.group(1)));
		}
		texts.add(written.substring(end));
		if (paths.isEmpty() || texts.stream().anyMatch((text) -> text.matches(".*[{}].*"))) {
			throw new IllegalArgumentException("tiene llaves que no encierran una ruta, como {data.id}");
		}
		return new JsonTemplate(written, List.copyOf(texts), List.copyOf(paths));
	}

	/**
	 * Fills in what stands at the paths.
	 * @return null if nothing stands at any of them
	 */
	public @Nullable String fill(Function<JsonPath, @Nullable String> values) {
		StringBuilder filled = new StringBuilder(this.texts.get(0));
		boolean found = false;
		for (int i = 0; i < this.paths.size(); i++) {
			String value = values.apply(this.paths.get(i));
			found |= value != null;
			filled.append((value != null) ? value : "").append(this.texts.get(i + 1));
		}
		return found ? filled.toString() : null;
	}

	/**
	 * The same text with another path in the place of one of its own: one for each of
	 * them.
	 */
	public List<JsonTemplate> leadingAlsoTo(JsonPath other) {
		List<JsonTemplate> templates = new ArrayList<>();
		for (Matcher hole = HOLE.matcher(this.written); hole.find();) {
			templates.add(of(
					this.written.substring(0, hole.start()) + "{" + other + "}" + this.written.substring(hole.end())));
		}
		return templates;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof JsonTemplate template && template.written.equals(this.written);
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

}
