package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.JsonLayout;
import org.becas.source.JsonPath;
import org.becas.source.JsonTemplate;
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
import tools.jackson.databind.JsonNode;

/**
 * Finds out how a source is to be read that says no more than its address: it is a feed,
 * or names its feed, or is a list of announcements, or is one announcement itself.
 */
final class Discovery {

	/** Fewer links than these are not a list. */
	private static final int FEWEST = 3;

	private static final List<String> LISTS = List.of("*[@type=ItemList].itemListElement",
			"*.@graph[@type=ItemList].itemListElement", "*.mainEntity[@type=ItemList].itemListElement");

	private static final List<String> THINGS = List.of("EducationalOccupationalProgram", "MonetaryGrant", "Grant",
			"Scholarship", "JobPosting");

	private static final Pattern UNTYPICAL_CLASS = Pattern.compile(
			".*\\d.*|clear.*|(?:.*[-_])?(?:first|last|odd|even|active|par|impar|alt|alternat\\w+|hover\\w*|selected|sticky|featured|destacad[oa])(?:[-_].*)?|(?:category|tag|format|status)-.*");

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
		if (isData(page)) {
			return understandData(source, page);
		}
		Document document = PageReader.document(page);
		URI feed = feed(document, page.url());
		if (feed == null) {
			return understandPage(source, document);
		}
		Layout list = isOf(feed, page.url()) ? null : Listing.of(document);
		return (list != null && isAboutCalls(document, list)) ? source.as(source.url(), Kind.PAGE, list)
				: source.as(feed, Kind.FEED, Layout.NONE);
	}

	/** Whether a list is more likely what was meant than all the news of its site. */
	private static boolean isAboutCalls(Document document, Layout list) {
		List<Element> items = Objects.requireNonNull(list.list()).all(document);
		long about = items.stream().filter((item) -> Headline.SUBJECT.matcher(item.text()).find()).count();
		return 2 * about >= items.size();
	}

	private static boolean isData(Fetched page) {
		String type = String.valueOf(page.contentType()).toLowerCase(Locale.ROOT);
		String start = new String(page.body(), 0, Math.min(page.body().length, 200), StandardCharsets.UTF_8).strip();
		return type.contains("json") || type.contains("javascript")
				|| (!type.contains("html") && (start.startsWith("{") || start.startsWith("[")));
	}

	private static Source understandData(Source source, Fetched page) {
		JsonNode data = JsonReader.document(Charsets.decode(page.body(), page.contentType()));
		Layout layout = (data != null) ? DataListing.of(data) : null;
		return source.as(source.url(), Kind.JSON, (layout != null) ? layout : new Layout(null, Map.of(), null, 1, null,
				null, null, Integer.MAX_VALUE, new JsonLayout(null, Map.of(), null)));
	}

	/** Whether a feed is the page's own, and not that of all that its site publishes. */
	private static boolean isOf(URI feed, URI page) {
		String path = String.valueOf(page.getPath()).replaceFirst("/[^/]*\\.[^/]*$", "/").replaceFirst("/+$", "");
		return path.isEmpty() || String.valueOf(feed.getPath()).startsWith(path + "/")
				|| String.valueOf(feed.getPath()).startsWith(path + ".");
	}

	/** The source read as a page, whatever feed it names. */
	static Source understandPage(Source source, Document document) {
		Layout stated = stated(document);
		if (stated != null) {
			return source.as(source.url(), (stated.json() != null) ? Kind.JSON : Kind.PAGE, stated);
		}
		Layout layout = Listing.of(document);
		if (layout == null && document.selectFirst("script#__NEXT_DATA__") != null) {
			JsonNode data = JsonReader.document(document);
			layout = (data != null) ? DataListing.of(data) : null;
		}
		return (layout == null) ? source.as(source.url(), Kind.PAGE, Layout.NONE)
				: source.as(source.url(), (layout.json() != null) ? Kind.JSON : Kind.PAGE, layout);
	}

	/** The feed that a page names: its own before its site's. */
	private static @Nullable URI feed(Document document, URI page) {
		URI first = null;
		for (Element link : document.select("link[rel~=(?i)\\balternate\\b][href]")) {
			String type = link.attr("type").toLowerCase(Locale.ROOT);
			boolean comments = (link.attr("title") + link.attr("href")).toLowerCase(Locale.ROOT).contains("comment");
			if (type.matches("application/(?:rss|atom|feed|rdf)\\+(?:xml|json)") && !comments) {
				URI feed = Addresses.resolve(page, link.attr("href"));
				if (feed != null && !feed.equals(page) && isOf(feed, page)) {
					return feed;
				}
				first = (first == null && feed != null && !feed.equals(page)) ? feed : first;
			}
		}
		return first;
	}

	/** The list that a page gives to programs: JSON-LD or microdata. */
	private static @Nullable Layout stated(Document document) {
		JsonNode data = JsonReader.document(document);
		for (String path : LISTS) {
			JsonLayout json = new JsonLayout(JsonPath.of(path),
					Map.of(Field.TITLE, places("item.name", "name"), Field.LINK, places("item.url", "url", "item.@id")),
					null);
			if (data != null && JsonReader.count(data, json) >= FEWEST) {
				return new Layout(null, Map.of(), null, 10, Map.of(), null, null, Integer.MAX_VALUE, json);
			}
		}
		for (String type : THINGS) {
			Selector list = Selector.of("[itemtype$=/" + type + "]");
			long full = list.all(document)
				.stream()
				.filter((item) -> item.selectFirst("[itemprop=name]") != null && item.selectFirst("a[href]") != null)
				.count();
			if (full >= FEWEST) {
				return new Layout(list,
						Map.of(Field.TITLE, Selection.of("[itemprop=name]"), Field.LINK, Selection.of("a[href]@href")),
						NextPage.of(document), 10, Map.of());
			}
		}
		return null;
	}

	private static List<JsonLayout.Choice> places(String... paths) {
		return Stream.of(paths).map((path) -> new JsonLayout.Choice(JsonTemplate.of(path), null)).toList();
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

	/** What selects these elements, and little else; null if nothing does. */
	static @Nullable String listSelector(Document document, List<Element> items) {
		return listSelector(document, items, candidates(items.get(items.size() / 2)));
	}

	/** The first of the candidates that does so best. */
	static @Nullable String listSelector(Document document, List<Element> items, List<String> candidates) {
		Set<Element> wanted = new HashSet<>(items);
		String best = null;
		double most = 0;
		for (String candidate : candidates) {
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
		if (tag.equals("tr")) {
			// A page may be laid out by a table around the list
			candidates.add("tr:not(:has(tr))");
			candidates.add("tr:has(a[href])");
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
			if (parent.normalName().matches("main|article|section")) {
				candidates.add(parent.normalName() + path + tag);
			}
			if (i == 0) {
				candidates.add(parent.normalName() + " > " + tag);
			}
		}
		if (item.parent() != null) {
			candidates.add(item.parent().normalName() + " > " + tag + ":not(nav *, header *, footer *, aside *)");
		}
		return candidates;
	}

}
