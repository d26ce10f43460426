package org.becas.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Deadline;

/**
 * What speaks for and against a text's being a call, by name and how often, never more
 * than three times: the families of phrases in its title ({@code title:news}), in the
 * first tokens of its text ({@code top:told}) and in all of it ({@code text:apply}), and
 * how it is built. What each is worth stands in {@code call-weights.tsv}; a signal that
 * does not stand there is worth nothing.
 */
final class CallSignals {

	/** How much of the text is asked: its end is often the page's own. */
	static final int TEXT = 600;

	/** The first tokens of a text, which say what it is. */
	private static final int TOP = 60;

	/** Said so often, more makes no difference. */
	private static final int MOST = 3;

	/** So many lines that each name a scholarship are a list. */
	private static final int MANY = 4;

	/** The tokens of a line that name what it is about. */
	private static final int LINE = 14;

	/** So long a text says how to apply, if it is a call. */
	private static final int LONG = 60;

	/** A longer line is no status. */
	private static final int STATUS = 4;

	/** A longer label is a sentence. */
	private static final int LABEL = 7;

	/** A shorter quotation is a name. */
	private static final int QUOTED = 8;

	/** A list counts no more: "500 becas" is what one offer gives. */
	private static final int LISTED = 100;

	/** The century in which calls are. */
	private static final int YEARS = 2000;

	private final Document document;

	private final int start;

	private final int top;

	private final int end;

	private final Map<String, Integer> signals = new HashMap<>();

	private CallSignals(Document document) {
		this.document = document;
		this.start = document.textStart();
		this.top = Math.min(document.size(), this.start + TOP);
		this.end = Math.min(document.size(), this.start + TEXT);
	}

	static Map<String, Integer> of(Document document, LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		CallSignals signals = new CallSignals(document);
		signals.phrases("title:", 0, signals.start, 1);
		signals.phrases("top:", signals.start, signals.top, 1);
		signals.phrases("text:", signals.start, signals.end, MOST);
		signals.fields(levels, deadlines);
		signals.build();
		return signals.signals;
	}

	private void phrases(String place, int from, int to, int most) {
		for (Cue cue : List.of(Cue.CALL, Cue.MANNER, Cue.GROUNDS)) {
			for (Hit hit : this.document.hits().of(cue, from, to)) {
				this.signals.merge(place + hit.value(), 1, (one, more) -> Math.min(most, one + more));
			}
		}
	}

	private void fields(LevelRules.Answer levels, DeadlineRules.Answer deadlines) {
		boolean rolling = deadlines.chosen() instanceof Deadline.Rolling;
		boolean dated = !rolling && !(deadlines.chosen() instanceof Deadline.Unstated);
		boolean named = has("title:scholarship") || has("text:scholarship");
		put("levels", !levels.levels().isEmpty());
		put("dated", dated);
		put("rolling", rolling);
		put("unnamed", !named && !has("title:aid") && !has("text:aid"));
		if (this.end - this.start >= LONG && !has("title:scholarship")) {
			put("late", !has("top:scholarship"));
			put("rare", this.signals.getOrDefault("text:scholarship", 0) <= 1);
		}
		this.signals.put("labels", labels());
		put("unpaid", !named && this.document.hits().of(Cue.FUNDING, 0, this.end).isEmpty());
		put("unpaid,unnamed", has("unpaid") && has("unnamed"));
		put("amount", amount());
		put("shut", shut());
		put("stated:closed", statedClosed());
		for (String family : List.of("contest", "event")) {
			put("title:" + family + ",scholarship", has("title:" + family) && has("title:scholarship"));
		}
		put("title:organisations,study",
				has("title:organisations") && (has("title:scholarship") || has("title:study")));
		int grounds = grounds(dated || rolling);
		for (String family : List.of("news", "advice")) {
			put("title:" + family + ",dated", dated && has("title:" + family));
			put("title:" + family + ",grounds", grounds >= 2 && has("title:" + family));
		}
	}

	/**
	 * What makes a text a call: for whom it is, what it gives, how to apply and until
	 * when. A long text with no more than one of them only speaks of scholarships.
	 */
	private int grounds(boolean dated) {
		int grounds = (said("who") || labelled("target", "require")) ? 1 : 0;
		grounds += (said("gain") || said("conditions") || has("amount") || labelled("benefit")) ? 1 : 0;
		grounds += (said("how") || labelled("apply")) ? 1 : 0;
		grounds += dated ? 1 : 0;
		put("groundless", grounds == 0);
		put("grounds:two", grounds >= 2);
		put("grounds:three", grounds >= 3);
		put("bare", grounds <= 1 && this.end - this.start >= LONG);
		return grounds;
	}

	private boolean said(String family) {
		return has("title:" + family) || has("text:" + family);
	}

	private boolean labelled(String... kinds) {
		return this.document.parts().stream().anyMatch(part -> List.of(kinds).contains(part.kind()));
	}

	/** A sum of money. */
	private boolean amount() {
		for (Hit hit : this.document.hits().of(Cue.MONEY, this.start, this.end)) {
			if (hit.value().length() == 3
					&& (this.document.peek(hit.from() - 1).isNumber() || this.document.peek(hit.to()).isNumber())) {
				return true;
			}
		}
		for (int i = this.start; i < this.end; i++) {
			if (this.document.token(i).isMark("$€£¥")
					&& (this.document.peek(i - 1).isNumber() || this.document.peek(i + 1).isNumber())) {
				return true;
			}
		}
		return false;
	}

