package org.becas.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.becas.collect.Admission.Applicant;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.collect.PortalClient.Request;
import org.becas.collect.PostingReader.Reading;
import org.becas.collect.Visit.Traffic;
import org.becas.offer.Offers.Seen;
import org.becas.source.Source;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * One visit to one source, from its first page to the last offer admitted. Postings pass
 * through in batches, so that a large portal needs no more memory than a small one.
 */
final class Visiting {

	/** Postings that are read while the batch before them is admitted. */
	private static final int BATCH = 100;

	/** A page's tree takes many times its bytes: large ones are read one at a time. */
	private static final int LARGE = 1 << 20;

	private static final Object ONE_LARGE_PAGE = new Object();

	private final Source source;

	private final Fetcher client;

	private final List<PostingReader> readers;

	private final PageReader pages;

	private final Intake admission;

	private final CollectSettings settings;

	private final Clock clock;

	/** The source as it is read, which may have to be found out first. */
	private Source understood;

	private final Tally tally = new Tally();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger unchanged = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	private final Set<String> keys = new HashSet<>();

	private int status;

	private boolean sawAll;

	private Outcome outcome = Outcome.OK;

	private @Nullable String why;

	Visiting(Source source, Fetcher client, List<PostingReader> readers, PageReader pages, Intake admission,
			CollectSettings settings, Clock clock) {
		this.source = source;
		this.understood = source;
		this.client = client;
		this.readers = readers;
		this.pages = pages;
		this.admission = admission;
		this.settings = settings;
		this.clock = clock;
	}

	/** Visits the source and tells what came of it. */
	Visit visit(String run) {
		Instant started = this.clock.instant();
		boolean hurried = this.client.mayBeHurried(this.source.url(), this.source.delay());
		ExecutorService workers = Executors.newFixedThreadPool(hurried ? this.settings.connections() : 1);
		try {
			walk(workers);
		}
		finally {
			workers.shutdownNow();
		}
		return new Visit(run, this.source.id(), this.source.url(), started, this.clock.instant(), this.outcome,
				this.why, this.tally.counts(),
				new Traffic(this.requests.get(), this.unchanged.get(), this.bytes.get(), this.status));
	}

	/** The source as it was read, once it was visited. */
	Source understood() {
		return this.understood;
	}

	/** The keys of the announcements that the list shows. */
	Set<String> listed() {
		return Set.copyOf(this.keys);
	}

	/** Whether the list was read to its end. */
	boolean sawAll() {
		return this.sawAll;
	}

	/** Reads the list page by page. */
	private void walk(ExecutorService workers) {
		Set<URI> walked = new HashSet<>();
		URI page = this.source.url();
		while (page != null && walked.size() < this.understood.layout().pages() && walked.add(page)) {
			boolean first = walked.size() == 1;
			FetchResult result = first ? first(page) : fetch(page, Validators.NONE);
			page = null;
			if (result instanceof Fetched fetched) {
				Reading reading = read(fetched);
				if (first || reading.outcome() == Outcome.OK) {
					settle(reading.outcome(), (reading.why() != null) ? reading.why() : moved(fetched));
				}
				take(reading.postings(), workers);
				if (first && reading.outcome() == Outcome.OK && this.understood.layout().detail() == null) {
					this.admission.remember(this.source, this.understood.url(), fetched.validators());
				}
				page = full() ? null : reading.next();
				this.sawAll = reading.outcome() == Outcome.OK && reading.next() == null && !full();
			}
			else if (result instanceof Unchanged) {
				settle(Outcome.UNCHANGED, "El portal dice que nada ha cambiado desde la última visita");
			}
			else if (result instanceof Failed failed) {
				settle(first ? failed.outcome() : Outcome.OK, first ? failed.why()
						: "La lista se leyó hasta la página %d: %s".formatted(walked.size() - 1, failed.why()));
			}
		}
	}

	/** The first page; where a page only names its feed, the feed. */
	private FetchResult first(URI page) {
		FetchResult result = fetch(page, listValidators(page));
		this.status = status(result);
		if (!(result instanceof Fetched fetched) || !Discovery.wanted(this.source)) {
			return result;
		}
		this.understood = Discovery.understand(this.source, fetched);
		if (this.understood.url().equals(page)) {
			return result;
		}
		FetchResult feed = fetch(this.understood.url(), listValidators(this.understood.url()));
		boolean usable = feed instanceof Unchanged
				|| (feed instanceof Fetched answer && read(answer).outcome() == Outcome.OK);
		if (usable) {
			return feed;
		}
		this.understood = Discovery.understandPage(this.source, PageReader.document(fetched));
		return result;
	}

	/** A portal that says where it stands from now on is believed by a person only. */
	private static @Nullable String moved(Fetched page) {
		return (page.movedTo() != null)
				? "El portal avisa que esta dirección se mudó para siempre a %s; cambie url en sources.yml"
					.formatted(page.movedTo())
				: null;
	}

	private boolean full() {
		boolean full = this.keys.size() >= this.settings.maxPostings();
		if (full) {
			settle(Outcome.OK,
					"Se leyeron las primeras %d convocatorias; la lista sigue".formatted(this.settings.maxPostings()));
		}
		return full;
	}

	/**
	 * A list whose links are opened is always read: that it did not change says nothing
	 * about the pages behind it.
	 */
	private boolean listIsConditional() {
		return this.understood.layout().detail() == null;
	}

