package org.becas.extract;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
		Set<String> known = new HashSet<>();
		int sum = 0;
		int end = end(document);
		for (int i = document.textStart(); i < end; i++) {
			Token token = document.token(i);
			Integer weight = token.isWord() ? WEIGHTS.get(token.word()) : null;
			if (weight != null && known.add(token.word())) {
				sum += weight;
			}
		}
		return known.isEmpty() ? 0 : (int) Math.round(sum / Math.sqrt(known.size()));
	}

	/** Each word of the text once. */
	static Set<String> of(Document document) {
		Set<String> words = new HashSet<>();
		int end = end(document);
		for (int i = document.textStart(); i < end; i++) {
			if (document.token(i).isWord()) {
				words.add(document.token(i).word());
			}
		}
		return words;
	}

	private static int end(Document document) {
		return Math.min(document.size(), document.textStart() + CallSignals.TEXT);
	}

}
