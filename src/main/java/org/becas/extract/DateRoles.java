package org.becas.extract;

import java.util.List;
import java.util.Set;

import org.becas.extract.Document.Part;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a date is from the words in front of it, from its cell of a table, or from
 * the words behind it, in this order.
 */
final class DateRoles {

	private static final int REACH = 24;

	/** How far the words of a calendar's entry stand from its date. */
	private static final int ENTRY = 12;

	/** The first words of a sentence, which say what the whole is about. */
	private static final int HEAD = 5;

	/** Words of what a date is, behind it. */
	private static final int TOLD = 4;

	/** From what a date is to the date, in tokens. */
	private static final int NEXT = 8;

	/** "And before", in tokens. */
	private static final int JOINED = 3;

	/** Between a line and the next, in tokens. */
	private static final int EMPTY_LINES = 3;

	private static final Words AND = Words.named("date.and");

	/** Bullets and a weekday in front of it. */
	private static final int ORNAMENTS = 6;

	private final Document document;

	private final DateLines calendar;

	private final DeadlineObjects objects;

	private final List<DateMention> dates;

	DateRoles(Document document, List<DateMention> dates) {
		this.document = document;
		this.dates = dates;
		this.calendar = new DateLines(document, dates);
		this.objects = new DeadlineObjects(document);
	}

	/**
	 * What a date is.
	 * @param previous the date before it in the same sentence: what was said of that one
	 * is not said of this
	 */
	DateRole of(DateMention mention, @Nullable DateMention previous) {
		List<Hit> below = this.calendar.labelBelow(mention);
		if (below != null) {
			DateRole role = new DateClause(mention).hear(below);
			return (role != DateRole.UNKNOWN) ? role : DateRole.OTHER;
		}
		if (previous != null && isEntry(previous) && isEntry(mention)) {
			DateRole role = roleOfEntry(mention);
			return (role != DateRole.UNKNOWN) ? role : DateRole.OTHER;
		}
		DateRole trailing = roleBehind(mention);
		if (trailing != DateRole.UNKNOWN) {
			return trailing;
		}
		int start = Math.max(this.document.sentenceStart(mention.from()), mention.from() - REACH);
		Part part = this.document.partAt(mention.from());
		if (part != null && !part.heading() && !part.is("other") && !part.is("decoy-weak")
				&& part.holds(mention.from())) {
			start = Math.max(start, part.from());
		}
		if (previous != null) {
			start = Math.max(start, endOfThat(previous));
		}
		if (isOfState(mention) || (previous != null && isOfThose(previous, mention))) {
			return DateRole.OTHER;
		}
		DateRole role = roleBefore(start, mention);
		if (role == DateRole.UNKNOWN) {
			role = new DateClause(mention).hear(TableCells.about(this.document, Cue.DATE, mention.from()));
		}
		if (role == DateRole.UNKNOWN && TableCells.inEndColumn(this.document, mention.from()) && this.document.hits()
			.any(Cue.DATE, this.document.lineStart(mention.from()), mention.from(), "apply")) {
			return DateRole.CLOSES;
		}
		if (role == DateRole.UNKNOWN && leadsLine(mention)) {
			role = roleOfEntry(mention);
		}
		if (role == DateRole.UNKNOWN && isClosingAbove(mention)) {
			return DateRole.CLOSES;
		}
		boolean labelled = part != null && !part.heading() && part.is("deadline");
		return (role != DateRole.UNKNOWN || labelled) ? role : roleAfter(mention);
	}

	private DateRole roleBefore(int start, DateMention mention) {
		DateClause clause = new DateClause(mention);
		int first = this.document.sentenceStart(mention.from());
		if (start > first && this.document.hits().any(Cue.DATE, first, Math.min(start, first + HEAD), "apply")) {
			clause.isOfApplying();
		}
		return clause
			.hear(this.objects.without(this.document.hits().of(Cue.DATE, start, mention.from()), mention.from()));
	}

