package org.becas.offer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How old an applicant may be.
 *
 * @param from the youngest age admitted, in years
 * @param to the oldest age admitted for any level, in years: 34 for "under 35", 35 for
 * "up to 35"
 * @param bornFrom the first day of birth admitted, where the call counts by birth
 * @param byLevel the oldest age admitted for each level, where they differ
 */
public record Ages(@Nullable Integer from, @Nullable Integer to, @Nullable LocalDate bornFrom,
		Map<Level, Integer> byLevel) {

	/**
	 * The text is {@link #code}: {@code 18..35}, {@code ..35}, {@code 18..},
	 * {@code ..35 maestria:30 doctorado:35}.
	 */
	private static final Pattern CODE = Pattern.compile(
			"(?:(\\d{1,2})?+\\.\\.(\\d{1,2})?+)?+(?: ?+born>=(\\d{4}-\\d\\d-\\d\\d))?+((?: ?+[a-z]{1,20}+:\\d{1,2})*+)");

	public static final Ages UNSTATED = new Ages(null, null, null);

	public Ages {
		byLevel = byLevel.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(byLevel));
	}

	public Ages(@Nullable Integer from, @Nullable Integer to, @Nullable LocalDate bornFrom) {
		this(from, to, bornFrom, Map.of());
	}

	/**
	 * With an age for each level.
	 * @param byLevel the oldest age admitted; not empty
	 */
	public static Ages upTo(Map<Level, Integer> byLevel) {
		return new Ages(null, Collections.max(byLevel.values()), null, byLevel);
	}

	/** As text; empty if nothing is stated. */
	public String code() {
		StringBuilder code = new StringBuilder();
		if (this.from != null || this.to != null) {
			code.append((this.from != null) ? this.from : "").append("..").append((this.to != null) ? this.to : "");
		}
		if (this.bornFrom != null) {
			code.append(" born>=").append(this.bornFrom);
		}
		this.byLevel.forEach((level, age) -> code.append(' ').append(level.key()).append(':').append(age));
		return code.toString().strip();
	}

	/**
	 * The opposite of {@link #code}.
	 * @throws IllegalArgumentException if it states no ages, or an empty range
	 */
	public static Ages parse(String code) {
		Matcher matcher = CODE.matcher(code.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("\"%s\" no es una edad; se escribe 18..35, ..35 o 18..".formatted(code));
		}
		Integer from = number(matcher.group(1));
		Integer to = number(matcher.group(2));
		if (from != null && to != null && from > to) {
			throw new IllegalArgumentException("La edad mínima %s es mayor que la máxima %s".formatted(from, to));
		}
		return new Ages(from, to, date(matcher.group(3)), byLevel(matcher.group(4).strip()));
	}

	private static Map<Level, Integer> byLevel(String written) {
		Map<Level, Integer> ages = new EnumMap<>(Level.class);
		for (String one : written.isEmpty() ? new String[0] : written.split(" ", -1)) {
			int colon = one.indexOf(':');
			ages.put(Level.of(one.substring(0, colon)), Integer.valueOf(one.substring(colon + 1)));
		}
		return ages;
	}

	private static @Nullable Integer number(@Nullable String digits) {
		return (digits != null) ? Integer.valueOf(digits) : null;
	}

	private static @Nullable LocalDate date(@Nullable String written) {
		try {
			return (written != null) ? LocalDate.parse(written) : null;
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("\"%s\" no es una fecha".formatted(written), ex);
		}
	}

}
