package org.becas.extract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Either;
import org.becas.extract.DateMention.When;
import org.becas.extract.DateMention.Yearless;
import org.becas.offer.Attention;
import org.jspecify.annotations.Nullable;

/**
 * Finds the year of a day that is named without one: from the same day elsewhere in the
 * text, or from when the announcement was published. Either way a person is told.
 */
final class MissingYears {

	/** A call without a year is for these days. */
	private static final int SOON = 120;

	private final List<DateMention> dates;

	private final @Nullable LocalDate published;

	/** The years that the title names. */
	private final Set<Integer> editions;

	/** The complete dates by their day of the year, found when first asked for. */
	private @Nullable Map<MonthDay, Set<LocalDate>> stated;

	/** The days that are named without a year, found with those. */
	private final Set<MonthDay> yearless = new HashSet<>();

	MissingYears(List<DateMention> dates, @Nullable LocalDate published, Set<Integer> editions) {
		this.dates = dates;
		this.published = published;
		this.editions = editions;
	}

	/** A day without its year as the day that is meant, where that can be told. */
	When settled(When when, Set<Attention> attention) {
		if (when instanceof Either either) {
			LocalDate meant = saidElsewhere(either);
			if (meant == null) {
				attention.add(Attention.AMBIGUOUS_DATE);
			}
			return (meant != null) ? new Day(meant, null) : when;
		}
		if (when instanceof Yearless yearless) {
			LocalDate stated = statedElsewhere(yearless.monthDay());
			LocalDate inferred = (stated != null) ? stated
					: (this.published != null) ? inferred(yearless) : ofEdition(yearless);
			attention.add((inferred != null) ? Attention.YEAR_INFERRED : Attention.YEAR_UNKNOWN);
			return (inferred != null) ? new Day(inferred, yearless.weekday()) : when;
		}
		return when;
	}

	/** "Deadline: 05/07/2027 … by 7 May": one of the two is named elsewhere. */
	private @Nullable LocalDate saidElsewhere(Either either) {
		boolean day = isNamed(either.dayFirst());
		boolean month = isNamed(either.monthFirst());
		return (day == month) ? null : day ? either.dayFirst() : either.monthFirst();
	}

	private boolean isNamed(LocalDate date) {
		return stated(MonthDay.from(date)).contains(date) || this.yearless.contains(MonthDay.from(date));
	}

	/** "Each 30 November; the next is 30 November 2027". */
	private @Nullable LocalDate statedElsewhere(MonthDay monthDay) {
		Set<LocalDate> same = stated(monthDay);
		return (same.size() == 1) ? same.iterator().next() : null;
	}

	private Set<LocalDate> stated(MonthDay monthDay) {
		Map<MonthDay, Set<LocalDate>> complete = this.stated;
		if (complete == null) {
			complete = new HashMap<>();
			for (DateMention mention : this.dates) {
				LocalDate day = mention.when().day();
				if (day != null) {
					complete.computeIfAbsent(MonthDay.from(day), unseen -> new HashSet<>()).add(day);
				}
				else if (mention.when() instanceof Yearless named) {
					this.yearless.add(named.monthDay());
				}
			}
			this.stated = complete;
		}
		return complete.getOrDefault(monthDay, Set.of());
	}

	/**
	 * "Viernes 23 de enero" of the call for 2026: the one year in which it falls so, that
	 * of the edition or the one before it.
	 */
	private @Nullable LocalDate ofEdition(Yearless yearless) {
		List<LocalDate> days = this.editions.stream()
			.flatMap(year -> Stream.of(year - 1, year))
			.distinct()
			.filter(year -> yearless.monthDay().isValidYear(year))
			.map(yearless.monthDay()::atYear)
			.filter(day -> day.getDayOfWeek() == yearless.weekday())
			.toList();
		return (days.size() == 1) ? days.get(0) : null;
	}

	/**
	 * The first year from publication on in which the weekday falls on the day; without a
	 * weekday the day must come soon after publication.
	 */
	private @Nullable LocalDate inferred(Yearless yearless) {
		LocalDate published = this.published;
		DayOfWeek weekday = yearless.weekday();
		if (published == null) {
			return null;
		}
		for (int year = published.getYear(); year <= published.getYear() + 1; year++) {
			MonthDay day = yearless.monthDay();
			LocalDate date = day.isValidYear(year) ? day.atYear(year) : null;
			if (date != null && !date.isBefore(published)
					&& ((weekday != null) ? date.getDayOfWeek() == weekday : date.isBefore(published.plusDays(SOON)))) {
				return date;
			}
		}
		return null;
	}

}
