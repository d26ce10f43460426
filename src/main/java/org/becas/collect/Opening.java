package org.becas.collect;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.becas.collect.Admission.Applicant;
import org.becas.collect.Details.Behind;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.offer.Sightings.Seen;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Opens the link of one announcement, unless that is known to be of no use, and makes an
 * applicant of what stands behind it. Thread-safe.
 */
final class Opening {

	/** A page's tree takes many times its bytes: large ones are read one at a time. */
	private static final int LARGE = 1 << 20;

	private static final Object ONE_LARGE_PAGE = new Object();

	private final Source source;

	private final Dialogue portal;

	private final Details details;

	private final Intake intake;

	Opening(Source source, Dialogue portal, Details details, Intake intake) {
		this.source = source;
		this.portal = portal;
		this.details = details;
		this.intake = intake;
	}

	/**
	 * Whether there is more behind a posting's link. One without a link of its own leads
	 * back to its list, which speaks of the others.
	 * @param lists what the pages of the list are known by
	 */
	static boolean leadsOn(Source understood, Posting posting, Set<String> lists) {
		boolean onePage = understood.kind() == Kind.PAGE && understood.layout().list() == null;
		return understood.layout().opens() && (onePage || !lists.contains(Addresses.key(posting.detail())));
	}

	/**
	 * What came of a posting.
	 * @param understood the source as it is read
	 * @param seen as it is held; null if it is not
	 * @param validators of the page behind its link
	 */
	Found found(Source understood, Posting posting, @Nullable Seen seen, Validators validators) {
		boolean listedAsBefore = posting.modified() != null && posting.modified().equals(validators.listed());
		if (listedAsBefore && seen != null) {
			return new Found(posting, this.intake.unchanged(posting, seen), null);
		}
		FetchResult result = this.portal.fetch(posting.detail(), validators);
		if (result instanceof Fetched page) {
			return read(understood, posting, seen, page);
		}
		if (result instanceof Unchanged && seen != null) {
			return new Found(posting, this.intake.unchanged(posting, seen), null);
		}
		return new Found(posting, null, (result instanceof Failed failed) ? failed
				: new Failed(posting.url(), Outcome.UNREADABLE, "El portal respondió 304 sin que se le preguntara"));
	}

	/** Half a page is better than none, but no better than what is held. */
	private Found read(Source understood, Posting posting, @Nullable Seen seen, Fetched page) {
		if (!page.whole() && seen != null) {
			return new Found(posting, null, cutOff(page.url()));
		}
		Behind behind = behind(understood, posting, page);
		Posting whole = behind.posting();
		if (whole == null) {
			return new Found(posting, null, behind.failed());
		}
		Validators given = page.validators().listedAs(page.whole() ? posting.modified() : null);
		return (behind.pdf() == null) ? new Found(whole, this.intake.read(this.source, whole, seen, given), null)
				: attached(whole, behind.pdf(), seen, given);
	}

	private Behind behind(Source understood, Posting posting, Fetched page) {
		if (page.body().length < LARGE) {
			return this.details.read(understood, posting, page);
		}
		synchronized (ONE_LARGE_PAGE) {
			return this.details.read(understood, posting, page);
		}
	}

	/**
	 * The page with its document. While that cannot be had, what is held stays as it is,
	 * and what is new is read from its page alone, which is asked for anew the next time.
	 */
	private Found attached(Posting page, URI pdf, @Nullable Seen seen, Validators given) {
		String hash = Admission.hash(page);
		Validators known = this.intake.validators(this.source, List.of(pdf.toString()))
			.getOrDefault(pdf.toString(), Validators.NONE);
		boolean samePage = seen != null && hash.equals(known.listed());
		FetchResult result = this.portal.fetch(pdf, samePage ? known : Validators.NONE);
		if (result instanceof Unchanged && seen != null) {
			return new Found(page, this.intake.unchanged(page, seen), null);
		}
		Behind both = (result instanceof Fetched document) ? with(page, document)
				: new Behind(null, null, (result instanceof Failed failed) ? failed : null);
		Posting whole = both.posting();
		if (whole != null && result instanceof Fetched document) {
			this.intake.remember(this.source, pdf, document.validators().listedAs(hash));
			return new Found(whole, this.intake.read(this.source, whole, seen, given), null);
		}
		return (seen != null) ? new Found(page, null, kept(both.failed()))
				: new Found(page, this.intake.read(this.source, page, null, null), null);
	}

	private static Behind with(Posting page, Fetched document) {
		return document.whole() ? Details.with(page, document) : new Behind(null, null, cutOff(document.url()));
	}

	private static Failed cutOff(URI url) {
		return new Failed(url, Outcome.TRUNCATED,
				"%s llegó cortada cada vez; lo que ya se conocía queda como estaba".formatted(url));
	}

	/** A document that is gone does not take the announcement with it. */
	private static @Nullable Failed kept(@Nullable Failed failed) {
		return (failed != null && failed.outcome().gone()) ? new Failed(failed.url(), Outcome.UNREADABLE, failed.why())
				: failed;
	}

	/** What came of one posting: an applicant, or why there is none. */
	record Found(Posting posting, @Nullable Applicant applicant, @Nullable Failed failed) {
	}

}
