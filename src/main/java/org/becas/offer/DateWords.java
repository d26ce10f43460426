package org.becas.offer;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.offer.Deadline.Approximate;
import org.becas.offer.Deadline.On;
import org.becas.offer.Deadline.Rolling;
import org.becas.offer.Deadline.UntilFilled;

/**
 * Dates as people read them, in Spanish and English. The words are our own, since those
 * of the JDK change from release to release.
 */
public final class DateWords {

	private static final List<String> MONTHS = List.of("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
			"agosto", "septiembre", "octubre", "noviembre", "diciembre");

	private static final List<String> DAYS = List.of("lunes", "martes", "miércoles", "jueves", "viernes", "sábado",
			"domingo");

	private static final List<String> ENGLISH_MONTHS = List.of("January", "February", "March", "April", "May", "June",
			"July", "August", "September", "October", "November", "December");

	private static final List<String> ENGLISH_DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
			"Saturday", "Sunday");

	private static final Map<String, String> CLOCKS = Map.ofEntries(Map.entry("America/Bogota", "Colombia"),
			Map.entry("Europe/Madrid", "España peninsular"), Map.entry("Europe/Berlin", "Alemania"),
			Map.entry("Europe/Paris", "Francia"), Map.entry("Europe/London", "Reino Unido"),
			Map.entry("America/New_York", "Nueva York"), Map.entry("America/Mexico_City", "Ciudad de México"),
			Map.entry("America/Lima", "Perú"), Map.entry("America/Santiago", "Chile"),
			Map.entry("America/Argentina/Buenos_Aires", "Argentina"), Map.entry("America/Sao_Paulo", "Brasilia"),
			Map.entry("Asia/Tokyo", "Japón"), Map.entry("Asia/Seoul", "Corea del Sur"),
			Map.entry("Asia/Shanghai", "China"), Map.entry("Australia/Sydney", "Sídney"),
			Map.entry("America/Asuncion", "Paraguay"), Map.entry("America/Guayaquil", "Ecuador"),
			Map.entry("America/Los_Angeles", "Los Ángeles"), Map.entry("America/Panama", "Panamá"),
			Map.entry("America/Quito", "Ecuador"), Map.entry("Asia/Jerusalem", "Israel"),
			Map.entry("Asia/Kolkata", "India"), Map.entry("Asia/Singapore", "Singapur"),
			Map.entry("Asia/Taipei", "Taiwán"), Map.entry("Europe/Amsterdam", "Ámsterdam"),
			Map.entry("Europe/Brussels", "Bruselas"), Map.entry("Europe/Dublin", "Dublín"),
			Map.entry("Europe/Istanbul", "Turquía"), Map.entry("Europe/Lisbon", "Lisboa"),
			Map.entry("Europe/Moscow", "Moscú"), Map.entry("Europe/Rome", "Roma"),
			Map.entry("Europe/Stockholm", "Estocolmo"), Map.entry("Europe/Vienna", "Viena"),
			Map.entry("Europe/Zurich", "Suiza"), Map.entry("Pacific/Auckland", "Nueva Zelanda"),
			Map.entry("UTC", "UTC"), Map.entry("Z", "UTC"),
			Map.entry("Etc/GMT+12", "cualquier lugar de la Tierra (AoE)"));

	private static final Map<String, String> ENGLISH_CLOCKS = Map.of("America/Bogota", "Colombian", "UTC", "UTC", "Z",
			"UTC", "Etc/GMT+12", "anywhere on Earth (AoE)");

	private final boolean english;

	private final ZoneId zone;

	/**
	 * @param locale the reader's language: English for {@code en}, else Spanish
	 * @param zone the reader's time zone, in which hours are told
	 */
	public DateWords(Locale locale, ZoneId zone) {
		this.english = locale.getLanguage().equals("en");
		this.zone = zone;
	}

	/** {@code lunes 15 de marzo de 2027}, {@code Monday 15 March 2027}. */
	public String day(LocalDate date) {
		String weekday = weekday(date.getDayOfWeek());
		return this.english
				? "%s %d %s %d".formatted(weekday, date.getDayOfMonth(), month(date.getMonth()), date.getYear())
				: "%s %d de %s de %d".formatted(weekday, date.getDayOfMonth(), month(date.getMonth()), date.getYear());
	}

	/** {@code diciembre de 2026}, {@code December 2026}. */
	public String month(YearMonth month) {
		return month(month.getMonth()) + (this.english ? " " : " de ") + month.getYear();
	}

	/**
	 * {@code 5:00 p. m.}, which no line breaks; noon is {@code 12:00 m.}, as Colombians
	 * write it.
	 */
	public String time(LocalTime time) {
		if (time.equals(LocalTime.NOON)) {
			return this.english ? "12:00\u00a0noon" : "12:00\u00a0m.";
		}
		int hour = (time.getHour() % 12 == 0) ? 12 : time.getHour() % 12;
		boolean morning = time.getHour() < 12;
		String half = this.english ? (morning ? "a.m." : "p.m.") : (morning ? "a.\u00a0m." : "p.\u00a0m.");
		return "%d:%02d\u00a0%s".formatted(hour, time.getMinute(), half);
	}

	/** {@code lunes 15 de marzo de 2027, 5:00 p. m.}, by the reader's clock. */
	public String moment(Instant instant) {
		ZonedDateTime local = instant.atZone(this.zone);
		return day(local.toLocalDate()) + ", " + time(local.toLocalTime());
	}

	/**
	 * Until when one may apply, by the reader's clock where the moment is known. An hour
	 * in an unknown zone is not told, since it would be read as the reader's own.
	 */
	public String deadline(Deadline deadline) {
		if (deadline instanceof On on) {
			return on.instant()
				.map(instant -> moment(instant) + " (" + clock(this.zone) + ")")
				.orElseGet(() -> day(on.date()));
		}
		if (deadline instanceof Approximate approximate) {
			return this.english ? "around %s – %s".formatted(day(approximate.earliest()), day(approximate.latest()))
					: "entre el %s y el %s, aproximadamente".formatted(day(approximate.earliest()),
							day(approximate.latest()));
		}
		if (deadline instanceof Rolling) {
			return this.english ? "open all year" : "abierta todo el año";
		}
		if (deadline instanceof UntilFilled) {
			return this.english ? "until the places are filled" : "hasta agotar cupos";
		}
		return this.english ? "closing date not stated" : "fecha de cierre sin anunciar";
	}

	/** {@code hora de Colombia}, {@code Colombian time}. */
	public String clock(ZoneId zone) {
		String known = (this.english ? ENGLISH_CLOCKS : CLOCKS).get(zone.getId());
		if (this.english) {
			return (known != null) ? known + " time" : zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
		}
		return "hora de " + ((known != null) ? known : city(zone));
	}

	private static String city(ZoneId zone) {
		return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
	}

	private String month(Month month) {
		return (this.english ? ENGLISH_MONTHS : MONTHS).get(month.getValue() - 1);
	}

	private String weekday(DayOfWeek day) {
		return (this.english ? ENGLISH_DAYS : DAYS).get(day.getValue() - 1);
	}

}
