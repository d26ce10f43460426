package org.becas.collect;

import java.net.URI;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a portal, as it is kept.
 *
 * @param url that was asked for
 * @param answered the address that answered, behind all redirects
 * @param outcome {@link Outcome#OK} for a page, {@link Outcome#UNCHANGED} for a 304
 * @param status of a failure; 0 where no answer came
 * @param body hash of what came; for a 304 of what it speaks of; null if that is not kept
 * @param stored what the body takes in the folder
 */
record Answer(URI url, URI answered, Outcome outcome, int status, @Nullable String why, @Nullable String body,
		long stored, @Nullable String contentType, @Nullable URI movedTo, boolean whole) {

	static Answer of(URI url, FetchResult result, @Nullable String body, long stored) {
		if (result instanceof Fetched page) {
			return new Answer(url, page.url(), Outcome.OK, 200, null, body, stored, page.contentType(), page.movedTo(),
					page.whole());
		}
		if (result instanceof Failed failed) {
			return new Answer(url, failed.url(), failed.outcome(), failed.status(), failed.why(), null, 0, null, null,
					true);
		}
		return new Answer(url, result.url(), Outcome.UNCHANGED, 304, null, null, 0, null, null, true);
	}

	/** A 304 together with the page that it speaks of. */
	Answer about(Answer earlier) {
		return new Answer(this.url, this.answered, this.outcome, this.status, this.why, earlier.body, 0,
				earlier.contentType, this.movedTo, true);
	}

	/** The page itself, once its body is found. */
	Fetched page(byte[] bytes) {
		return new Fetched(this.answered, bytes, this.contentType, Validators.NONE, this.movedTo, this.whole);
	}

	boolean isPage() {
		return this.outcome == Outcome.OK || this.outcome == Outcome.UNCHANGED;
	}

}
