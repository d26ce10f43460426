package org.becas.collect;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.collect.Admission.Applicant;
import org.becas.collect.Bodies.Stored;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PortalClient.Request;
import org.becas.offer.Sightings.Seen;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a visit and the world: passes everything on and remembers what was
 * answered and what was read. Nothing that it cannot keep costs the visit anything.
 */
final class Recording implements Fetcher, Intake {

	/** Answers and bytes of one visit that are kept; what comes behind them is not. */
	static final int MOST_ANSWERS = 1000;

	private static final long MOST_BYTES = 16 << 20;

	private static final int MOST_POSTINGS = 20_000;

	private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

	private final Fetcher portal;

	private final Intake intake;

	private final @Nullable Bodies bodies;

	private final List<Answer> answers = new ArrayList<>();

	private final List<KeptPosting> postings = new ArrayList<>();

	/** Where the rest of each announcement was asked for. */
	private final Set<URI> behind = new HashSet<>();

	private long stored;

	private long answered;

	private boolean whole = true;

	private @Nullable URI latest;

	/**
	 * @param bodies where answers are kept; null if they are not
	 */
	Recording(Fetcher portal, Intake intake, @Nullable Bodies bodies) {
		this.portal = portal;
		this.intake = intake;
		this.bodies = bodies;
	}

	@Override
	public FetchResult fetch(Request request) {
		note(request.url());
		FetchResult result = this.portal.fetch(request);
		Stored body = (result instanceof Fetched page) ? store(page) : null;
		note(request.url(), result, body);
		return result;
	}

	private synchronized void note(URI url) {
		this.latest = url;
	}

	private @Nullable Stored store(Fetched page) {
		synchronized (this) {
			if (this.bodies == null || this.answers.size() >= MOST_ANSWERS || this.stored >= MOST_BYTES) {
				return null;
			}
		}
		try {
			return this.bodies.put(page.body());
		}
		catch (IOException ex) {
			LOG.warn("No se pudo guardar la respuesta de {}: {}", page.url(), ex.getMessage());
			return null;
		}
	}

	private synchronized void note(URI url, FetchResult result, @Nullable Stored body) {
		this.answered++;
		boolean kept = !(result instanceof Fetched) || body != null;
		if (this.answers.size() < MOST_ANSWERS && kept) {
			this.answers
				.add(Answer.of(url, result, (body != null) ? body.hash() : null, (body != null) ? body.size() : 0));
			this.stored += (body != null) ? body.size() : 0;
		}
		else {
			this.whole = false;
		}
	}

	@Override
	public boolean mayBeHurried(URI url, @Nullable Duration delay) {
		return this.portal.mayBeHurried(url, delay);
	}

	@Override
	public Optional<String> slowed(URI url) {
		return this.portal.slowed(url);
	}

	@Override
	public Map<String, Seen> seen(Source source, Collection<String> keys) {
		return this.intake.seen(source, keys);
	}

	@Override
	public Set<String> shown(Source source, Collection<String> keys) {
		return this.intake.shown(source, keys);
	}

	@Override
	public Map<String, Validators> validators(Source source, Collection<String> urls) {
		return this.intake.validators(source, urls);
	}

	@Override
	public Applicant read(Source source, Posting posting, @Nullable Seen seen, @Nullable Validators validators) {
		return this.intake.read(source, posting, seen, validators);
	}

	@Override
	public Applicant unchanged(Posting posting, Seen seen) {
		return this.intake.unchanged(posting, seen);
	}

	@Override
	public void admit(Source source, List<Applicant> batch, List<Posting> gone, Tally tally) {
		this.intake.admit(source, batch, gone, tally);
		synchronized (this) {
			for (Applicant applicant : batch) {
				if (this.postings.size() < MOST_POSTINGS) {
					this.postings.add(KeptPosting.of(applicant));
					this.behind.add(applicant.posting().detail());
				}
				else {
					this.whole = false;
				}
			}
		}
	}

	@Override
	public void remember(Source source, URI url, Validators validators) {
		this.intake.remember(source, url, validators);
	}

	@Override
	public void freshen(Source source, URI url, Validators validators) {
		this.intake.freshen(source, url, validators);
	}

	/** What was answered so far, in the order in which it came. */
	synchronized List<Answer> answers() {
		return List.copyOf(this.answers);
	}

	/** What was read so far. */
	synchronized List<KeptPosting> postings() {
		return List.copyOf(this.postings);
	}

	/** Whether an address is that of what stands behind an announcement's link. */
	synchronized boolean isBehind(URI url) {
		return this.behind.contains(url);
	}

	/** Whether all that came is kept. */
	synchronized boolean whole() {
		return this.whole;
	}

	/** How far the visit is. */
	synchronized Progress progress() {
		return new Progress(this.answered, this.postings.size(), (this.latest != null) ? this.latest.toString() : "");
	}

	/**
	 * How far a visit is.
	 *
	 * @param answers that came
	 * @param read announcements
	 * @param latest address that was asked for
	 */
	record Progress(long answers, int read, String latest) {
	}

}
