package org.becas.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Deadline;

/**
 * What speaks for and against a text's being a call, by name and how often: the families
 * of phrases in its title ({@code title:news}) and in its text ({@code text:apply}), the
 * way it speaks, and how it is built. What each is worth stands in
 * {@code call-weights.tsv}.
 */
final class CallSignals {

	/** How much of the text is asked: its end is often the page's own. */
	private static final int TEXT = 600;

	/** So many lines that each name a scholarship are a list. */
	private static final int MANY = 4;

	/** The tokens of a line that name what it is about. */
	private static final int LINE = 14;

	/** Numbers that count scholarships, not years. */
	private static final int MOST = 500;

	private final Document document;

	private final int end;

	private final Map<String, Integer> signals = new HashMap<>();

	private CallSignals(Document document) {
		this.document = document;
		this.end = Math.min(document.size(), document.textStart() + TEXT);
	}

	static Map<String, Integer> of(Document document, LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		CallSignals signals = new CallSignals(document);
		signals.phrases();
		signals.fields(levels, deadlines);
		signals.build();
		return signals.signals;
	}

	private void phrases() {
		Set<String> title = families(Cue.CALL, 0, this.document.textStart());
		title.forEach(family -> put("title:" + family, 1));
		families(Cue.MANNER, 0, this.document.textStart()).forEach(family -> put("title:" + family, 1));
		families(Cue.CALL, this.document.textStart(), this.end).forEach(family -> put("text:" + family, 1));
		for (String family : List.of("advert", "job", "organisations", "loan")) {
			long hits = this.document.hits()
				.of(Cue.CALL, this.document.textStart(), this.end)
				.stream()
				.filter(hit -> hit.is(family))
				.count();
			put("text:" + family + "-more", (hits >= 2) ? 1 : 0);
		}
		for (Hit hit : this.document.hits().of(Cue.MANNER, this.document.textStart(), this.end)) {
			this.signals.merge("text:" + hit.value(), 1, (one, more) -> Math.min(3, one + more));
		}
	}

	private Set<String> families(Cue cue, int from, int to) {
		Set<String> families = new LinkedHashSet<>();
		this.document.hits().of(cue, from, to).forEach(hit -> families.add(hit.value()));
		families.remove("edition");
		return families;
	}

	private void fields(LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		boolean dated = !(deadlines.chosen() instanceof Deadline.Unstated);
		put("levels", levels.levels().isEmpty() ? 0 : 1);
		put("dated", dated ? 1 : 0);
		put("labels", labels());
		boolean addressed = has("text:apply") || has("text:offer") || has("text:conditions");
		put("idle", (dated || addressed) ? 0 : 1);
		for (String family : Set.of("news", "advice", "prize")) {
			put("title:" + family + ",dated", (dated && has("title:" + family)) ? 1 : 0);
		}
		put("title:contest,scholarship", (has("title:contest") && has("title:scholarship")) ? 1 : 0);
	}

	private int labels() {
		Set<String> kinds = new HashSet<>();
		this.document.parts().forEach(part -> kinds.add(part.kind()));
		kinds.retainAll(Set.of("deadline", "level", "country", "provider", "require", "benefit", "target", "apply"));
		return kinds.size();
	}

	private void build() {
		put("title:question", marks(0, this.document.textStart()) > 0 ? 1 : 0);
		put("text:questions", (marks(this.document.textStart(), this.end) >= 2) ? 1 : 0);
		put("text:entries", (entries() >= MANY) ? 1 : 0);
		put("past", Math.min(3, pastVerbs() / 2));
		int numbered = numbered();
		put("title:numbered", (numbered >= 0 && numbered <= 2) ? 1 : 0);
		put("title:numbered-late", (numbered > 2) ? 1 : 0);
	}

	/** Bulleted or numbered lines that each name a scholarship: a list of many. */
	private int entries() {
		int entries = 0;
		for (int line = this.document.lineNumber(this.document.textStart()); line < this.document
			.lines().length; line++) {
			int start = this.document.lines()[line];
			boolean bullet = this.document.peek(start).isMark("•*-·∙▪") || this.document.peek(start).isNumber();
			boolean named = bullet && this.document.hits()
				.any(Cue.CALL, start, Math.min(start + LINE, this.document.lineEnd(start)), "scholarship");
			entries += named ? 1 : 0;
		}
		return entries;
	}

	private int marks(int from, int to) {
		int marks = 0;
		for (int i = from; i < to; i++) {
			marks += this.document.token(i).isMark('?') ? 1 : 0;
		}
		return marks;
	}

	/** A story of what has been. */
	private int pastVerbs() {
		int past = 0;
		for (int i = 0; i < this.end; i++) {
			Token token = this.document.token(i);
			past += (token.isWord() && (PAST_WORDS.contains(token.word()) || isPast(token))) ? 1 : 0;
		}
		return past;
	}

	/** Spanish and Portuguese third persons, written with their accent or plural. */
	private boolean isPast(Token token) {
		String word = token.word();
		return word.length() > 5 && (word.endsWith("aron") || word.endsWith("ieron") || word.endsWith("aram")
				|| (word.endsWith("o") && this.document.quoteEndsWith(token, 'ó')));
	}

	private static final Set<String> PAST_WORDS = Set.of("was", "were", "wurde", "wurden", "foi", "foram", "fue",
			"fueron", "ete", "etait", "hatte", "war", "said", "visited", "attended");

	/**
	 * Where a number of scholarships stands in the title: "10 becas para…", "Top 15+
	 * Scholarships", "36 Scholarships and Opportunities".
	 */
	private int numbered() {
		for (int i = 0; i < this.document.textStart(); i++) {
			int number = this.document.token(i).number();
			if (number >= 3 && number <= MOST && this.document.token(i).word().length() <= 3) {
				for (Hit hit : this.document.hits().of(Cue.CALL, i, Math.min(i + 6, this.document.textStart()))) {
					if (hit.is("scholarship") && isPlural(hit)) {
						return i;
					}
				}
			}
		}
		return -1;
	}

	private boolean isPlural(Hit hit) {
		return this.document.token(hit.to() - 1).word().endsWith("s");
	}

	private boolean has(String signal) {
		return this.signals.containsKey(signal);
	}

	private void put(String signal, int count) {
		if (count > 0) {
			this.signals.put(signal, count);
		}
	}

}
