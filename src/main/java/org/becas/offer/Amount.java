package org.becas.offer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Money as the announcement states it; nothing is converted.
 *
 * @param currency ISO 4217 code; {@code SMMLV} for Colombian minimum wages; the sign
 * itself ({@code $}, {@code ¥}, {@code kr}, {@code Rs}) where nothing says whose it is
 * @param low the least, or null if only a most is stated
 * @param high the most, or null if only a least is stated; equal to {@code low} for a
 * single amount
 * @param per for how long it is
 */
public record Amount(String currency, @Nullable BigDecimal low, @Nullable BigDecimal high, Per per) {

	/** Applying costs nothing. */
	public static final Amount FREE = new Amount("", BigDecimal.ZERO, BigDecimal.ZERO, Per.UNSTATED);

	/** So many digits has a sum in front of its decimals at most. */
	private static final int DIGITS = 15;

	private static final String NUMBER = "(\\d{1," + DIGITS + "}+(?:\\.\\d{1,4}+)?+)?+";

	private static final Pattern CODE = Pattern
		.compile("(\\p{Lu}{3,5}|[$¥]|kr|Rs) ?+(?:" + NUMBER + "(\\.\\.)?+" + NUMBER + ")(?:/(\\p{L}++))?+");

	/** What one payment is for. */
	public enum Per {

		MONTH("mes"), YEAR("año"), SEMESTER("semestre"), WEEK("semana"), DAY("día"),

		/** Paid a single time. */
		ONCE("vez"),

		UNSTATED("");

		private final String spanish;

		Per(String spanish) {
			this.spanish = spanish;
		}

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

		private static Per of(String key) {
			return Arrays.stream(values())
				.filter(per -> per.key().equals(key) || (!key.isEmpty() && per.spanish.equals(key)))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException(
						"\"%s\" no dice cada cuánto se paga; los posibles son mes, año, semestre, semana, día, vez"
							.formatted(key)));
		}

	}

	/** Whether a number is none that anybody pays: it cannot be kept, either. */
	public static boolean isTooLong(BigDecimal value) {
		return value.precision() - value.scale() > DIGITS;
	}

	/** A single amount. */
	public static Amount of(String currency, BigDecimal value, Per per) {
		return new Amount(currency, value, value, per);
	}

	/**
	 * As text: {@code EUR 934/month}, {@code USD 1000..2000}, {@code EUR ..30000},
	 * {@code free}.
	 */
	public String code() {
		if (equals(FREE)) {
			return "free";
		}
		String value = (this.low != null && this.low.equals(this.high)) ? plain(this.low)
				: plain(this.low) + ".." + plain(this.high);
		return this.currency + " " + value + ((this.per == Per.UNSTATED) ? "" : "/" + this.per.key());
	}

	private static String plain(@Nullable BigDecimal value) {
		return (value != null) ? value.toPlainString() : "";
	}

	/**
	 * The opposite of {@link #code}; the Spanish words ({@code EUR 934/mes},
	 * {@code gratis}) are understood as well, since people write them.
	 * @throws IllegalArgumentException if it is no amount
	 */
	public static Amount parse(String code) {
		if (code.equals("free") || code.equals("gratis")) {
			return FREE;
		}
		Matcher matcher = CODE.matcher(code.strip());
		if (!matcher.matches() || (matcher.group(2) == null && matcher.group(4) == null)) {
			throw new IllegalArgumentException(
					"\"%s\" no es un valor; se escribe la moneda y el número sin separar miles, como EUR 934/mes, USD 1000..2000 o COP ..5000000"
						.formatted(code));
		}
		BigDecimal low = number(matcher.group(2));
		BigDecimal high = (matcher.group(3) == null) ? low : number(matcher.group(4));
		String per = matcher.group(5);
		return new Amount(matcher.group(1), low, high, (per != null) ? Per.of(per) : Per.UNSTATED);
	}

	private static @Nullable BigDecimal number(@Nullable String digits) {
		return (digits != null) ? new BigDecimal(digits) : null;
	}

}
