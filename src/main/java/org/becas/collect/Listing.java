package org.becas.collect;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.becas.source.Selection;
import org.becas.source.Selector;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * The repeating block of a page that looks like a list of calls: titles that stand in the
 * same place of blocks that are alike. A title is a link, or a heading, the first words
 * of a paragraph or a table's column with the link beside it or none at all.
 */
final class Listing {

	/** Fewer than these are a list only where they look like the entries of one. */
	private static final int FEWEST = 3;

	/** The group of all that look like entries, for a page that has only one or two. */
	private static final String ENTRIES = "entries";

	/** A page with more titles than this has more than one or two entries. */
	private static final int MANY = 40;

	/** How far up a block may begin. */
	private static final int DEEPEST = 13;

	private static final Evaluator TITLES = QueryParser
		.parse("a[href], h2, h3, h4, h5, h6, dt, summary, [class*=tit i], [class*=nombre i], [class*=name i], "
				+ "strong, b");

	private static final Evaluator HEADING = QueryParser.parse("h1, h2, h3, h4, h5, h6");

	private static final Evaluator HEADING_LINK = QueryParser
		.parse("h1 a[href], h2 a[href], h3 a[href], h4 a[href], h5 a[href], h6 a[href]");

	private static final Evaluator ENTRY = QueryParser.parse("article, [class*=hentry], [class*=views-row], "
			+ "[class*=post], [class*=convocatoria], [class*=beca], [class*=card], [class*=item]");

	private static final Pattern COLUMN = PageWords.pattern("<column>");

	/** What a page is called that lists. */
	private static final Pattern LISTS = PageWords
		.pattern("\\W*(?:<lists>\\b.*|(?:(?:las|nuestras|the) )?<lists-alone>\\b[^0-9]{0,48})");

	/** The same, and nothing else. */
	private static final Pattern ONLY_LISTS = PageWords
		.pattern("\\W*(?:(?:todas|las|los|nuestras|nuestros|the|our|all) )*<lists-alone>\\p{L}*(?: <open>)*\\W*");

	/** What else a page offers to read. */
	private static final Pattern RELATED = PageWords.pattern("^\\W*<files>|<related>");

	private static final Pattern BESIDE = PageWords.pattern("<beside>");

	/** The heading over what has happened, not over what is open. */
	private static final Pattern NEWS = PageWords.pattern("\\W*(?:(?:últimas|las|the|our|latest|nuestras) )?<news>");

	private final Document document;

	private final Furniture furniture = new Furniture();

	private final boolean named;

	/** Whether its name says nothing else. */
	private final boolean onlyNamed;

	/** Whatever may be a title, once that has been looked for. */
	private List<Headline> headlines = List.of();

	private Listing(Document document) {
		this.document = document;
		Element heading = document.selectFirst("h1");
		String name = (heading != null && !heading.text().isBlank()) ? heading.text() : document.title();
		this.named = LISTS.matcher(name.strip()).matches();
		this.onlyNamed = this.named && ONLY_LISTS.matcher(name.strip()).matches();
	}

	private static boolean isNamed(@Nullable Element heading) {
		return heading != null && LISTS.matcher(heading.text().strip()).matches();
	}

	/** How the list on a page is read; null if there is none. */
	static @Nullable Layout of(Document document) {
		return new Listing(document).layout();
	}

	/** Whether a page's own name says that it lists, rather than that it is a call. */
	static boolean isNamedLikeOne(Document document) {
		return new Listing(document).named;
	}

