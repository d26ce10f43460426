package org.becas.extract;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.becas.extract.DateMention.Around;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Either;
import org.becas.extract.DateMention.When;
import org.becas.extract.DateMention.Yearless;
import org.jspecify.annotations.Nullable;

/**
 * Finds calendar dates as people write them in Spanish, English, French, Portuguese and
 * German, with ranges joined and a year shared along a range or a list.
 */
final class DateFinder {

	/** How 03/04/2027 is read. */
	enum Order {

		DAY_FIRST, MONTH_FIRST, UNKNOWN

	}

	private static final Set<String> LINKS = Set.of("de", "del", "of", "the", "d", "do", "da", "den", "dem", "ano",
			"year", "annee", "anno", "in", "en");

	private static final Set<String> ORDINALS = Set.of("st", "nd", "rd", "th", "o", "a", "er", "ro", "ero", "e", "eme");

	private static final Set<String> THROUGH = Set.of("al", "a", "hasta", "to", "until", "till", "through", "au", "bis",
			"ate", "jusqu", "und", "and", "y", "e", "et", "or", "o", "ou");

	private static final Set<String> LIST = Set.of("y", "and", "e", "et", "und", "o", "or", "ou");

	private static final Set<String> BETWEEN = Set.of("entre", "between", "zwischen");

	/** "On 22/04": a fraction or an intake ("09/27") has no such word in front of it. */
	private static final Set<String> AT = Set.of("by", "before", "from", "until", "desde", "vom", "du", "am", "em",
			"avant", "vor", "bis", "hasta", "ate", "to", "al", "el", "dia", "le", "on", "au", "zum", "sur", "entre",
			"between", "de");

	private static final Set<String> ARTICLES = Set.of("el", "la", "le", "the", "o", "dia", "de", "zum", "dem", "den",
			"del", "jour", "tag", "les", "los", "ao", "on");

	/** "Applicants may first", "may one": no days of May. */
	private static final int ANY_MAY_DO = 3;

	private final Document document;

	private final Order order;

	private final int[] months;

	/** Days in words, and where they end. */
	private final int[] days;

	private final int[] dayEnds;

	private final @Nullable DayOfWeek[] weekdays;

	private final List<DateMention> found = new ArrayList<>();

	private DateFinder(Document document, Order order) {
		this.document = document;
		this.order = order;
		this.months = new int[document.size() + 1];
		this.days = new int[document.size() + 1];
		this.dayEnds = new int[document.size() + 1];
		this.weekdays = new DayOfWeek[document.size() + 1];
		document.hits().of(Cue.DAY).forEach(hit -> {
			this.days[hit.from()] = Integer.parseInt(hit.value());
			this.dayEnds[hit.from()] = hit.to();
		});
		document.hits().of(Cue.MONTH).forEach(hit -> this.months[hit.from()] = Integer.parseInt(hit.value()));
		document.hits()
			.of(Cue.WEEKDAY)
			.forEach(hit -> this.weekdays[hit.from()] = DayOfWeek.of(Integer.parseInt(hit.value())));
	}

	static List<DateMention> find(Document document, Order order) {
		DateFinder finder = new DateFinder(document, order);
		finder.scan();
		return finder.shareYears();
	}

