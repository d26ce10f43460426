package org.becas.extract;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the words of a text say together about its being a call, phrases aside: those that
 * many portals use and that are no names, each with the weight that
 * {@code call-words.tsv} gives it. No word decides alone: what they weigh is divided by
 * the square root of how many are known, so that long texts do not weigh more.
 */
final class CallWords {

	private static final Map<String, Integer> WEIGHTS = Weights.of("call-words.tsv");

	private CallWords() {
	}

	static int weigh(Document document) {
		Set<String> known = words(document, WEIGHTS::containsKey);
		int sum = known.stream().mapToInt(WEIGHTS::get).sum();
		return known.isEmpty() ? 0 : (int) Math.round(sum / Math.sqrt(known.size()));
	}

	/** Each word of the text once. */
	static Set<String> of(Document document) {
		return words(document, word -> true);
	}

	private static Set<String> words(Document document, Predicate<String> wanted) {
		Set<String> words = new HashSet<>();
		int end = Math.min(document.size(), document.textStart() + CallSignals.TEXT);
		for (int i = document.textStart(); i < end; i++) {
			Token token = document.token(i);
			if (token.isWord() && wanted.test(token.word())) {
				words.add(token.word());
			}
		}
		return words;
	}

}
