package org.becas.offer;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one source says of an offer, and what was read of it.
 *
 * @param sighting where and since when the source shows it
 * @param tier how close to the giver the source is
 * @param facts what was read
 * @param text the announcement, plain text
 * @param published when the source says that it was published; null if it does not
 * @param language ISO 639 code of the text, if known
 * @param evidence the words on which the reading rests
 * @param attention why a person should look at it
 */
public record Notice(Sighting sighting, Tier tier, Facts facts, String text, @Nullable LocalDate published,
		@Nullable String language, List<Evidence> evidence, Set<Attention> attention) {

	/** Unique among all notices, and the same whatever the order in which they came. */
	public String name() {
		return this.sighting.sourceId() + "\n" + this.sighting.key();
	}

}
