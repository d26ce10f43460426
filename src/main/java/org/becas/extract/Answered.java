package org.becas.extract;

import java.util.List;

import org.becas.offer.Evidence;

/**
 * What a rule read, the words that say so, and the words that it set aside.
 *
 * @param rejected words that looked like an answer; their rule says why they are none
 */
record Answered<T>(T value, List<Evidence> evidence, List<Evidence> rejected) {
}
