package org.becas.bulletin;

import org.becas.offer.OfferId;
import org.jspecify.annotations.Nullable;

/**
 * Something to know before a bulletin leaves.
 *
 * @param blocks whether it keeps the bulletin from being approved
 * @param text what is wrong and what to do, in Spanish
 * @param offer about which offer, if about one
 */
public record Check(boolean blocks, String text, @Nullable OfferId offer) {

	static Check blocking(String text) {
		return new Check(true, text, null);
	}

	static Check warning(String text) {
		return new Check(false, text, null);
	}

}
