package org.becas.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.becas.collect.Admission.Applicant;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.PortalClient.Request;
import org.becas.collect.Responses.KeptVisit;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Field;
import org.becas.offer.Sightings.Seen;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads past visits again from what portals answered then, with today's sources and
 * rules. It asks nobody and changes nothing: it shows what would have been read
 * otherwise.
 */
@Component
public class Replay {

	private final Responses responses;

	private final Visits visits;

	private final List<PostingReader> readers;

	private final PageReader pages;

	private final AnnouncementReader reader;

	private final CollectSettings settings;

	private final ZoneId zone;

	Replay(Responses responses, Visits visits, List<PostingReader> readers, PageReader pages, AnnouncementReader reader,
			CollectSettings settings, ZoneId officeZone) {
		this.responses = responses;
		this.visits = visits;
		this.readers = readers;
		this.pages = pages;
		this.reader = reader;
		this.settings = settings;
		this.zone = officeZone;
	}

	/** Runs that can be read again, newest first. */
	public List<String> runs() {
		return this.responses.runs();
	}

	/**
	 * Reads the visits of a run again.
	 * @param only ids of sources; empty for all
	 * @return one difference for each source that is still in the catalog
	 */
	public List<Difference> of(String run, SourceCatalog catalog, Collection<String> only) {
		Map<String, Visit> then = new HashMap<>();
		this.visits.ofRun(run).forEach((visit) -> then.put(visit.sourceId(), visit));
		List<Difference> differences = new ArrayList<>();
		for (KeptVisit visit : this.responses.ofRun(run)) {
			Optional<Source> source = catalog.find(visit.sourceId());
			if (source.isPresent() && (only.isEmpty() || only.contains(visit.sourceId()))) {
				differences.add(difference(source.get(), visit, then.get(visit.sourceId())));
			}
		}
		return differences;
	}

	private Difference difference(Source source, KeptVisit visit, @Nullable Visit then) {
		KeptAnswers answers = new KeptAnswers(visit);
		Rereading rereading = new Rereading(LocalDate.ofInstant(visit.at(), this.zone),
				then != null && then.counts().gone() > 0);
		Visit now = new Visiting(source, answers, this.readers, this.pages, rereading, this.settings,
				Clock.fixed(visit.at(), this.zone))
			.visit(visit.run());
		Map<String, KeptPosting> before = this.responses.postings(visit);
		EarlierFacts facts = new EarlierFacts(visit);
		List<Item> added = new ArrayList<>();
		List<Changed> changed = new ArrayList<>();
		rereading.read.forEach((key, posting) -> {
			KeptPosting earlier = before.remove(key);
			if (earlier == null) {
				added.add(new Item(posting.title(), posting.url()));
			}
			else {
				compare(facts, earlier, posting).ifPresent(changed::add);
			}
		});
		List<Item> gone = before.values()
			.stream()
			.map((posting) -> new Item(posting.title(), posting.url()))
			.sorted(Comparator.comparing(Item::url))
			.toList();
		return new Difference(source.id(), visit.at(), (then != null) ? then.outcome() : null, now.outcome(), now.why(),
				rereading.read.size(), added, changed, gone, answers.missing.size(), visit.whole());
	}

	private Optional<Changed> compare(EarlierFacts facts, KeptPosting earlier, KeptPosting now) {
		Map<Field, String> before = (earlier.facts() != null) ? earlier.facts() : facts.of(earlier);
		Map<Field, String> after = Objects.requireNonNull(now.facts());
		Map<Field, Values> fields = new LinkedHashMap<>();
		before.forEach((field, value) -> {
			if (!value.equals(after.get(field))) {
				fields.put(field, new Values(value, after.getOrDefault(field, "")));
			}
		});
		boolean text = !earlier.hash().equals(now.hash());
		return (text || !fields.isEmpty()) ? Optional.of(new Changed(now.title(), now.url(), text, fields))
				: Optional.empty();
	}

	/**
	 * What visits before one read from the same words. Each is looked into once, and only
	 * if no later one tells.
	 */
	private final class EarlierFacts {

		private final Iterator<KeptVisit> visits;

		private final Map<Words, Map<Field, String>> facts = new HashMap<>();

		EarlierFacts(KeptVisit visit) {
			this.visits = Replay.this.responses.ofSource(visit.sourceId())
				.stream()
				.filter((earlier) -> earlier.at().isBefore(visit.at()))
				.iterator();
		}

		Map<Field, String> of(KeptPosting posting) {
			Words words = new Words(posting.key(), posting.hash());
			while (!this.facts.containsKey(words) && this.visits.hasNext()) {
				Replay.this.responses.postings(this.visits.next()).values().forEach(this::add);
			}
			return this.facts.getOrDefault(words, Map.of());
		}

