package org.becas.extract;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.becas.offer.Evidence;
import org.becas.offer.Field;

/**
 * Is it a call that a person can apply to? Against it speak the titles of lists, advice,
 * news, results, prizes, jobs, loans, grants to organisations, adverts, closed calls,
 * events and error pages, a text that tells what has been, whose author tells of himself,
 * or that speaks of scholarships at large; for it, words of scholarships and of applying,
 * one scholarship spoken of as such, sums, labelled parts, levels and a deadline; and how
 * much it says of what makes a call: for whom it is, what it gives, how to apply and
 * until when. Each signal has its weight in {@code call-weights.tsv}; what its other
 * words weigh together, {@link CallWords} says. From zero on it is a call.
 */
final class CallRules {

	private static final Map<String, Integer> WEIGHTS = Weights.of("call-weights.tsv");

	private static final String BASE = "base";

	/** Of texts that weigh less than this either way, three in ten are read wrongly. */
	private static final int DOUBT = 40;

	private CallRules() {
	}

	/**
	 * @param doubtful whether what speaks for and against it nearly outweighs each other
	 */
	record Answer(boolean call, boolean doubtful, List<Evidence> evidence) {
	}

	static Answer read(Document document, LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		int score = score(CallSignals.of(document, levels, deadlines)) + CallWords.weigh(document);
		boolean call = score >= 0;
		return new Answer(call, Math.abs(score) < DOUBT, evidence(document, call));
	}

	private static int score(Map<String, Integer> signals) {
		int score = WEIGHTS.getOrDefault(BASE, 0);
		for (Map.Entry<String, Integer> signal : signals.entrySet()) {
			score += signal.getValue() * WEIGHTS.getOrDefault(signal.getKey(), 0);
		}
		return score;
	}

	/** The phrase that weighs most for the answer. */
	private static List<Evidence> evidence(Document document, boolean call) {
		int sign = call ? 1 : -1;
		return document.hits()
			.of(Cue.CALL)
			.stream()
			.filter(hit -> sign * weight(document, hit) > 0)
			.max(Comparator.comparingInt((Hit hit) -> sign * weight(document, hit))
				.thenComparing(Comparator.comparingInt(Hit::from).reversed()))
			.map(hit -> document.evidence(Field.OFFER, hit.from(), hit.to(), "call-" + hit.value()))
			.map(List::of)
			.orElse(List.of());
	}

	private static int weight(Document document, Hit hit) {
		String place = document.inTitle(hit.from()) ? "title:" : "text:";
		return WEIGHTS.getOrDefault(place + hit.value(), 0);
	}

}
