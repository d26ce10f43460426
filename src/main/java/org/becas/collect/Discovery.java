package org.becas.collect;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Selection;
import org.becas.source.Selector;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a source is to be read that says no more than its address: it is a feed,
 * or names its feed, or is a list of announcements, or is one announcement itself.
 */
final class Discovery {

	/** Fewer links than these are not a list. */
	private static final int FEWEST = 3;

	private static final List<String> NEXT = List.of("a[rel=next]", "link[rel=next]", "a.next", ".next a",
			".pager-next a", ".pager__item--next a", ".nav-previous a",
			"a[aria-label~=(?i)^(next|siguiente|página siguiente)]",
			"a:matchesOwn((?i)^(siguiente|next|older posts|suivant|próxima)\\b)");

	private static final String AROUND = "nav, header, footer, aside, form, [role=navigation], [role=banner], "
			+ "[role=contentinfo], [role=complementary], [role=search]";

	private static final Evaluator OUTSIDE = QueryParser.parse(AROUND);

	private static final Evaluator HEADING = QueryParser.parse("h1, h2, h3, h4, h5, h6");

	private static final Evaluator CARD = QueryParser.parse("article, li");

	private static final Evaluator HEADER = QueryParser.parse("header");

	private static final Pattern FURNITURE = Pattern
		.compile("(?:^|[-_ ])(?:nav|navbar|navigation|menu|submenu|footer|sidebar|breadcrumbs?|share|social|pagination|"
				+ "pager|widget|cookies?|tags?|tagcloud|comments?|related|login|search|lang|languages?|topbar|skip)"
				+ "(?:$|[-_ ])", Pattern.CASE_INSENSITIVE);

