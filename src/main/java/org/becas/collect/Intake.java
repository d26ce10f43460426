package org.becas.collect;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.collect.Admission.Applicant;
import org.becas.offer.Sightings.Seen;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

/** Where the postings of a visit go. Reading may be done by several threads at once. */
interface Intake {

	/** What is already held of these postings, by their keys. */
	Map<String, Seen> seen(Source source, Collection<String> keys);

	/** Which of these postings are held and were not gone until now. */
	Set<String> shown(Source source, Collection<String> keys);

	/** What the portal gave with these pages, as far as it still counts. */
	Map<String, Validators> validators(Source source, Collection<String> urls);

	/** Reads a posting, unless it is known and has not changed. */
	Applicant read(Source source, Posting posting, @Nullable Seen seen, @Nullable Validators validators);

	/** A posting whose page the portal says has not changed. */
	Applicant unchanged(Posting posting, Seen seen);

	/**
	 * Takes a batch in.
	 * @param gone links behind which there is nothing any more
	 * @param tally counts what became of each
	 */
	void admit(Source source, List<Applicant> batch, List<Posting> gone, Tally tally);

	/** Keeps what the portal gave with a page that was read as a whole. */
	void remember(Source source, URI url, Validators validators);

	/**
	 * Keeps what the portal names with a page that it says has not changed. That tells
	 * nothing of when the page was last read.
	 */
	void freshen(Source source, URI url, Validators validators);

}
