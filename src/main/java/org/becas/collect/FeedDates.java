package org.becas.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.offer.Folding;
import org.becas.offer.Months;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates that feeds carry: RFC 822 and its successors, W3CDTF (ISO 8601),
 * asctime, and what portals make of them in Spanish, English, French, Portuguese and
 * German. A date without a zone is taken for UTC. Ambiguous forms such as 03/04/2026 are
 * not dates.
 */
final class FeedDates {

	private static final Pattern ISO = Pattern.compile("([0-9]{4})(?:-?([0-9]{2})(?:-?([0-9]{2}))?)?"
			+ "(?:[T ]\\s*([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?)?\\s*(.*)");

	private static final Pattern YEAR_DAY = Pattern.compile("([0-9]{4})-([0-9]{3})");

	private static final Pattern TIME = Pattern
		.compile("([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?\\s*([ap]\\.?\\s?m\\.?)?");

	private static final Pattern DAY_MONTH = Pattern.compile(
			"\\b([0-9]{1,2})(?:st|nd|rd|th|º|er)?[\\s\\-/.]+(?:de\\s+)?([a-z]{3,12})\\.?,?[\\s\\-/.]+(?:del?\\s+)?([0-9]{4}|[0-9]{2})\\b");

	private static final Pattern MONTH_DAY = Pattern
		.compile("\\b([a-z]{3,12})\\.?\\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\\s+([0-9]{4})\\b");

	private static final Pattern ASCTIME = Pattern
		.compile("\\b([a-z]{3,9})\\s+([0-9]{1,2})\\s+[0-9:]+\\s+(?:[a-z]{2,5}\\s+)?([0-9]{4})\\b");

	private static final Pattern NUMERIC = Pattern.compile("\\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\\b");

	private static final Pattern ZONE = Pattern.compile("(?:gmt|utc|ut)?\\s*([+-])([0-9]{1,2}):?([0-9]{2})?$");

	/** Hours from UTC; for America's as for those of RFC 822. */
	private static final Map<String, String> ZONES = Map.ofEntries(Map.entry("z", "Z"), Map.entry("ut", "Z"),
			Map.entry("utc", "Z"), Map.entry("gmt", "Z"), Map.entry("wet", "Z"), Map.entry("est", "-05:00"),
			Map.entry("edt", "-04:00"), Map.entry("cst", "-06:00"), Map.entry("cdt", "-05:00"),
			Map.entry("mst", "-07:00"), Map.entry("mdt", "-06:00"), Map.entry("pst", "-08:00"),
			Map.entry("pdt", "-07:00"), Map.entry("akst", "-09:00"), Map.entry("akdt", "-08:00"),
			Map.entry("hst", "-10:00"), Map.entry("ast", "-04:00"), Map.entry("adt", "-03:00"),
			Map.entry("nst", "-03:30"), Map.entry("ndt", "-02:30"), Map.entry("cot", "-05:00"),
			Map.entry("pet", "-05:00"), Map.entry("ect", "-05:00"), Map.entry("vet", "-04:00"),
			Map.entry("bot", "-04:00"), Map.entry("clt", "-04:00"), Map.entry("clst", "-03:00"),
			Map.entry("pyt", "-04:00"), Map.entry("pyst", "-03:00"), Map.entry("art", "-03:00"),
			Map.entry("uyt", "-03:00"), Map.entry("brt", "-03:00"), Map.entry("brst", "-02:00"),
			Map.entry("amt", "-04:00"), Map.entry("gft", "-03:00"), Map.entry("bst", "+01:00"),
			Map.entry("west", "+01:00"), Map.entry("cet", "+01:00"), Map.entry("cest", "+02:00"),
			Map.entry("met", "+01:00"), Map.entry("mez", "+01:00"), Map.entry("mesz", "+02:00"),
			Map.entry("eet", "+02:00"), Map.entry("eest", "+03:00"), Map.entry("msk", "+03:00"),
			Map.entry("trt", "+03:00"), Map.entry("ist", "+05:30"), Map.entry("jst", "+09:00"),
			Map.entry("kst", "+09:00"), Map.entry("hkt", "+08:00"), Map.entry("sgt", "+08:00"),
			Map.entry("aest", "+10:00"), Map.entry("aedt", "+11:00"), Map.entry("nzst", "+12:00"),
			Map.entry("nzdt", "+13:00"));

	private FeedDates() {
	}

	/**
	 * The moment that is meant.
	 * @return null if it cannot be read
	 */
	static @Nullable Instant instant(String written) {
		OffsetDateTime date = read(written);
		return (date != null) ? date.toInstant() : null;
	}

