package org.becas.collect;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.becas.offer.Folding;
import org.becas.source.Selection;
import org.becas.source.Selection.Choice;
import org.becas.source.Selector;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds new selectors for a page whose old ones no longer work: it looks in the new page
 * for values that are known from the last good one, and for what selects them.
 */
final class Repair {

	/** Known announcements that have to be there still. */
	private static final int FEWEST = 2;

	/** Of the places where a value is known, so many must be right. */
	private static final double ENOUGH = 0.6;

	private static final int LOOKED_AT = 6;

	private Repair() {
	}

	/**
	 * A layout that finds the known announcements in a list; empty if too few of them are
	 * there, or nothing selects them.
	 */
	static Optional<Layout> list(Document page, URI url, Layout before, List<Known> known) {
		List<Element> seeds = seeds(page, url, known);
		if (seeds.size() < FEWEST) {
			return Optional.empty();
		}
		List<Element> items = Discovery.items(alike(page, seeds));
		String list = Discovery.listSelector(page, items);
		if (list == null) {
			return Optional.empty();
		}
		List<Sample> samples = samples(Selector.of(list).all(page), url, known);
		if (samples.size() < FEWEST) {
			return Optional.empty();
		}
		Map<Field, Selection> fields = new EnumMap<>(Field.class);
		Map<Field, Selection> wanted = new LinkedHashMap<>();
		wanted.put(Field.TITLE, Selection.of("h2"));
		wanted.put(Field.LINK, Selection.of("a@href"));
		wanted.putAll(before.fields());
		wanted.forEach((field, selection) -> {
			Selection better = field(field, selection, samples, url);
			if (better != null) {
				fields.put(field, better);
			}
			else if (before.fields().containsKey(field)) {
				fields.put(field, selection);
			}
		});
		return Optional.of(before.listing(Selector.of(list), fields));
	}

	/**
	 * The selectors for announcements' own pages, those that no longer work replaced
	 * where that can be done.
	 * @param known what each of the pages gave when it was last good
	 */
	static Map<Field, Selection> detail(Map<Field, Selection> before, Map<Document, Known> known) {
		List<Sample> samples = new ArrayList<>();
		known.forEach((page, values) -> samples.add(new Sample(page, values)));
		Map<Field, Selection> fields = new EnumMap<>(Field.class);
		before.forEach((field, selection) -> fields.put(field, Objects
			.requireNonNullElse(samples.isEmpty() ? null : field(field, selection, samples, null), selection)));
		return fields;
	}

	/** Links to known announcements; where there are none, elements with their titles. */
	private static List<Element> seeds(Document page, URI url, List<Known> known) {
		Set<String> links = new HashSet<>();
		Set<String> titles = new HashSet<>();
		for (Known one : known) {
			links.add(one.link());
			titles.add(Folding.fold(one.title()));
		}
		Map<String, List<Element>> groups = new HashMap<>();
		for (Element anchor : page.select("a[href]")) {
			URI target = Addresses.resolve(url, anchor.attr("href"));
			if ((target != null && links.contains(Addresses.key(target))
					&& !Addresses.key(target).equals(Addresses.key(url)))
					|| titles.contains(Folding.fold(anchor.text()))) {
				groups.computeIfAbsent(Discovery.signature(anchor), (signature) -> new ArrayList<>()).add(anchor);
			}
		}
		List<Element> best = largest(groups);
		if (best.size() >= FEWEST) {
			return best;
		}
		groups.clear();
		for (Element element : page.body().getAllElements()) {
			if (!element.ownText().isBlank() && titles.contains(Folding.fold(element.text()))) {
				groups.computeIfAbsent(Discovery.signature(element), (signature) -> new ArrayList<>()).add(element);
			}
		}
		return largest(groups);
	}

	private static List<Element> largest(Map<String, List<Element>> groups) {
		return groups.values().stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
	}

	/** All elements that stand where the seeds stand; the new announcements too. */
	private static List<Element> alike(Document page, List<Element> seeds) {
		Element seed = seeds.get(0);
		String signature = Discovery.signature(seed);
		Set<String> seen = new HashSet<>();
		return page.select(seed.normalName())
			.stream()
			.filter((element) -> Discovery.signature(element).equals(signature))
			.filter((element) -> seen.add(element.attr("href") + " " + element.text()))
			.toList();
	}

	/** The elements of a list that hold known announcements. */
	private static List<Sample> samples(List<Element> items, URI url, List<Known> known) {
		Map<String, Known> byName = new HashMap<>();
		known.forEach((one) -> {
			byName.putIfAbsent(one.link(), one);
			byName.putIfAbsent(Folding.fold(one.title()), one);
		});
		List<Sample> samples = new ArrayList<>();
		for (Element item : items) {
			Known one = item.select("a[href]")
				.stream()
				.map((anchor) -> Addresses.resolve(url, anchor.attr("href")))
				.filter(Objects::nonNull)
				.map((target) -> byName.get(Addresses.key(target)))
				.filter(Objects::nonNull)
				.findFirst()
				.orElseGet(() -> titled(item, byName));
			if (one != null) {
				samples.add(new Sample(item, one));
			}
		}
		return samples;
	}

