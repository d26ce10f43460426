package org.becas.dedupe;

import java.util.List;

/**
 * What two announcements have to do with each other.
 *
 * @param outcome whether they are the same call
 * @param score binary logarithm of the odds that they are; -100 where a rule forbids it
 * @param apart whether only a person may say that they are one, or not even a person:
 * they state different years, codes, levels or countries
 * @param reasons in Spanish, each with its weight, heaviest first
 */
public record Comparison(Outcome outcome, double score, boolean apart, List<String> reasons) {

	/** Same call, other call, or a question for a person. */
	public enum Outcome {

		SAME, DIFFERENT, REVIEW

	}
}
