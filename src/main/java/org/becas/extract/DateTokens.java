package org.becas.extract;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.List;

import org.becas.extract.DateMention.Day;
import org.jspecify.annotations.Nullable;

/**
 * What each token of a document is in a date: a month, a day in words, a weekday, a year.
 */
final class DateTokens {

	private static final Words ARTICLES = Words.named("date.articles");

	private static final Words LINKS = Words.named("date.links");

	private static final Words ORDINALS = Words.named("date.ordinals");

	private final Document document;

	private final int[] months;

	/** Days in words, and where they end. */
	private final int[] days;

	private final int[] dayEnds;

	private final @Nullable DayOfWeek[] weekdays;

	DateTokens(Document document) {
		this.document = document;
		this.months = new int[document.size() + 1];
		this.days = new int[document.size() + 1];
		this.dayEnds = new int[document.size() + 1];
		this.weekdays = new DayOfWeek[document.size() + 1];
		document.hits().of(Cue.DAY).forEach(hit -> {
			this.days[hit.from()] = Integer.parseInt(hit.value());
			this.dayEnds[hit.from()] = hit.to();
		});
		document.hits().of(Cue.MONTH).forEach(hit -> this.months[hit.from()] = Integer.parseInt(hit.value()));
		for (Hit hit : document.hits().of(Cue.WEEKDAY)) {
			DayOfWeek weekday = DayOfWeek.of(Integer.parseInt(hit.value()));
			java.util.Arrays.fill(this.weekdays, hit.from(), hit.to(), weekday);
		}
	}

	int size() {
		return this.document.size();
	}

	Token peek(int i) {
		return this.document.peek(i);
	}

	/** The token's value, or -1 if it is no number. */
	int number(int i) {
		return peek(i).number();
	}

	/** 1 to 12, or 0 if the token names no month. */
	int month(int i) {
		return (i >= 0 && i < this.months.length) ? this.months[i] : 0;
	}

	/** The day of the month that words from here on name, or 0. */
	int dayInWords(int i) {
		return (i >= 0 && i < this.days.length) ? this.days[i] : 0;
	}

	/** Behind the last of those words. */
	int endOfDayInWords(int i) {
		return (i < this.dayEnds.length) ? this.dayEnds[i] : i;
	}

	@Nullable DayOfWeek weekday(int i) {
		return (i >= 0 && i < this.weekdays.length) ? this.weekdays[i] : null;
	}

	/** The weekday in front of a date, as in "viernes, el 5". */
	@Nullable DayOfWeek weekdayBefore(int i) {
		return weekday(beforeArticle(i));
	}

	/** The first token of the weekday in front of a date, or the date's own first. */
	int startWithWeekday(int i) {
		int at = beforeArticle(i);
		DayOfWeek weekday = weekday(at);
		if (weekday == null || peek(i - 1).isMark('(')) {
			return i;
		}
		while (weekday(at - 1) == weekday) {
			at--;
		}
		return at;
	}

	private int beforeArticle(int i) {
		int at = i - 1;
		while (peek(at).isMark(",.(-") || (isArticle(at) && at > i - 4)) {
			at--;
		}
		return peek(at).isBreak() ? beforeBreak(at) : at;
	}

	/** "On or before Monday," at the end of a line, and the day in the next. */
	private int beforeBreak(int i) {
		int at = i;
		while (at > i - 3 && isLineBreak(at)) {
			at--;
		}
		return (peek(at).isMark(',') && weekday(at - 1) != null) ? at - 1 : i;
	}

	boolean isArticle(int i) {
		return peek(i).isWord() && ARTICLES.hold(peek(i).word());
	}

	boolean isOrdinal(int i) {
		return peek(i).isWord() && ORDINALS.hold(peek(i).word());
	}

	/** "1.º", "15th", "1er". */
	int skipOrdinal(int i) {
		int at = i;
		if (peek(at).isMark(".°*)")) {
			at++;
		}
		return (isOrdinal(at) && peek(at).start() <= peek(i - 1).end() + 1) ? at + 1 : at;
	}

