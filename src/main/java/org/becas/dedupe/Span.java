package org.becas.dedupe;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One year, or an academic year over two.
 */
record Span(int first, int last) {

	boolean holds(Span other) {
		return this.first <= other.first && other.last <= this.last;
	}

	boolean agrees(Span other) {
		return holds(other) || other.holds(this);
	}

	/**
	 * Whether a call of this year may close on that day: in the year, the year before it
	 * begins, or in the first months after.
	 */
	boolean mayClose(LocalDate day) {
		LocalDate earliest = (this.first == this.last) ? LocalDate.of(this.first - 1, 1, 1)
				: LocalDate.of(this.first - 1, 3, 15);
		return !day.isBefore(earliest) && !day.isAfter(LocalDate.of(this.last + 1, 3, 31));
	}

	@Override
	public String toString() {
		return (this.first == this.last) ? "" + this.first : this.first + "-" + this.last;
	}

	/** The years together, unless they are too far apart to be one call's. */
	static @Nullable Span together(Set<Span> spans) {
		int first = spans.stream().mapToInt(Span::first).min().orElse(0);
		int last = spans.stream().mapToInt(Span::last).max().orElse(-9);
		return (last >= first && last - first <= 1) ? new Span(first, last) : null;
	}

}
