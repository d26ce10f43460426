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
			Map.entry("apply", new Weight(10, 12)), Map.entry("offer", new Weight(10, 10)),
			Map.entry("conditions", new Weight(5, 8)), Map.entry("list", new Weight(-80, 0)),
			Map.entry("advice", new Weight(-60, 0)), Map.entry("news", new Weight(-50, -6)),
			Map.entry("interview", new Weight(-60, -45)), Map.entry("pastnews", new Weight(-40, -25)),
			Map.entry("admin", new Weight(-60, -20)), Map.entry("scam", new Weight(-60, -50)),
			Map.entry("results", new Weight(-70, 0)), Map.entry("prize", new Weight(-55, -8)),
			Map.entry("job", new Weight(-60, -10)), Map.entry("loan", new Weight(-60, -15)),
			Map.entry("forgivable", new Weight(60, 20)), Map.entry("organisations", new Weight(-60, -15)),
			Map.entry("advert", new Weight(-30, -10)), Map.entry("closed", new Weight(-80, 0)),
			Map.entry("error", new Weight(-100, -20)), Map.entry("event", new Weight(-30, -2)));

	/** How much of the text is asked: its end is often the page's own. */
	private static final int TEXT = 600;

	private static final int BAR = 25;

	private static final int PAST = 15;

	private static final int IDLE = 25;

	private final Document document;

	private CallRules(Document document) {
		this.document = document;
	}

	record Answer(boolean call, List<Evidence> evidence) {
	}

	static Answer read(Document document, LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		CallRules rules = new CallRules(document);
		int score = rules.score(levels, deadlines);
		return new Answer(score >= BAR, rules.evidence(score >= BAR));
	}

	private int score(LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		int end = Math.min(this.document.size(), this.document.textStart() + TEXT);
		boolean dated = !(deadlines.chosen() instanceof Deadline.Unstated);
		int score = score(0, this.document.textStart(), true) + score(this.document.textStart(), end, false)
				+ numbered() + parts() + (levels.levels().isEmpty() ? 0 : 12) + (dated ? 15 : 0) + question();
		return score - (told(end) ? PAST : 0) - ((dated || addressesApplicants(end)) ? 0 : IDLE);
	}

	/** Does the text say a word to those who might apply? News and pictures do not. */
	private boolean addressesApplicants(int end) {
		return this.document.hits()
			.of(Cue.CALL, this.document.textStart(), end)
			.stream()
			.anyMatch(hit -> hit.is("apply") || hit.is("offer") || hit.is("conditions"));
	}

	/** "¿Qué becas hay?": advice. */
	private int question() {
		for (int i = 0; i < this.document.textStart(); i++) {
			if (this.document.token(i).isMark("?¿")) {
				return -25;
			}
		}
		return 0;
	}

	/** Two verbs in the past: a story of what has been. */
	private boolean told(int end) {
		int past = 0;
		for (int i = 0; i < end; i++) {
			Token token = this.document.token(i);
			past += (token.isWord() && (PAST_WORDS.contains(token.word()) || isPast(token))) ? 1 : 0;
		}
		return past >= 2;
	}

	/** Spanish and Portuguese third persons, written with their accent or plural. */
	private boolean isPast(Token token) {
		String word = token.word();
		return word.length() > 5 && (word.endsWith("aron") || word.endsWith("ieron") || word.endsWith("aram")
				|| (word.endsWith("o") && this.document.quoteEndsWith(token, 'ó')));
	}

	private static final Set<String> PAST_WORDS = Set.of("was", "were", "wurde", "wurden", "foi", "foram", "fue",
			"fueron", "ete", "etait", "hatte", "war", "said", "visited", "attended");

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
