package org.becas.dedupe;

import java.time.LocalDate;
import java.util.Set;

import org.becas.offer.Facts;
import org.becas.offer.Notice;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison.
 *
 * @param facts what was read of it
 * @param text the announcement, plain text
 * @param urls every address under which it was seen
 * @param titles every title under which it was seen: one of them may name the year that
 * the others leave out
 * @param published when its source says that it was published; null if that is unknown
 * @param language of the text as it was read, ISO 639; null if that is unknown
 */
public record Candidate(Facts facts, String text, Set<String> urls, Set<String> titles, @Nullable LocalDate published,
		@Nullable String language) {

	public Candidate(Facts facts, String text, Set<String> urls) {
		this(facts, text, urls, Set.of(), null, null);
	}

	public Candidate(Facts facts, String text, Set<String> urls, Set<String> titles, @Nullable LocalDate published) {
		this(facts, text, urls, titles, published, null);
	}

	/** What one source wrote. */
	public static Candidate of(Notice notice) {
		return new Candidate(notice.facts(), notice.text(), Set.of(notice.sighting().url()),
				Set.of(notice.sighting().title()), notice.published(), notice.language());
	}

}
