package org.becas.offer;

import org.jspecify.annotations.Nullable;

/**
 * Which offers to list; null means any.
 *
 * @param status where they stand in curation
 * @param level one of the levels they fund
 * @param call calls only, or what does not look like one only
 * @param text words that title, provider or text contain, whatever their accents
 * @param sourceId a source that shows them
 */
public record OfferFilter(Offer.@Nullable Status status, @Nullable Level level, @Nullable Boolean call,
		@Nullable String text, @Nullable String sourceId) {

	public static OfferFilter all() {
		return new OfferFilter(null, null, null, null, null);
	}

	/** What waits for a person: calls, or what does not look like one. */
	public static OfferFilter waiting(boolean call) {
		return new OfferFilter(Offer.Status.PENDING, null, call, null, null);
	}

	public static OfferFilter with(Offer.Status status) {
		return new OfferFilter(status, null, null, null, null);
	}

}