	private Validators listValidators(URI page) {
		if (!listIsConditional()) {
			return Validators.NONE;
		}
		return this.admission.validators(this.source, List.of(page.toString()))
			.getOrDefault(page.toString(), Validators.NONE);
	}

	private Reading read(Fetched page) {
		for (PostingReader reader : this.readers) {
			if (reader.reads(this.understood, page)) {
				return reader.read(this.understood, page);
			}
		}
		return Reading.nothing(Outcome.UNREADABLE, "Lo que respondió el portal no es de ninguna forma conocida");
	}

	/**
	 * Opens the links and admits what comes, one batch read while the other is admitted.
	 */
	private void take(List<Posting> postings, ExecutorService workers) {
		List<Future<Found>> before = List.of();
		for (int from = 0; from < postings.size(); from += BATCH) {
			List<Posting> batch = new ArrayList<>();
			for (Posting posting : postings.subList(from, Math.min(from + BATCH, postings.size()))) {
				if (this.keys.size() < this.settings.maxPostings() && this.keys.add(posting.key())) {
					batch.add(posting);
				}
			}
			List<Future<Found>> now = open(batch, workers);
			admit(before);
			before = now;
		}
		admit(before);
	}

	private List<Future<Found>> open(List<Posting> batch, ExecutorService workers) {
		Map<String, Seen> seen = this.admission.seen(this.source, batch.stream().map(Posting::key).toList());
		boolean opens = this.understood.layout().detail() != null;
		Map<String, Validators> validators = opens ? this.admission.validators(this.source,
				batch.stream().map((posting) -> posting.url().toString()).toList()) : Map.of();
		List<Future<Found>> found = new ArrayList<>();
		for (Posting posting : batch) {
			Seen known = seen.get(posting.key());
			Validators given = (known != null) ? validators.getOrDefault(posting.url().toString(), Validators.NONE)
					: Validators.NONE;
			found.add(workers.submit(() -> opens ? open(posting, known, given)
					: new Found(posting, this.admission.read(this.source, posting, known, null), null)));
		}
		return found;
	}

	private Found open(Posting posting, @Nullable Seen seen, Validators validators) {
		FetchResult result = fetch(posting.url(), validators);
		if (result instanceof Fetched page) {
			if (page.body().length < LARGE) {
				return read(posting, seen, page);
			}
			synchronized (ONE_LARGE_PAGE) {
				return read(posting, seen, page);
			}
		}
		if (result instanceof Unchanged && seen != null) {
			return new Found(posting, this.admission.unchanged(posting, seen), null);
		}
		return new Found(posting, null, (result instanceof Failed failed) ? failed
				: new Failed(posting.url(), Outcome.UNREADABLE, "El portal respondió 304 sin que se le preguntara"));
	}

	private Found read(Posting posting, @Nullable Seen seen, Fetched page) {
		Document document = PageReader.document(page);
		Failed failed = inTheWay(posting, page, document);
		if (failed != null) {
			return new Found(posting, null, failed);
		}
		Posting whole = this.pages.detail(this.understood, posting, document);
		return new Found(whole, this.admission.read(this.source, whole, seen, page.validators()), null);
	}

	private static @Nullable Failed inTheWay(Posting posting, Fetched page, Document document) {
		if (Obstacle.gone(document, posting.url(), page.url())) {
			return new Failed(page.url(), Outcome.NOT_FOUND, "La página %s ya no existe".formatted(posting.url()));
		}
		Obstacle obstacle = Obstacle.barring(document, page.url());
		return (obstacle != null) ? new Failed(page.url(), obstacle.outcome(), obstacle.why()) : null;
	}

	private void admit(List<Future<Found>> batch) {
		List<Applicant> applicants = new ArrayList<>();
		List<Posting> gone = new ArrayList<>();
		for (Future<Found> future : batch) {
			Found found = await(future);
			if (found.applicant() != null) {
				applicants.add(found.applicant());
			}
			else if (found.failed() != null && found.failed().outcome().gone()) {
				gone.add(found.posting());
			}
			else if (found.failed() != null) {
				this.tally.failed++;
				this.why = (this.why != null) ? this.why : found.failed().why();
			}
		}
		if (!applicants.isEmpty() || !gone.isEmpty()) {
			this.admission.admit(this.source, applicants, gone, this.tally);
		}
	}

	private static Found await(Future<Found> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("La visita se interrumpió", ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

	private FetchResult fetch(URI url, Validators validators) {
		this.requests.incrementAndGet();
		FetchResult result = this.client.fetch(new Request(url, delay(url), validators));
		if (result instanceof Fetched fetched) {
			this.bytes.addAndGet(fetched.body().length);
		}
		else if (result instanceof Unchanged) {
			this.unchanged.incrementAndGet();
		}
		return result;
	}

	/** A source's delay is about its own host. */
	private @Nullable Duration delay(URI url) {
		return this.source.url().getHost().equalsIgnoreCase(url.getHost()) ? this.source.delay() : null;
	}

	private void settle(Outcome outcome, @Nullable String why) {
		this.outcome = outcome;
		this.why = (why != null) ? why : this.why;
	}

	private static int status(FetchResult result) {
		return (result instanceof Fetched) ? 200 : (result instanceof Failed failed) ? failed.status() : 304;
	}

	/** What came of one posting: an applicant, or why there is none. */
	private record Found(Posting posting, @Nullable Applicant applicant, @Nullable Failed failed) {
	}

}