	private @Nullable Layout layout() {
		this.headlines = headlines();
		return groups(this.headlines).stream()
			.filter((group) -> group.score() > 0 && looksRight(group))
			.sorted(Comparator.comparingDouble((Alike group) -> group.score() * beside(group)).reversed())
			.limit(4)
			.map(this::layout)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** Whatever may be a title, each place once. */
	private List<Headline> headlines() {
		List<Headline> headlines = new ArrayList<>();
		Set<Element> linked = new HashSet<>();
		for (Element element : this.document.body().select(TITLES)) {
			boolean link = element.normalName().equals("a") && Headline.leads(element);
			if (this.furniture.holds(element) || (!link && inLink(element, linked))) {
				continue;
			}
			Headline headline = link ? Headline.ofLink(element) : ofText(element);
			if (headline != null && link) {
				element.parents().stream().limit(3).forEach(linked::add);
				linked.add(element);
			}
			if (headline != null) {
				headlines.add(headline);
			}
		}
		this.document.select("table").forEach((table) -> column(table, linked, headlines));
		return distinct(headlines);
	}

	/** What many links say alike is no title. */
	private static List<Headline> distinct(List<Headline> headlines) {
		Map<String, List<String>> addresses = new HashMap<>();
		headlines.stream()
			.filter(Headline::link)
			.forEach((headline) -> addresses.computeIfAbsent(headline.text(), (text) -> new ArrayList<>(2))
				.add(headline.at().attr("href")));
		return headlines.stream().filter((headline) -> {
			List<String> same = headline.link() ? addresses.getOrDefault(headline.text(), List.of()) : List.of();
			return same.size() <= FEWEST && same.stream().distinct().count() < FEWEST;
		}).toList();
	}

	private static boolean inLink(Element element, Set<Element> linked) {
		Element anchor = element.closest("a[href]");
		return anchor != null && linked.contains(anchor);
	}

	private static @Nullable Headline ofText(Element element) {
		boolean own = element.is(HEADING) || Headline.namesTitle(element) || element.normalName().equals("dt")
				|| element.normalName().equals("summary") || isFirst(element);
		boolean linked = Headline.links(element).stream().anyMatch((anchor) -> Headline.ofLink(anchor) != null);
		return (own && !linked && element.select(HEADING).size() <= 1) ? Headline.ofText(element) : null;
	}

	/** Bold words are a title where a paragraph begins with them. */
	private static boolean isFirst(Element element) {
		Element around = element.normalName().matches("strong|b") ? element.closest("p, li, td, div") : null;
		return around != null && around.text().startsWith(element.text());
	}

	/** The column of a table that names what each row is about, where no link does. */
	private void column(Element table, Set<Element> linked, List<Headline> headlines) {
		if (table.selectFirst("table table, td table") != null || this.furniture.holds(table)) {
			return;
		}
		List<Element> rows = table.select("tr").stream().filter((row) -> row.select("> td").size() > 1).toList();
		if (rows.size() < FEWEST || 2
				* rows.stream().filter((row) -> row.select("td").stream().anyMatch(linked::contains)).count() > rows
					.size()) {
			return;
		}
		Element head = table.selectFirst("tr");
		int column = (head != null) ? column(head.children()) : -1;
		int place = (column >= 0) ? column : longest(rows);
		for (Element row : rows) {
			Elements cells = row.select("> td");
			Headline headline = (place < cells.size() && row != head) ? Headline.ofText(cells.get(place)) : null;
			if (headline != null) {
				headlines.add(headline);
			}
		}
	}

	private static int column(Elements heads) {
		for (int i = 0; i < heads.size(); i++) {
			if (heads.get(i).text().length() < 60 && COLUMN.matcher(heads.get(i).text()).find()) {
				return i;
			}
		}
		return -1;
	}

	private static int longest(List<Element> rows) {
		Map<Integer, Integer> lengths = new HashMap<>();
		for (Element row : rows) {
			Elements cells = row.select("> td");
			for (int i = 0; i < cells.size(); i++) {
				lengths.merge(i, Math.min(120, cells.get(i).text().length()), Integer::sum);
			}
		}
		return lengths.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0);
	}

