package org.becas.subscriber;

import java.time.Instant;
import java.util.Set;

import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * One thing a person allowed or took back (Ley 1581 de 2012, art. 8 b), with what proves
 * it.
 *
 * @param levels as they stood afterwards
 * @param textVersion of the privacy notice that was shown
 * @param textHash SHA-256 of the exact text that was shown, in hex
 * @param channel where it was said
 * @param ipHash keyed hash of the network address
 * @param evidence of a consent that was given elsewhere
 */
public record Consent(Kind kind, Set<Level> levels, @Nullable String textVersion, @Nullable String textHash, Instant at,
		Channel channel, @Nullable String ipHash, @Nullable String userAgent, @Nullable String evidence) {

	/** What consent is asked for. There is one purpose: getting the bulletin. */
	static final String PURPOSE = "BULLETIN";

	/** What was said. */
	public enum Kind {

		/** The form was sent; worth nothing until confirmed. */
		ASKED,

		/** The link in the confirmation letter was used. */
		CONFIRMED,

		/** Was on a list that came with the evidence of each consent. */
		IMPORTED,

		/** Other levels, another name. */
		CHANGED,

		PAUSED,

		RESUMED,

		/** No bulletin any more. */
		LEFT,

		/** Everything about them was to be deleted. */
		ERASED

	}

	/** Where it was said. */
	public enum Channel {

		FORM, LETTER, IMPORT, OFFICE,

		/** The reader's mail provider told us that they called a letter spam. */
		COMPLAINT

	}

	/**
	 * The traces of a request that belong to the proof.
	 *
	 * @param ip network address, kept as a keyed hash only
	 */
	record Trace(Channel channel, @Nullable String ip, @Nullable String userAgent) {

		static final Trace IMPORT = new Trace(Channel.IMPORT, null, null);

		static final Trace OFFICE = new Trace(Channel.OFFICE, null, null);

	}

}