	/**
	 * How the document itself writes numeric dates, told by those that can only be read
	 * one way.
	 */
	static Order orderIn(Document document) {
		int dayFirst = 0;
		int monthFirst = 0;
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

	private void scan() {
		int i = 0;
		while (i < this.document.size()) {
			DateMention mention = at(i);
			if (mention != null) {
				this.found.add(withBareDayBefore(mention));
				i = mention.to();
			}
			else {
				i++;
			}
		}
	}

	private @Nullable DateMention at(int i) {
		Token token = this.document.token(i);
		if (token.isNumber()) {
			DateMention mention = followsNumber(i) ? null : iso(i);
			mention = (mention != null || followsNumber(i)) ? mention : numeric(i);
			mention = (mention != null) ? mention : yearFirst(i);
			mention = (mention != null || followsNumber(i)) ? mention : numericDay(i);
			return (mention != null) ? mention : dayMonth(i);
		}
		if (!token.isWord()) {
			return null;
		}
		if (this.months[i] > 0) {
			return monthFirst(i);
		}
		boolean partOfMonth = !this.document.hits().of(Cue.PERIOD, i, i + 1).isEmpty();
		return (this.days[i] > 0 && !partOfMonth) ? dayMonth(i) : null;
	}

	/** Part of a longer number, such as a telephone's. */
	private boolean followsNumber(int i) {
		Token before = this.document.peek(i - 1);
		return before.isMark("-./") && before.end() == this.document.token(i).start()
				&& this.document.peek(i - 2).isNumber() && this.document.peek(i - 2).end() == before.start()
				&& (this.found.isEmpty() || this.found.get(this.found.size() - 1).to() != i - 1);
	}

	private boolean glued(int i) {
		return this.document.peek(i).start() == this.document.peek(i - 1).end();
	}

	private @Nullable DateMention iso(int i) {
		if (this.document.token(i).word().length() != 4) {
			return null;
		}
		for (char mark : new char[] { '-', '/', '.' }) {
			if (this.document.peek(i + 1).isMark(mark) && this.document.peek(i + 3).isMark(mark) && glued(i + 1)
					&& glued(i + 2) && glued(i + 3) && glued(i + 4)) {
				return day(i, i + 5, number(i), number(i + 2), number(i + 4));
			}
		}
		return null;
	}

	/** "2027 December 15", "2027-Dec-15". */
	private @Nullable DateMention yearFirst(int i) {
		int at = this.document.peek(i + 1).isMark("-/") ? i + 2 : i + 1;
		int month = (at < this.document.size()) ? this.months[at] : 0;
		int last = this.document.peek(at + 1).isMark("-/") ? at + 2 : at + 1;
		int day = number(last);
		return (month > 0 && this.document.token(i).word().length() == 4 && day > 0 && !isClock(last))
				? day(i, last + 1, number(i), month, day) : null;
	}

	private @Nullable DateMention numeric(int i) {
		Token mark = this.document.peek(i + 1);
		if (!mark.isMark("/-.") || !this.document.peek(i + 2).isNumber()
				|| !this.document.peek(i + 3).isMark(mark.word().charAt(0)) || continuesNumber(i + 5)) {
			return null;
		}
		int year = year(this.document.peek(i + 4));
		int first = number(i);
		int second = number(i + 2);
		if (year < 0 || this.document.token(i).word().length() > 2 || this.document.token(i + 2).word().length() > 2) {
			return null;
		}
		LocalDate dayFirst = date(year, second, first);
		LocalDate monthFirst = date(year, first, second);
		boolean dots = mark.isMark('.');
		if (dayFirst != null && monthFirst != null && !dayFirst.equals(monthFirst) && !dots) {
			DateMention settled = settledByWeekday(i, new Either(dayFirst, monthFirst));
			if (settled.when() instanceof Day || this.order == Order.UNKNOWN) {
				return settled;
			}
		}
		LocalDate read = (this.order == Order.MONTH_FIRST && !dots && monthFirst != null) ? monthFirst
				: (dayFirst != null) ? dayFirst : monthFirst;
		return (read != null) ? new DateMention(i, i + 5, new Day(read, weekdayBefore(i)), null) : null;
	}

	/** "02/04/2027 (Thursday)": only one of the two days is a Thursday. */
	private DateMention settledByWeekday(int i, Either either) {
		DayOfWeek weekday = weekdayBefore(i);
		for (int at = i + 5; weekday == null && at < Math.min(i + 7, this.document.size()); at++) {
			weekday = this.weekdays[at];
		}
		boolean first = either.dayFirst().getDayOfWeek() == weekday;
		boolean second = either.monthFirst().getDayOfWeek() == weekday;
		if (first == second) {
			return new DateMention(i, i + 5, either, null);
		}
		return new DateMention(i, i + 5, new Day(first ? either.dayFirst() : either.monthFirst(), weekday), null);
	}

	private boolean continuesNumber(int i) {
		return this.document.peek(i).isMark("/.") && glued(i) && this.document.peek(i + 1).isNumber() && glued(i + 1)
				&& this.document.peek(i + 1).word().length() == 4;
	}

	private int year(Token token) {
		int number = token.number();
		if (token.word().length() == 4) {
			return isYear(number) ? number : -1;
		}
		return (token.isNumber() && token.word().length() == 2) ? century(number) + number : -1;
	}

	/** Days of birth and of laws are dates, too: they must not pass as lacking a year. */
	private static boolean isYear(int number) {
		return number >= 1900 && number < 2100;
	}

	private static int century(int year) {
		return (year >= 70) ? 1900 : 2000;
	}

	/**
	 * "22/04", "4/22" and "22.04." lack the year; "08/12, 2027" has it behind a comma.
	 */
	private @Nullable DateMention numericDay(int i) {
		Token mark = this.document.peek(i + 1);
		Token last = this.document.peek(i + 2);
		boolean slash = mark.isMark('/');
		boolean dots = mark.isMark('.') && this.document.peek(i + 3).isMark('.') && last.word().length() == 2;
		if ((!slash && !dots) || !last.isNumber() || last.word().length() != 2
				|| this.document.token(i).word().length() > 2 || !glued(i + 1) || !glued(i + 2) || !isIntroduced(i)
				|| this.document.peek(i + 3).isMark("/%-") || (dots && this.document.peek(i + 4).isNumber())) {
			return null;
		}
		MonthDay dayFirst = monthDay(last.number(), number(i));
		MonthDay monthFirst = slash ? monthDay(number(i), last.number()) : null;
		if (dayFirst != null && monthFirst != null && this.order == Order.UNKNOWN) {
			return null;
		}
		MonthDay read = (monthFirst != null && (dayFirst == null || this.order == Order.MONTH_FIRST)) ? monthFirst
				: dayFirst;
		int end = dots ? i + 4 : i + 3;
		return (read != null) ? withYear(i, end, read.getDayOfMonth(), read.getMonthValue(), weekdayBefore(i)) : null;
	}

	private boolean isIntroduced(int i) {
		Token before = this.document.peek(i - 1);
		return weekdayBefore(i) != null || (before.isWord() && AT.contains(before.word()));
	}

	/**
	 * "15 de marzo de 2027", "15th March 2027", "15. März", "17 viernes febrero". In
	 * "round one, March 15" the word is no day.
	 */
	private @Nullable DateMention dayMonth(int i) {
		Token token = this.document.token(i);
		int day = token.isNumber() ? token.number() : this.days[i];
		if (day < 1 || day > 31) {
			return null;
		}
		int at = skipOrdinal(token.isNumber() ? i + 1 : this.dayEnds[i]);
		DayOfWeek weekday = weekdayBefore(i);
		if (at < this.weekdays.length && this.weekdays[at] != null) {
			weekday = this.weekdays[at];
			at++;
		}
		at = skipLinks(at, 3);
		if (at >= this.document.size() || this.months[at] == 0 || (!token.isNumber() && isDay(at + 1))) {
			return null;
		}
		return withYear(i, at + 1, day, this.months[at], weekday);
	}

	/** "Marzo 15 de 2027", "March 15th, 2027", "March 12-30, 2027", "marzo de 2027". */
	private @Nullable DateMention monthFirst(int i) {
		int at = i + 1;
		while (this.document.peek(at).isMark(".-/") || this.document.peek(at).isWord("the")) {
			at++;
		}
		if (at < this.days.length && this.days[at] > (this.document.token(i).isWord("may") ? ANY_MAY_DO : 0)) {
			return withYear(i, this.dayEnds[at], this.days[at], this.months[i], weekdayBefore(i));
		}
		int day = number(at);
		if (day < 1 || day > 31 || this.document.token(at).word().length() > 2 || isClock(at)) {
			return monthYear(i);
		}
		int end = skipOrdinal(at + 1);
		int last = rangeOfDays(end);
		if (last > 0) {
			DateMention whole = withYear(i, skipOrdinal(last + 1), number(last), this.months[i], null);
			DateMention first = withYear(i, skipOrdinal(last + 1), day, this.months[i], null);
			return (whole != null && first != null) ? whole.opening(first.when(), i) : whole;
		}
		if (this.months[end < this.months.length ? end : 0] > 0) {
			return null;
		}
		return withYear(i, end, day, this.months[i], weekdayBefore(i));
	}

	/** Index of the last day of "12-30" or "12 to 30", or -1. */
	private int rangeOfDays(int at) {
		boolean joined = this.document.peek(at).isMark('-')
				|| (this.document.peek(at).isWord() && THROUGH.contains(this.document.peek(at).word()));
		int next = joined ? at + 1 : at;
		int day = joined ? number(next) : -1;
		return (day >= 1 && day <= 31 && this.document.token(next).word().length() <= 2 && !isClock(next)) ? next : -1;
	}

	private boolean isClock(int i) {
		Token after = this.document.peek(i + 1);
		return (after.isMark(':') && this.document.peek(i + 2).isNumber()) || after.isWord("h") || after.isWord("pm")
				|| after.isWord("am") || after.isMark('%');
	}

	private @Nullable DateMention withYear(int from, int end, int day, int month, @Nullable DayOfWeek weekday) {
		int at = skipLinks(end, 4);
		Token token = this.document.peek(at);
		boolean complete = token.isNumber() && token.word().length() == 4 && year(token) > 0;
		if (complete) {
			LocalDate date = date(token.number(), month, day);
			return (date != null) ? new DateMention(from, at + 1, new Day(date, weekday), null) : null;
		}
		if (isShortYear(at)) {
			return day(from, at + 1, century(token.number()) + token.number(), month, day);
		}
		MonthDay monthDay = monthDay(month, day);
		return (monthDay != null) ? new DateMention(from, end, new Yearless(monthDay, weekday), null) : null;
	}

	/** "15 Dec '27", or "15 Dec 27" at the end of what is said. */
	private boolean isShortYear(int at) {
		Token token = this.document.peek(at);
		if (!token.isNumber() || token.word().length() != 2 || token.number() < 20 || isClock(at)) {
			return false;
		}
		Token after = this.document.peek(at + 1);
		return this.document.peek(at - 1).isMark('\'') || after.isBreak() || after.isMark(".)(;");
	}

	/** A month, or the part of it that a word in front names. */
	private @Nullable DateMention monthYear(int i) {
		int at = skipLinks(i + 1, 3);
		int year = (this.document.peek(at).word().length() == 4) ? year(this.document.peek(at)) : -1;
		if (year < 0 || isDay(i - 1) || isDay(i - 2)) {
			return null;
		}
		YearMonth month = YearMonth.of(year, this.months[i]);
		for (Hit part : this.document.hits().of(Cue.PERIOD, Math.max(0, i - 4), i)) {
			if (part.to() >= i - 2) {
				String[] days = part.value().split("-");
				return new DateMention(part.from(), at + 1, new Around(month.atDay(Integer.parseInt(days[0])),
						month.atDay(Math.min(Integer.parseInt(days[1]), month.lengthOfMonth()))), null);
			}
		}
		return new DateMention(i, at + 1, new Around(month.atDay(1), month.atEndOfMonth()), null);
	}

	/** "31 June 2027" is a wrong day, and not the whole of June. */
	private boolean isDay(int i) {
		Token token = this.document.peek(i);
		return token.isNumber() && token.word().length() <= 2;
	}

	private @Nullable DayOfWeek weekdayBefore(int i) {
		int at = i - 1;
		while (this.document.peek(at).isMark(",.(") || (this.document.peek(at).isWord()
				&& ARTICLES.contains(this.document.peek(at).word()) && at > i - 4)) {
			at--;
		}
		return (at >= 0) ? this.weekdays[at] : null;
	}

	private int skipOrdinal(int i) {
		int at = i;
		if (this.document.peek(at).isMark(".°*)")) {
			at++;
		}
		if (this.document.peek(at).isWord() && ORDINALS.contains(this.document.peek(at).word())
				&& this.document.peek(at).start() <= this.document.peek(i - 1).end() + 1) {
			at++;
		}
		return at;
	}

	private int skipLinks(int i, int limit) {
		int at = i;
		while (at < i + limit && (this.document.peek(at).isMark(",.-/'()")
				|| (this.document.peek(at).isWord() && LINKS.contains(this.document.peek(at).word())))) {
			at++;
		}
		return at;
	}

	/** "del 12 al 30 de abril": the first day shares what the second states. */
	private DateMention withBareDayBefore(DateMention mention) {
		int at = mention.from() - 1;
		while (at > mention.from() - 4 && this.document.peek(at).isWord()
				&& ARTICLES.contains(this.document.peek(at).word())) {
			at--;
		}
		Token link = this.document.peek(at);
		boolean joined = link.isMark("-/") || (link.isWord() && THROUGH.contains(link.word()));
		int before = at - 1;
		while (this.document.peek(before).isMark(".°") || (this.document.peek(before).isWord()
				&& ORDINALS.contains(this.document.peek(before).word()) && before > at - 4)) {
			before--;
		}
		int day = joined ? number(before) : -1;
		if (day < 1 || day > 31 || this.document.token(before).word().length() > 2 || followsNumber(before)) {
			return mention;
		}
		When first = sameMonth(mention.when(), day);
		return (first != null) ? mention.opening(first, before) : mention;
	}

	private static @Nullable When sameMonth(When when, int day) {
		if (when instanceof Day full && day < full.date().getDayOfMonth()) {
			return new Day(full.date().withDayOfMonth(day), null);
		}
		if (when instanceof Yearless yearless && day < yearless.monthDay().getDayOfMonth()) {
			return new Yearless(yearless.monthDay().withDayOfMonth(day), null);
		}
		return null;
	}

	/**
	 * Joins ranges, and gives the year of a date to its neighbours in a range or list.
	 */
	private List<DateMention> shareYears() {
		List<DateMention> shared = new ArrayList<>(this.found);
		for (int i = shared.size() - 2; i >= 0; i--) {
			DateMention first = shared.get(i);
			DateMention second = shared.get(i + 1);
			Link link = linkBetween(first, second);
			if (link == Link.NONE) {
				continue;
			}
			DateMention start = new DateMention(first.from(), first.to(), yearBefore(first.when(), second.when()),
					first.opens());
			DateMention end = new DateMention(second.from(), second.to(), yearAfter(start.when(), second.when()),
					second.opens());
			shared.set(i, start);
			shared.set(i + 1, end);
			if (link == Link.RANGE && end.opens() == null) {
				shared.set(i + 1, end.opening(start.when(), start.from()));
				shared.remove(i);
			}
		}
		return shared;
	}

	private enum Link {

		NONE, LIST, RANGE

	}

	private Link linkBetween(DateMention first, DateMention second) {
		int gap = second.from() - first.to();
		if (gap > 14 || this.document.sentenceNumber(first.from()) != this.document.sentenceNumber(second.from())) {
			return Link.NONE;
		}
		boolean joined = false;
		boolean list = false;
		boolean plain = gap <= 5;
		for (int i = first.to(); i < second.from(); i++) {
			Token token = this.document.token(i);
			boolean mark = token.isMark("-/");
			joined |= mark || (token.isWord() && THROUGH.contains(token.word()));
			list |= token.isMark('/') || (token.isWord() && LIST.contains(token.word()));
			plain &= mark || token.isMark(",.()") || this.weekdays[i] != null
					|| (token.isWord() && (THROUGH.contains(token.word()) || ARTICLES.contains(token.word())));
		}
		if (!joined) {
			return Link.NONE;
		}
		boolean between = list && BETWEEN.contains(wordBefore(first.from()));
		return (plain && (!list || between || isSlashRange(first, second))) ? Link.RANGE : Link.LIST;
	}

	/** "02/08/2019-19/08/2019" is a range; "1 Dec 2022/5 Jan 2023" is a list. */
	private boolean isSlashRange(DateMention first, DateMention second) {
		return second.from() - first.to() == 1 && this.document.token(first.to()).isMark('-');
	}

	private String wordBefore(int i) {
		int at = i - 1;
		while (this.document.peek(at).isWord() && ARTICLES.contains(this.document.peek(at).word())) {
			at--;
		}
		return this.document.peek(at).word();
	}

	private static When yearBefore(When first, When second) {
		LocalDate end = second.day();
		if (end == null || !(first instanceof Yearless yearless)) {
			return first;
		}
		LocalDate same = date(end.getYear(), yearless.monthDay().getMonthValue(), yearless.monthDay().getDayOfMonth());
		LocalDate date = (same != null && same.isAfter(end)) ? same.minusYears(1) : same;
		return (date != null) ? new Day(date, yearless.weekday()) : first;
	}

	private static When yearAfter(When first, When second) {
		LocalDate start = first.day();
		if (start == null || !(second instanceof Yearless yearless)) {
			return second;
		}
		LocalDate same = date(start.getYear(), yearless.monthDay().getMonthValue(),
				yearless.monthDay().getDayOfMonth());
		LocalDate date = (same != null && same.isBefore(start)) ? same.plusYears(1) : same;
		return (date != null) ? new Day(date, yearless.weekday()) : second;
	}

	private @Nullable DateMention day(int from, int to, int year, int month, int day) {
		LocalDate date = isYear(year) ? date(year, month, day) : null;
		return (date != null) ? new DateMention(from, to, new Day(date, weekdayBefore(from)), null) : null;
	}

	private int number(int i) {
		return this.document.peek(i).number();
	}

	private static @Nullable LocalDate date(int year, int month, int day) {
		if (month < 1 || month > 12 || day < 1 || day > 31 || day > YearMonth.of(year, month).lengthOfMonth()) {
			return null;
		}
		return LocalDate.of(year, month, day);
	}

	private static @Nullable MonthDay monthDay(int month, int day) {
		try {
			return MonthDay.of(month, day);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
