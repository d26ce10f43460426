package org.becas.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.becas.offer.DataFile;
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
		Map<String, String> languageOf = new HashMap<>();
		for (String[] row : DataFile.rows(Languages.class, "languages.tsv", 2)) {
			List.of(row[1].split(" ")).forEach(word -> languageOf.put(word, row[0]));
		}
		return new Languages(languageOf);
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
