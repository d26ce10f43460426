package org.becas.collect;

import java.util.List;
import java.util.Optional;

/**
 * How many announcements a source usually shows, told from its last visits by median and
 * median deviation, which one odd visit does not move.
 *
 * @param least that is not unusual
 * @param most that is not unusual
 */
record Yield(int least, int most) {

	/** Visits that read something and are looked back on. */
	static final int LOOKED_AT = 8;

	private static final int FEWEST = 4;

	/**
	 * @param counts of what was found at visits that read something, in any order
	 * @return empty while there are too few to tell
	 */
	static Optional<Yield> of(List<Integer> counts) {
		List<Integer> found = counts.stream().sorted().toList();
		if (found.size() < FEWEST) {
			return Optional.empty();
		}
		int median = found.get(found.size() / 2);
		List<Integer> deviations = found.stream().map((one) -> Math.abs(one - median)).sorted().toList();
		double spread = 3 * 1.4826 * deviations.get(deviations.size() / 2);
		return Optional.of(new Yield((int) Math.max(1, Math.floor(median - Math.max(spread, median * 0.4))),
				(int) Math.ceil(median + Math.max(spread, median * 0.6 + 3))));
	}

	/** What is to be said of so many announcements, if they are too few or too many. */
	Optional<String> unusual(int found) {
		String many = (found == 1) ? "Se halló una convocatoria" : "Se hallaron %d convocatorias".formatted(found);
		return (found < this.least || found > this.most)
				? Optional.of("%s; lo habitual en esta fuente es entre %d y %d".formatted(many, this.least, this.most))
				: Optional.empty();
	}

}
