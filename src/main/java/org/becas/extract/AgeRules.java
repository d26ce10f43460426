package org.becas.extract;

import java.util.ArrayList;
import java.util.List;

import org.becas.extract.Document.Part;
import org.becas.offer.Ages;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * How old an applicant may be; ages of children, years of experience and terms of loans
 * are set aside.
 */
final class AgeRules {

	private static final int YOUNGEST = 14;

	private static final int OLDEST = 75;

	/** Nobody is too young for a call at fifty. */
	private static final int LAST_MINIMUM = 45;

	/** "De", "los", "is:" between a phrase and its number. */
	private static final int SMALL = 3;

	private static final int DECOY = 9;

	/** Younger ones than this are spoken of as of children, or it is a term of years. */
	private static final int GROWN_UP = 18;

	/** "Of age" may stand between the years and "or younger". */
	private static final int OF_AGE = 2;

	/** In a field about age, several limits stand in a row. */
	private static final int FIELD = 12;

	/** Longer sentences are lists. */
	private static final int SENTENCE = 30;

	private static final Words LINKS = Words.named("age.links");

	private static final Words TO = Words.named("age.to");

	private static final Words ENDS = Words.named("age.ends");

	private static final Words AND = Words.named("age.and");

	private final Document document;

	private final AgeLimits limits;

	private final BirthRules births;

	private final List<Evidence> rejected = new ArrayList<>();

	private AgeRules(Document document) {
		this.document = document;
		this.limits = new AgeLimits(document);
		this.births = new BirthRules(document, this.limits);
	}

	static Answered<Ages> read(Document document) {
		AgeRules rules = new AgeRules(document);
		List<Hit> hits = document.hits().of(Cue.AGE);
		int done = 0;
		for (Hit hit : hits) {
			if (hit.from() >= done && hit.is("born")) {
				rules.births.read(hit);
			}
			else if (hit.from() >= done) {
				done = Math.max(done, rules.read(hit));
			}
		}
		return rules.limits.choose(rules.rejected);
	}

	/** Reads an age at a phrase; gives back where to go on. */
	private int read(Hit hit) {
		if (hit.is("unit")) {
			return readWithUnit(hit);
		}
		boolean another = hit.is("behind-max") && (has(hit, "under") || has(hit, "below"));
		boolean limit = another || hit.isA("max") || hit.isA("min") || hit.isA("under") || hit.is("range");
		int number = limit ? behind(hit.to()) : -1;
		if (!isAge(number)) {
			return 0;
		}
		if (another || hit.value().endsWith("-weak")) {
			boolean sure = (another || hit.is("under-weak")) && saysAge(number) && endsAt(number + 1);
			return (sure && !isOther(hit, hit.from(), number + 1)) ? take("under", hit.from(), number, -1, number + 1)
					: 0;
		}
		int second = secondOf(number);
		boolean unit = isUnit(((second > 0) ? second : number) + 1);
		boolean alone = hit.is("range") ? second > 0 && saysAge(hit.from())
				: saysAge(hit.from()) || (hit.is("under") && (has(hit, "age") || endsAt(number + 1)));
		return (!unit && alone && !isOther(hit, hit.from(), number + 1))
				? take(hit.value(), hit.from(), number, second, number + 1) : 0;
	}

	/** Whether nothing follows that the number could be of: "be under 40 and …". */
	private boolean endsAt(int token) {
		Token next = this.document.peek(token);
		return token >= this.document.sentenceEnd(token - 1) || next.isMark(".,;)(") || isAnd(token)
				|| (next.isWord() && ENDS.hold(next.word()));
	}

	private boolean has(Hit hit, String word) {
		for (int i = hit.from(); i < hit.to(); i++) {
			if (this.document.token(i).word().startsWith(word)) {
				return true;
			}
		}
		return false;
	}

