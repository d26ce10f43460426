package org.becas.extract;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Yearless;
import org.becas.offer.Deadline;
import org.jspecify.annotations.Nullable;

/** Reads the hour beside a date, and whose hour it is. */
final class Clocks {

	/** How far from its date an hour stands, in tokens. */
	private static final int REACH = 14;

	private static final Words TO = Words.named("clock.to");

	private final Document document;

	/** All dates of the text, in its order. */
	private final List<DateMention> dates;

	/** Behind the hour that was read last. */
	private int end;

	Clocks(Document document, List<DateMention> dates) {
		this.document = document;
		this.dates = dates;
	}

	/**
	 * The deadline with its hour and zone, where they are stated. "12 m." is noon, as in
	 * Colombia; midnight is the end of the day named.
	 */
	Deadline.On deadline(DateMention mention, LocalDate date) {
		this.end = 0;
		int stop = Math.min(this.document.lineEnd(mention.from()), mention.to() + REACH);
		LocalTime time = timeIn(mention.to(), Math.min(stop, nextDay(mention)));
		if (time == null) {
			int start = Math.max(this.document.sentenceStart(mention.from()), mention.from() - REACH);
			time = timeIn(start, mention.from());
		}
		return new Deadline.On(date, time, (time != null) ? zone(mention) : null);
	}

	/** Where another day is named so near that the hour may be its own. */
	private int nextDay(DateMention mention) {
		MonthDay own = dayOfYear(mention);
		for (int i = DateMention.firstFrom(this.dates, mention.to()); i < this.dates.size(); i++) {
			DateMention other = this.dates.get(i);
			if (other.from() > mention.to() + REACH) {
				break;
			}
			if (dayOfYear(other) != null && !Objects.equals(dayOfYear(other), own)) {
				return other.from();
			}
		}
		return Integer.MAX_VALUE;
	}

	private static @Nullable MonthDay dayOfYear(DateMention mention) {
		return (mention.when() instanceof Day day) ? MonthDay.from(day.date())
				: (mention.when() instanceof Yearless yearless) ? yearless.monthDay() : null;
	}

	private @Nullable LocalTime timeIn(int from, int to) {
		for (int i = from; i < to; i++) {
			LocalTime time = word(i, to);
			time = (time != null) ? time : clock(i, to);
			if (time != null) {
				return lastHour(time, to);
			}
		}
		return null;
	}

	/** "From 8 a. m. to 5 p. m.": the hour at which it closes. */
	private LocalTime lastHour(LocalTime first, int to) {
		int at = this.document.peek(this.end).isMark('.') ? this.end + 1 : this.end;
		Token link = this.document.peek(at);
		boolean range = link.isMark('-') || (link.isWord() && TO.hold(link.word()));
		int from = this.document.peek(at + 1).isWord() ? at + 2 : at + 1;
		LocalTime last = range ? clock(from, to) : null;
		return (last != null && last.isAfter(first)) ? last : first;
	}

	private @Nullable LocalTime word(int i, int to) {
		for (Hit hit : this.document.hits().of(Cue.HOUR, i, Math.min(i + 1, to))) {
			if (hit.is("midnight")) {
				this.end = hit.to();
				return LocalTime.of(23, 59);
			}
			if (hit.is("noon") && hit.to() - hit.from() >= 1 && this.document.token(hit.from()).word().length() > 1) {
				this.end = hit.to();
				return LocalTime.NOON;
			}
		}
		return null;
	}

	/** "5:00 p. m.", "17h00", "17.00 h", "23:59", "5 pm", "12 m.". */
	private @Nullable LocalTime clock(int i, int to) {
		int hour = this.document.peek(i).number();
		if (hour < 0 || hour > 24 || i >= to || this.document.token(i).word().length() > 2) {
			return null;
		}
		int at = i + 1;
		int minute = 0;
		boolean separated = this.document.peek(at).isMark(":.") || this.document.peek(at).isWord("h");
		boolean colon = this.document.peek(at).isMark(':') || this.document.peek(at).isWord("h");
		if (separated && this.document.peek(at + 1).isNumber() && this.document.peek(at + 1).word().length() == 2) {
			minute = this.document.peek(at + 1).number();
			at += 2;
			if (this.document.peek(at).isMark(':') && this.document.peek(at + 1).isNumber()) {
				at += 2;
			}
		}
		else {
			colon = false;
		}
		String half = half(at);
		if (!colon && half == null) {
			return null;
		}
		this.end = Math.max(at, this.end);
		return time(hour, minute, half);
	}

	private @Nullable String half(int at) {
		for (Hit hit : this.document.hits().of(Cue.HOUR, at, at + 1)) {
			this.end = hit.to();
			String named = hit.is("hour") ? half(hit.to()) : null;
			return (named != null) ? named : hit.value();
		}
		return null;
	}

	private static @Nullable LocalTime time(int hour, int minute, @Nullable String half) {
		int full = hour;
		if ("pm".equals(half) && hour < 12) {
			full = hour + 12;
		}
		if (("am".equals(half) && hour == 12)) {
			full = 0;
		}
		if (full == 24 && minute == 0) {
			return LocalTime.of(23, 59);
		}
		return (full < 24 && minute < 60) ? LocalTime.of(full, minute) : null;
	}

	/** Behind the hour, or behind the date where the hour stands in front of it. */
	private @Nullable ZoneId zone(DateMention mention) {
		ZoneId zone = zoneAfter(this.end);
		return (zone == null && this.end < mention.to()) ? zoneAfter(mention.to()) : zone;
	}

	private @Nullable ZoneId zoneAfter(int from) {
		int stop = Math.min(this.document.lineEnd(from - 1), from + REACH);
		List<Hit> zones = this.document.hits().of(Cue.ZONE, from, stop);
		if (zones.isEmpty()) {
			return null;
		}
		Hit zone = zones.get(0);
		return zone.is("UTC") ? offset(zone) : ZoneId.of(zone.value());
	}

	/** "GMT+1", "UTC-03:30": the sign and number behind the name. */
	private ZoneId offset(Hit zone) {
		Token sign = this.document.peek(zone.to());
		int hours = this.document.peek(zone.to() + 1).number();
		if (!sign.isMark("+-") || hours < 0 || hours > 14) {
			return ZoneId.of("UTC");
		}
		boolean split = this.document.peek(zone.to() + 2).isMark(':');
		int minutes = split ? this.document.peek(zone.to() + 3).number() : 0;
		int total = hours * 60 + ((minutes > 0 && minutes < 60) ? minutes : 0);
		return ZoneOffset.ofTotalSeconds(60 * (sign.isMark('-') ? -total : total));
	}

}
