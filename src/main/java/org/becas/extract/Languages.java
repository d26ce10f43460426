package org.becas.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Tells a text's language by the little words that only that language has. */
final class Languages {

	/** More words than these do not change the answer. */
	private static final int ENOUGH = 4000;

	private final Map<String, String> languageOf;

	private Languages(Map<String, String> languageOf) {
		this.languageOf = languageOf;
	}

	static Languages packaged() {
		try (InputStream in = Objects.requireNonNull(Languages.class.getResourceAsStream("languages.tsv"))) {
			Map<String, String> languageOf = new HashMap<>();
			new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.split("\t"))
				.forEach(cells -> List.of(cells[1].split(" ")).forEach(word -> languageOf.put(word, cells[0])));
			return new Languages(languageOf);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The ISO 639 code of the language with most words, or null if none has any. */
	@Nullable String of(List<Token> tokens) {
		Map<String, Integer> votes = new HashMap<>();
		for (Token token : tokens.subList(0, Math.min(ENOUGH, tokens.size()))) {
			String language = token.isWord() ? this.languageOf.get(token.word()) : null;
			if (language != null) {
				votes.merge(language, 1, Integer::sum);
			}
		}
		return votes.entrySet()
			.stream()
			.max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
			.map(Map.Entry::getKey)
			.orElse(null);
	}

}