	/** "35 años", "18 to 35 years", with the phrase in front or behind. */
	private int readWithUnit(Hit unit) {
		int last = unit.from() - 1;
		if (this.document.peek(last).isMark('.')) {
			last--;
		}
		if (this.document.peek(last).isMark(')')) {
			return 0;
		}
		if (!isAge(last)) {
			return 0;
		}
		int first = firstOf(last);
		int number = (first >= 0) ? first : last;
		Hit stated = phraseBefore(number);
		Hit phrase = (stated != null) ? stated : phraseInLabel(number);
		Hit back = phraseBehind(unit.to());
		boolean sure = saysAge(number) || (phrase != null && tellsAge(phrase, number, first >= 0));
		int from = (stated != null) ? stated.from() : number;
		if (!sure || isOther(phrase, from, unit.to())) {
			return 0;
		}
		String kind = (back != null) ? back.value().replace("behind-", "")
				: (phrase != null) ? phrase.value().replace("-weak", "") : (first >= 0) ? "range" : "";
		int end = (back != null) ? back.to() : unit.to();
		if (first >= 0) {
			return kind.equals("range") || kind.isEmpty() || phrase == null || phrase.is("range")
					? take("range", from, first, last, end) : 0;
		}
		if (kind.equals("range") && phrase != null) {
			return 0;
		}
		return kind.isEmpty() ? 0 : take(kind, from, last, -1, end);
	}

	/**
	 * Whether a phrase speaks of age where nothing else does: "under 35 years" does, and
	 * "between 18 and 35 years", while "more than 20 years" is mostly said of a house.
	 */
	private boolean tellsAge(Hit phrase, int number, boolean range) {
		boolean strong = !phrase.value().endsWith("-weak") && !phrase.is("range");
		boolean grownUp = this.document.token(number).number() >= GROWN_UP;
		return strong || (range ? phrase.is("range") : grownUp && phrase.is("under-weak"));
	}

	/**
	 * "Höchstalter zum Zeitpunkt der Bewerbung: 35 Jahre", "Age limit: master, 30 years".
	 */
	private @Nullable Hit phraseInLabel(int number) {
		Part part = this.document.partAt(number);
		if (part == null || part.heading() || number - part.from() > FIELD) {
			return null;
		}
		return this.document.hits()
			.of(Cue.AGE, part.labelFrom(), part.from())
			.stream()
			.filter(hit -> hit.is("max") || hit.is("min"))
			.findFirst()
			.orElse(null);
	}

	private int take(String kind, int from, int number, int second, int to) {
		int age = this.document.token(number).number();
		int end = Math.max(to, Math.max(number, second) + 1);
		switch (kind) {
			case "under" -> addOldest(from, end, age - 1);
			case "max" -> {
				if (second > 0) {
					return 0;
				}
				addOldest(from, end, age);
			}
			case "min" -> {
				if (age > LAST_MINIMUM) {
					return 0;
				}
				this.limits.addYoungest(age);
			}
			case "range" -> {
				int high = (second > 0) ? this.document.token(second).number() : -1;
				if (high <= age) {
					return 0;
				}
				this.limits.addYoungest(age);
				addOldest(from, end, high);
			}
			default -> {
				return 0;
			}
		}
		boolean field = isField(from);
		this.limits.addEvidence(from, end, field ? "age-field" : "age-" + kind);
		return end;
	}

	private void addOldest(int from, int to, int age) {
		this.limits.addOldest(from, to, clauseEnd(to), age);
	}

	private boolean isField(int token) {
		Part part = this.document.partAt(token);
		return this.document.lineStart(token) == token || (part != null && !part.heading() && part.from() == token);
	}

	private boolean isAge(int token) {
		int age = this.document.peek(token).number();
		return age >= YOUNGEST && age <= OLDEST && this.document.token(token).word().length() == 2
				&& !this.document.peek(token + 1).isMark('%') && !isDecimal(token);
	}

	private boolean isDecimal(int token) {
		Token before = this.document.peek(token - 1);
		return token > 0 && before.isMark(".,/") && before.end() == this.document.token(token).start()
				&& this.document.peek(token - 2).isNumber();
	}

	private boolean isUnit(int token) {
		return this.document.hits().of(Cue.AGE, token, token + 1).stream().anyMatch(hit -> hit.is("unit"));
	}

