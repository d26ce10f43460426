package org.becas.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Calendars that were a table or a list on the page: a date alone on its line, and what
 * it is on the line below. Where the labels stand above their dates, nothing is told
 * here: then they are headings.
 */
final class DateLines {

	/** A longer line is a text and no label. */
	private static final int LABEL = 14;

	/** The figures of a year, which a label does not name. */
	private static final int YEAR = 4;

	/** Lists longer than this are not looked through. */
	private static final int DATES = 60;

	private final Document document;

	/** The lines that hold one date and nothing else. */
	private final Set<Integer> lone = new HashSet<>();

	DateLines(Document document, List<DateMention> dates) {
		this.document = document;
		for (DateMention date : dates) {
			if (isAlone(date)) {
				this.lone.add(document.lineNumber(date.from()));
			}
		}
	}

	private boolean isAlone(DateMention date) {
		int start = this.document.lineStart(date.from());
		int end = this.document.lineEnd(date.from());
		return isBare(start, date.from()) && isBare(date.to(), end);
	}

	/** Marks and a weekday, at most. */
	private boolean isBare(int from, int to) {
		for (int i = from; i < to; i++) {
			if (!this.document.token(i).isMark("*#-•_>·+:.,()")
					&& this.document.hits().of(Cue.WEEKDAY, i, i + 1).isEmpty()) {
				return false;
			}
		}
		return true;
	}

	/** The words that tell what a lone date is, if they stand below it; else null. */
	@Nullable List<Hit> labelBelow(DateMention date) {
		int line = this.document.lineNumber(date.from());
		if (!this.lone.contains(line)) {
			return null;
		}
		int first = line;
		int last = line;
		for (int i = 0; i < DATES && this.lone.contains(dateBefore(first)); i++) {
			first = dateBefore(first);
		}
		for (int i = 0; i < DATES && this.lone.contains(dateAfter(last)); i++) {
			last = dateAfter(last);
		}
		boolean below = isLabel(next(last)) && cues(previous(first)).isEmpty() && !leadsOn(previous(first))
				&& tells(first, last);
		return below ? cues(next(line)) : null;
	}

	/** Whether one of the labels between two dates is about applying. */
	private boolean tells(int first, int last) {
		for (int line = first; line <= last; line = dateAfter(line)) {
			if (!cues(next(line)).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	/** A short line without a date. */
	private boolean isLabel(int line) {
		if (line >= this.document.lines().length || this.lone.contains(line)) {
			return false;
		}
		int start = this.document.lines()[line];
		int end = this.document.lineEnd(start);
		boolean plain = end - start <= LABEL && this.document.hits().of(Cue.MONTH, start, end).isEmpty();
		for (int i = start; i < end && plain; i++) {
			plain = !this.document.token(i).isNumber() || this.document.token(i).word().length() < YEAR;
		}
		return plain;
	}

	/** "The deadline is:" above a date speaks of it. */
	private boolean leadsOn(int line) {
		int end = (line >= 0) ? this.document.lineEnd(this.document.lines()[line]) : 0;
		return end > 0 && this.document.token(end - 1).isMark(':');
	}

	private int dateBefore(int line) {
		return previous(previous(line));
	}

	private int dateAfter(int line) {
		return next(next(line));
	}

	private int previous(int line) {
		int at = line - 1;
		while (at >= 0 && isEmpty(at)) {
			at--;
		}
		return at;
	}

	private int next(int line) {
		int at = line + 1;
		while (at < this.document.lines().length && isEmpty(at)) {
			at++;
		}
		return at;
	}

	private boolean isEmpty(int line) {
		return this.document.peek(this.document.lines()[line]).isBreak();
	}

	/** What a label says of a date; nothing where the line is a date or a text. */
	private List<Hit> cues(int line) {
		if (line < 0 || !isLabel(line)) {
			return List.of();
		}
		int start = this.document.lines()[line];
		int end = this.document.lineEnd(start);
		return this.document.hits()
			.of(Cue.DATE, start, end)
			.stream()
			.filter(hit -> TELLING.contains(hit.value()))
			.toList();
	}

	private static final Set<String> TELLING = Set.of("close", "extended", "open", "decoy", "decoy-event",
			"decoy-chosen");

}
