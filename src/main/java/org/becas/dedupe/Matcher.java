package org.becas.dedupe;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.OfferId;

/** Tells whether two announcements are the same call. Thread-safe. */
public class Matcher {

	/**
	 * What a call may be recognised by. Two announcements that share no key are different
	 * calls; those that share one are compared.
	 */
	public Set<String> keys(Candidate candidate) {
		return Set.of();
	}

	/** Is the fresh one a call among those known that share a key with it? */
	public Verdict match(Candidate fresh, Map<OfferId, Candidate> known) {
		return new Verdict.New(List.of());
	}

}
