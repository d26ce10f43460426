package org.becas.bulletin;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.becas.offer.Level;

/**
 * One heading of a letter and the offers under it: soonest deadline first, then those
 * without a date.
 */
public record Section(Level level, List<Entry> entries) {

	/**
	 * The sections for a choice of levels, in the order of {@link Level}, without empty
	 * ones. Each offer stands once, under the first of its levels that was chosen.
	 * @param entries in the order in which each section prints them
	 */
	public static List<Section> of(List<Entry> entries, Set<Level> chosen) {
		return chosen.stream()
			.sorted(Comparator.naturalOrder())
			.map(level -> new Section(level,
					entries.stream()
						.filter(entry -> entry.isFor(chosen) && entry.sectionFor(chosen) == level)
						.toList()))
			.filter(section -> !section.entries().isEmpty())
			.toList();
	}

}
