package org.becas.bulletin;

import java.time.DateTimeException;
import java.time.YearMonth;

/** The month that names a bulletin, such as {@code 2026-12}. */
public record Edition(YearMonth month) implements Comparable<Edition> {

	/**
	 * @throws IllegalArgumentException naming the wrong text and the form
	 */
	public static Edition of(String text) {
		try {
			return new Edition(YearMonth.parse(text));
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException(
					"\"%s\" no es una edición; se escribe año-mes, como 2026-12".formatted(text), ex);
		}
	}

	@Override
	public int compareTo(Edition other) {
		return this.month.compareTo(other.month);
	}

	@Override
	public String toString() {
		return this.month.toString();
	}

}
