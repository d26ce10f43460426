package org.becas.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A list of small words that a rule looks at beside what it has found: a line of
 * {@code lexicon/words.tsv}. They are not phrases of the {@link Lexicon} because half of
 * a text consists of them.
 *
 * @param whole the words as they are folded
 * @param beginnings how others begin
 */
record Words(Set<String> whole, List<String> beginnings) {

	private static final String FILE = "lexicon/words.tsv";

	/** The list of this name. */
	static Words named(String name) {
		@Nullable Words words = Packaged.ALL.get(name);
		if (words == null) {
			throw new IllegalStateException("%s no tiene la lista \"%s\"".formatted(FILE, name));
		}
		return words;
	}

	/** Whether a folded word is one of these. */
	boolean hold(String word) {
		if (this.whole.contains(word)) {
			return true;
		}
		for (String beginning : this.beginnings) {
			if (word.startsWith(beginning)) {
				return true;
			}
		}
		return false;
	}

	private static final class Packaged {

		private static final Map<String, Words> ALL = read();

		private static Map<String, Words> read() {
			try (InputStream in = Words.class.getResourceAsStream(FILE)) {
				Map<String, Words> all = new HashMap<>();
				if (in != null) {
					new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
						.filter(line -> !line.isBlank() && !line.startsWith("#"))
						.forEach(line -> all.put(line.substring(0, line.indexOf('\t')),
								of(line.substring(line.indexOf('\t') + 1))));
				}
				return all;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static Words of(String list) {
			Set<String> whole = new HashSet<>();
			List<String> beginnings = new ArrayList<>();
			for (String word : Tokenizer.fold(list).split(", ?")) {
				if (word.endsWith("*")) {
					beginnings.add(word.substring(0, word.length() - 1));
				}
				else {
					whole.add(word);
				}
			}
			return new Words(whole, beginnings);
		}

	}

}
