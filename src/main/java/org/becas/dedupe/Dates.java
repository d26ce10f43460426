package org.becas.dedupe;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.offer.Folding;

/**
 * The complete dates that a text names, whatever they are for: two announcements of one
 * call name the same ones in any language.
 */
final class Dates {

	private static final int READ_AT_MOST = 20_000;

	private static final Map<String, Integer> MONTHS = new HashMap<>();

	static {
		for (String[] row : DataFile.rows("months.tsv")) {
			DataFile.names(row[1]).forEach(name -> MONTHS.put(name, Integer.valueOf(row[0])));
		}
	}

	private static final Pattern ISO = Pattern.compile("\\b(20\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})\\b");

	private static final Pattern NUMERIC = Pattern.compile("\\b(\\d{1,2})[-/.](\\d{1,2})[-/.](20\\d\\d)\\b");

	private static final Pattern DAY_FIRST = Pattern
		.compile("\\b(\\d{1,2})(?:\\.|o|er|st|nd|rd|th)? (?:de |of )?([a-z]{3,10})\\.?,? (?:de |del )?(20\\d\\d)\\b");

	private static final Pattern MONTH_FIRST = Pattern
		.compile("\\b([a-z]{3,10})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (20\\d\\d)\\b");

	private Dates() {
	}

	static Set<LocalDate> in(String text) {
		String folded = Folding.fold(text.substring(0, Math.min(text.length(), READ_AT_MOST)));
		Set<LocalDate> dates = new TreeSet<>();
		for (Matcher iso = ISO.matcher(folded); iso.find();) {
			add(dates, iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3));
		}
		for (Matcher numeric = NUMERIC.matcher(folded); numeric.find();) {
			add(dates, numeric.group(3), Integer.parseInt(numeric.group(2)), numeric.group(1));
		}
		for (Matcher written = DAY_FIRST.matcher(folded); written.find();) {
			add(dates, written.group(3), MONTHS.getOrDefault(written.group(2), 0), written.group(1));
		}
		for (Matcher written = MONTH_FIRST.matcher(folded); written.find();) {
			add(dates, written.group(3), MONTHS.getOrDefault(written.group(1), 0), written.group(2));
		}
		return dates;
	}

	/** Whether a folded word is a month, in any of our languages. */
	static boolean isMonth(String word) {
		return MONTHS.containsKey(word);
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
