package org.becas.dedupe;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weights learnt from pairs of which a person said what they are. Each weight in force
 * counts like {@value #PRIOR} pairs of either kind, so that few pairs move it little and
 * an observation that never occurred keeps it; no weight moves further than
 * {@value #FURTHEST}. Where the zones begin is not learnt: how many are asked about is
 * the office's choice.
 */
public final class Estimate {

	private static final double PRIOR = 50;

	private static final double FURTHEST = 2;

	/** How often the commoner side of an observation is taken to be seen. */
	private static final double SEEN = 0.3;

	private Estimate() {
	}

	/**
	 * A pair of announcements of which it is known whether they are one call.
	 *
	 * @param observations see {@link Matcher#observations}
	 */
	public record Known(boolean same, Set<String> observations) {
	}

	/**
	 * @param weights in force
	 * @return those that change, by their names
	 */
	public static Map<String, Double> of(Map<String, Double> weights, Collection<Known> pairs) {
		long same = pairs.stream().filter(Known::same).count();
		long different = pairs.size() - same;
		Set<String> observed = new TreeSet<>();
		pairs.forEach(pair -> observed.addAll(pair.observations()));
		Map<String, Double> estimates = new LinkedHashMap<>();
		new TreeMap<>(weights).forEach((name, weight) -> {
			if (observed.contains(name)) {
				double within = smoothed(count(pairs, name, true), same, Math.min(SEEN, SEEN * Math.pow(2, weight)));
				double between = smoothed(count(pairs, name, false), different,
						Math.min(SEEN, SEEN / Math.pow(2, weight)));
				double estimate = Math.log(within / between) / Math.log(2);
				double near = Math.max(weight - FURTHEST, Math.min(weight + FURTHEST, estimate));
				double rounded = Math.round(near * 10) / 10.0;
				if (rounded != weight) {
					estimates.put(name, rounded);
				}
			}
		});
		return estimates;
	}

	private static long count(Collection<Known> pairs, String name, boolean same) {
		return pairs.stream().filter(pair -> pair.same() == same && pair.observations().contains(name)).count();
	}

	private static double smoothed(long seen, long of, double before) {
		return (seen + PRIOR * before) / (of + PRIOR);
	}

}
