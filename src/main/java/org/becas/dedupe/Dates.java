package org.becas.dedupe;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.becas.offer.Months;

/**
 * The complete dates that a text names, whatever they are for: two announcements of one
 * call name the same ones in any language.
 */
final class Dates {

	/** No date of these patterns begins further before its year. */
	private static final int BEFORE_YEAR = 30;

	/** None ends later: the longest is an ISO date. */
	private static final int AFTER_YEAR = 10;

	private static final Pattern ISO = Pattern.compile("\\b(20\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})\\b");

	private static final Pattern NUMERIC = Pattern.compile("\\b(\\d{1,2})[-/.](\\d{1,2})[-/.](20\\d\\d)\\b");

	private static final Pattern DAY_FIRST = Pattern
		.compile("\\b(\\d{1,2})(?:\\.|o|er|st|nd|rd|th)? (?:de |of )?([a-z]{3,10})\\.?,? (?:de |del )?(20\\d\\d)\\b");

	private static final Pattern MONTH_FIRST = Pattern
		.compile("\\b([a-z]{3,10})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (20\\d\\d)\\b");

	private Dates() {
	}

	/** Of a folded text. */
	static Set<LocalDate> in(String folded) {
		Vicinity years = Vicinity.ofYears(folded, BEFORE_YEAR, AFTER_YEAR);
		Set<LocalDate> dates = new TreeSet<>();
		for (MatchResult iso : years.find(ISO)) {
			add(dates, iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3));
		}
		List<MatchResult> numeric = years.find(NUMERIC);
		int month = putsMonthFirst(numeric) ? 1 : 2;
		numeric.forEach(date -> add(dates, date.group(3), Integer.parseInt(date.group(month)), date.group(3 - month)));
		for (MatchResult written : years.find(DAY_FIRST)) {
			add(dates, written.group(3), Months.of(written.group(2)), written.group(1));
		}
		for (MatchResult written : years.find(MONTH_FIRST)) {
			add(dates, written.group(3), Months.of(written.group(1)), written.group(2));
		}
		return dates;
	}

	/** Whether the dates that can only be read in one way all have the month in front. */
	private static boolean putsMonthFirst(List<MatchResult> numeric) {
		return numeric.stream().anyMatch(date -> Integer.parseInt(date.group(2)) > 12)
				&& numeric.stream().allMatch(date -> Integer.parseInt(date.group(1)) <= 12);
	}

	private static void add(Set<LocalDate> dates, String year, int month, String day) {
		try {
			dates.add(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)));
		}
		catch (DateTimeException ex) {
			// 31/02/2026 or a month that is none: not a date, so not one of its dates
			return;
		}
	}

}
