package org.becas.collect;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What came of asking for an address. */
sealed interface FetchResult {

	/** The address that answered, behind all redirects. */
	URI url();

	/**
	 * A page.
	 *
	 * @param body decompressed
	 * @param contentType the header, as it was sent
	 * @param movedTo where the portal says that the page stands from now on (301, 308)
	 * @param whole false if the answer broke off every time
	 */
	record Fetched(URI url, byte[] body, @Nullable String contentType, Validators validators, @Nullable URI movedTo,
			boolean whole) implements FetchResult {

		Fetched(URI url, byte[] body, @Nullable String contentType, Validators validators, @Nullable URI movedTo) {
			this(url, body, contentType, validators, movedTo, true);
		}

	}

	/**
	 * The page has not changed since its validators were given.
	 *
	 * @param movedTo where the portal says that the page stands from now on (301, 308)
	 * @param validators that the page is asked for with from now on
	 */
	record Unchanged(URI url, @Nullable URI movedTo, Validators validators) implements FetchResult {
	}

	/**
	 * No page.
	 *
	 * @param outcome which kind of failure
	 * @param status of the answer; 0 where none came
	 * @param why a Spanish sentence
	 * @param retryAfter when the portal says to come back
	 */
	record Failed(URI url, Outcome outcome, int status, String why,
			@Nullable Duration retryAfter) implements FetchResult {

		Failed(URI url, Outcome outcome, String why) {
			this(url, outcome, 0, why, null);
		}

	}

}