	/** Puts together what stands in the same place of neighbouring blocks. */
	private static List<Alike> groups(List<Headline> headlines) {
		Map<Spot, Set<Element>> branches = new HashMap<>();
		for (Headline headline : headlines) {
			for (Step step : way(headline)) {
				branches.computeIfAbsent(step.spot(), (at) -> new HashSet<>(2)).add(step.branch());
			}
		}
		Map<String, Alike> groups = new LinkedHashMap<>();
		Map<Element, Boolean> news = new IdentityHashMap<>();
		boolean few = headlines.size() < MANY;
		for (Headline headline : headlines) {
			way(headline).stream()
				.filter((step) -> isBlock(step.branch(), branches.getOrDefault(step.spot(), Set.of())))
				.findFirst()
				.ifPresent((step) -> groups
					.computeIfAbsent(
							around(step.spot().container()) + step.spot().path()
									+ (news.computeIfAbsent(step.spot().container(), Listing::isNews) ? " news" : ""),
							Alike::new)
					.add(headline, step.branch()));
			if (few && headline.link() && headline.isHeading()) {
				headline.at()
					.parents()
					.stream()
					.filter((at) -> at.is(ENTRY))
					.findFirst()
					.ifPresent((entry) -> groups.computeIfAbsent(ENTRIES, Alike::new).add(headline, entry));
			}
		}
		groups.values().forEach(Alike::weigh);
		return List.copyOf(groups.values());
	}

	/**
	 * Whether it is one of several blocks. The cells of a row are blocks only where each
	 * is one, as in a page of cards.
	 */
	private static boolean isBlock(Element branch, Set<Element> like) {
		return like.size() > 1
				&& !(branch.normalName().equals("td") && branch.siblingElements().size() + 1 > like.size());
	}

	/** From a title up to what holds the page. */
	private static List<Step> way(Headline headline) {
		List<Step> way = new ArrayList<>(DEEPEST);
		Element at = headline.at();
		String path = (headline.link() ? "" : "=") + step(at);
		for (Element parent = at.parent(); parent != null && way.size() < DEEPEST
				&& !at.normalName().equals("body"); parent = at.parent()) {
			way.add(new Step(new Spot(parent, path), at));
			at = parent;
			path = step(at) + ">" + path;
		}
		return way;
	}

	/** An element's name with the class that tells most: the first. */
	private static String step(Element element) {
		List<String> classes = element.hasAttr("class") ? Discovery.typicalClasses(element) : List.of();
		return classes.isEmpty() ? element.normalName() : element.normalName() + "." + first(element, classes);
	}

	private static String first(Element element, List<String> classes) {
		String written = element.className();
		return classes.stream().min(Comparator.comparingInt(written::indexOf)).orElse("");
	}

	/** Where a block stands, so that two columns of one page stay two. */
	private static String around(Element container) {
		StringBuilder around = new StringBuilder();
		Element at = container;
		for (int i = 0; i < 3 && at != null; i++, at = at.parent()) {
			around.append(step(at)).append(at.id().matches("[A-Za-z_-]+") ? "#" + at.id() : "").append(' ');
		}
		return around.toString();
	}

	private boolean looksRight(Alike group) {
		return isLongEnough(group)
				&& (group.speaksOfCalls(this.named || isNamed(headingOf(group))) || isAllThatIsNamed(group))
				&& !isOneText(group) && !isRelated(group);
	}

	/** A page that is called news, or calls, lists whatever has titles like sentences. */
	private boolean isAllThatIsNamed(Alike group) {
		return (this.named && group.isOfSentences()) || (this.onlyNamed && (group.isOfEntries() || group.isOfCards()));
	}

	private boolean isLongEnough(Alike group) {
		if (group.path().equals(ENTRIES)) {
			return this.named && group.titles() < FEWEST && group.share(Headline::isAboutCalls) == 1;
		}
		return group.titles() >= FEWEST;
	}

	/** A long text with some links beside it is an announcement, not a list. */
	private boolean isOneText(Alike group) {
		Set<Element> within = new HashSet<>(group.blocks());
		int listed = within.stream().mapToInt((block) -> block.text().length()).sum();
		int outside = 0;
		int paragraphs = 0;
		for (Element paragraph : this.document.select("p")) {
			paragraphs++;
			boolean beside = !within.contains(paragraph) && paragraph.parents().stream().noneMatch(within::contains)
					&& !this.furniture.holds(paragraph);
			outside += beside ? paragraph.ownText().length() : 0;
		}
		boolean flat = group.blocks().get(0).is(HEADING) || group.blocks().get(0).normalName().equals("dt");
		return paragraphs > 3 && outside > 1200 && outside > listed && !flat
				&& !(this.named && group.titles() >= 2 * FEWEST) && MainText.of(this.document).text().length() > listed;
	}

