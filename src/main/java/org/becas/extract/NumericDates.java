package org.becas.extract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

import org.becas.extract.DateFinder.Order;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Either;
import org.becas.extract.DateMention.Yearless;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates in figures: "2027-03-15", "15/03/2027", "15.3.27", "22/04", "08/12, 2027".
 */
final class NumericDates {

	/** "On 22/04": a fraction or an intake ("09/27") has no such word in front of it. */
	private static final Words AT = Words.named("date.at");

	/** "On 4.22": behind the others stand averages and amounts, too. */
	private static final Words ON = Words.named("date.on");

	/**
	 * "Fecha de vencimiento: 10/02/2027" has the day in front, in an English text too.
	 */
	private static final Words DAY_FIRST = Words.named("date.day-first");

	/** How far in front of a date its label begins, in tokens. */
	private static final int LABEL = 6;

	/** Of how many points marks are given: "12/20", "24/30". */
	private static final Set<Integer> MARKS = Set.of(15, 20, 25, 30);

	private static final Words DAYS = Words.named("date.days");

	private static final Words MONTHS = Words.named("date.months");

	private final DateTokens tokens;

	private final Order order;

	NumericDates(DateTokens tokens, Order order) {
		this.tokens = tokens;
		this.order = order;
	}

	/**
	 * How the document itself writes numeric dates, told by those that can only be read
	 * one way.
	 */
	static Order orderIn(Document document) {
		int dayFirst = 0;
		int monthFirst = 0;
		Order said = saidIn(document);
		if (said != Order.UNKNOWN) {
			return said;
		}
		for (int i = 0; i + 4 < document.size(); i++) {
			if (document.token(i).isNumber() && document.token(i + 1).isMark("/-") && document.token(i + 2).isNumber()
					&& document.token(i + 3).isMark("/-") && document.token(i + 4).word().length() == 4) {
				int first = document.token(i).number();
				int second = document.token(i + 2).number();
				dayFirst += (first > 12 && first <= 31 && second >= 1 && second <= 12) ? 1 : 0;
				monthFirst += (second > 12 && second <= 31 && first >= 1 && first <= 12) ? 1 : 0;
			}
		}
		return (dayFirst > 0 == monthFirst > 0) ? Order.UNKNOWN : (dayFirst > 0) ? Order.DAY_FIRST : Order.MONTH_FIRST;
	}

	/** "(dd/mm/yyyy)": the text says it itself. */
	private static Order saidIn(Document document) {
		for (int i = 0; i + 4 < document.size(); i++) {
			if (document.token(i + 1).isMark("/-.") && document.token(i + 3).isMark("/-.")) {
				String first = document.token(i).word();
				String second = document.token(i + 2).word();
				if (DAYS.hold(first) && MONTHS.hold(second)) {
					return Order.DAY_FIRST;
				}
				if (MONTHS.hold(first) && DAYS.hold(second)) {
					return Order.MONTH_FIRST;
				}
			}
		}
		return Order.UNKNOWN;
	}

	/** The date in figures that starts at a number, or null. */
	@Nullable DateMention at(int i) {
		DateMention mention = yearFirst(i);
		mention = (mention != null) ? mention : withYear(i);
		return (mention != null) ? mention : yearless(i);
	}

	private @Nullable DateMention yearFirst(int i) {
		if (this.tokens.peek(i).word().length() != 4) {
			return null;
		}
		for (char mark : new char[] { '-', '/', '.' }) {
			if (this.tokens.peek(i + 1).isMark(mark) && this.tokens.peek(i + 3).isMark(mark) && isGlued(i, i + 5)) {
				return this.tokens.day(i, i + 5, this.tokens.number(i), this.tokens.number(i + 2),
						this.tokens.number(i + 4));
			}
		}
		return null;
	}

	private boolean isGlued(int from, int to) {
		for (int i = from + 1; i < to; i++) {
			if (!this.tokens.glued(i)) {
				return false;
			}
		}
		return true;
	}

	/** "POWR.03.03.03", the number of a project. */
	private boolean isOfCode(int i) {
		return this.tokens.peek(i - 1).isMark(".-/") && this.tokens.glued(i) && this.tokens.glued(i - 1)
				&& this.tokens.peek(i - 2).isWord();
	}

	private @Nullable DateMention withYear(int i) {
		Token mark = this.tokens.peek(i + 1);
		if (!mark.isMark("/-.") || !this.tokens.isDay(i) || !this.tokens.isDay(i + 2) || !joinsYear(i + 3, mark)
				|| continuesNumber(i + 5) || isOfCode(i)) {
			return null;
		}
		int year = this.tokens.year(i + 4);
		if (year < 0) {
			return null;
		}
		LocalDate dayFirst = DateTokens.date(year, this.tokens.number(i + 2), this.tokens.number(i));
		LocalDate monthFirst = DateTokens.date(year, this.tokens.number(i), this.tokens.number(i + 2));
		boolean dots = mark.isMark('.');
		if (dayFirst != null && monthFirst != null && !dayFirst.equals(monthFirst) && !dots) {
			DateMention settled = settledByWeekday(i, new Either(dayFirst, monthFirst));
			boolean unknown = this.order == Order.UNKNOWN && !isLabelledDayFirst(i);
			if (settled.when() instanceof Day || unknown) {
				return settled;
			}
		}
		LocalDate read = (this.order == Order.MONTH_FIRST && !dots && monthFirst != null) ? monthFirst
				: (dayFirst != null) ? dayFirst : monthFirst;
		return (read != null) ? new DateMention(i, i + 5, new Day(read, this.tokens.weekdayBefore(i)), null) : null;
	}

