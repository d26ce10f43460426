package org.becas.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.becas.collect.Coverage.Place;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.GoodPages.GoodPage;
import org.becas.collect.Responses.KeptVisit;
import org.becas.source.Selection;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Notices when a page is no longer built as its selectors expect. It keeps the last page
 * in which everything was found, and holds a new one against it.
 */
@Component
class Drift {

	/** Pages behind links that are examined at a visit. */
	private static final int DETAILS = 6;

	private static final int MOST_KNOWN = 60;

	private final GoodPages pages;

	private final Responses responses;

	Drift(GoodPages pages, Responses responses) {
		this.pages = pages;
		this.responses = responses;
	}

	/**
	 * Counts what the selectors found at a visit, and keeps its pages if that is as
	 * usual.
	 * @param understood the source as it was read
	 * @return what is to be said if a field is found much less than usual
	 */
	Optional<String> examine(Source understood, Recording recording, Visit visit) {
		if (understood.kind() != Kind.PAGE || understood.layout().list() == null || visit.outcome() != Outcome.OK) {
			return Optional.empty();
		}
		List<Seen> seen = seen(understood, recording);
		Map<Place, Coverage> coverage = coverage(understood.layout(), seen);
		List<String> fallen = new ArrayList<>();
		coverage.forEach((place, now) -> {
			Optional<Double> usual = now.fallenFrom(this.pages.usual(visit.run(), visit.sourceId(), place));
			usual.ifPresent((share) -> fallen.add("%s en %d de %d (lo habitual es el %d %%)".formatted(place.key(),
					now.filled(), now.places(), Math.round(share * 100))));
			if (now.places() > 0) {
				this.pages.count(visit, place, now);
			}
		});
		if (fallen.isEmpty()) {
			keep(understood, seen, visit.finishedAt());
			return Optional.empty();
		}
		return Optional.of("Hay datos que ya no se hallan como antes: " + String.join("; ", fallen));
	}

	/** The list's first page, then some of those behind its links. */
	private List<Seen> seen(Source understood, Recording recording) {
		Set<String> links = new HashSet<>();
		recording.postings().forEach((posting) -> links.add(posting.url()));
		List<Seen> seen = new ArrayList<>();
		boolean opens = understood.layout().detail() != null && !understood.layout().detail().isEmpty();
		for (Answer answer : recording.answers()) {
			boolean list = answer.url().equals(understood.url());
			boolean detail = !list && opens && links.contains(answer.url().toString()) && seen.size() <= DETAILS;
			if (answer.outcome() == Outcome.OK && (list || detail)) {
				this.responses.page(answer)
					.ifPresent((page) -> seen.add(list ? 0 : seen.size(), new Seen(answer, page, detail)));
			}
		}
		return seen;
	}

	private static Map<Place, Coverage> coverage(Layout layout, List<Seen> seen) {
		Map<Place, Coverage> coverage = new LinkedHashMap<>();
		for (Seen page : seen) {
			List<? extends Element> roots = page.detail() ? List.of(page.document())
					: Objects.requireNonNull(layout.list()).all(page.document());
			fields(layout, page.detail()).forEach((field, selection) -> {
				int filled = (int) roots.stream().filter((root) -> PageReader.value(root, selection) != null).count();
				coverage.merge(new Place(page.detail(), field), new Coverage(filled, roots.size()),
						(one, other) -> new Coverage(one.filled() + other.filled(), one.places() + other.places()));
			});
		}
		return coverage;
	}

	private static Map<Field, Selection> fields(Layout layout, boolean detail) {
		return detail ? Objects.requireNonNullElse(layout.detail(), Map.of()) : layout.fields();
	}

	private void keep(Source understood, List<Seen> seen, Instant at) {
		boolean details = false;
		for (Seen page : seen) {
			List<Known> found = page.detail()
					? List.of(Known.of(page.document(), page.page().url(), fields(understood.layout(), true)))
					: Known.in(page.document(), page.page().url(), understood.layout());
			List<GoodPage> before = page.detail() ? List.of() : this.pages.of(understood.id(), false);
			// A list that has lost most of what it showed is not a better one
			boolean worse = !before.isEmpty() && found.size() * 2 < before.get(0).found().size();
			if (!found.isEmpty() && !worse) {
				this.pages.keep(understood, page.detail(), page.answer(),
						found.subList(0, Math.min(MOST_KNOWN, found.size())), at);
				details |= page.detail();
			}
		}
		if (details) {
			this.pages.keepDetailsSince(understood.id(), at);
		}
	}

	/** What is there from now on is how it should be. */
	void accept(String sourceId) {
		this.pages.forget(sourceId);
	}

	/**
	 * The last good page and the newest one, held against each other.
	 * @param source as it stands in {@code sources.yml}
	 * @return empty if there is no good page, no newer one, or nothing is worse in it
	 */
	Optional<Comparison> compare(Source source) {
		GoodPage good = this.pages.of(source.id(), false).stream().findFirst().orElse(null);
		if (good == null || source.kind() == Kind.FEED) {
			return Optional.empty();
		}
		Optional<Fetched> then = this.responses.page(good.answer());
		Newest newest = newest(source.id(), good.url().toString()).orElse(null);
		if (then.isEmpty() || newest == null) {
			return Optional.empty();
		}
		Layout old = (source.layout().list() != null) ? source.layout() : good.source().layout();
		Document page = PageReader.document(newest.page());
		List<Known> found = Known.in(page, newest.page().url(), old);
		Layout details = details(source, old);
		Layout repaired = better(page, newest.page(), details, good.found(), found);
		List<Change> changes = (repaired != null) ? changes(old, repaired) : List.of();
		boolean worse = found.size() * 2 < good.found().size() || !changes.isEmpty()
				|| shares(good.found(), found).stream().anyMatch(Share::fell);
		return worse
				? Optional.of(new Comparison(good.at(), newest.at(), then.get(), newest.page(), old, good.found(),
						found, changes.isEmpty() ? null : repaired, changes,
						(repaired != null) ? Known.in(page, newest.page().url(), repaired) : List.of()))
				: Optional.empty();
	}

