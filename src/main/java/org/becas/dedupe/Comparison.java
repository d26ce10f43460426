package org.becas.dedupe;

import java.util.List;

/**
 * What two announcements have to do with each other.
 *
 * @param outcome whether they are the same call
 * @param score binary logarithm of the odds that they are; -100 where a rule forbids it
 * @param reasons in Spanish, each with its weight, heaviest first
 */
public record Comparison(Outcome outcome, double score, List<String> reasons) {

	/** Same call, other call, or a question for a person. */
	public enum Outcome {

		SAME, DIFFERENT, REVIEW

	}
}