	private boolean isLabelledDayFirst(int i) {
		for (int at = i - 1; at >= Math.max(0, i - LABEL) && !this.tokens.peek(at).isBreak(); at--) {
			if (this.tokens.peek(at).isWord() && DAY_FIRST.hold(this.tokens.peek(at).word())) {
				return true;
			}
		}
		return false;
	}

	/** The same mark again, or a comma as in "08/12,2027". */
	private boolean joinsYear(int i, Token mark) {
		Token second = this.tokens.peek(i);
		return second.isMark(mark.word().charAt(0))
				|| (mark.isMark('/') && second.isMark(',') && isGlued(i - 3, i + 2));
	}

	/** "02/04/2027 (Thursday)": only one of the two days is a Thursday. */
	private DateMention settledByWeekday(int i, Either either) {
		DayOfWeek weekday = this.tokens.weekdayBefore(i);
		for (int at = i + 5; weekday == null && at < Math.min(i + 7, this.tokens.size()); at++) {
			weekday = this.tokens.weekday(at);
		}
		boolean first = either.dayFirst().getDayOfWeek() == weekday;
		boolean second = either.monthFirst().getDayOfWeek() == weekday;
		if (first == second) {
			return new DateMention(i, i + 5, either, null);
		}
		return new DateMention(i, i + 5, new Day(first ? either.dayFirst() : either.monthFirst(), weekday), null);
	}

	private boolean continuesNumber(int i) {
		return this.tokens.peek(i).isMark("/.") && this.tokens.glued(i) && this.tokens.peek(i + 1).isNumber()
				&& this.tokens.glued(i + 1) && this.tokens.peek(i + 1).word().length() == 4;
	}

	/** "22/04", "4/22", "4-22" and "22.04." lack the year; "22/04 2027" has it behind. */
	private @Nullable DateMention yearless(int i) {
		Token mark = this.tokens.peek(i + 1);
		boolean german = mark.isMark('.') && this.tokens.peek(i + 3).isMark('.')
				&& this.tokens.peek(i + 2).word().length() == 2;
		int end = german ? i + 4 : i + 3;
		if (!mark.isMark("/.-") || !this.tokens.isDay(i) || !this.tokens.isDay(i + 2) || !isGlued(i, i + 3)
				|| goesOn(end, german)) {
			return null;
		}
		MonthDay dayFirst = DateTokens.monthDay(this.tokens.number(i + 2), this.tokens.number(i));
		MonthDay monthFirst = german ? null : DateTokens.monthDay(this.tokens.number(i), this.tokens.number(i + 2));
		if (dayFirst != null && monthFirst != null && this.order == Order.UNKNOWN) {
			return null;
		}
		MonthDay read = (monthFirst != null && (dayFirst == null || this.order == Order.MONTH_FIRST)) ? monthFirst
				: dayFirst;
		if (read == null || !isDate(i, mark, german, dayFirst == null || monthFirst == null)) {
			return null;
		}
		int year = this.tokens.fullYear(this.tokens.skipLinks(end, 2));
		if (year > 0) {
			return this.tokens.day(i, this.tokens.skipLinks(end, 2) + 1, year, read.getMonthValue(),
					read.getDayOfMonth());
		}
		return new DateMention(i, end, new Yearless(read, this.tokens.weekdayBefore(i)), null);
	}

	private boolean goesOn(int end, boolean german) {
		Token after = this.tokens.peek(end);
		return (after.isMark("/%-") && this.tokens.glued(end) && !(german && opensRange(end)))
				|| (german && after.isNumber())
				|| (after.isMark('.') && this.tokens.glued(end) && this.tokens.peek(end + 1).isNumber());
	}

	/**
	 * Whether two figures with a mark between them are a day: a weekday says so, a word
	 * in front, or that they can hardly be anything else.
	 */
	private boolean isDate(int i, Token mark, boolean german, boolean plain) {
		if (this.tokens.weekdayBefore(i) != null) {
			return true;
		}
		Token before = this.tokens.peek(i - 1);
		boolean two = this.tokens.peek(i + 2).word().length() == 2;
		if (german && opensRange(i + 4)) {
			return true;
		}
		if (mark.isMark('/') || german) {
			boolean points = MARKS.contains(this.tokens.number(i + 2));
			boolean introduced = before.isWord() && AT.hold(before.word()) && !(points && before.isWord("de"));
			boolean bare = mark.isMark('/') && plain && two && !before.isMark('-') && !before.isNumber() && !points;
			return bare || (introduced && (two || this.tokens.number(i) > 12));
		}
		return two && plain && before.isWord() && ON.hold(before.word());
	}

	/** "01.02.–09.04.2027": the same figures again behind the dash. */
	private boolean opensRange(int i) {
		return this.tokens.peek(i).isMark('-') && this.tokens.isDay(i + 1) && this.tokens.peek(i + 2).isMark('.')
				&& this.tokens.isDay(i + 3) && this.tokens.peek(i + 4).isMark('.');
	}

}
