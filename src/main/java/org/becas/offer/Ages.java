package org.becas.offer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How old an applicant may be.
 *
 * @param from the youngest age admitted, in years
 * @param to the oldest age admitted, in years: 34 for "under 35", 35 for "up to 35"
 * @param bornFrom the first day of birth admitted, where the call counts by birth
 */
public record Ages(@Nullable Integer from, @Nullable Integer to, @Nullable LocalDate bornFrom) {

	/** The text is {@link #code}: {@code 18..35}, {@code ..35}, {@code 18..}. */
	private static final Pattern CODE = Pattern
		.compile("(?:(\\d{1,2})?+\\.\\.(\\d{1,2})?+)?+(?: ?+born>=(\\d{4}-\\d\\d-\\d\\d))?+");

	public static final Ages UNSTATED = new Ages(null, null, null);

	/** As text; empty if nothing is stated. */
	public String code() {
		String years = (this.from == null && this.to == null) ? ""
				: ((this.from != null) ? this.from : "") + ".." + ((this.to != null) ? this.to : "");
		String born = (this.bornFrom != null) ? "born>=" + this.bornFrom : "";
		return (years + " " + born).strip();
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
		return new Ages(from, to, date(matcher.group(3)));
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