	/** "30 (treinta)": the same day again. */
	int skipSameDay(int i, int day) {
		boolean same = peek(i).isMark('(') && dayInWords(i + 1) == day && peek(endOfDayInWords(i + 1)).isMark(')');
		return same ? endOfDayInWords(i + 1) + 1 : i;
	}

	/** Behind at most so many of the words that join day, month and year. */
	int skipLinks(int i, int limit) {
		int at = i;
		while (at < i + limit && (peek(at).isMark(",.-/'()") || isLink(at) || (isLink(at - 1) && isLineBreak(at)))) {
			at++;
		}
		return at;
	}

	private boolean isLink(int i) {
		return peek(i).isWord() && LINKS.hold(peek(i).word());
	}

	/** "16 de" at the end of a line that a page's width has broken. */
	private boolean isLineBreak(int i) {
		return i < size() && peek(i).isBreak();
	}

	/** Whether nothing stands between a token and the one in front of it. */
	boolean glued(int i) {
		return peek(i).start() == peek(i - 1).end();
	}

	/**
	 * A number that may be a day: "31 June 2027" is a wrong day, and not the whole of
	 * June.
	 */
	boolean isDay(int i) {
		return peek(i).isNumber() && peek(i).word().length() <= 2;
	}

	boolean isClock(int i) {
		Token after = peek(i + 1);
		return (after.isMark(':') && peek(i + 2).isNumber()) || after.isWord("h") || after.isWord("pm")
				|| after.isWord("am") || after.isMark('%');
	}

	/** The year that a token writes in full or in two figures, or -1. */
	int year(int i) {
		Token token = peek(i);
		if (token.word().length() == 4) {
			return isYear(token.number()) ? token.number() : -1;
		}
		return (token.isNumber() && token.word().length() == 2) ? century(token.number()) + token.number() : -1;
	}

	/** Behind the break in "16 April", when the next line begins with the year. */
	int skipBreakBeforeYear(int i) {
		return (isLineBreak(i) && peek(i + 1).word().length() == 4 && fullYear(i + 1) > 0) ? i + 1 : i;
	}

	/** The year that a token writes in full, or that words from there on say, or -1. */
	int fullYear(int i) {
		Hit thousands = thousands(i);
		if (thousands != null) {
			return Integer.parseInt(thousands.value()) + dayInWords(thousands.to());
		}
		return (peek(i).word().length() == 4) ? year(i) : -1;
	}

	/** Behind a year. */
	int endOfYear(int i) {
		Hit thousands = thousands(i);
		if (thousands == null) {
			return i + 1;
		}
		return (dayInWords(thousands.to()) > 0) ? endOfDayInWords(thousands.to()) : thousands.to();
	}

	private @Nullable Hit thousands(int i) {
		List<Hit> hits = this.document.hits().of(Cue.YEAR, i, i + 1);
		return hits.isEmpty() ? null : hits.get(0);
	}

	static int century(int year) {
		return (year >= 70) ? 1900 : 2000;
	}

	/**
	 * Days of birth and of laws are dates, too: they must not pass as lacking a year. In
	 * "15 March 1700 GMT" the number is an hour, and "1391" cannot be one.
	 */
	private static boolean isYear(int number) {
		return number >= 1900 && number < 2100 || number > 1000 && number < 1900 && number % 100 > 59;
	}

	@Nullable DateMention day(int from, int to, int year, int month, int day) {
		LocalDate date = date(year, month, day);
		return (year > 1000 && date != null) ? new DateMention(from, to, new Day(date, weekdayBefore(from)), null)
				: null;
	}

	static @Nullable LocalDate date(int year, int month, int day) {
		if (month < 1 || month > 12 || day < 1 || day > 31 || day > YearMonth.of(year, month).lengthOfMonth()) {
			return null;
		}
		return LocalDate.of(year, month, day);
	}

	static @Nullable MonthDay monthDay(int month, int day) {
		try {
			return MonthDay.of(month, day);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
