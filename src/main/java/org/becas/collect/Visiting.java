package org.becas.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.becas.collect.Admission.Applicant;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.collect.Opening.Found;
import org.becas.collect.PostingReader.Reading;
import org.becas.offer.Sightings.Seen;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jspecify.annotations.Nullable;

/**
 * One visit to one source, from its first page to the last offer admitted. Postings pass
 * through in batches, so that a large portal needs no more memory than a small one.
 */
final class Visiting {

	/** Postings that are read while the batch before them is admitted. */
	private static final int BATCH = 100;

	private final Source source;

	private final Fetcher client;

	private final List<PostingReader> readers;

	private final Intake admission;

	private final Dialogue portal;

	private final Opening opening;

	private final CollectSettings settings;

	private final Clock clock;

	/** The source as it is read, which may have to be found out first. */
	private Source understood;

	private final Tally tally = new Tally();

	private final Unread unread = new Unread();

	/** What the pages of the list are known by. */
	private final Set<String> lists = new HashSet<>();

	private final Set<String> keys = new HashSet<>();

	/** Postings on their way: being read, or read and not yet admitted. */
	private final List<Future<Found>> opened = new ArrayList<>();

	/** How many postings are read at most. */
	private final int most;

	/**
	 * What came with the list, if that is all there is: kept when all of it is admitted.
	 */
	private @Nullable Validators list;

	/** The last posting on a page that broke off, perhaps in the midst of it. */
	private @Nullable Posting half;

	private int status;

	private boolean sawAll = true;

	private Outcome outcome = Outcome.OK;

	/** What is said of a list of which all pages together hold nothing. */
	private Reading nothing = Reading.nothing(Outcome.EMPTY, "La lista se lee bien, pero no trae ninguna convocatoria");

	/** What is to be said, each sentence once. */
	private final Set<String> sentences = new LinkedHashSet<>();

	Visiting(Source source, Fetcher client, List<PostingReader> readers, PageReader pages, Intake admission,
			CollectSettings settings, Clock clock) {
		this.source = source;
		this.understood = source;
		this.client = client;
		this.readers = readers;
		this.admission = admission;
		this.portal = new Dialogue(source, client, admission);
		this.opening = new Opening(source, this.portal, new Details(pages), admission);
		this.settings = settings;
		this.clock = clock;
		this.most = Math.min(settings.maxPostings(), source.layout().limit());
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
		this.client.slowed(this.source.url()).ifPresent(this::say);
		return new Visit(run, this.source.id(), this.source.url(), started, this.clock.instant(), this.outcome, why(),
				this.tally.counts(), this.portal.traffic(this.status));
	}

	/** For how long the portal asked to be left alone; null if it did not. */
	@Nullable Duration askedToWait() {
		return this.portal.askedToWait();
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
		Deque<URI> ahead = new ArrayDeque<>(List.of(this.source.url()));
		Set<URI> walked = new HashSet<>();
		while (!ahead.isEmpty() && walked.size() < this.understood.layout().pages() && !full()) {
			URI page = ahead.poll();
			if (walked.add(page)) {
				ahead.addAll(readList(page, walked.size(), workers));
			}
		}
		admit(this.opened);
		conclude();
		ahead.removeAll(walked);
		if (!ahead.isEmpty() && !full()) {
			goesOn(walked.size());
		}
		if (this.list != null) {
			this.admission.remember(this.source, this.understood.url(), this.list);
		}
		this.sawAll &= ahead.isEmpty() && !full();
		if (this.outcome == Outcome.OK && this.keys.isEmpty()) {
			settle(this.nothing.outcome(), this.nothing.why());
		}
	}

	/** What nobody chose to leave out is told; a list by numbers may be at its end. */
	private void goesOn(int pages) {
		Layout layout = this.understood.layout();
		if (pages != ((this.understood.kind() == Kind.SITEMAP) ? Layout.USUAL_MAPS : Layout.USUAL_PAGES)) {
			return;
		}
		say("Se leyeron las primeras %d páginas de la lista, %s; para leer más escriba «%s: %d» en su entrada de %s, línea %d"
			.formatted(pages, (layout.paging() != null) ? "que quizás siga" : "y la lista sigue",
					(layout.paging() != null) ? "most" : "pages", 2 * pages, this.source.file(), this.source.line()));
	}

	/**
	 * Reads one page of the list.
	 * @param number how many have been read with this one
	 * @return where the list goes on
	 */
	private List<URI> readList(URI page, int number, ExecutorService workers) {
		boolean first = number == 1;
		try {
			FetchResult result = first ? first(page) : this.portal.fetch(page, Validators.NONE);
			return readList(result, first, number, workers);
		}
		catch (StackOverflowError ex) {
			missed(FailureWords.tooDeep(page), first);
			return List.of();
		}
	}

