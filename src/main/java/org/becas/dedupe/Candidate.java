package org.becas.dedupe;

import java.util.Set;

import org.becas.offer.Facts;

/**
 * One side of a comparison.
 *
 * @param facts what was read of it
 * @param text the announcement, plain text
 * @param urls every address under which it was seen
 */
public record Candidate(Facts facts, String text, Set<String> urls) {
}
