package org.becas.extract;

import java.util.List;

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

	/** From what a date is to the date, in tokens. */
	private static final int NEXT = 6;

	/** Between a line and the next, in tokens. */
	private static final int EMPTY_LINES = 3;

	private static final Words AND = Words.named("date.and");

	/** Bullets and a weekday in front of it. */
	private static final int ORNAMENTS = 6;

	private final Document document;

	private final DateLines calendar;

	private final List<DateMention> dates;

	DateRoles(Document document, List<DateMention> dates) {
		this.document = document;
		this.dates = dates;
		this.calendar = new DateLines(document, dates);
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
		int start = Math.max(this.document.sentenceStart(mention.from()), mention.from() - REACH);
		Part part = this.document.partAt(mention.from());
		if (part != null && !part.heading() && !part.is("other") && !part.is("decoy-weak")
				&& part.holds(mention.from())) {
			start = Math.max(start, part.from());
		}
		if (previous != null) {
			start = Math.max(start, previous.to());
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
		return new DateClause(mention).hear(this.document.hits().of(Cue.DATE, start, mention.from()));
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
			if (cue.isA("decoy") && !isOfNext(mention, cue)) {
				return DateRole.OTHER;
			}
		}
		return DateRole.UNKNOWN;
	}

	/** "From 1 to 10 March, and interviews are on the 18th": of the date behind it. */
	private boolean isOfNext(DateMention mention, Hit cue) {
		boolean apart = false;
		for (int i = mention.to(); i < cue.from(); i++) {
			Token token = this.document.token(i);
			apart |= token.isMark(",;→") || (token.isWord() && AND.hold(token.word()));
		}
		return apart && this.dates.stream()
			.anyMatch(next -> next.from() >= cue.to() && next.from() - cue.to() <= NEXT
					&& this.document.sentenceNumber(next.from()) == this.document.sentenceNumber(cue.from()));
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
		for (Hit cue : this.document.hits().of(Cue.DATE, at, Math.min(end, at + ENTRY))) {
			switch (cue.value()) {
				case "close", "extended" -> {
					return DateRole.CLOSES;
				}
				case "open" -> {
					return DateRole.OPENS;
				}
				case "decoy", "decoy-event", "old" -> {
					return DateRole.OTHER;
				}
				default -> {
					// says nothing alone
				}
			}
		}
		return DateRole.UNKNOWN;
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
