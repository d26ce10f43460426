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
		int sum = 0;
		int known = 0;
		for (String word : of(document)) {
			Integer weight = WEIGHTS.get(word);
			if (weight != null) {
				sum += weight;
				known++;
			}
		}
		return (known > 0) ? (int) Math.round(sum / Math.sqrt(known)) : 0;
	}

	/** Each word of the text once. */
	static Set<String> of(Document document) {
		Set<String> words = new HashSet<>();
		int end = Math.min(document.size(), document.textStart() + CallSignals.TEXT);
		for (int i = document.textStart(); i < end; i++) {
			if (document.token(i).isWord()) {
				words.add(document.token(i).word());
			}
		}
		return words;
	}

}
