package org.becas.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A country's public holidays, from a file of rules in which each line is one holiday.
 */
final class Holidays {

	/** A country without a file, in which no day is a holiday. */
	static final Holidays NONE = new Holidays(List.of());

	private static final Pattern RULE = Pattern
		.compile("(fijo|lunes|pascua)\\s+(-?\\d{1,3}|\\d{2}-\\d{2})\\s+(?:desde (\\d{4}) )?(\\S.*)");

	private final List<Rule> rules;

	private final Map<Integer, Map<LocalDate, String>> years = new ConcurrentHashMap<>();

	private Holidays(List<Rule> rules) {
		this.rules = rules;
	}

	/**
	 * The holidays of a country.
	 * @param country ISO 3166-1 alpha-2, such as {@code CO}; empty for none
	 * @throws IllegalArgumentException if the program knows no holidays of that country
	 */
	static Holidays of(String country) {
		if (country.isBlank()) {
			return NONE;
		}
		try (InputStream file = Holidays.class.getResourceAsStream("holidays-" + country + ".txt")) {
			if (file == null) {
				throw new IllegalArgumentException(
						"becas.delivery.hours.holidays es \"%s\"; el programa solo conoce los festivos de CO. Deje vacío o escriba los días en becas.delivery.hours.closed"
							.formatted(country));
			}
			return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * @throws IllegalArgumentException naming the line that is no rule
	 */
	static Holidays parse(String rules) {
		return new Holidays(rules.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.map(Rule::parse)
			.toList());
	}

	/** The holiday's name, if that day is one. */
	Optional<String> on(LocalDate day) {
		return Optional.ofNullable(in(day.getYear()).get(day));
	}

	/** The holidays of a year with their names. Two may fall on one day. */
	Map<LocalDate, String> in(int year) {
		return this.years.computeIfAbsent(year, (key) -> {
			Map<LocalDate, String> days = new HashMap<>();
			this.rules.stream()
				.filter((rule) -> rule.since() <= key)
				.forEach((rule) -> days.merge(rule.in(key), rule.name(), (one, other) -> one + " y " + other));
			return Map.copyOf(days);
		});
	}

	/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
	static LocalDate easter(int year) {
		int a = year % 19;
		int b = year / 100;
		int c = year % 100;
		int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
		int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
		int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
		return LocalDate.of(year, f / 31, f % 31 + 1);
	}

	/**
	 * One holiday.
	 *
	 * @param kind {@code fijo}, {@code lunes} or {@code pascua}
	 * @param when month and day, or days after Easter
	 * @param since the first year
	 */
	private record Rule(String kind, String when, int since, String name) {

		static Rule parse(String line) {
			Matcher matcher = RULE.matcher(line);
			if (!matcher.matches()) {
				throw new IllegalArgumentException(
						"\"%s\" no es un festivo: fijo MM-DD, lunes MM-DD o pascua N, y su nombre".formatted(line));
			}
			String since = matcher.group(3);
			Rule rule = new Rule(matcher.group(1), matcher.group(2), (since != null) ? Integer.parseInt(since) : 0,
					matcher.group(4));
			try {
				rule.in(2000);
			}
			catch (DateTimeException | NumberFormatException ex) {
				throw new IllegalArgumentException("\"%s\" no es un día".formatted(line), ex);
			}
			return rule;
		}

		LocalDate in(int year) {
			return switch (this.kind) {
				case "fijo" -> MonthDay.parse("--" + this.when).atYear(year);
				case "lunes" ->
					MonthDay.parse("--" + this.when).atYear(year).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
				default -> easter(year).plusDays(Integer.parseInt(this.when));
			};
		}

	}

}