	private List<URI> readList(FetchResult result, boolean first, int number, ExecutorService workers) {
		if (!(result instanceof Fetched fetched)) {
			missed(result, first);
			return List.of();
		}
		this.lists.add(Addresses.key(fetched.url()));
		Reading reading = fetched.whole() ? read(fetched) : brokenOff(read(fetched), first);
		if (first || reading.outcome() == Outcome.OK) {
			settle(reading.outcome(), reading.why());
		}
		if (first) {
			movedFrom(result);
		}
		if (reading.outcome() != Outcome.OK) {
			this.nothing = reading;
			this.sawAll &= !first && isBehindTheLast(reading.outcome());
		}
		boolean fresh = take(reading.postings(), workers);
		List<URI> next = next(reading, fresh, number);
		if (first && reading.outcome() == Outcome.OK && listIsConditional() && next.isEmpty()) {
			this.list = fetched.validators();
		}
		return next;
	}

	/** What can be had of a page that broke off: what it no longer shows is not gone. */
	private Reading brokenOff(Reading reading, boolean first) {
		this.sawAll = false;
		if (reading.outcome() == Outcome.OK) {
			say("La lista llegó cortada: solo se leyó lo que alcanzó a llegar");
			List<Posting> came = reading.postings();
			this.half = came.isEmpty() ? null : came.get(came.size() - 1);
			return reading;
		}
		String why = "La lista llegó cortada, y en lo que alcanzó a llegar no hay ninguna convocatoria";
		if (!first) {
			say(why);
		}
		return Reading.nothing(Outcome.TRUNCATED, why);
	}

	/** A page of the list that did not come. */
	private void missed(FetchResult result, boolean first) {
		if (result instanceof Failed failed && first) {
			settle(failed.outcome(), failed.why());
		}
		else if (result instanceof Failed failed && !isBehindTheLast(failed.outcome())) {
			say("La lista no se leyó completa: " + failed.why());
			this.nothing = new Reading(List.of(), List.of(), failed.outcome(), null);
		}
		else if (result instanceof Unchanged) {
			settle(Outcome.UNCHANGED, "El portal dice que nada ha cambiado desde la última visita");
			movedFrom(result);
		}
		this.sawAll &= result instanceof Failed failed && !first && isBehindTheLast(failed.outcome());
	}

	/** Where pages are counted, the list ends with one that is not there, or empty. */
	private boolean isBehindTheLast(Outcome outcome) {
		return this.understood.layout().paging() != null && switch (outcome) {
			case NOT_FOUND, EMPTY, NOTHING_OPEN, STRUCTURE_CHANGED -> true;
			default -> false;
		};
	}

	/** A page that only repeats what was already read is the end of its list. */
	private List<URI> next(Reading reading, boolean fresh, int number) {
		Layout layout = this.understood.layout();
		if (!fresh && !reading.postings().isEmpty()) {
			return List.of();
		}
		if (layout.paging() == null || (layout.json() != null && layout.json().next() != null)) {
			return reading.next();
		}
		return fresh
				? List.of(Addresses.with(this.source.url(), layout.paging().parameter(), layout.paging().value(number)))
				: List.of();
	}

	/** The first page; where a page only names its feed, the feed. */
	private FetchResult first(URI page) {
		FetchResult result = this.portal.fetch(page, listValidators(page));
		this.status = status(result);
		if (!(result instanceof Fetched fetched)) {
			return result;
		}
		Understanding understanding = Understanding.of(this.source, fetched, this.readers, this::feed);
		this.understood = understanding.source();
		return understanding.answer();
	}

	private FetchResult feed(Source feed) {
		this.understood = feed;
		return this.portal.fetch(feed.url(), listValidators(feed.url()));
	}

	/** A portal that says where it stands from now on is believed by a person only. */
	private void movedFrom(FetchResult result) {
		URI to = (result instanceof Fetched page) ? page.movedTo()
				: (result instanceof Unchanged page) ? page.movedTo() : null;
		if (to != null && this.understood.url().equals(this.source.url())) {
			say("El portal avisa que esta dirección se mudó para siempre; " + (this.source.added()
					? "quite la fuente en su página y agréguela con la dirección %s".formatted(to)
					: "en la línea %d de %s escriba «url: %s»".formatted(this.source.urlLine(), this.source.file(),
							to)));
		}
	}

	private boolean full() {
		boolean full = this.keys.size() >= this.most;
		if (full && this.most == this.settings.maxPostings()) {
			say("Se leyeron las primeras %d convocatorias; la lista sigue".formatted(this.most));
		}
		return full;
	}

	/**
	 * A list whose links are opened is always read: that it did not change says nothing
	 * about the pages behind it.
	 */
	private boolean listIsConditional() {
		return !this.understood.layout().opens();
	}

