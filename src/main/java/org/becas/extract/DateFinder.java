package org.becas.extract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import org.becas.extract.DateMention.Around;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Yearless;
import org.jspecify.annotations.Nullable;

/**
 * Finds calendar dates as people write them in Spanish, English, French, Portuguese and
 * German, with the weekday in front of them, ranges joined and a year shared along a
 * range or a list.
 */
final class DateFinder {

	/** How 03/04/2027 is read. */
	enum Order {

		DAY_FIRST, MONTH_FIRST, UNKNOWN

	}

	/** "Applicants may first", "may one": no days of May. */
	private static final int ANY_MAY_DO = 3;

	private final Document document;

	private final DateTokens tokens;

	private final NumericDates figures;

	private final DateRanges ranges;

	private final List<DateMention> found = new ArrayList<>();

	private DateFinder(Document document, Order order) {
		this.document = document;
		this.tokens = new DateTokens(document);
		this.figures = new NumericDates(this.tokens, order);
		this.ranges = new DateRanges(document, this.tokens);
	}

	static List<DateMention> find(Document document, Order order) {
		DateFinder finder = new DateFinder(document, order);
		finder.scan();
		return finder.ranges.join(finder.found).stream().map(finder::withWeekday).toList();
	}

	private void scan() {
		int i = 0;
		while (i < this.document.size()) {
			DateMention mention = at(i);
			if (mention != null) {
				this.found.add(this.ranges.withBareDayBefore(mention));
				i = mention.to();
			}
			else {
				i++;
			}
		}
	}

	private DateMention withWeekday(DateMention mention) {
		return new DateMention(this.tokens.startWithWeekday(mention.from()), mention.to(), mention.when(),
				mention.opens());
	}

	private @Nullable DateMention at(int i) {
		Token token = this.document.token(i);
		if (token.isNumber()) {
			DateMention mention = followsNumber(i) ? null : this.figures.at(i);
			mention = (mention != null) ? mention : yearFirst(i);
			return (mention != null) ? mention : dayMonth(i);
		}
		if (!token.isWord()) {
			return null;
		}
		if (this.tokens.month(i) > 0) {
			return monthFirst(i);
		}
		boolean partOfMonth = !this.document.hits().of(Cue.PERIOD, i, i + 1).isEmpty();
		return (this.tokens.dayInWords(i) > 0 && !partOfMonth) ? dayMonth(i) : null;
	}

	/** Part of a longer number, such as a telephone's. */
	private boolean followsNumber(int i) {
		return this.tokens.peek(i - 1).isMark("-./") && this.tokens.glued(i) && this.tokens.peek(i - 2).isNumber()
				&& this.tokens.glued(i - 1)
				&& (this.found.isEmpty() || this.found.get(this.found.size() - 1).to() != i - 1);
	}

	/** "2027 December 15", "2027-Dec-15". */
	private @Nullable DateMention yearFirst(int i) {
		int at = this.tokens.peek(i + 1).isMark("-/") ? i + 2 : i + 1;
		int last = this.tokens.peek(at + 1).isMark("-/") ? at + 2 : at + 1;
		int day = this.tokens.number(last);
		return (this.tokens.month(at) > 0 && this.document.token(i).word().length() == 4 && day > 0
				&& !this.tokens.isClock(last))
						? this.tokens.day(i, last + 1, this.tokens.number(i), this.tokens.month(at), day) : null;
	}

	/**
	 * "15 de marzo de 2027", "15th March 2027", "15. März", "17 viernes febrero". In
	 * "round one, March 15" the word is no day, and the first Friday of July is not the
	 * first of July.
	 */
	private @Nullable DateMention dayMonth(int i) {
		boolean figures = this.document.token(i).isNumber();
		int day = figures ? this.document.token(i).number() : this.tokens.dayInWords(i);
		if (day < 1 || day > 31) {
			return null;
		}
		int at = this.tokens.skipOrdinal(figures ? i + 1 : this.tokens.endOfDayInWords(i));
		DayOfWeek weekday = this.tokens.weekdayBefore(i);
		if (this.tokens.weekday(at) != null) {
			if (!figures) {
				return null;
			}
			weekday = this.tokens.weekday(at);
			while (this.tokens.weekday(at) != null) {
				at++;
			}
		}
		at = this.tokens.skipLinks(this.tokens.skipSameDay(at, day), 4);
		if (this.tokens.month(at) == 0 || (!figures && this.tokens.isDay(at + 1))) {
			return null;
		}
		return withYear(i, at, at + 1, day, weekday);
	}