	/**
	 * "15 March is the deadline", "15 de marzo (fecha límite)", "15 June: interviews".
	 */
	private DateRole roleAfter(DateMention mention) {
		int end = Math.min(this.document.sentenceEnd(mention.from()), mention.to() + 8);
		Part part = this.document.partAt(mention.from());
		if (part != null && !part.heading()) {
			end = Math.min(end, part.to());
		}
		for (Hit cue : this.document.hits().of(Cue.DATE, mention.to(), end)) {
			if (cue.is("close") && leadsTo(mention.to(), cue.from())) {
				return DateRole.CLOSES;
			}
			if (cue.is("close-late") && cue.from() == mention.to()) {
				return DateRole.UNTIL;
			}
			if (cue.isA("decoy") && !cue.is("decoy-law") && !isOfNext(mention, cue)) {
				return DateRole.OTHER;
			}
		}
		return isPeriodOfApplying(mention) ? DateRole.CLOSES : DateRole.UNKNOWN;
	}

	/**
	 * "Vom 15. August bis zum 15. September können sich Studierende … bewerben": the verb
	 * of a period that begins its sentence may come last.
	 */
	private boolean isPeriodOfApplying(DateMention mention) {
		int start = this.document.sentenceStart(mention.from());
		int end = Math.min(this.document.sentenceEnd(mention.from()), mention.to() + REACH);
		int at = DateMention.firstFrom(this.dates, mention.from());
		boolean alone = (at == 0 || this.dates.get(at - 1).from() < start)
				&& (at + 1 >= this.dates.size() || this.dates.get(at + 1).from() >= end);
		return mention.opens() != null && mention.from() - start <= 2 && alone
				&& this.document.hits().any(Cue.DATE, mention.to(), end, "apply")
				&& this.document.hits().of(Cue.DATE, mention.to(), end).stream().noneMatch(cue -> cue.isA("decoy"));
	}

	/** "Findet am 12. Mai statt, …": the one word behind a date is of that. */
	private int endOfThat(DateMention previous) {
		int end = previous.to();
		return (this.document.peek(end).isWord() && this.document.peek(end + 1).isMark(",;")) ? end + 1 : end;
	}

	/** "Born after 1 October 2000 and before 2 October 2007": both of that. */
	private boolean isOfThose(DateMention previous, DateMention mention) {
		if (mention.from() - previous.to() > JOINED || !AND.hold(this.document.peek(previous.to()).word())) {
			return false;
		}
		int start = Math.max(this.document.sentenceStart(previous.from()), previous.from() - REACH);
		List<Hit> between = this.document.hits().of(Cue.DATE, previous.to(), mention.from());
		return between.stream().allMatch(cue -> cue.is("close-weak"))
				&& this.document.hits().any(Cue.DATE, start, previous.from(), "state")
				&& roleBefore(start, previous) == DateRole.OTHER;
	}

	/** "Müssen bis zum 1. Oktober 2027 eingeschrieben sein": the verb comes last. */
	private boolean isOfState(DateMention mention) {
		int end = Math.min(this.document.sentenceEnd(mention.from()), mention.to() + ENTRY);
		int at = mention.to();
		while (at < end && !this.document.token(at).isMark(",;:()|")) {
			at++;
		}
		return this.document.hits().any(Cue.DATE, mention.to(), at, "state-behind");
	}

	/** "From 1 to 10 March, and interviews are on the 18th": of the date behind it. */
	private boolean isOfNext(DateMention mention, Hit cue) {
		boolean apart = false;
		for (int i = mention.to(); i < cue.from(); i++) {
			Token token = this.document.token(i);
			apart |= token.isMark(",;→") || (token.isWord() && AND.hold(token.word()));
		}
		int next = apart ? DateMention.firstFrom(this.dates, cue.to()) : this.dates.size();
		return next < this.dates.size() && this.dates.get(next).from() - cue.to() <= NEXT && this.document
			.sentenceNumber(this.dates.get(next).from()) == this.document.sentenceNumber(cue.from());
	}

	private boolean leadsLine(DateMention mention) {
		int at = Math.max(this.document.lineStart(mention.from()), mention.from() - ORNAMENTS);
		while (at < mention.from() && (this.document.token(at).isMark("*#-•_>·+|")
				|| !this.document.hits().of(Cue.WEEKDAY, at, at + 1).isEmpty())) {
			at++;
		}
		return at == mention.from();
	}

