package org.becas.curation;

import java.util.List;

import org.becas.offer.DateWords;
import org.becas.offer.Offer;
import org.becas.offer.OfferEvent;
import org.becas.offer.OfferEvent.State;
import org.jspecify.annotations.Nullable;

/**
 * What a source changed about an offer, as people read it.
 *
 * @param deadlineBefore in words; null if the deadline did not change
 * @param before the text as it was, what is no longer there marked
 * @param after the text as it is, what is new marked
 */
record Change(OfferEvent event, Offer offer, @Nullable String deadlineBefore, @Nullable String deadlineAfter,
		List<Wording> before, List<Wording> after) {

	static Change of(OfferEvent event, Offer offer, DateWords words) {
		State before = event.before();
		State after = event.after();
		if (before == null || after == null) {
			return new Change(event, offer, null, null, List.of(), List.of());
		}
		boolean deadline = event.kind() == OfferEvent.Kind.DEADLINE;
		return new Change(event, offer, deadline ? words.deadline(before.deadline()) : null,
				deadline ? words.deadline(after.deadline()) : null, around(before.text(), after.text()),
				around(after.text(), before.text()));
	}

	/** The text from a little before its first difference on. */
	private static List<Wording> around(String text, String other) {
		int same = 0;
		while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
			same++;
		}
		int from = text.lastIndexOf('\n', Math.max(0, same - 200)) + 1;
		return Wording.of((from > 0) ? "… " + text.substring(from) : text, other);
	}

	/** Whether there is a text to show. */
	public boolean hasText() {
		return !this.before.isEmpty() || !this.after.isEmpty();
	}

}