	/** "Marzo 15 de 2027", "March 15th, 2027", "March 12-30, 2027", "marzo de 2027". */
	private @Nullable DateMention monthFirst(int i) {
		int at = i + 1;
		while (this.tokens.peek(at).isMark(".-/") || this.tokens.peek(at).isWord("the")) {
			at++;
		}
		if (this.tokens.dayInWords(at) > (this.document.token(i).isWord("may") ? ANY_MAY_DO : 0)) {
			return withYear(i, i, this.tokens.endOfDayInWords(at), this.tokens.dayInWords(at),
					this.tokens.weekdayBefore(i));
		}
		if (isCommaBeforeDay(at)) {
			at++;
		}
		int day = this.tokens.number(at);
		if (day < 1 || day > 31 || !this.tokens.isDay(at) || this.tokens.isClock(at)) {
			return monthYear(i);
		}
		int end = this.tokens.skipOrdinal(at + 1);
		int last = rangeOfDays(end);
		if (last > 0) {
			int behind = this.tokens.skipOrdinal(last + 1);
			DateMention whole = withYear(i, i, behind, this.tokens.number(last), null);
			DateMention first = withYear(i, i, behind, day, null);
			return (whole != null && first != null) ? whole.opening(first.when(), i) : whole;
		}
		return (this.tokens.month(end) > 0) ? null : withYear(i, i, end, day, this.tokens.weekdayBefore(i));
	}

	/**
	 * "Nov, 1 - Nov, 30 2027", "November, 1st", and not "in November, 15 people", in
	 * which neither the figure's end nor what stands behind it tells a day.
	 */
	private boolean isCommaBeforeDay(int at) {
		if (!this.tokens.peek(at).isMark(',') || !this.tokens.isDay(at + 1)) {
			return false;
		}
		int next = this.tokens.skipOrdinal(at + 2);
		boolean ordinal = next > at + 2 && this.tokens.glued(next - 1);
		int joint = this.tokens.peek(next).isMark(',') ? next + 1 : next;
		return ordinal || this.tokens.fullYear(joint) > 0
				|| (DateRanges.leadsThrough(this.tokens.peek(next)) && this.tokens.month(next + 1) > 0);
	}

	/** Index of the last day of "12-30" or "12 to 30", or -1. */
	private int rangeOfDays(int at) {
		boolean joined = DateRanges.leadsThrough(this.tokens.peek(at));
		int next = joined ? at + 1 : at;
		int day = joined ? this.tokens.number(next) : -1;
		return (day >= 1 && day <= 31 && this.tokens.isDay(next) && !this.tokens.isClock(next)) ? next : -1;
	}

	/** A day and month with the year behind them, if it is there. */
	private @Nullable DateMention withYear(int from, int monthAt, int end, int day, @Nullable DayOfWeek weekday) {
		int month = this.tokens.month(monthAt);
		int at = this.tokens.skipBreakBeforeYear(this.tokens.skipLinks(end, 4));
		int year = this.tokens.fullYear(at);
		if (year > 0) {
			LocalDate date = DateTokens.date(year, month, day);
			return (date != null) ? new DateMention(from, this.tokens.endOfYear(at), new Day(date, weekday), null)
					: null;
		}
		if (isShortYear(at)) {
			int short2 = this.tokens.number(at);
			return this.tokens.day(from, at + 1, DateTokens.century(short2) + short2, month, day);
		}
		MonthDay monthDay = DateTokens.monthDay(month, day);
		return (monthDay != null) ? new DateMention(from, end, new Yearless(monthDay, weekday), null) : null;
	}

	/** "15 Dec '27", or "15 Dec 27" at the end of what is said. */
	private boolean isShortYear(int at) {
		Token token = this.tokens.peek(at);
		if (!token.isNumber() || token.word().length() != 2 || token.number() < 20 || this.tokens.isClock(at)) {
			return false;
		}
		Token after = this.tokens.peek(at + 1);
		if (after.isMark('.') && this.tokens.peek(at + 2).isNumber() && this.tokens.glued(at + 2)) {
			return false;
		}
		return this.tokens.peek(at - 1).isMark('\'') || after.isBreak() || after.isMark(".)(;");
	}

	/** A month, or the part of it that a word in front names. */
	private @Nullable DateMention monthYear(int i) {
		int at = this.tokens.skipLinks(i + 1, 3);
		int year = this.tokens.fullYear(at);
		if (year < 0 || this.tokens.isDay(i - 1) || this.tokens.isDay(i - 2)) {
			return null;
		}
		YearMonth month = YearMonth.of(year, this.tokens.month(i));
		for (Hit part : this.document.hits().of(Cue.PERIOD, Math.max(0, i - 4), i)) {
			if (part.to() >= i - 2) {
				String[] days = part.value().split("-");
				return new DateMention(part.from(), at + 1, new Around(month.atDay(Integer.parseInt(days[0])),
						month.atDay(Math.min(Integer.parseInt(days[1]), month.lengthOfMonth()))), null);
			}
		}
		return new DateMention(i, at + 1, new Around(month.atDay(1), month.atEndOfMonth()), null);
	}

}
