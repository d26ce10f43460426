package org.becas.collect;

import java.util.List;
import java.util.Optional;

import org.becas.source.Source.Field;

/**
 * How many of the places where a field is looked for gave something.
 *
 * @param places at least as many as {@code filled}
 */
record Coverage(int filled, int places) {

	/** So far below the usual share a field has fallen. */
	private static final double FALL = 0.4;

	private static final int FEWEST_VISITS = 3;

	private static final int FEWEST_PLACES = 2;

	/** Both together. */
	Coverage and(Coverage other) {
		return new Coverage(this.filled + other.filled, this.places + other.places);
	}

	double share() {
		return (this.places > 0) ? (double) this.filled / this.places : 0;
	}

	int percent() {
		return (int) Math.round(100 * share());
	}

	/**
	 * The usual share if this one is far below it; empty if it is not, or while there are
	 * too few visits to tell.
	 */
	Optional<Double> fallenFrom(List<Coverage> usual) {
		if (usual.size() < FEWEST_VISITS || this.places < FEWEST_PLACES) {
			return Optional.empty();
		}
		double median = usual.stream().map(Coverage::share).sorted().toList().get(usual.size() / 2);
		return (share() <= median - FALL) ? Optional.of(median) : Optional.empty();
	}

	/**
	 * Where a field is looked for.
	 *
	 * @param detail whether on the page behind a link, not in the list
	 */
	record Place(boolean detail, Field field) {

		/** The key in {@code sources.yml}, such as {@code fields.deadline}. */
		String key() {
			return (this.detail ? "detail." : "fields.") + this.field.key();
		}

	}

}
