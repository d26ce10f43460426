package org.becas.offer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Until when one may apply. Uncertain is a value: what is not stated is {@link Unstated},
 * never a guessed date. {@link #code()} and {@link #parse(String)} are the form in which
 * deadlines are kept and exchanged.
 */
public sealed interface Deadline {

	/** A calendar date, with the hour and the zone where they are stated. */
	record On(LocalDate date, @Nullable LocalTime time, @Nullable ZoneId zone) implements Deadline {

		/**
		 * The last moment to apply, where date, hour and zone are all known. A date
		 * without an hour has none: nobody said that it ends at midnight.
		 */
		public Optional<Instant> instant() {
			return (this.time != null && this.zone != null)
					? Optional.of(ZonedDateTime.of(this.date, this.time, this.zone).toInstant()) : Optional.empty();
		}
	}

	/** "First week of April": somewhere between two dates, both included. */
	record Approximate(LocalDate earliest, LocalDate latest) implements Deadline {
	}

	/** Open all year, or closed and reopened without a date. */
	record Rolling() implements Deadline {
	}

	/** "Hasta agotar cupos": closes when the places are gone. */
	record UntilFilled() implements Deadline {
	}

	/** The text does not say. */
	record Unstated() implements Deadline {
	}

	static Deadline on(LocalDate date) {
		return new On(date, null, null);
	}

	static Deadline unstated() {
		return new Unstated();
	}

	/**
	 * The date by which a careful reader applies, in the calendar of {@code reader}: the
	 * day in the reader's zone on which the stated instant falls, the stated day itself
	 * when hour or zone are unknown, the first day of an approximate range. Empty where
	 * no date is known.
	 */
	default Optional<LocalDate> lastDay(ZoneId reader) {
		if (this instanceof On on) {
			return Optional.of(on.instant().map(instant -> LocalDate.ofInstant(instant, reader)).orElse(on.date()));
		}
		if (this instanceof Approximate approximate) {
			return Optional.of(approximate.earliest());
		}
		return Optional.empty();
	}

	/**
	 * Whether the deadline is over at {@code now}. A date without an hour lasts to the
	 * end of that day at the reader's; an approximate one to its latest day.
	 */
	default boolean isOver(Instant now, ZoneId reader) {
		LocalDate today = LocalDate.ofInstant(now, reader);
		if (this instanceof On on) {
			return on.instant().map(now::isAfter).orElse(today.isAfter(on.date()));
		}
		return this instanceof Approximate approximate && today.isAfter(approximate.latest());
	}

	/**
	 * {@code 2027-03-15}, {@code 2027-03-15T17:00},
	 * {@code 2027-03-15T17:00[America/Bogota]}, {@code 2027-04-01/2027-04-07},
	 * {@code rolling}, {@code until-filled} or {@code unstated}.
	 */
	default String code() {
		if (this instanceof On on) {
			return on.date() + ((on.time() != null) ? "T" + on.time() : "")
					+ ((on.zone() != null) ? "[" + on.zone() + "]" : "");
		}
		if (this instanceof Approximate approximate) {
			return approximate.earliest() + "/" + approximate.latest();
		}
		if (this instanceof Rolling) {
			return "rolling";
		}
		return (this instanceof UntilFilled) ? "until-filled" : "unstated";
	}

	/**
	 * The opposite of {@link #code()}.
	 * @throws IllegalArgumentException naming the wrong text and the possible forms
	 */
	static Deadline parse(String code) {
		try {
			return switch (code) {
				case "rolling" -> new Rolling();
				case "until-filled" -> new UntilFilled();
				case "unstated" -> new Unstated();
				default -> (code.length() == 21 && code.charAt(10) == '/') ? parseApproximate(code) : parseOn(code);
			};
		}
		catch (java.time.DateTimeException | IndexOutOfBoundsException ex) {
			throw new IllegalArgumentException(("Fecha límite desconocida \"%s\"; las formas posibles son 2027-03-15, "
					+ "2027-03-15T17:00[America/Bogota], 2027-04-01/2027-04-07, rolling, until-filled, unstated")
				.formatted(code), ex);
		}
	}

	private static Deadline parseApproximate(String code) {
		return new Approximate(LocalDate.parse(code.substring(0, 10)), LocalDate.parse(code.substring(11)));
	}

	private static Deadline parseOn(String code) {
		int bracket = code.indexOf('[');
		String local = (bracket < 0) ? code : code.substring(0, bracket);
		ZoneId zone = (bracket < 0) ? null : ZoneId.of(code.substring(bracket + 1, code.length() - 1));
		int t = local.indexOf('T');
		return new On(LocalDate.parse((t < 0) ? local : local.substring(0, t)),
				(t < 0) ? null : LocalTime.parse(local.substring(t + 1)), zone);
	}

}