	/** The number that a phrase leads to, past small words and marks; -1 if none. */
	private int behind(int from) {
		for (int i = from; i < Math.min(this.document.size(), from + SMALL + 1); i++) {
			Token token = this.document.token(i);
			if (token.isNumber()) {
				return i;
			}
			if (!token.isMark(":(-") && !(token.isWord() && LINKS.hold(token.word()))) {
				return -1;
			}
		}
		return -1;
	}

	private int secondOf(int first) {
		return (joins(first + 1) && isAge(first + 2)) ? first + 2 : -1;
	}

	private int firstOf(int second) {
		int at = second - 2;
		return (at >= 0 && joins(at + 1) && isAge(at)) ? at : -1;
	}

	private boolean joins(int token) {
		Token between = this.document.peek(token);
		return between.isMark('-') || (between.isWord() && TO.hold(between.word()));
	}

	/** The phrase of a limit that ends in front of a number, past small words. */
	private @Nullable Hit phraseBefore(int number) {
		int start = Math.max(this.document.sentenceStart(number), number - SMALL - 8);
		Hit best = null;
		for (Hit hit : this.document.hits().of(Cue.AGE, start, number)) {
			boolean limit = hit.isA("max") || hit.isA("min") || hit.isA("under") || hit.is("range");
			if (limit && hit.to() <= number && behind(hit.to()) == number) {
				best = (best == null || hit.to() > best.to() || !hit.value().endsWith("-weak")) ? hit : best;
			}
		}
		return best;
	}

	/** "O menos", "or older", behind the number, its unit and "of age". */
	private @Nullable Hit phraseBehind(int from) {
		int end = Math.min(this.document.sentenceEnd(Math.min(from, this.document.size() - 1)), from + 5);
		return this.document.hits()
			.of(Cue.AGE, from, end)
			.stream()
			.filter(hit -> hit.isA("behind") && hit.from() - from <= OF_AGE)
			.findFirst()
			.orElse(null);
	}

	/** Whether the sentence or its label speaks of age, near enough. */
	private boolean saysAge(int token) {
		int start = this.document.sentenceStart(token);
		Part part = this.document.partAt(token);
		int from = (part != null && !part.heading()) ? Math.min(start, part.labelFrom()) : start;
		int near = Math.max(Math.max(from, this.document.lineStart(token)), token - SENTENCE);
		int end = Math.min(this.document.sentenceEnd(token), token + SENTENCE);
		for (Hit hit : this.document.hits().of(Cue.AGE, near, end)) {
			if (hit.is("word") || saysAge(hit)) {
				return true;
			}
		}
		return false;
	}

	private boolean saysAge(Hit hit) {
		return has(hit, "edad") || has(hit, "age") || has(hit, "idade") || has(hit, "alt");
	}

	/**
	 * Whether the years beside a phrase are not an applicant's age. Of a child's or a
	 * parent's nobody can tell by the phrase; what says age itself is no term of years.
	 */
	private boolean isOther(@Nullable Hit phrase, int from, int to) {
		int start = clauseStart(from);
		int end = clauseEnd(to);
		boolean other = this.document.hits().any(Cue.AGE, start, end, "relative")
				|| ((phrase == null || !saysAge(phrase)) && this.document.hits().any(Cue.AGE, start, end, "decoy"));
		if (other) {
			this.rejected
				.add(this.document.evidence(Field.AGES, from, Math.max(from + 1, Math.min(to, end)), "not-age-other"));
		}
		return other;
	}

	/**
	 * Where what is said of the number begins: a comma or "and" parts it from the rest.
	 */
	private int clauseStart(int from) {
		int first = Math.max(this.document.sentenceStart(from), from - DECOY);
		for (int i = from - 1; i >= first; i--) {
			if (this.document.token(i).isMark(",;") || isAnd(i)) {
				return i + 1;
			}
		}
		return first;
	}

	private int clauseEnd(int to) {
		int last = Math.min(this.document.sentenceEnd(Math.max(0, to - 1)), to + DECOY);
		for (int i = to; i < last; i++) {
			if (this.document.token(i).isMark(",;:(") || isAnd(i)) {
				return i;
			}
		}
		return Math.max(to, last);
	}

	private boolean isAnd(int token) {
		return this.document.token(token).isWord() && AND.hold(this.document.token(token).word());
	}

}
