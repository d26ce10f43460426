package org.becas.offer;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an offer funds, in the order in which the bulletin prints its sections. The key
 * ({@code pregrado}, {@code maestria}, …) is what staff write in files and what is kept
 * in the database.
 */
public enum Level {

	/** A first degree, whatever its name: licence, bachelor, técnico, tecnológico. */
	PREGRADO,

	/** A master's degree. */
	MAESTRIA,

	/** A doctorate. */
	DOCTORADO,

	/** Everything else: postdoc, specialisation, short course, language, stay. */
	OTROS;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * @throws IllegalArgumentException naming the wrong key and the possible ones
	 */
	public static Level of(String key) {
		String wanted = Folding.fold(key);
		return Arrays.stream(values())
			.filter(level -> level.key().equals(wanted))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Nivel desconocido \"%s\"; los posibles son %s"
				.formatted(key, Arrays.stream(values()).map(Level::key).collect(Collectors.joining(", ")))));
	}

	/** Levels as one text, in section order: {@code maestria;doctorado}. */
	public static String join(Set<Level> levels) {
		return levels.stream().sorted().map(Level::key).collect(Collectors.joining(";"));
	}

	/**
	 * The opposite of {@link #join}; blank is the empty set. A comma or a space separates
	 * as well as a semicolon, since people write these lists by hand.
	 * @throws IllegalArgumentException naming the wrong key and the possible ones
	 */
	public static Set<Level> split(String joined) {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		for (String key : joined.split("[;,\\s]+", -1)) {
			if (!key.isEmpty()) {
				levels.add(of(key));
			}
		}
		return levels;
	}

}
