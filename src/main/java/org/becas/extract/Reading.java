package org.becas.extract;

import java.util.List;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Facts;
import org.jspecify.annotations.Nullable;

/**
 * What an announcement says.
 *
 * @param facts the answers
 * @param deadlines every deadline found, the chosen one first
 * @param evidence the words on which each answer rests
 * @param attention what cannot be settled without a person
 * @param language ISO 639 code of the text, if recognised
 */
public record Reading(Facts facts, List<Deadline> deadlines, List<Evidence> evidence, Set<Attention> attention,
		@Nullable String language) {
}
