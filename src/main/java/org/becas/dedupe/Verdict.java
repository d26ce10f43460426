package org.becas.dedupe;

import java.util.List;

import org.becas.offer.OfferId;

/** Whether a posting is a call that we already hold, and why. */
public sealed interface Verdict {

	/** A call that we do not hold. */
	record New(List<String> reasons) implements Verdict {
	}

	/** One more sighting of that offer. */
	record Same(OfferId offer, double score, List<String> reasons) implements Verdict {
	}

	/** Perhaps that offer: held apart until a person says so. */
	record Review(OfferId offer, double score, List<String> reasons) implements Verdict {
	}

	/** Why, in Spanish, strongest reason first. */
	List<String> reasons();

}
