package org.becas.collect;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One try at a source and what came of it.
 *
 * @param run names the collection it belongs to
 * @param sourceId id of the source in {@code sources.yml}
 * @param url that was visited
 * @param outcome in a word
 * @param why a Spanish sentence, where there is something to say
 * @param counts what became of the announcements
 * @param traffic what the visit asked of the portal
 */
public record Visit(String run, String sourceId, URI url, Instant startedAt, Instant finishedAt, Outcome outcome,
		@Nullable String why, Counts counts, Traffic traffic) {

	/** The same visit with one more sentence. */
	Visit because(String sentence) {
		return new Visit(this.run, this.sourceId, this.url, this.startedAt, this.finishedAt, this.outcome,
				(this.why != null) ? this.why + ". " + sentence : sentence, this.counts, this.traffic);
	}

	/**
	 * What became of the announcements that a source shows; {@code found} is the sum of
	 * the others.
	 *
	 * @param added held since this visit
	 * @param same already held, and unchanged; or held from another source
	 * @param changed already held, now with another text
	 * @param gone links behind which there is nothing any more
	 * @param failed could not be read this time
	 */
	public record Counts(int found, int added, int same, int changed, int gone, int failed) {

		public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

	}

	/**
	 * @param requests pages asked for, each once however often it was tried
	 * @param unchanged answered with 304
	 * @param bytes received, after decompression
	 * @param status of the first answer; 0 where none came
	 */
	public record Traffic(int requests, int unchanged, long bytes, int status) {
	}

}
