package org.becas.extract;

import org.becas.extract.DateMention.When;

/**
 * A date until which one may apply.
 *
 * @param role what its own words say of it
 * @param clause the first token of the words in front of it
 */
record DeadlineCandidate(DateMention mention, DateRole role, int clause, int score, String rule) {

	DeadlineCandidate scored(int other) {
		return new DeadlineCandidate(this.mention, this.role, this.clause, other, this.rule);
	}

	DeadlineCandidate at(When when) {
		return new DeadlineCandidate(
				new DateMention(this.mention.from(), this.mention.to(), when, this.mention.opens()), this.role,
				this.clause, this.score, this.rule);
	}

}
