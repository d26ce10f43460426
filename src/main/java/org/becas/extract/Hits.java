package org.becas.extract;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The phrases found in a document, by kind, each list in the order of the text. */
record Hits(Map<Cue, List<Hit>> byCue) {

	List<Hit> of(Cue cue) {
		return this.byCue.getOrDefault(cue, List.of());
	}

	/** Those that start in a range of tokens. */
	List<Hit> of(Cue cue, int from, int to) {
		List<Hit> all = of(cue);
		int first = firstFrom(all, Hit::from, from);
		int last = first;
		while (last < all.size() && all.get(last).from() < to) {
			last++;
		}
		return (first < last) ? all.subList(first, last) : List.of();
	}

	/** Whether a phrase of this meaning starts in a range of tokens. */
	boolean any(Cue cue, int from, int to, String value) {
		for (Hit hit : of(cue, from, to)) {
			if (hit.isA(value)) {
				return true;
			}
		}
		return false;
	}

	/** Those that lie wholly in a range of tokens. */
	Stream<Hit> in(Cue cue, int from, int to) {
		return of(cue, from, to).stream().filter(hit -> hit.to() <= to);
	}

	/**
	 * Index of the first that starts at a token or behind it, of what is in its order.
	 */
	static <T> int firstFrom(List<T> sorted, ToIntFunction<T> start, int token) {
		int low = 0;
		int high = sorted.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (start.applyAsInt(sorted.get(middle)) < token) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

}
