package org.becas.extract;

import org.becas.offer.Evidence;

/**
 * An answer that some words of the text speak for.
 *
 * @param value the answer
 * @param score how strongly, on the scale of the field's rules
 * @param evidence the words
 */
record Candidate<T>(T value, int score, Evidence evidence) {
}
