package org.becas.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Field;

/**
 * Is it a call that a person can apply to? Against it speak the titles of lists, advice,
 * news, results, prizes, jobs, loans, grants to organisations, adverts, closed calls,
 * events and error pages; for it, words of scholarships and of applying, labelled parts,
 * levels and a deadline.
 */
final class CallRules {

	/** What each family of phrases weighs in the title, and once in the text. */
	private record Weight(int title, int text) {
	}

	private static final Map<String, Weight> WEIGHTS = Map.ofEntries(Map.entry("scholarship", new Weight(30, 15)),
			Map.entry("study", new Weight(15, 4)), Map.entry("aid", new Weight(15, 4)),
			Map.entry("apply", new Weight(10, 12)), Map.entry("conditions", new Weight(5, 8)),
			Map.entry("list", new Weight(-80, 0)), Map.entry("advice", new Weight(-60, 0)),
			Map.entry("news", new Weight(-50, -6)), Map.entry("interview", new Weight(-60, -45)),
			Map.entry("results", new Weight(-70, 0)), Map.entry("prize", new Weight(-55, -8)),
			Map.entry("job", new Weight(-60, -10)), Map.entry("loan", new Weight(-60, -15)),
			Map.entry("forgivable", new Weight(60, 20)), Map.entry("organisations", new Weight(-60, -15)),
			Map.entry("advert", new Weight(-30, -10)), Map.entry("closed", new Weight(-80, 0)),
			Map.entry("error", new Weight(-100, -20)), Map.entry("event", new Weight(-30, -2)));

	/** How much of the text is asked: its end is often the page's own. */
	private static final int TEXT = 600;

	private static final int BAR = 25;

	private final Document document;

	private CallRules(Document document) {
		this.document = document;
	}

	record Answer(boolean call, List<Evidence> evidence) {
	}

	static Answer read(Document document, LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		CallRules rules = new CallRules(document);
		int score = rules.score(0, document.textStart(), true)
				+ rules.score(document.textStart(), Math.min(document.size(), document.textStart() + TEXT), false)
				+ rules.numbered() + rules.parts() + (levels.levels().isEmpty() ? 0 : 12)
				+ (deadlines.chosen() instanceof Deadline.Unstated ? 0 : 15);
		return new Answer(score >= BAR, rules.evidence(score >= BAR));
	}

	private int score(int from, int to, boolean title) {
		Set<String> seen = new HashSet<>();
		int score = 0;
		for (Hit hit : this.document.hits().of(Cue.CALL, from, to)) {
			Weight weight = WEIGHTS.get(hit.value());
			if (weight != null && seen.add(hit.value())) {
				score += title ? weight.title() : weight.text();
			}
		}
		return score;
	}

	/** "10 becas para…", "Top 15+ Scholarships", "36 Scholarships and Opportunities". */
	private int numbered() {
		for (int i = 0; i < this.document.textStart(); i++) {
			int number = this.document.token(i).number();
			if (number >= 3 && number <= 500 && this.document.token(i).word().length() <= 3) {
				for (Hit hit : this.document.hits().of(Cue.CALL, i, Math.min(i + 6, this.document.textStart()))) {
					if (hit.is("scholarship") && isPlural(hit)) {
						return (i <= 2) ? -60 : -20;
					}
				}
			}
		}
		return 0;
	}

	private boolean isPlural(Hit hit) {
		return this.document.token(hit.to() - 1).word().endsWith("s");
	}

	private int parts() {
		Set<String> kinds = new HashSet<>();
		this.document.parts().forEach(part -> kinds.add(part.kind()));
		kinds.retainAll(Set.of("deadline", "level", "country", "provider", "require", "benefit", "target", "apply"));
		return 8 * kinds.size();
	}

	private List<Evidence> evidence(boolean call) {
		return this.document.hits()
			.of(Cue.CALL)
			.stream()
			.filter(hit -> WEIGHTS.containsKey(hit.value()) && (WEIGHTS.get(hit.value()).title() > 0) == call)
			.findFirst()
			.map(hit -> this.document.evidence(Field.OFFER, hit.from(), hit.to(), "call-" + hit.value()))
			.map(List::of)
			.orElse(List.of());
	}

}
