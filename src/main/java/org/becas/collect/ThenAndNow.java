package org.becas.collect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.collect.Coverage.Place;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.GoodPages.GoodPage;
import org.becas.source.JsonLayout;
import org.becas.source.JsonLayout.Choice;
import org.becas.source.Selection;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Two states of a source's list, be it a page or data, and of the pages behind its links.
 *
 * @param list the list, if its good page is kept
 * @param detail one of the pages behind its links, if those came otherwise since
 * @param layout by which they are read now
 * @param known what was found in the list when it was last good
 * @param found what is found there now
 * @param repaired a layout that finds more; null if none was found
 * @param changes what the repaired layout changes
 * @param again what it would find in the list
 * @param details how much was found of each field behind the links, and is now
 */
record ThenAndNow(@Nullable Pair list, @Nullable Pair detail, Layout layout, List<Known> known, List<Known> found,
		@Nullable Layout repaired, List<Change> changes, List<Known> again, List<Share> details) {

	/** How much was found of each field of the list, and is now. */
	public List<Share> shares() {
		return ThenAndNow.shares(this.known, this.found);
	}

	/**
	 * How many of the announcements known from then the repaired layout would find.
	 */
	public long knownAgain() {
		Set<String> links = new HashSet<>();
		this.again.forEach((one) -> links.add(one.link()));
		return this.known.stream().filter((one) -> links.contains(one.link())).count();
	}

	/** Whether the pages behind the links have become worse. */
	public boolean detailsFell() {
		return this.details.stream().anyMatch(Share::fell);
	}

	/** Whether the list has become worse, or could be read better. */
	public boolean listFell() {
		return callsLost() || shares().stream().anyMatch(Share::fell)
				|| this.changes.stream().anyMatch((change) -> !change.detail());
	}

	/** Whether most of the calls of the list are not found any more. */
	public boolean callsLost() {
		return this.found.size() * 2 < this.known.size();
	}

	/** What the repair would find again behind the links. */
	public List<Field> foundAgain() {
		return this.changes.stream().filter(Change::detail).map(Change::field).toList();
	}

	/** Whether the list is data, not a page. */
	public boolean data() {
		return this.layout.json() != null;
	}

	/** Whether anything is worse than it was. */
	boolean worse() {
		return listFell() || detailsFell() || !this.changes.isEmpty();
	}

	/** What one layout says otherwise than another. */
	static List<Change> changes(Layout old, Layout repaired) {
		List<Change> changes = new ArrayList<>();
		JsonLayout json = repaired.json();
		if (json != null) {
			add(changes, "list", place(old.json()), place(json));
			json.fields()
				.forEach((field, choices) -> add(changes, new Place(false, field).key(),
						written(Objects.requireNonNull(old.json()).fields().get(field)), written(choices)));
		}
		else {
			add(changes, "list", String.valueOf(old.list()), String.valueOf(repaired.list()));
			add(changes, false, old.fields(), repaired.fields());
		}
		add(changes, true, detail(old), detail(repaired));
		return changes;
	}

	private static void add(List<Change> changes, boolean detail, Map<Field, Selection> old,
			Map<Field, Selection> repaired) {
		repaired.forEach((field, selection) -> add(changes, new Place(detail, field).key(), written(old.get(field)),
				written(selection)));
	}

	private static void add(List<Change> changes, String key, String before, String after) {
		if (!before.equals(after)) {
			changes.add(new Change(key, before, after));
		}
	}

	private static Map<Field, Selection> detail(Layout layout) {
		return Objects.requireNonNullElse(layout.detail(), Map.of());
	}

	private static String place(@Nullable JsonLayout json) {
		return (json != null && json.list() != null) ? json.list().toString() : "–";
	}

	private static String written(@Nullable Selection selection) {
		return (selection != null) ? selection.choices().get(0).selector().toString() : "–";
	}

	/** The paths of a field, as people read them. */
	static String written(@Nullable List<Choice> choices) {
		return (choices != null)
				? choices.stream().map((choice) -> choice.value().toString()).collect(Collectors.joining(", ")) : "–";
	}

	/** How much of each field was found then and is found now. */
	static List<Share> shares(List<Known> then, List<Known> now) {
		List<Share> shares = new ArrayList<>();
		for (Field field : Field.values()) {
			Coverage before = of(field, then);
			if (before.filled() > 0) {
				shares.add(new Share(field, before, of(field, now)));
			}
		}
		return shares;
	}

	private static Coverage of(Field field, List<Known> known) {
		return new Coverage((int) known.stream().filter((one) -> one.values().containsKey(field)).count(),
				known.size());
	}

	/** How much of a field of the list was found. */
	record Share(Field field, Coverage then, Coverage now) {

		public boolean fell() {
			return this.then.percent() - this.now.percent() >= 40;
		}

	}

	/**
	 * A selector or path and what takes its place.
	 *
	 * @param key in {@code sources.yml}, such as {@code fields.title}
	 */
	record Change(String key, String before, String after) {

		private boolean detail() {
			return this.key.startsWith("detail.");
		}

		private Field field() {
			return Field.valueOf(this.key.substring(this.key.indexOf('.') + 1).toUpperCase(Locale.ROOT));
		}

	}

	/**
	 * Two states of one page.
	 *
	 * @param body hash of what it is now
	 */
	record Pair(GoodPage good, Instant nowAt, String body, Fetched then, Fetched now) {

		public Instant thenAt() {
			return this.good.at();
		}

	}

}
