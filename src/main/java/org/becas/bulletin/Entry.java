package org.becas.bulletin;

import java.util.EnumSet;
import java.util.Set;

import org.becas.offer.Facts;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.jspecify.annotations.Nullable;

/**
 * An offer as one edition prints it.
 *
 * @param offer which one
 * @param facts what was known of it when the edition was approved
 * @param language of the title, ISO 639, where it is known and not the letter's own
 * @param official whether the address leads to the giver's own page
 * @param repeated whether the edition before printed it too
 */
public record Entry(OfferId offer, Facts facts, @Nullable String language, boolean official, boolean repeated) {

	/**
	 * The levels that it is printed for; what a person approved without one is for
	 * {@link Level#OTROS}.
	 */
	public Set<Level> levels() {
		return this.facts.levels().isEmpty() ? Set.of(Level.OTROS) : this.facts.levels();
	}

	/** Whether somebody who chose these levels gets it. */
	public boolean isFor(Set<Level> chosen) {
		return levels().stream().anyMatch(chosen::contains);
	}

	/** The section in which somebody who chose these levels finds it, once. */
	Level sectionFor(Set<Level> chosen) {
		Set<Level> shared = EnumSet.copyOf(levels());
		shared.retainAll(chosen);
		return shared.iterator().next();
	}

}
