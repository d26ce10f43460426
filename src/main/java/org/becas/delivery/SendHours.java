package org.becas.delivery;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The hours in which letters may leave ({@code becas.delivery.hours.*}), by the office's
 * clock. Without any of the three, at any hour of any day. The hours that Ley 2300 de
 * 2023 allows for advertising are {@code 07:00-19:00} and {@code 08:00-15:00}, and none
 * on Sundays and holidays.
 *
 * @param weekdays Monday to Friday, such as {@code 07:00-19:00}
 * @param saturday the same
 * @param sunday the same; holidays count as Sundays
 * @param holidays whose public holidays, {@code CO} or empty
 * @param closed further days without letters, such as {@code 2026-12-24}
 */
@ConfigurationProperties("becas.delivery.hours")
record SendHours(@DefaultValue("") String weekdays, @DefaultValue("") String saturday, @DefaultValue("") String sunday,
		@DefaultValue("CO") String holidays, @DefaultValue List<LocalDate> closed) {

	/** How far ahead an open hour is looked for. */
	private static final int DAYS = 366;

	SendHours {
		span("weekdays", weekdays);
		span("saturday", saturday);
		span("sunday", sunday);
		Holidays.of(holidays);
	}

	/** Whether there are any hours in which nothing leaves. */
	boolean limited() {
		return !(this.weekdays + this.saturday + this.sunday).isBlank();
	}

	/** How these hours apply to a place. */
	Calendar in(ZoneId zone) {
		return new Calendar(zone, Holidays.of(this.holidays), Set.copyOf(this.closed));
	}

	private static @Nullable Span span(String key, String text) {
		if (text.isBlank()) {
			return null;
		}
		String[] ends = text.strip().split("\\s*-\\s*", 2);
		try {
			Span span = new Span(LocalTime.parse(ends[0]),
					ends[1].equals("24:00") ? LocalTime.MAX : LocalTime.parse(ends[1]));
			if (span.from().isBefore(span.to())) {
				return span;
			}
		}
		catch (DateTimeParseException | ArrayIndexOutOfBoundsException ex) {
			// told below, with the form
		}
		throw new IllegalArgumentException(
				"becas.delivery.hours.%s es \"%s\"; se escribe como 07:00-19:00, o vacío".formatted(key, text));
	}

	/** From one time of the day to another. */
	private record Span(LocalTime from, LocalTime to) {
	}

	/** The hours on the days of a place. */
	final class Calendar {

		private final ZoneId zone;

		private final Holidays holidays;

		private final Set<LocalDate> closed;

		private Calendar(ZoneId zone, Holidays holidays, Set<LocalDate> closed) {
			this.zone = zone;
			this.holidays = holidays;
			this.closed = closed;
		}

		/**
		 * The moment from which letters may leave: now, or when the next open hour
		 * begins; empty if there is none within a year.
		 */
		Optional<Instant> open(Instant now) {
			if (!limited()) {
				return Optional.of(now);
			}
			ZonedDateTime local = now.atZone(this.zone);
			for (int day = 0; day < DAYS; day++) {
				LocalDate date = local.toLocalDate().plusDays(day);
				Span span = span(date);
				boolean over = day == 0 && span != null && !local.toLocalTime().isBefore(span.to());
				if (span != null && !over) {
					ZonedDateTime opens = ZonedDateTime.of(date, span.from(), this.zone);
					return Optional.of(opens.isAfter(local) ? opens.toInstant() : now);
				}
			}
			return Optional.empty();
		}

		private @Nullable Span span(LocalDate date) {
			if (this.closed.contains(date)) {
				return null;
			}
			if (date.getDayOfWeek() == DayOfWeek.SUNDAY || this.holidays.on(date).isPresent()) {
				return SendHours.span("sunday", SendHours.this.sunday);
			}
			return (date.getDayOfWeek() == DayOfWeek.SATURDAY) ? SendHours.span("saturday", SendHours.this.saturday)
					: SendHours.span("weekdays", SendHours.this.weekdays);
		}

	}

}
