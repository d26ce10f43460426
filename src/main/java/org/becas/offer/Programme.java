package org.becas.offer;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Calls of different years that belong together.
 *
 * @param id our number for it
 * @param name as its first call was titled, without the year
 * @param calls the latest first
 */
public record Programme(long id, String name, List<Call> calls) {

	private static final int SHORTEST_YEAR = 300;

	private static final int LONGEST_YEAR = 430;

	/** A yearly call should be on show this long before it closes. */
	private static final int SHOWN_BEFORE = 30;

	/** A call that did not come for so long after it was due is not awaited any more. */
	private static final int GIVEN_UP_AFTER = 240;

	public Programme {
		calls = calls.stream()
			.sorted(Comparator.comparing(Call::order).reversed().thenComparing(call -> call.offer().value()))
			.toList();
	}

	/**
	 * One call of the series.
	 *
	 * @param offer as which we hold it
	 * @param opened the day on which a source first showed it to us
	 * @param closed its last day, where it is known
	 */
	public record Call(OfferId offer, Facts facts, Offer.Status status, LocalDate opened, @Nullable LocalDate closed) {

		/** The year after which it is called, else the one in which it closes. */
		public @Nullable Integer year() {
			return (this.facts.year() != null) ? this.facts.year()
					: (this.closed != null) ? Integer.valueOf(this.closed.getYear()) : null;
		}

		private LocalDate order() {
			return (this.closed != null) ? this.closed
					: (this.facts.year() != null) ? LocalDate.of(this.facts.year(), 12, 31) : this.opened;
		}

	}

	/**
	 * When the next call should close, if it is like the ones before.
	 *
	 * @param month the month in which it should close
	 * @param evidence the days on which earlier ones closed, the latest first; a single
	 * one says little
	 */
	public record Expectation(YearMonth month, List<LocalDate> evidence) {

		/** Whether it should be on show by that day. */
		public boolean isDue(LocalDate today) {
			return !today.isBefore(this.month.atDay(1).minusDays(SHOWN_BEFORE))
					&& today.isBefore(this.month.atEndOfMonth().plusDays(GIVEN_UP_AFTER));
		}

		/** Whether more than one year speaks for it. */
		public boolean isSure() {
			return this.evidence.size() > 1;
		}

	}

	/**
	 * What may be expected after the last call that has closed; empty while a call is
	 * open and where the last two were not about a year apart.
	 */
	public Optional<Expectation> expected(LocalDate today) {
		List<LocalDate> closings = closings();
		if (closings.isEmpty() || !closings.get(0).isBefore(today) || isOpen()) {
			return Optional.empty();
		}
		List<LocalDate> evidence = new ArrayList<>(List.of(closings.get(0)));
		for (LocalDate earlier : closings.subList(1, closings.size())) {
			long days = ChronoUnit.DAYS.between(earlier, evidence.get(evidence.size() - 1));
			if (days >= SHORTEST_YEAR && days <= LONGEST_YEAR) {
				evidence.add(earlier);
			}
			else if (days > LONGEST_YEAR) {
				break;
			}
		}
		if (closings.size() > 1 && evidence.size() == 1) {
			return Optional.empty();
		}
		YearMonth next = YearMonth.from(closings.get(0)).plusYears(1);
		return next.atEndOfMonth().plusDays(GIVEN_UP_AFTER).isBefore(today) ? Optional.empty()
				: Optional.of(new Expectation(next, evidence));
	}

	/** Whether a call without a last day is younger than every one with it. */
	private boolean isOpen() {
		return !this.calls.isEmpty() && this.calls.get(0).closed() == null;
	}

	/** Whether people may apply to one of its calls on that day, as far as we know. */
	public boolean isOpen(LocalDate today) {
		return isOpen()
				|| this.calls.stream().anyMatch(call -> call.closed() != null && !call.closed().isBefore(today));
	}

	private List<LocalDate> closings() {
		return this.calls.stream()
			.flatMap(call -> Optional.ofNullable(call.closed()).stream())
			.distinct()
			.sorted(Comparator.reverseOrder())
			.toList();
	}

	/**
	 * In which fields a call differs from the one of the year before, without its dates.
	 */
	public Set<Field> changed(Call call) {
		Set<Field> changed = new LinkedHashSet<>();
		Optional<Call> before = this.calls.stream()
			.filter(other -> other.year() != null && call.year() != null && other.year() < call.year())
			.findFirst();
		for (Field field : List.of(Field.LEVELS, Field.COUNTRIES, Field.PROVIDER, Field.FUNDING, Field.COLOMBIANS)) {
			if (before.isPresent() && !before.get().facts().value(field).equals(call.facts().value(field))) {
				changed.add(field);
			}
		}
		return changed;
	}

	/** The years of its calls. */
	public Set<Integer> years() {
		Set<Integer> years = new LinkedHashSet<>();
		this.calls.forEach(call -> Optional.ofNullable(call.year()).ifPresent(years::add));
		return years;
	}

}