		private void add(KeptPosting posting) {
			if (posting.facts() != null) {
				this.facts.putIfAbsent(new Words(posting.key(), posting.hash()), posting.facts());
			}
		}

		private record Words(String key, String hash) {
		}

	}

	/** The portal as it answered then. */
	private final class KeptAnswers implements Fetcher {

		private final Map<URI, Answer> answers = new HashMap<>();

		private final Set<URI> missing = ConcurrentHashMap.newKeySet();

		KeptAnswers(KeptVisit visit) {
			Replay.this.responses.answers(visit).forEach((answer) -> this.answers.putIfAbsent(answer.url(), answer));
		}

		@Override
		public FetchResult fetch(Request request) {
			Answer answer = this.answers.get(request.url());
			if (answer != null && !answer.isPage()) {
				return new Failed(answer.answered(), answer.outcome(), answer.status(),
						Objects.requireNonNullElse(answer.why(), ""), null);
			}
			FetchResult page = (answer != null) ? Replay.this.responses.page(answer).orElse(null) : null;
			if (page == null) {
				this.missing.add(request.url());
				return new Failed(request.url(), Outcome.UNREACHABLE, "La respuesta de aquella visita no se guardó");
			}
			return page;
		}

		@Override
		public boolean mayBeHurried(URI url, @Nullable Duration delay) {
			return true;
		}

	}

	/** Reads everything anew and holds nothing. */
	private final class Rereading implements Intake {

		private final Map<String, KeptPosting> read = new LinkedHashMap<>();

		private final LocalDate today;

		/** Whether links that led nowhere were taken for gone then. */
		private final boolean gone;

		Rereading(LocalDate today, boolean gone) {
			this.today = today;
			this.gone = gone;
		}

		@Override
		public Map<String, Seen> seen(Source source, Collection<String> keys) {
			return Map.of();
		}

		@Override
		public Set<String> shown(Source source, Collection<String> keys) {
			return this.gone ? Set.of() : Set.copyOf(keys);
		}

		@Override
		public Map<String, Validators> validators(Source source, Collection<String> urls) {
			return Map.of();
		}

		@Override
		public Applicant read(Source source, Posting posting, @Nullable Seen seen, @Nullable Validators validators) {
			Reading reading = Replay.this.reader.read(Admission.announcement(source, posting), this.today);
			return new Applicant(posting, null, Admission.hash(source, posting), reading, Set.of(), null);
		}

		@Override
		public Applicant unchanged(Posting posting, Seen seen) {
			throw new IllegalStateException("Nada se da por conocido al releer");
		}

		@Override
		public void admit(Source source, List<Applicant> batch, List<Posting> gone, Tally tally) {
			batch.forEach((applicant) -> this.read.put(applicant.posting().key(), KeptPosting.of(applicant)));
			tally.same += batch.size();
			tally.gone += gone.size();
		}

		@Override
		public void remember(Source source, URI url, Validators validators) {
			// the portal was not asked
		}

		@Override
		public void freshen(Source source, URI url, Validators validators) {
			// the portal was not asked
		}

	}

	/**
	 * What a source's visit would have read with today's rules.
	 *
	 * @param at when the visit was
	 * @param then how it ended then; null if that is no longer known
	 * @param now how it ends today
	 * @param why what is to be said of that
	 * @param read how many announcements are read today
	 * @param added read today, not then
	 * @param changed read otherwise
	 * @param gone read then, not today
	 * @param missing answers that today's rules ask for and that were not kept
	 * @param whole whether everything that came then was kept
	 */
	public record Difference(String source, Instant at, @Nullable Outcome then, Outcome now, @Nullable String why,
			int read, List<Item> added, List<Changed> changed, List<Item> gone, int missing, boolean whole) {

		/** Whether nothing would have been otherwise. */
		public boolean none() {
			boolean sameEnd = this.then == this.now || this.then == null || (this.then.good() && this.now.good());
			return sameEnd && this.added.isEmpty() && this.changed.isEmpty() && this.gone.isEmpty();
		}

	}

	/** An announcement. */
	public record Item(String title, String url) {
	}

	/**
	 * An announcement that is read otherwise.
	 *
	 * @param text whether other words are taken from the page
	 * @param fields what is read otherwise from the words
	 */
	public record Changed(String title, String url, boolean text, Map<Field, Values> fields) {
	}

	/** A value then and today, in the form of {@code Facts.value}. */
	public record Values(String before, String after) {
	}

}
