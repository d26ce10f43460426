package org.becas.extract;

import java.time.MonthDay;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Yearless;
import org.becas.offer.Deadline;

/**
 * The hours at which the days of a text end: a label may name the day and a sentence the
 * same day with its hour.
 */
final class NamedHours {

	/** More hours of one day than that are nobody's deadline. */
	private static final int HOURS = 4;

	/** A day of a year, or a day of which no year is told. */
	private final Map<TemporalAccessor, List<Deadline.On>> hours = new HashMap<>();

	NamedHours(Clocks clocks, List<DeadlineCandidate> found) {
		for (DeadlineCandidate one : found) {
			if (one.mention().when() instanceof Day day) {
				note(day.date(), clocks.deadline(one.mention(), day.date()));
			}
			else if (one.mention().when() instanceof Yearless yearless) {
				note(yearless.monthDay(), clocks.deadline(one.mention(), yearless.monthDay().atYear(LEAP_YEAR)));
			}
		}
	}

	private static final int LEAP_YEAR = 2000;

	private void note(TemporalAccessor day, Deadline.On deadline) {
		List<Deadline.On> same = this.hours.computeIfAbsent(day, unseen -> new ArrayList<>());
		if (deadline.time() != null && same.size() < HOURS) {
			same.add(deadline);
		}
	}

	/** The deadline with the hour and zone that are named elsewhere, if it lacks them. */
	Deadline.On completed(Deadline.On own) {
		if (own.time() != null && own.zone() != null) {
			return own;
		}
		List<Deadline.On> others = Stream.of(own.date(), MonthDay.from(own.date()))
			.flatMap(day -> this.hours.getOrDefault(day, List.of()).stream())
			.filter(one -> own.time() == null || own.time().equals(one.time()))
			.toList();
		return others.stream()
			.filter(one -> one.zone() != null)
			.findFirst()
			.or(() -> others.stream().findFirst())
			.map(one -> new Deadline.On(own.date(), one.time(), one.zone()))
			.orElse(own);
	}

}