	private Validators listValidators(URI page) {
		if (!listIsConditional()) {
			return Validators.NONE;
		}
		return this.admission.validators(this.source, List.of(page.toString()))
			.getOrDefault(page.toString(), Validators.NONE);
	}

	private Reading read(Fetched page) {
		return PostingReader.read(this.readers, this.understood, page);
	}

	/**
	 * Opens the links, and admits what came of earlier ones while these are read.
	 * @return whether one of the postings was not known from an earlier page
	 */
	private boolean take(List<Posting> postings, ExecutorService workers) {
		boolean fresh = false;
		for (List<Posting> some : batches(postings)) {
			List<Posting> batch = new ArrayList<>();
			for (Posting posting : some) {
				if (this.keys.size() < this.most && this.keys.add(posting.key())) {
					batch.add(posting);
				}
			}
			fresh |= !batch.isEmpty();
			this.opened.addAll(open(batch, workers));
			if (this.opened.size() >= 2 * BATCH) {
				List<Future<Found>> before = this.opened.subList(0, this.opened.size() - BATCH);
				admit(before);
				before.clear();
			}
		}
		return fresh;
	}

	private static List<List<Posting>> batches(List<Posting> postings) {
		List<List<Posting>> batches = new ArrayList<>();
		for (int from = 0; from < postings.size(); from += BATCH) {
			batches.add(postings.subList(from, Math.min(from + BATCH, postings.size())));
		}
		return batches;
	}

	private List<Future<Found>> open(List<Posting> batch, ExecutorService workers) {
		Map<String, Seen> seen = this.admission.seen(this.source, batch.stream().map(Posting::key).toList());
		Map<String, Validators> validators = this.understood.layout().opens() ? this.admission.validators(this.source,
				batch.stream().map((posting) -> posting.detail().toString()).toList()) : Map.of();
		List<Future<Found>> found = new ArrayList<>();
		for (Posting posting : batch) {
			boolean opens = Opening.leadsOn(this.understood, posting, this.lists);
			Seen known = seen.get(posting.key());
			Validators given = (known != null) ? validators.getOrDefault(posting.detail().toString(), Validators.NONE)
					: Validators.NONE;
			found.add((posting == this.half && known != null && !opens)
					? CompletableFuture
						.completedFuture(new Found(posting, this.admission.unchanged(posting, known), null))
					: workers.submit(() -> found(posting, known, given, opens)));
		}
		return found;
	}

	/** One hostile page costs its own announcement, not those beside it. */
	private Found found(Posting posting, @Nullable Seen known, Validators given, boolean opens) {
		try {
			return opens ? this.opening.found(this.understood, posting, known, given)
					: new Found(posting, this.admission.read(this.source, posting, known, null), null);
		}
		catch (StackOverflowError ex) {
			return new Found(posting, null, FailureWords.tooDeep(posting.detail()));
		}
	}

	private void admit(List<Future<Found>> batch) {
		List<Applicant> applicants = new ArrayList<>();
		for (Future<Found> future : batch) {
			Found found = await(future);
			if (found.applicant() != null) {
				applicants.add(found.applicant());
			}
			else if (found.failed() != null) {
				this.unread.add(found.posting(), found.failed());
			}
		}
		if (!applicants.isEmpty()) {
			this.admission.admit(this.source, applicants, List.of(), this.tally);
		}
	}

	/**
	 * Only now it is known whether single announcements are gone, or the portal lets
	 * nobody through to any.
	 */
	private void conclude() {
		int read = this.tally.counts().found();
		List<List<Posting>> gone = batches(this.unread.gone());
		int shown = gone.stream()
			.mapToInt((batch) -> this.admission.shown(this.source, batch.stream().map(Posting::key).toList()).size())
			.sum();
		this.tally.failed += this.unread.failed();
		if (this.unread.isMost(read, shown)) {
			this.tally.failed += this.unread.gone().size();
			settle(this.unread.commonest(), this.unread.words(read));
			return;
		}
		gone.forEach((batch) -> this.admission.admit(this.source, List.of(), batch, this.tally));
		if (this.sentences.isEmpty() && this.unread.first() != null) {
			say(this.unread.first());
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
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

	private void say(String sentence) {
		this.sentences.add(sentence);
	}

	/** How the visit ends; what was said before still holds. */
	private void settle(Outcome outcome, @Nullable String why) {
		this.outcome = outcome;
		if (why != null) {
			say(why);
		}
	}

	private @Nullable String why() {
		return this.sentences.isEmpty() ? null : String.join(". ", this.sentences);
	}

	private static int status(FetchResult result) {
		return (result instanceof Fetched) ? 200 : (result instanceof Failed failed) ? failed.status() : 304;
	}

}