	private static final Pattern SUBJECT = Pattern.compile(
			"beca|convocatoria|scholarship|fellowship|grant|bourse|bolsa|stipend|studentship|award|maestr|doctora|master"
					+ "|phd|posgrado|pregrado|postgrad|undergrad|pr[ée]stamo|ayuda|movilidad|mobility|exchange|intercambio"
					+ "|funding|financia|edital|appel|call for",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern UNTYPICAL_CLASS = Pattern
		.compile(".*\\d.*|clear.*|.*-?(?:first|last|odd|even|active)-?.*");

	private Discovery() {
	}

	/** Whether the source leaves it to us to find out. */
	static boolean wanted(Source source) {
		return source.kind() == null && source.layout().list() == null && source.layout().detail() == null;
	}

	/** The source as it is to be read; its address may be that of its feed. */
	static Source understand(Source source, Fetched page) {
		if (FeedParser.looksLikeFeed(page.body(), page.contentType())) {
			return source.as(source.url(), Kind.FEED, Layout.NONE);
		}
		if (SitemapReader.looksLikeSitemap(page.body())) {
			return source.as(source.url(), Kind.SITEMAP, new Layout(null, Map.of(), null, 50, Map.of()));
		}
		if (PdfReader.isPdf(page)) {
			return source.as(source.url(), Kind.PDF, Layout.NONE);
		}
		Document document = PageReader.document(page);
		URI feed = feed(document, page.url());
		return (feed != null) ? source.as(feed, Kind.FEED, Layout.NONE) : understandPage(source, document);
	}

	/** The source read as a page, whatever feed it names. */
	static Source understandPage(Source source, Document document) {
		Layout layout = layout(document);
		return source.as(source.url(), Kind.PAGE, (layout != null) ? layout : Layout.NONE);
	}

	private static @Nullable URI feed(Document document, URI page) {
		for (Element link : document.select("link[rel~=(?i)\\balternate\\b][href]")) {
			String type = link.attr("type").toLowerCase(Locale.ROOT);
			boolean comments = (link.attr("title") + link.attr("href")).toLowerCase(Locale.ROOT).contains("comment");
			if (type.matches("application/(?:rss|atom|feed|rdf)\\+(?:xml|json)") && !comments) {
				URI feed = Addresses.resolve(page, link.attr("href"));
				if (feed != null && !feed.equals(page)) {
					return feed;
				}
			}
		}
		return null;
	}

	/** The best of the repeating blocks of links, if one looks like a list of calls. */
	private static @Nullable Layout layout(Document document) {
		Map<String, List<Element>> groups = new LinkedHashMap<>();
		for (Element anchor : document.select("a[href]")) {
			if (titleLike(anchor) && !aroundTheText(anchor)) {
				groups.computeIfAbsent(signature(anchor), (signature) -> new ArrayList<>()).add(anchor);
			}
		}
		return groups.values()
			.stream()
			.map(Discovery::distinct)
			.filter((anchors) -> anchors.size() >= FEWEST)
			.sorted(Comparator.comparingDouble(Discovery::score).reversed())
			.limit(3)
			.map((anchors) -> layout(document, anchors))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static boolean titleLike(Element anchor) {
		String href = anchor.attr("href").strip();
		String text = title(anchor);
		return !href.isEmpty() && !href.equals("#") && !href.matches("(?i)(?:javascript|mailto|tel|whatsapp):.*")
				&& (!href.startsWith("#") || href.startsWith("#/")) && text.length() >= 12 && text.length() <= 300
				&& text.indexOf(' ') > 0;
	}

	private static String title(Element anchor) {
		Element heading = anchor.selectFirst(HEADING);
		return ((heading != null) ? heading : anchor).text().strip();
	}

	private static boolean aroundTheText(Element anchor) {
		if (anchor.closest(OUTSIDE) != null) {
			Element article = anchor.closest(CARD);
			Element header = anchor.closest(HEADER);
			// A card may have a header of its own
			return article == null || header == null || !header.parents().contains(article);
		}
		for (Element at = anchor; at != null; at = at.parent()) {
			if (!at.normalName().equals("body") && !at.normalName().equals("html")
					&& (FURNITURE.matcher(at.className()).find() || FURNITURE.matcher(at.id()).find())) {
				return true;
			}
		}
		return false;
	}

	/** Elements in the same place of a repeated block have the same. */
	static String signature(Element anchor) {
		StringBuilder signature = new StringBuilder();
		Element at = anchor;
		for (int i = 0; i < 5 && at != null; i++) {
			signature.append(at.normalName());
			for (String name : typicalClasses(at)) {
				signature.append('.').append(name);
			}
			signature.append(' ');
			at = at.parent();
		}
		return signature.toString();
	}

	/** Classes that say what an element is, not where in a row it stands. */
	static List<String> typicalClasses(Element element) {
		return element.classNames()
			.stream()
			.filter((name) -> name.matches("[A-Za-z_][A-Za-z0-9_-]*") && !UNTYPICAL_CLASS.matcher(name).matches())
			.sorted()
			.toList();
	}

	/** One for each address and each title. */
	private static List<Element> distinct(List<Element> anchors) {
		Set<String> addresses = new HashSet<>();
		Set<String> titles = new HashSet<>();
		return anchors.stream()
			.filter((anchor) -> addresses.add(anchor.attr("href")) & titles.add(title(anchor)))
			.toList();
	}

	private static double score(List<Element> anchors) {
		double score = 0;
		for (Element anchor : anchors) {
			double weight = Math.min(80, title(anchor).length());
			weight *= (anchor.closest(HEADING) != null || anchor.selectFirst(HEADING) != null) ? 3 : 1;
			weight *= SUBJECT.matcher(title(anchor) + " " + anchor.attr("href")).find() ? 2 : 1;
			score += weight;
		}
		return score;
	}

	private static @Nullable Layout layout(Document document, List<Element> anchors) {
		List<Element> items = items(anchors);
		if (isOneText(document, items)) {
			return null;
		}
		String list = listSelector(document, items);
		String title = titleSelector(items, anchors);
		if (list == null) {
			return null;
		}
		String link = items.get(0).normalName().equals("a") ? "@href" : linkSelector(items, anchors) + "@href";
		return new Layout(Selector.of(list), Map.of(Field.TITLE, Selection.of(title), Field.LINK, Selection.of(link)),
				next(document), 10, Map.of());
	}

	/** The link to the next page of the list, where there is one. */
	private static @Nullable Selection next(Document document) {
		return NEXT.stream()
			.filter((selector) -> document.selectFirst(selector) != null)
			.findFirst()
			.map((selector) -> Selection.of(selector + "@href"))
			.orElse(null);
	}

	/** For each link the largest block around it that has no other link of the group. */
	static List<Element> items(List<Element> anchors) {
		Map<Element, Integer> within = new HashMap<>();
		for (Element anchor : anchors) {
			for (Element at = anchor.parent(); at != null; at = at.parent()) {
				within.merge(at, 1, Integer::sum);
			}
		}
		List<Element> items = new ArrayList<>();
		for (Element anchor : anchors) {
			Element item = anchor;
			for (Element at = anchor.parent(); at != null && within.getOrDefault(at, 0) == 1
					&& !at.normalName().equals("body"); at = at.parent()) {
				item = at;
			}
			items.add(item);
		}
		return items;
	}

	/** A long text with some links beside it is an announcement, not a list. */
	private static boolean isOneText(Document document, List<Element> items) {
		int listed = items.stream().mapToInt((item) -> item.text().length()).sum();
		int main = MainText.of(document).text().length();
		int inMain = 0;
		Set<Element> within = new HashSet<>(items);
		int outside = 0;
		for (Element paragraph : document.select("p")) {
			if (paragraph.closest(OUTSIDE) == null && paragraph.parents().stream().noneMatch(within::contains)
					&& !within.contains(paragraph)) {
				outside += paragraph.ownText().length();
			}
			inMain++;
		}
		return inMain > 3 && outside > 1200 && outside > listed && main > listed;
	}

	/** What selects these elements, and little else; null if nothing does. */
	static @Nullable String listSelector(Document document, List<Element> items) {
		Set<Element> wanted = new HashSet<>(items);
		String best = null;
		double most = 0;
		for (String candidate : candidates(items.get(items.size() / 2))) {
			Elements selected = document.select(candidate);
			long right = selected.stream().filter(wanted::contains).count();
			double f = 2.0 * right / (selected.size() + wanted.size());
			if (f > most + 0.01) {
				most = f;
				best = candidate;
			}
		}
		return (most >= 0.7) ? best : null;
	}

	private static List<String> candidates(Element item) {
		List<String> candidates = new ArrayList<>();
		String tag = item.normalName();
		List<String> classes = typicalClasses(item);
		classes.forEach((name) -> candidates.add(tag + "." + name));
		if (tag.equals("article") || tag.equals("li") || tag.equals("tr")) {
			candidates.add(tag);
		}
		if (classes.size() > 1) {
			candidates.add(tag + "." + String.join(".", classes));
		}
		Element parent = item.parent();
		for (int i = 0; i < 3 && parent != null; i++, parent = parent.parent()) {
			String path = (i == 0) ? " > " : " ";
			if (parent.id().matches("[A-Za-z][A-Za-z_-]*")) {
				candidates.add("#" + parent.id() + path + tag);
			}
			for (String name : typicalClasses(parent)) {
				candidates.add(parent.normalName() + "." + name + path + tag);
			}
			if (i == 0) {
				candidates.add(parent.normalName() + " > " + tag);
			}
		}
		return candidates;
	}

	private static String titleSelector(List<Element> items, List<Element> anchors) {
		Element anchor = anchors.get(anchors.size() / 2);
		Element heading = anchor.selectFirst(HEADING);
		return (heading != null) ? heading.normalName() : linkSelector(items, anchors);
	}

	/** The selector that finds the announcement's own link first. */
	private static String linkSelector(List<Element> items, List<Element> anchors) {
		Element anchor = anchors.get(anchors.size() / 2);
		List<String> candidates = new ArrayList<>();
		Element heading = anchor.closest(HEADING);
		if (heading != null) {
			candidates.add(heading.normalName() + " a");
		}
		candidates.add("a[href]");
		typicalClasses(anchor).forEach((name) -> candidates.add("a." + name));
		Element parent = anchor.parent();
		if (parent != null) {
			typicalClasses(parent).forEach((name) -> candidates.add("." + name + " a"));
			candidates.add(parent.normalName() + " a");
		}
		String best = candidates.get(0);
		int most = -1;
		for (String candidate : candidates) {
			int right = 0;
			for (int i = 0; i < items.size(); i++) {
				right += (items.get(i).selectFirst(candidate) == anchors.get(i)) ? 1 : 0;
			}
			if (right > most) {
				most = right;
				best = candidate;
			}
		}
		return best;
	}

}
