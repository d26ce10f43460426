package org.becas.collect;

import java.net.URI;
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
import org.becas.collect.ThenAndNow.Change;
import org.becas.collect.ThenAndNow.Pair;
import org.becas.collect.ThenAndNow.Share;
import org.becas.source.JsonLayout;
import org.becas.source.Selection;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
		boolean list = understood.kind() == Kind.PAGE && understood.layout().list() != null;
		DataDrift data = data(understood, recording);
		// Where only the links did not open, the list is as good as ever
		boolean read = visit.outcome() == Outcome.OK || visit.counts().found() > 0;
		if (!read || (!list && !selects(understood.layout()) && data == null)) {
			return Optional.empty();
		}
		List<Seen> seen = seen(understood, recording);
		Map<Place, Coverage> coverage = coverage(understood.layout(), seen);
		if (data != null) {
			coverage.putAll(data.coverage());
			coverage.putAll(behind(data.json(), understood.url(), recording));
		}
		List<String> fallen = new ArrayList<>();
		coverage.forEach((place, now) -> {
			Optional<Double> usual = now.fallenFrom(this.pages.usual(visit.run(), visit.sourceId(), place));
			usual.ifPresent((share) -> fallen.add("%s en %d de %d (lo habitual es el %d %%)%s".formatted(place.key(),
					now.filled(), now.places(), Math.round(share * 100), gone(understood, data, place))));
			if (now.places() > 0) {
				this.pages.count(visit, place, now);
			}
		});
		if (fallen.isEmpty()) {
			keep(understood, seen, visit.finishedAt());
			if (data != null) {
				keep(understood, false, data.answer(), data.found(), visit.finishedAt());
			}
			return Optional.empty();
		}
		return Optional.of("Hay datos que ya no se hallan como antes: " + String.join("; ", fallen));
	}

	/** The data that a source's list is read from; null if it is a page. */
	private @Nullable DataDrift data(Source understood, Recording recording) {
		JsonLayout json = (understood.kind() == Kind.JSON) ? understood.layout().json() : null;
		if (json == null) {
			return null;
		}
		return recording.answers()
			.stream()
			.filter((answer) -> isWholePage(answer) && answer.url().equals(understood.url()))
			.findFirst()
			.flatMap((answer) -> this.responses.page(answer).map((page) -> DataDrift.of(answer, page, json)))
			.orElse(null);
	}

	/** How much is found in some of the documents of data behind the links. */
	private Map<Place, Coverage> behind(JsonLayout json, URI list, Recording recording) {
		Map<Place, Coverage> coverage = new LinkedHashMap<>();
		JsonLayout.Detail detail = json.detail();
		if (detail != null) {
			recording.answers()
				.stream()
				.filter((answer) -> isWholePage(answer) && recording.isBehind(answer.url())
						&& !answer.url().equals(list))
				.limit(DETAILS)
				.flatMap((answer) -> this.responses.page(answer).stream())
				.forEach((page) -> DataDrift.behind(JsonReader.document(page), detail.fields())
					.forEach((place, one) -> coverage.merge(place, one, Coverage::and)));
		}
		return coverage;
	}

	/** Where else in the data a field is now, as the end of a sentence. */
	private String gone(Source understood, @Nullable DataDrift data, Place place) {
		List<GoodPage> good = (data != null && !place.detail()) ? this.pages.of(understood.id(), false) : List.of();
		return (data != null && !good.isEmpty())
				? data.whereIs(place.field(), good.get(0).found()).map(", y ahora está en «%s»"::formatted).orElse("")
				: "";
	}

	/** Whether selectors say what is taken from the pages behind the links. */
	private static boolean selects(Layout layout) {
		return layout.detail() != null && !layout.detail().isEmpty();
	}

	/** What broke off is no measure of what a page holds. */
	private static boolean isWholePage(Answer answer) {
		return answer.outcome() == Outcome.OK && answer.whole();
	}

	/** The list's first page, then some of those behind its links. */
	private List<Seen> seen(Source understood, Recording recording) {
		Set<String> links = new HashSet<>();
		recording.postings().forEach((posting) -> links.add(posting.url()));
		List<Seen> seen = new ArrayList<>();
		boolean opens = selects(understood.layout());
		for (Answer answer : recording.answers()) {
			boolean first = answer.url().equals(understood.url());
			boolean list = first && understood.layout().list() != null;
			boolean detail = !first && opens && links.contains(answer.url().toString()) && seen.size() <= DETAILS;
			if (isWholePage(answer) && (list || detail)) {
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
				coverage.merge(new Place(page.detail(), field), new Coverage(filled, roots.size()), Coverage::and);
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
			details |= keep(understood, page.detail(), page.answer(), found, at) && page.detail();
		}
		if (details) {
			this.pages.keepDetailsSince(understood.id(), at);
		}
	}

	/** A list that has lost most of what it showed is not a better one. */
	private boolean keep(Source understood, boolean detail, Answer answer, List<Known> found, Instant at) {
		List<GoodPage> before = detail ? List.of() : this.pages.of(understood.id(), false);
		if (found.isEmpty() || (!before.isEmpty() && found.size() * 2 < before.get(0).found().size())) {
			return false;
		}
		this.pages.keep(understood, detail, answer, found.subList(0, Math.min(MOST_KNOWN, found.size())), at);
		return true;
	}

	/**
	 * The last good pages and the newest ones, held against each other.
	 * @param source as it stands in {@code sources.yml}
	 * @return empty if there are no good pages, no newer ones, or nothing is worse in
	 * them
	 */
	Optional<ThenAndNow> compare(Source source) {
		Pair list = list(source).orElse(null);
		Layout old = (list == null || isSaid(source.layout())) ? source.layout() : list.good().source().layout();
		List<Pair> details = selects(old) ? details(source.id()) : List.of();
		if (list == null && details.isEmpty()) {
			return Optional.empty();
		}
		Layout opening = details.isEmpty() ? old : old.opening(Repair.detail(fields(old, true), known(details)));
		Lists lists = (list != null) ? lists(list, old, opening) : new Lists(List.of(), List.of(), opening, List.of());
		List<Change> changes = ThenAndNow.changes(old, lists.layout());
		ThenAndNow comparison = new ThenAndNow(list, details.stream().findFirst().orElse(null), old, lists.known(),
				lists.found(), changes.isEmpty() ? null : lists.layout(), changes, lists.again(),
				shares(details, fields(old, true)));
		return comparison.worse() ? Optional.of(comparison) : Optional.empty();
	}

	/** The good page of a source's list and its newest one, if both are alike. */
	private Optional<Pair> list(Source source) {
		return this.pages.of(source.id(), false)
			.stream()
			.findFirst()
			.filter((good) -> good.source().kind() == Kind.PAGE || good.source().kind() == Kind.JSON)
			.filter((good) -> source.kind() == null || source.kind() == good.source().kind())
			.filter((good) -> !isSaid(source.layout())
					|| (source.layout().json() != null) == (good.source().kind() == Kind.JSON))
			.flatMap((good) -> pair(source.id(), good));
	}

	/** Whether the entry itself says where the announcements stand. */
	private static boolean isSaid(Layout layout) {
		return layout.list() != null || layout.json() != null;
	}

	private static Lists lists(Pair list, Layout old, Layout opening) {
		List<Known> known = list.good().found();
		JsonLayout json = old.json();
		if (json != null) {
			return data(list, opening, json, known);
		}
		Document page = PageReader.document(list.now());
		List<Known> found = Known.in(page, list.now().url(), old);
		Layout repaired = Repair.list(page, list.now().url(), opening, known).orElse(opening);
		List<Known> again = Known.in(page, list.now().url(), repaired);
		return Lists.of(known, found, opening, repaired, again);
	}

	private static Lists data(Pair list, Layout opening, JsonLayout json, List<Known> known) {
		JsonNode document = JsonReader.document(list.now());
		List<Known> found = DataDrift.found(document, json);
		JsonLayout repaired = DataRepair.of(document, json, known).orElse(json);
		return Lists.of(known, found, opening, opening.reading(repaired), DataDrift.found(document, repaired));
	}

	/** The good pages behind links that came otherwise since. */
	private List<Pair> details(String sourceId) {
		return this.pages.of(sourceId, true)
			.stream()
			.flatMap((good) -> pair(sourceId, good).filter((pair) -> !good.body().equals(pair.body())).stream())
			.toList();
	}

	private static Map<Document, Known> known(List<Pair> details) {
		Map<Document, Known> known = new LinkedHashMap<>();
		details.forEach((pair) -> known.put(PageReader.document(pair.now()), pair.good().found().get(0)));
		return known;
	}

	/** A good page and the newest answer of its address. */
	private Optional<Pair> pair(String sourceId, GoodPage good) {
		Optional<Fetched> then = this.responses.page(good.answer());
		return then.flatMap((page) -> newest(sourceId, good.url().toString())
			.map((newest) -> new Pair(good, newest.at(), String.valueOf(newest.answer().body()), page, newest.page())));
	}

	private static List<Share> shares(List<Pair> details, Map<Field, Selection> fields) {
		List<Known> then = details.stream().map((pair) -> pair.good().found().get(0)).toList();
		List<Known> now = details.stream()
			.map((pair) -> Known.of(PageReader.document(pair.now()), pair.now().url(), fields))
			.toList();
		return ThenAndNow.shares(then, now);
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

	private record Lists(List<Known> known, List<Known> found, Layout layout, List<Known> again) {

		/** With the repaired layout only if it finds more of what is known. */
		static Lists of(List<Known> known, List<Known> found, Layout layout, Layout repaired, List<Known> again) {
			return (score(known, again) > score(known, found)) ? new Lists(known, found, repaired, again)
					: new Lists(known, found, layout, found);
		}

	}

}