	/**
	 * "The closing date for sending your papers to the office is:", and the date, or that
	 * of the first of several rounds, in the line below.
	 */
	private boolean isClosingAbove(DateMention mention) {
		int line = this.document.lineStart(mention.from());
		int end = line - 1;
		while (end > 0 && this.document.token(end).isBreak()) {
			end--;
		}
		if (end <= 0 || line - end > EMPTY_LINES || !this.document.token(end).isMark(':')
				|| !isOnlyOfRound(line, mention.from())) {
			return false;
		}
		boolean plain = leadsLine(mention) || this.document.hits().any(Cue.DATE, line, mention.from(), "round");
		List<Hit> above = this.document.hits().of(Cue.DATE, this.document.lineStart(end), end);
		return plain && above.stream().anyMatch(cue -> cue.is("close"))
				&& above.stream().noneMatch(cue -> cue.isA("decoy") || cue.is("old"));
	}

	/** Whether no word stands there but those of a round: "First period: from". */
	private boolean isOnlyOfRound(int from, int to) {
		return to - from <= ORNAMENTS && this.document.hits()
			.of(Cue.DATE, from, to)
			.stream()
			.allMatch(cue -> cue.is("round") || cue.is("close-weak") || cue.is("open"));
	}

	/** "23 April 2027, 4 p.m.: the call closes": an entry of a calendar. */
	private DateRole roleOfEntry(DateMention mention) {
		int end = this.document.lineEnd(mention.from());
		int at = mention.to();
		while (at < Math.min(end, mention.to() + ENTRY) && !this.document.token(at).isMark(":-|")) {
			at++;
		}
		for (Hit cue : this.document.hits().of(Cue.DATE, at, Math.min(endOfEntry(mention, end), at + ENTRY))) {
			switch (cue.value()) {
				case "close", "extended" -> {
					return DateRole.CLOSES;
				}
				case "open" -> {
					return DateRole.OPENS;
				}
				case "decoy", "decoy-event", "decoy-chosen", "old" -> {
					return DateRole.OTHER;
				}
				default -> {
					// says nothing alone
				}
			}
		}
		return DateRole.UNKNOWN;
	}

	/** "31 January: call closes 19 February: papers checked": each date and its colon. */
	private boolean isEntry(DateMention mention) {
		return this.document.peek(mention.to()).isMark(':') && !this.document.peek(mention.to() + 1).isNumber();
	}

	/** "10/02 opening, 12/03 closing, 30/04 results": each date and what it is. */
	private DateRole roleBehind(DateMention mention) {
		int at = DateMention.firstFrom(this.dates, mention.from());
		boolean listed = isTold(mention) && ((at > 0 && isTold(this.dates.get(at - 1)) && isBeside(at - 1, at))
				|| (at + 1 < this.dates.size() && isTold(this.dates.get(at + 1)) && isBeside(at, at + 1)));
		return listed ? new DateClause(mention)
			.hear(this.document.hits().of(Cue.DATE, mention.to(), endOfWords(mention.to()))) : DateRole.UNKNOWN;
	}

	/** Whether a word that tells something stands behind it, and none in front. */
	private boolean isTold(DateMention mention) {
		Token before = this.document.peek(mention.from() - 1);
		int end = endOfWords(mention.to());
		return (before.isMark(",;:(•|·/") || before.isBreak()) && end > mention.to() && end - mention.to() <= TOLD
				&& !this.document.peek(end).isMark(':')
				&& this.document.hits()
					.of(Cue.DATE, mention.to(), end)
					.stream()
					.anyMatch(cue -> TELLING.contains(cue.value()));
	}

	private boolean isBeside(int first, int second) {
		return this.dates.get(second).from() - this.dates.get(first).to() <= TOLD + 2;
	}

	private int endOfWords(int from) {
		int at = from;
		while (this.document.peek(at).isWord()) {
			at++;
		}
		return at;
	}

	private static final Set<String> TELLING = Set.of("close", "open", "decoy", "decoy-event", "decoy-chosen");

	/** Where the next entry of the calendar begins, if in the same line. */
	private int endOfEntry(DateMention mention, int end) {
		int next = DateMention.firstFrom(this.dates, mention.to());
		return (next < this.dates.size()) ? Math.min(end, this.dates.get(next).from()) : end;
	}

	private boolean leadsTo(int from, int to) {
		for (int i = from; i < to; i++) {
			Token token = this.document.token(i);
			if (!token.isMark("(,-:") && !(token.isWord() && IS.hold(token.word()))) {
				return false;
			}
		}
		return true;
	}

	private static final Words IS = Words.named("date.is");

}