	/**
	 * The calendar day that is written.
	 * @return null if it cannot be read
	 */
	static @Nullable LocalDate day(String written) {
		OffsetDateTime date = read(written);
		return (date != null) ? date.toLocalDate() : null;
	}

	private static @Nullable OffsetDateTime read(String written) {
		String text = Folding.fold((written.length() > 120) ? written.substring(0, 120) : written);
		try {
			OffsetDateTime date = iso(text);
			return (date != null) ? date : words(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable OffsetDateTime iso(String text) {
		Matcher matcher = YEAR_DAY.matcher(text);
		if (matcher.matches()) {
			return LocalDate.ofYearDay(number(matcher, 1, 0), number(matcher, 2, 1))
				.atStartOfDay()
				.atOffset(ZoneOffset.UTC);
		}
		matcher = ISO.matcher(text.toUpperCase(Locale.ROOT));
		if (!matcher.matches()) {
			return null;
		}
		ZoneOffset zone = zone(matcher.group(7).toLowerCase(Locale.ROOT).strip());
		if (zone == null) {
			return null;
		}
		LocalDate day = LocalDate.of(number(matcher, 1, 0), number(matcher, 2, 1), number(matcher, 3, 1));
		int hour = number(matcher, 4, 0);
		LocalDateTime time = day.plusDays((hour == 24) ? 1 : 0)
			.atTime((hour == 24) ? 0 : hour, number(matcher, 5, 0), Math.min(59, number(matcher, 6, 0)));
		return time.atOffset(zone);
	}

	private static @Nullable OffsetDateTime words(String text) {
		LocalDate day = day(text, DAY_MONTH, 1, 2, 3);
		if (day == null) {
			day = day(text, MONTH_DAY, 2, 1, 3);
		}
		if (day == null) {
			day = day(text, ASCTIME, 2, 1, 3);
		}
		if (day == null) {
			day = numeric(text);
		}
		if (day == null) {
			return null;
		}
		Matcher time = TIME.matcher(text);
		if (!time.find()) {
			return day.atStartOfDay().atOffset(ZoneOffset.UTC);
		}
		ZoneOffset zone = zone(text.substring(time.end()).replaceAll("\\([^)]*\\)", "").strip());
		return LocalDateTime.of(day, time(time)).atOffset((zone != null) ? zone : ZoneOffset.UTC);
	}

	private static LocalTime time(Matcher matcher) {
		int hour = number(matcher, 1, 0);
		String half = matcher.group(4);
		if (half != null) {
			hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
		}
		return LocalTime.of(hour % 24, number(matcher, 2, 0), Math.min(59, number(matcher, 3, 0)));
	}

	private static @Nullable LocalDate day(String text, Pattern pattern, int day, int month, int year) {
		Matcher matcher = pattern.matcher(text);
		int from = 0;
		while (matcher.find(from)) {
			int number = Months.beginning(matcher.group(month));
			if (number > 0) {
				int written = Integer.parseInt(matcher.group(year));
				int full = (written >= 100) ? written : written + ((written < 70) ? 2000 : 1900);
				return LocalDate.of(full, number, Integer.parseInt(matcher.group(day)));
			}
			from = matcher.start() + 1;
		}
		return null;
	}

	/** Day and month in figures, where only one of the two can be the day. */
	private static @Nullable LocalDate numeric(String text) {
		Matcher matcher = NUMERIC.matcher(text);
		if (!matcher.find()) {
			return null;
		}
		int first = Integer.parseInt(matcher.group(1));
		int second = Integer.parseInt(matcher.group(2));
		int year = Integer.parseInt(matcher.group(3));
		if (first > 12 || first == second) {
			return LocalDate.of(year, second, first);
		}
		return (second > 12) ? LocalDate.of(year, first, second) : null;
	}

	private static @Nullable ZoneOffset zone(String written) {
		String zone = written.strip();
		if (zone.isEmpty()) {
			return ZoneOffset.UTC;
		}
		Matcher matcher = ZONE.matcher(zone);
		if (matcher.matches()) {
			int sign = matcher.group(1).equals("-") ? -1 : 1;
			return ZoneOffset.ofHoursMinutes(sign * number(matcher, 2, 0), sign * number(matcher, 3, 0));
		}
		String known = ZONES.get(zone.split("[ ,;]", 2)[0].replace(".", ""));
		return (known != null) ? ZoneOffset.of(known) : null;
	}

	private static int number(Matcher matcher, int group, int otherwise) {
		String text = matcher.group(group);
		return (text != null) ? Integer.parseInt(text) : otherwise;
	}

}
