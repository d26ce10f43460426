package org.becas.collect;

import java.util.List;
import java.util.function.Function;

import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.source.Source;

/**
 * A source as it is read once its page is there, and the answer from which it is read.
 *
 * @param answer the page itself, or that of the feed which it names
 */
record Understanding(Source source, FetchResult answer) {

	/**
	 * Finds out what the entry of a source does not say. A feed that the page names is
	 * taken only if it can be read and has items.
	 * @param page that its address answered with
	 * @param fetch asks for the feed
	 */
	static Understanding of(Source source, Fetched page, List<PostingReader> readers,
			Function<Source, FetchResult> fetch) {
		if (!Discovery.wanted(source)) {
			return new Understanding(source, page);
		}
		Source understood = Discovery.understand(source, page);
		if (understood.url().equals(source.url())) {
			return new Understanding(understood, page);
		}
		FetchResult feed = fetch.apply(understood);
		boolean usable = feed instanceof Unchanged || (feed instanceof Fetched answer
				&& PostingReader.read(readers, understood, answer).outcome() == Outcome.OK);
		return usable ? new Understanding(understood, feed)
				: new Understanding(Discovery.understandPage(source, PageReader.document(page)), page);
	}

}
