package org.becas.offer;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a source changed about an offer that we hold.
 *
 * @param id our number for it
 * @param sourceId the source that changed it
 * @param at when we noticed
 * @param before what the source said; null where that did not change
 * @param after what it says now
 * @param seenBy who of the staff has looked at it; null for nobody yet
 */
public record OfferEvent(long id, OfferId offer, String sourceId, Kind kind, Instant at, @Nullable State before,
		@Nullable State after, @Nullable String seenBy, @Nullable Instant seenAt) {

	/** What happened. */
	public enum Kind {

		/** No source shows it any more. */
		GONE,

		/** A source shows it again. */
		BACK,

		/** The deadline that is read from the source is another. */
		DEADLINE,

		/** The text is another, the deadline is the same. */
		TEXT;

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What a source said.
	 *
	 * @param deadline as it was read
	 * @param text plain text
	 */
	public record State(Deadline deadline, String text) {
	}

}
