package org.becas.dedupe;

import java.util.Set;

import org.becas.offer.Facts;

/**
 * One side of a comparison.
 *
 * @param facts what was read of it
 * @param text the announcement, plain text
 * @param urls every address under which it was seen
 * @param titles every title under which it was seen: one of them may name the year that
 * the others leave out
 */
public record Candidate(Facts facts, String text, Set<String> urls, Set<String> titles) {

	public Candidate(Facts facts, String text, Set<String> urls) {
		this(facts, text, urls, Set.of());
	}

}