	/** "Finalizada": a status, in the title or on a line of its own near the top. */
	private boolean shut() {
		return this.document.hits()
			.of(Cue.CALL, 0, this.top)
			.stream()
			.filter(hit -> hit.is("shut"))
			.anyMatch(hit -> this.document.inTitle(hit.from())
					|| this.document.lineEnd(hit.from()) - this.document.lineStart(hit.from()) <= STATUS);
	}

	/** "Estado de la convocatoria: Cerrada". */
	private boolean statedClosed() {
		return this.document.hits()
			.of(Cue.CALL, this.start, this.end)
			.stream()
			.filter(hit -> hit.is("shut") || hit.is("closed"))
			.anyMatch(hit -> {
				Document.Part part = this.document.partAt(hit.from());
				return part != null && !part.heading() && part.is("status") && part.holds(hit.from())
						&& hit.from() - part.from() <= STATUS;
			});
	}

	private int labels() {
		Set<String> kinds = new HashSet<>();
		this.document.parts().forEach(part -> kinds.add(part.kind()));
		kinds.retainAll(Set.of("deadline", "level", "country", "provider", "require", "benefit", "target", "apply"));
		return Math.min(MOST, kinds.size());
	}

	private void build() {
		put("title:question", marks('?', 0, this.start) > 0);
		put("title:year", year(0, this.start));
		put("text:questions", marks('?', this.start, this.end) >= 2);
		put("text:entries", entries() >= MANY);
		put("text:address", address());
		put("text:quotation", quotation());
		this.signals.put("text:fields", fields());
		int numbered = numbered();
		put("title:numbered", numbered >= 0 && numbered <= 2);
		put("title:numbered-late", numbered > 2);
	}

	/** Bulleted or numbered lines that each name a scholarship: a list of many. */
	private int entries() {
		int entries = 0;
		for (int line = this.document.lineNumber(this.start); line < this.document.lines().length; line++) {
			int first = this.document.lines()[line];
			boolean bullet = this.document.peek(first).isMark("•*-·∙▪") || this.document.peek(first).isNumber();
			boolean named = bullet && this.document.hits()
				.any(Cue.CALL, first, Math.min(first + LINE, this.document.lineEnd(first)), "scholarship");
			entries += named ? 1 : 0;
		}
		return entries;
	}

	/** Lines that a short label opens, whatever it says. */
	private int fields() {
		int fields = 0;
		for (int line = this.document.lineNumber(this.start); line < this.document.lines().length; line++) {
			int first = this.document.lines()[line];
			int end = Math.min(this.document.lineEnd(first), first + LABEL);
			int at = first;
			while (at < end && !this.document.token(at).isMark(":.;?!")) {
				at++;
			}
			fields += (at > first && at < end && this.document.token(at).isMark(':')) ? 1 : 0;
		}
		return Math.min(MOST, fields);
	}

	/** Where to write or to look. */
	private boolean address() {
		for (int i = this.start; i < this.end; i++) {
			Token token = this.document.token(i);
			if (token.isMark('@') || token.isWord("www") || token.isWord("http") || token.isWord("https")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Somebody's words, as reports give them; marks that do not pair end with their line.
	 */
	private boolean quotation() {
		int opened = -1;
		for (int i = this.start; i < this.end; i++) {
			Token token = this.document.token(i);
			if (token.kind() == Token.Kind.BREAK) {
				opened = -1;
			}
			else if (token.isMark('"')) {
				if (opened >= 0 && i - opened > QUOTED) {
					return true;
				}
				opened = (opened < 0) ? i : -1;
			}
		}
		return false;
	}

	private int marks(char mark, int from, int to) {
		int marks = 0;
		for (int i = from; i < to; i++) {
			marks += this.document.token(i).isMark(mark) ? 1 : 0;
		}
		return marks;
	}

	/** Calls come every year, and their titles say which. */
	private boolean year(int from, int to) {
		for (int i = from; i < to; i++) {
			int number = this.document.token(i).number();
			if (number >= YEARS && number < YEARS + 100) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Where a number of scholarships stands in the title: "10 becas para…", "Top 15+
	 * Scholarships", "36 Scholarships and Opportunities".
	 */
	private int numbered() {
		for (int i = 0; i < this.start; i++) {
			int number = this.document.token(i).number();
			if (number >= 3 && number <= LISTED && this.document.hits().of(Cue.MONTH, i + 1, i + 2).isEmpty()) {
				for (Hit hit : this.document.hits().of(Cue.CALL, i, Math.min(i + 6, this.start))) {
					if (hit.is("scholarship") && isPlural(hit)) {
						return i;
					}
				}
			}
		}
		return -1;
	}

	private boolean isPlural(Hit hit) {
		return this.document.token(hit.to() - 1).word().endsWith("s")
				|| this.document.peek(hit.to()).word().endsWith("s");
	}

	private boolean has(String signal) {
		return this.signals.containsKey(signal);
	}

	private void put(String signal, boolean present) {
		if (present) {
			this.signals.put(signal, 1);
		}
	}

}
