package org.becas.collect;

import java.net.URI;
import java.util.List;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.becas.source.Source.Layout;
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
	 * What a source's answer holds, by the first reader for it, and as far as the source
	 * means it.
	 */
	static Reading read(List<PostingReader> readers, Source source, Fetched page) {
		return readers.stream()
			.filter((reader) -> reader.reads(source, page))
			.findFirst()
			.map((reader) -> reader.read(source, page).matching(source.layout()))
			.orElseGet(() -> Reading.nothing(Outcome.UNREADABLE,
					"Lo que respondió el portal no es de ninguna forma conocida"));
	}

	/**
	 * What stands on one page.
	 *
	 * @param postings in the page's order
	 * @param next further pages of the list
	 * @param outcome {@link Outcome#OK}, or which kind of nothing
	 * @param why the Spanish sentence for a nothing
	 */
	record Reading(List<Posting> postings, List<URI> next, Outcome outcome, @Nullable String why) {

		static Reading of(List<Posting> postings, @Nullable URI next) {
			return new Reading(postings, (next != null) ? List.of(next) : List.of(), Outcome.OK, null);
		}

		static Reading nothing(Outcome outcome, String why) {
			return new Reading(List.of(), List.of(), outcome, why);
		}

		/** Only the announcements whose address is one that the source means. */
		Reading matching(Layout layout) {
			if (layout.match() == null || this.postings.isEmpty()) {
				return this;
			}
			List<Posting> meant = this.postings.stream()
				.filter((posting) -> layout.match().matcher(posting.url().toString()).find())
				.toList();
			if (meant.isEmpty() && this.next.isEmpty()) {
				return nothing(Outcome.STRUCTURE_CHANGED,
						"De las %d direcciones que hay, ninguna corresponde a \"match: %s\""
							.formatted(this.postings.size(), layout.match().pattern()));
			}
			return new Reading(meant, this.next, this.outcome, this.why);
		}

	}

}