	private static boolean isRelated(Alike group) {
		Element heading = headingOf(group);
		return heading != null && RELATED.matcher(heading.text()).find();
	}

	/** News and closed calls are what else there is to read. */
	private double beside(Alike group) {
		Element heading = headingOf(group);
		String words = (heading != null) ? heading.text() : "";
		for (Element at = group.blocks().get(0).parent(); at != null
				&& !at.normalName().equals("body"); at = at.parent()) {
			boolean all = at == this.document.body()
					|| (heading != null && !at.parents().contains(heading.parent()) && at != heading.parent());
			words += all ? "" : " " + at.className() + " " + at.id();
		}
		return BESIDE.matcher(words).find() ? 0.3 : Headline.SUBJECT.matcher(words).find() ? 1.5 : 1;
	}

	/** Whether what a container holds stands under a heading of news. */
	private static boolean isNews(Element container) {
		Element heading = headingOver(container, Set.of());
		return heading != null && NEWS.matcher(heading.text()).lookingAt()
				&& !Headline.SUBJECT.matcher(heading.text()).find();
	}

	/** The heading over a group: before its first block, or before what holds it. */
	private static @Nullable Element headingOf(Alike group) {
		return headingOver(group.blocks().get(0), new HashSet<>(group.blocks()));
	}

	private static @Nullable Element headingOver(Element below, Set<Element> blocks) {
		Element at = below;
		for (int i = 0; i < 5 && at != null && !at.normalName().equals("body"); i++, at = at.parent()) {
			for (Element before = at.previousElementSibling(); before != null; before = before
				.previousElementSibling()) {
				Element heading = before.is(HEADING) ? before : null;
				if (heading != null && !blocks.contains(heading)) {
					return heading;
				}
			}
		}
		return null;
	}

	private @Nullable Layout layout(Alike group) {
		List<Element> blocks = group.blocks();
		String list = under(headingOf(group), blocks, Discovery.listSelector(this.document, blocks));
		if (list == null) {
			list = Discovery.listSelector(this.document, blocks, List.of(byItsParts(group)));
		}
		if (list == null) {
			return null;
		}
		Headline some = group.headlines().get(group.headlines().size() / 2);
		String title = pick(blocks, group.places(), candidates(some.place()))
				+ ((some.attribute() != null) ? "@" + some.attribute() : "");
		Map<Field, Selection> fields = new LinkedHashMap<>();
		fields.put(Field.TITLE, Selection.of(title));
		List<Element> links = group.links();
		boolean opens = !links.isEmpty() && (some.link() || !group.saysEnough() || !areElsewhere(links));
		if (!links.isEmpty()) {
			boolean whole = links.get(links.size() / 2) == blocks.get(links.size() / 2);
			fields.put(Field.LINK, Selection.of(whole ? "@href"
					: pick(group.sections(), links, candidates(links.get(links.size() / 2))) + "@href"));
		}
		else {
			fields.put(Field.ID, Selection.of(title));
		}
		list = Leading.with(this.document, titled(list, title, blocks), title, group, this.headlines);
		return new Layout(Selector.of(list), fields, NextPage.of(this.document), 10, opens ? Map.of() : null);
	}

	/** Where blocks without a title are selected too, those with one only. */
	private String titled(String list, String title, List<Element> blocks) {
		int at = title.indexOf('@');
		List<Element> selected = this.document.select(list);
		if (list.indexOf(',') >= 0 || selected.size() <= blocks.size() || blocks.get(0).is(HEADING)) {
			return list;
		}
		String with = "%s:has(%s)".formatted(list, (at < 0) ? title : title.substring(0, at));
		Set<Element> fewer = new HashSet<>(this.document.select(with));
		boolean empty = selected.stream()
			.allMatch((one) -> fewer.contains(one) || one.selectFirst(HEADING_LINK) == null);
		return (empty && fewer.size() < selected.size() && fewer.containsAll(blocks)) ? with : list;
	}