	private static @Nullable Known titled(Element item, Map<String, Known> byName) {
		for (Element element : item.getAllElements()) {
			Known one = element.ownText().isBlank() ? null : byName.get(Folding.fold(element.text()));
			if (one != null) {
				return one;
			}
		}
		return null;
	}

	/** What selects a field where it is known; null if nothing does. */
	private static @Nullable Selection field(Field field, Selection before, List<Sample> samples, @Nullable URI url) {
		List<Sample> valued = samples.stream().filter((sample) -> sample.value(field) != null).toList();
		if (valued.isEmpty()) {
			return null;
		}
		Choice old = before.choices().get(0);
		Set<String> candidates = new LinkedHashSet<>();
		valued.stream()
			.limit(LOOKED_AT)
			.forEach((sample) -> places(field, sample, old, url)
				.forEach((place) -> candidates.addAll(selectors(place, sample.root(), field, old))));
		Selection best = before;
		double most = right(field, before, valued, url);
		for (String candidate : candidates) {
			Selection selection = new Selection(List.of(new Choice(Selector.of(candidate), old.match())));
			double right = right(field, selection, valued, url);
			if (right > most + 0.01) {
				most = right;
				best = selection;
			}
		}
		return (most >= ENOUGH) ? best : null;
	}

	private static double right(Field field, Selection selection, List<Sample> samples, @Nullable URI url) {
		long right = samples.stream()
			.filter((sample) -> same(field, PageReader.value(sample.root(), selection), sample.value(field), url))
			.count();
		return (double) right / samples.size();
	}

	/** Elements that hold a known value, the smallest ones. */
	private static List<Element> places(Field field, Sample sample, Choice old, @Nullable URI url) {
		String value = sample.value(field);
		List<Element> places = new ArrayList<>();
		for (Element element : sample.root().getAllElements()) {
			String there = (field == Field.LINK) ? element.attr("href") : (old.selector().attribute() != null)
					? element.attr(old.selector().attribute()) : PlainText.line(element);
			boolean holds = (old.match() != null) ? value != null && Folding.fold(there).contains(Folding.fold(value))
					: same(field, there, value, url);
			if (holds) {
				places.removeIf((place) -> element.parents().contains(place));
				places.add(element);
			}
		}
		return places.subList(0, Math.min(LOOKED_AT, places.size()));
	}

	private static boolean same(Field field, @Nullable String there, @Nullable String known, @Nullable URI url) {
		if (there == null || known == null || there.isBlank()) {
			return false;
		}
		if (field == Field.LINK && url != null) {
			URI one = Addresses.resolve(url, there);
			URI other = Addresses.resolve(url, known);
			return one != null && other != null && Addresses.key(one).equals(Addresses.key(other));
		}
		String one = Folding.fold(there);
		String other = Folding.fold(known);
		return one.equals(other) || (field == Field.TEXT && alike(one, other));
	}

	/** Long texts need not agree in every word. */
	private static boolean alike(String one, String other) {
		Set<String> ours = new HashSet<>(List.of(one.split(" ")));
		Set<String> theirs = new HashSet<>(List.of(other.split(" ")));
		Set<String> both = new HashSet<>(ours);
		both.retainAll(theirs);
		return both.size() >= 0.85 * Math.max(ours.size(), theirs.size());
	}

	private static List<String> selectors(Element place, Element root, Field field, Choice old) {
		String end = (field == Field.LINK) ? "@href"
				: (old.selector().attribute() != null) ? "@" + old.selector().attribute() : "";
		if (place == root) {
			return end.isEmpty() ? List.of() : List.of(end);
		}
		List<String> selectors = new ArrayList<>();
		String tag = place.normalName();
		Discovery.typicalClasses(place).forEach((name) -> selectors.add("." + name + end));
		if (place.id().matches("[A-Za-z][A-Za-z_-]*")) {
			selectors.add("#" + place.id() + end);
		}
		if (!place.attr("itemprop").isEmpty() && place.attr("itemprop").matches("[A-Za-z]+")) {
			selectors.add("[itemprop=" + place.attr("itemprop") + "]" + end);
		}
		selectors.add(tag + end);
		Element parent = place.parent();
		for (int i = 0; i < 3 && parent != null && parent != root; i++, parent = parent.parent()) {
			for (String name : Discovery.typicalClasses(parent)) {
				selectors.add("." + name + " " + tag + end);
			}
			selectors.add(parent.normalName() + " " + tag + end);
		}
		return selectors;
	}

	/** A place in which values are known. */
	private record Sample(Element root, Known known) {

		@Nullable String value(Field field) {
			return switch (field) {
				case TITLE ->
					this.known.values().getOrDefault(field, this.root instanceof Document ? null : this.known.title());
				case LINK -> this.known.link();
				default -> this.known.values().get(field);
			};
		}

	}

}
