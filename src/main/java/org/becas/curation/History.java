package org.becas.curation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.becas.offer.Correction;
import org.becas.offer.Field;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person did to an offer: a decision or a correction.
 *
 * @param at when
 * @param by who
 * @param status what it became, for a decision
 * @param field what was corrected, for a correction
 * @param value the new value, or null where a correction was taken back
 * @param reason why, where they said so
 */
record History(Instant at, String by, @Nullable Status status, @Nullable Field field, @Nullable String value,
		@Nullable String reason) {

	/** Everything that people did, newest first. */
	static List<History> of(List<Correction> corrections, List<Decision> decisions) {
		List<History> acts = new ArrayList<>();
		corrections.forEach((correction) -> acts.add(new History(correction.at(), correction.by(), null,
				correction.field(), correction.value(), correction.reason())));
		decisions.forEach((decision) -> acts
			.add(new History(decision.at(), decision.by(), decision.status(), null, null, decision.reason())));
		acts.sort(Comparator.comparing(History::at).reversed());
		return acts;
	}

}
