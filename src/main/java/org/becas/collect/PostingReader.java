package org.becas.collect;

import java.net.URI;
import java.util.List;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

/** One way of reading what a portal publishes. Thread-safe. */
interface PostingReader {

	/** Whether this is the reader for what the source answered. */
	boolean reads(Source source, Fetched page);

	/**
	 * Reads the announcements of one page; never throws, whatever stands there.
	 */
	Reading read(Source source, Fetched page);

	/**
	 * What stands on one page.
	 *
	 * @param postings in the page's order
	 * @param next the next page of the list
	 * @param outcome {@link Outcome#OK}, or which kind of nothing
	 * @param why the Spanish sentence for a nothing
	 */
	record Reading(List<Posting> postings, @Nullable URI next, Outcome outcome, @Nullable String why) {

		static Reading of(List<Posting> postings, @Nullable URI next) {
			return new Reading(postings, next, Outcome.OK, null);
		}

		static Reading nothing(Outcome outcome, String why) {
			return new Reading(List.of(), null, outcome, why);
		}

	}

}
