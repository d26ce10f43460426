package org.becas.offer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

/**
 * Notices that people correct the levels of one source's offers always to the same: then
 * its entry in {@code sources.yml} had better say so.
 */
@Component
public class UsualLevels {

	/** As many corrections in a row must agree. */
	private static final int ENOUGH = 3;

	/** As far back is looked; older habits are no habits. */
	private static final int RECENT = 10;

	private final Offers offers;

	public UsualLevels(Offers offers) {
		this.offers = offers;
	}

	/**
	 * What to write into a source's entry.
	 *
	 * @param times how many corrections say so
	 */
	public record Hint(String source, Set<Level> levels, int times) {

		/** The line for {@code sources.yml}. */
		public String line() {
			return "levels: [" + this.levels.stream().sorted().map(Level::key).collect(Collectors.joining(", ")) + "]";
		}

	}

	/** The hint for a source, if its last corrections, three at least, all agree. */
	public Optional<Hint> of(String source) {
		List<Set<Level>> corrected = this.offers.correctedLevels(source, RECENT);
		boolean agree = corrected.size() >= ENOUGH && !corrected.get(0).isEmpty()
				&& corrected.stream().distinct().count() == 1;
		return agree ? Optional.of(new Hint(source, corrected.get(0), corrected.size())) : Optional.empty();
	}

	/** The hints for the sources that show an offer. */
	public List<Hint> of(Collection<Sighting> sightings) {
		return sightings.stream().map(Sighting::sourceId).distinct().flatMap((source) -> of(source).stream()).toList();
	}

}
