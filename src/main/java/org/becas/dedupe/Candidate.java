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
 */
public record Candidate(Facts facts, String text, Set<String> urls, Set<String> titles, @Nullable LocalDate published) {

	public Candidate(Facts facts, String text, Set<String> urls) {
		this(facts, text, urls, Set.of(), null);
	}

	/** What one source wrote. */
	public static Candidate of(Notice notice) {
		return new Candidate(notice.facts(), notice.text(), Set.of(notice.sighting().url()),
				Set.of(notice.sighting().title()), notice.published());
	}

}