	/** The layout with its detail selectors repaired, where that is needed. */
	private Layout details(Source source, Layout old) {
		Map<Field, Selection> detail = old.detail();
		if (detail == null || detail.isEmpty()) {
			return old;
		}
		Map<Document, Known> known = new LinkedHashMap<>();
		for (GoodPage page : this.pages.of(source.id(), true)) {
			newest(source.id(), page.url().toString()).filter((newest) -> !page.body().equals(newest.answer().body()))
				.ifPresent((newest) -> known.put(PageReader.document(newest.page()), page.found().get(0)));
		}
		return new Layout(old.list(), old.fields(), old.next(), old.pages(), Repair.detail(detail, known));
	}

	/** A repaired layout, if it finds more of what is known than the old one does. */
	private static @Nullable Layout better(Document page, Fetched fetched, Layout old, List<Known> known,
			List<Known> found) {
		Layout repaired = Repair.list(page, fetched.url(), old, known).orElse(old);
		long before = score(known, found);
		long after = score(known, Known.in(page, fetched.url(), repaired));
		return (after > before) ? repaired : old;
	}

	/** How many known announcements and values were found again. */
	private static long score(List<Known> known, List<Known> found) {
		Map<String, Known> byLink = new LinkedHashMap<>();
		found.forEach((one) -> byLink.put(one.link(), one));
		return known.stream().filter((one) -> byLink.containsKey(one.link())).mapToLong((one) -> {
			Known now = Objects.requireNonNull(byLink.get(one.link()));
			return 1 + now.values().keySet().stream().filter(one.values()::containsKey).count();
		}).sum();
	}

	private static List<Change> changes(Layout old, Layout repaired) {
		List<Change> changes = new ArrayList<>();
		if (!Objects.equals(old.list(), repaired.list())) {
			changes.add(new Change("list", String.valueOf(old.list()), String.valueOf(repaired.list())));
		}
		for (boolean detail : new boolean[] { false, true }) {
			fields(repaired, detail).forEach((field, selection) -> {
				Selection before = fields(old, detail).get(field);
				if (!selection.equals(before)) {
					changes.add(new Change(new Place(detail, field).key(), written(before), written(selection)));
				}
			});
		}
		return changes;
	}

	private static String written(@Nullable Selection selection) {
		return (selection != null) ? selection.choices().get(0).selector().toString() : "–";
	}

	/** The newest page that is kept of an address. */
	private Optional<Newest> newest(String sourceId, String url) {
		for (KeptVisit visit : this.responses.ofSource(sourceId)) {
			for (Answer answer : this.responses.answers(visit)) {
				if (answer.url().toString().equals(url) && answer.body() != null) {
					return this.responses.page(answer).map((page) -> new Newest(visit.at(), answer, page));
				}
			}
		}
		return Optional.empty();
	}

	private record Seen(Answer answer, Fetched page, boolean detail, Document document) {

		Seen(Answer answer, Fetched page, boolean detail) {
			this(answer, page, detail, PageReader.document(page));
		}

	}

	private record Newest(Instant at, Answer answer, Fetched page) {
	}

	/**
	 * Two states of a list.
	 *
	 * @param layout by which it is read now
	 * @param known what was found when it was last good
	 * @param found what is found now
	 * @param repaired a layout that finds more; null if none was found
	 * @param changes what the repaired layout changes
	 * @param again what it would find
	 */
	record Comparison(Instant thenAt, Instant nowAt, Fetched then, Fetched now, Layout layout, List<Known> known,
			List<Known> found, @Nullable Layout repaired, List<Change> changes, List<Known> again) {

		/**
		 * How many of the announcements known from then the repaired layout would find.
		 */
		public long knownAgain() {
			Set<String> links = new HashSet<>();
			this.again.forEach((one) -> links.add(one.link()));
			return this.known.stream().filter((one) -> links.contains(one.link())).count();
		}

	}

	/** How much of each field was found then and is found now. */
	static List<Share> shares(List<Known> then, List<Known> now) {
		List<Share> shares = new ArrayList<>();
		for (Field field : Field.values()) {
			Coverage before = of(field, then);
			if (before.filled() > 0) {
				shares.add(new Share("fields." + field.key(), before, of(field, now)));
			}
		}
		return shares;
	}

	private static Coverage of(Field field, List<Known> known) {
		return new Coverage((int) known.stream().filter((one) -> one.values().containsKey(field)).count(),
				known.size());
	}

	/**
	 * How much of a field was found.
	 *
	 * @param key in {@code sources.yml}, such as {@code fields.title}
	 */
	record Share(String key, Coverage then, Coverage now) {

		public boolean fell() {
			return this.then.percent() - this.now.percent() >= 40;
		}

	}

	/**
	 * A selector and what takes its place.
	 *
	 * @param key in {@code sources.yml}, such as {@code fields.title}
	 */
	record Change(String key, String before, String after) {
	}

}