	/** Where blocks of another list are selected too, those under the heading only. */
	private @Nullable String under(@Nullable Element heading, List<Element> blocks, @Nullable String list) {
		if (heading == null || heading.parent() == null) {
			return list;
		}
		Element around = heading.parent();
		String words = heading.text().replaceFirst("[^\\p{L}\\d ,.:-].*", "").strip();
		if (list == null || words.isEmpty() || new HashSet<>(blocks).containsAll(this.document.select(list))) {
			return list;
		}
		String over = "%s:contains(%s)".formatted(heading.normalName(), words);
		List<String> candidates = List.of(list, "%s:has(> %s) %s".formatted(around.normalName(), over, list),
				"%s + %s".formatted(over, list), "%s + * %s".formatted(over, list));
		return Discovery.listSelector(this.document, blocks, candidates);
	}

	/** A block without any name is known by what is in it. */
	private static String byItsParts(Alike group) {
		Element block = group.blocks().get(0);
		StringBuilder path = new StringBuilder();
		for (Element at = group.headlines().get(0).at(); at != block && at.parent() != null; at = at.parent()) {
			path.insert(0, " > " + at.normalName());
		}
		return path.isEmpty() ? block.normalName()
				: "%s:has(%s)".formatted(block.normalName(), path.toString().strip());
	}

	/**
	 * Whether most links lead to other sites: then the page itself says what it knows.
	 */
	private static boolean areElsewhere(List<Element> links) {
		long elsewhere = links.stream().filter((link) -> {
			URI from = Addresses.parse(link.baseUri());
			URI to = Addresses.parse(link.absUrl("href"));
			return from != null && to != null && !String.valueOf(from.getHost()).equalsIgnoreCase(to.getHost());
		}).count();
		return 2 * elsewhere > links.size();
	}

	/** The selector that finds the wanted element first in most of the blocks. */
	private static String pick(List<Element> blocks, List<Element> wanted, List<String> candidates) {
		String best = candidates.get(0);
		int most = -1;
		for (String candidate : candidates) {
			Evaluator evaluator = QueryParser.parse(candidate);
			int right = 0;
			for (int i = 0; i < blocks.size(); i++) {
				right += (blocks.get(i).selectFirst(evaluator) == wanted.get(i)) ? 1 : 0;
			}
			if (right > most) {
				most = right;
				best = candidate;
			}
		}
		return best;
	}

	private static List<String> candidates(Element element) {
		Set<String> candidates = new LinkedHashSet<>();
		String tag = element.normalName();
		Element heading = element.closest(HEADING);
		if (heading != null) {
			candidates.add((heading == element) ? tag : heading.normalName() + " " + tag);
		}
		candidates.add(tag.equals("a") ? "a[href]" : tag.equals("img") ? "img[alt]" : tag);
		Discovery.typicalClasses(element).forEach((name) -> candidates.add(tag + "." + name));
		Element parent = element.parent();
		if (tag.equals("td")) {
			candidates.add("td:nth-child(" + (element.elementSiblingIndex() + 1) + ")");
		}
		for (int i = 0; i < 2 && parent != null; i++, parent = parent.parent()) {
			for (String name : Discovery.typicalClasses(parent)) {
				candidates.add("." + name + " " + tag);
			}
			candidates.add(parent.normalName() + " " + tag);
		}
		if (tag.equals("a")) {
			candidates.add("a[href]:last-of-type");
		}
		return List.copyOf(candidates);
	}

	/** A place of blocks: their container, and the way from it down to the title. */
	private record Spot(Element container, String path) {
	}

	/** A block that a title may be the title of. */
	private record Step(Spot spot, Element branch) {
	}

}
