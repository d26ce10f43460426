package org.becas.extract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.offer.Attention;
import org.becas.offer.Confidence;
import org.becas.offer.Evidence;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * What an announcement says.
 *
 * @param facts the answers
 * @param primary the level of which it speaks most clearly, where it funds several; null
 * for none
 * @param deadlines every deadline found, the chosen one first
 * @param evidence the words on which each answer rests
 * @param rejected words that looked like an answer and were set aside; their rule says
 * why
 * @param attention what cannot be settled without a person
 * @param language ISO 639 code of the text, if recognised
 */
public record Reading(Facts facts, @Nullable Level primary, List<StatedDeadline> deadlines, List<Evidence> evidence,
		List<Evidence> rejected, Set<Attention> attention, @Nullable String language) {

	/** For and against, as an offer keeps them. */
	public List<Evidence> words() {
		return Stream.concat(this.evidence.stream(), this.rejected.stream()).toList();
	}

	/** How far each answer may be trusted. */
	public Map<Field, Confidence> confidence() {
		return Confidence.of(this.facts, this.evidence, this.attention);
	}

}
