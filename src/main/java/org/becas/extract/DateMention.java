package org.becas.extract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A calendar date in a document.
 *
 * @param from its first token
 * @param to behind its last token
 * @param when what it says
 * @param opens the range's first day, if it is the end of a range
 */
record DateMention(int from, int to, When when, @Nullable When opens) {

	/** What a date says, as far as it says it. */
	sealed interface When {

		/** The day, or null where only a person can tell. */
		default @Nullable LocalDate day() {
			return (this instanceof Day day) ? day.date() : null;
		}

	}

	/**
	 * A complete date.
	 *
	 * @param weekday the weekday that was written with it
	 */
	record Day(LocalDate date, @Nullable DayOfWeek weekday) implements When {

		boolean fallsOnAnotherWeekday() {
			return this.weekday != null && this.date.getDayOfWeek() != this.weekday;
		}

	}

	/** 03/04/2027: either of two days. */
	record Either(LocalDate dayFirst, LocalDate monthFirst) implements When {
	}

	/** A day and month without a year. */
	record Yearless(MonthDay monthDay, @Nullable DayOfWeek weekday) implements When {
	}

	/** "First week of April 2027": both days included. */
	record Around(LocalDate earliest, LocalDate latest) implements When {
	}

	/** Index of the first date that starts there or behind, of a text's in its order. */
	static int firstFrom(List<DateMention> dates, int token) {
		return Hits.firstFrom(dates, DateMention::from, token);
	}

	DateMention opening(When first, int start) {
		return new DateMention(start, this.to, this.when, first);
	}

}
