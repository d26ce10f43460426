package org.becas.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.becas.extract.DateMention.Around;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.When;
import org.becas.extract.DateMention.Yearless;
import org.jspecify.annotations.Nullable;

/**
 * Joins the two ends of a range, and gives the year of a date to its neighbours in a
 * range or a list.
 */
final class DateRanges {

	private static final Words THROUGH = Words.named("date.through");

	private static final Words LIST = Words.named("date.and");

	/** As many tokens stand between the two days of a range, besides their hours. */
	private static final int BETWEEN_DAYS = 6;

	private static final Words CLOCK = Words.named("clock.words");

	private static final Words BETWEEN = Words.named("date.between");

	private final Document document;

	private final DateTokens tokens;

	DateRanges(Document document, DateTokens tokens) {
		this.document = document;
		this.tokens = tokens;
	}

	static boolean leadsThrough(Token token) {
		return token.isMark('-') || (token.isWord() && THROUGH.hold(token.word()));
	}

	/** "del 12 al 30 de abril": the first day shares what the second states. */
	DateMention withBareDayBefore(DateMention mention) {
		int at = mention.from() - 1;
		while (at > mention.from() - 4 && (this.tokens.isArticle(at) || this.tokens.weekday(at) != null)) {
			at--;
		}
		boolean joined = this.tokens.peek(at).isMark('/') || leadsThrough(this.tokens.peek(at));
		int before = at - 1;
		while (this.tokens.peek(before).isMark(".°") || (this.tokens.isOrdinal(before) && before > at - 4)) {
			before--;
		}
		int day = (joined && this.tokens.isDay(before) && !endsNumber(before)) ? this.tokens.number(before) : -1;
		When first = sameMonth(mention.when(), day);
		return (first != null) ? mention.opening(first, before) : mention;
	}

	/** The last figures of a date or of a telephone number. */
	private boolean endsNumber(int i) {
		Token before = this.tokens.peek(i - 1);
		return before.isMark("-./") && this.tokens.glued(i) && this.tokens.glued(i - 1)
				&& this.tokens.peek(i - 2).isNumber();
	}

	private static @Nullable When sameMonth(When when, int day) {
		if (when instanceof Day full && day >= 1 && day < full.date().getDayOfMonth()) {
			return new Day(full.date().withDayOfMonth(day), null);
		}
		if (when instanceof Yearless yearless && day >= 1 && day < yearless.monthDay().getDayOfMonth()) {
			return new Yearless(yearless.monthDay().withDayOfMonth(day), null);
		}
		return null;
	}

	List<DateMention> join(List<DateMention> found) {
		List<DateMention> joined = new ArrayList<>(found);
		for (int i = joined.size() - 2; i >= 0; i--) {
			DateMention first = joined.get(i);
			DateMention second = joined.get(i + 1);
			Link link = linkBetween(first, second);
			if (link == Link.NONE) {
				continue;
			}
			DateMention start = new DateMention(first.from(), first.to(), yearBefore(first.when(), second.when()),
					first.opens());
			DateMention end = new DateMention(second.from(), second.to(), yearAfter(start.when(), second.when()),
					second.opens());
			joined.set(i, start);
			joined.set(i + 1, end);
			if (link == Link.RANGE && end.opens() == null && !isOver(start.when(), end.when())) {
				joined.set(i + 1, end.opening(start.when(), start.from()));
				joined.remove(i);
			}
		}
		return joined;
	}

	/** "Begin in September 2027, by 15 March 2027": two dates, and no range. */
	private static boolean isOver(When opens, When closes) {
		LocalDate from = (opens instanceof Around around) ? around.earliest() : opens.day();
		return from != null && closes.day() != null && closes.day().isBefore(from);
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
		boolean plain = true;
		int words = 0;
		for (int i = first.to(); i < second.from(); i++) {
			Token token = this.document.token(i);
			boolean through = leadsThrough(token) || token.isMark('/');
			boolean hour = isHour(i) || (token.isWord() && CLOCK.hold(token.word()));
			joined |= through;
			list |= token.isMark('/') || (token.isWord() && LIST.hold(token.word()));
			plain &= through || hour || token.isMark(",.():") || this.tokens.weekday(i) != null
					|| this.tokens.isArticle(i);
			words += hour ? 0 : 1;
		}
		plain &= words <= BETWEEN_DAYS;
		if (!joined) {
			return (gap == 0 && isWholeLine(first, second)) ? Link.RANGE : Link.NONE;
		}
		boolean between = list && BETWEEN.hold(wordBefore(first.from()));
		return (plain && (!list || between || isSlashRange(first, second))) ? Link.RANGE : Link.LIST;
	}

	/** "15/01/2027 30/04/2027": two cells of a page, from when and until when. */
	private boolean isWholeLine(DateMention first, DateMention second) {
		LocalDate opens = first.when().day();
		LocalDate closes = second.when().day();
		return opens != null && closes != null && opens.isBefore(closes)
				&& this.document.lineStart(first.from()) == first.from()
				&& this.document.lineEnd(first.from()) == second.to();
	}

	/** "31/05/2027 - 12:30 a 21/07/2027". */
	private boolean isHour(int i) {
		return this.tokens.peek(i).isNumber() && (this.tokens.peek(i + 1).isMark(':')
				|| this.tokens.peek(i - 1).isMark(':') || this.tokens.isClock(i));
	}

	/** "02/08/2019-19/08/2019" is a range; "1 Dec 2022/5 Jan 2023" is a list. */
	private boolean isSlashRange(DateMention first, DateMention second) {
		return second.from() - first.to() == 1 && this.document.token(first.to()).isMark('-');
	}

	private String wordBefore(int i) {
		int at = i - 1;
		while (this.tokens.isArticle(at) || this.tokens.weekday(at) != null) {
			at--;
		}
		return this.document.peek(at).word();
	}

	private static When yearBefore(When first, When second) {
		LocalDate end = second.day();
		if (end == null || !(first instanceof Yearless yearless)) {
			return first;
		}
		LocalDate same = DateTokens.date(end.getYear(), yearless.monthDay().getMonthValue(),
				yearless.monthDay().getDayOfMonth());
		LocalDate date = (same != null && same.isAfter(end)) ? same.minusYears(1) : same;
		return (date != null) ? new Day(date, yearless.weekday()) : first;
	}

	private static When yearAfter(When first, When second) {
		LocalDate start = first.day();
		if (start == null || !(second instanceof Yearless yearless)) {
			return second;
		}
		LocalDate same = DateTokens.date(start.getYear(), yearless.monthDay().getMonthValue(),
				yearless.monthDay().getDayOfMonth());
		LocalDate date = (same != null && same.isBefore(start)) ? same.plusYears(1) : same;
		return (date != null) ? new Day(date, yearless.weekday()) : second;
	}

}
