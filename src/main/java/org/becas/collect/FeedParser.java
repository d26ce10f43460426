package org.becas.collect;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.becas.collect.Feed.Item;
import org.becas.collect.Feed.NotAFeed;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS 0.9–2.0, RDF, Atom 0.3 and 1.0 as portals write them. It works on a lenient
 * tree instead of an XML parser: no DTD or entity is ever acted upon, and a mistake in
 * one item does not cost the others.
 */
public final class FeedParser {

	private static final Safelist ALLOWED = Safelist.relaxed().preserveRelativeLinks(false);

	private static final int LONGEST = 500_000;

	private FeedParser() {
	}

	/**
	 * @param contentType the HTTP header, if there was one
	 * @param address of the feed, against which its links are read; may be null
	 * @throws NotAFeed if it is none
	 */
	public static Feed parse(byte[] bytes, @Nullable String contentType, @Nullable URI address) throws NotAFeed {
		String text = Charsets.decode(bytes, contentType).strip();
		if (text.isEmpty()) {
			throw new NotAFeed("está vacío");
		}
		if (text.startsWith("{")) {
			return JsonFeed.parse(text);
		}
		return xml(text, (address != null) ? address.toString() : "");
	}

	/** Whether the beginning looks like a feed of any kind. */
	static boolean looksLikeFeed(byte[] bytes, @Nullable String contentType) {
		String head = Charsets.decode(java.util.Arrays.copyOf(bytes, Math.min(bytes.length, 2048)), contentType)
			.toLowerCase(Locale.ROOT);
		boolean html = head.contains("<html") || head.contains("<!doctype html");
		return !html && (head.contains("<rss") || head.contains("<rdf:rdf") || head.contains("<feed")
				|| head.contains(":feed") || head.contains("jsonfeed.org/version"));
	}

	private static Feed xml(String text, String address) throws NotAFeed {
		Document document = Jsoup.parse(text, address, Parser.xmlParser());
		Element root = root(document);
		return switch (local(root)) {
			case "feed" -> atom(root, address);
			case "rdf" -> rss("rdf", root, address);
			default -> rss("rss", root, address);
		};
	}

	private static Element root(Document document) throws NotAFeed {
		for (Element element : document.getAllElements()) {
			String name = local(element);
			if (name.equals("rss") || name.equals("feed") || name.equals("rdf") || name.equals("channel")) {
				return element;
			}
			if (name.equals("html") || name.equals("body")) {
				throw new NotAFeed("es una página web, no un canal de noticias");
			}
		}
		throw new NotAFeed("no es un canal RSS, RDF, Atom ni JSON Feed");
	}

	private static Feed rss(String type, Element root, String address) {
		Element channel = local(root).equals("channel") ? root : child(root, "channel");
		Element head = (channel != null) ? channel : root;
		List<Item> items = new ArrayList<>();
		for (Element element : root.getAllElements()) {
			String name = local(element);
			if (name.equals("item") || name.equals("entry")) {
				items.add(rssItem(element, address));
			}
		}
		return new Feed(type, plain(child(head, "title")), link(head, address), items);
	}

	private static Item rssItem(Element item, String address) {
		Element guid = child(item, "guid");
		String id = (guid != null) ? text(guid) : emptyToNull(item.attr("rdf:about"));
		String link = link(item, address);
		if (link == null && guid != null && !guid.attr("isPermaLink").equalsIgnoreCase("false")
				&& Objects.requireNonNullElse(id, "").matches("https?://.+")) {
			link = id;
		}
		Element content = first(item, "content:encoded", "encoded", "xhtml:body", "body", "fullitem", "content");
		return new Item((id != null) ? id : text(child(item, "id")), plain(child(item, "title")), link,
				date(item, "pubdate", "published", "issued", "created", "date"),
				date(item, "updated", "modified", "lastbuilddate"),
				html(first(item, "description", "summary", "abstract"), base(item, address)),
				html(content, base(item, address)), rssAuthor(item));
	}

	private static @Nullable String rssAuthor(Element item) {
		Element author = first(item, "author", "creator", "itunes:author");
		if (author == null) {
			return null;
		}
		Element name = first(author, "name", "email");
		String text = text((name != null) ? name : author);
		if (text == null) {
			return null;
		}
		// RSS says "address (name)"
		java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("\\S+@\\S+\\s*\\(([^)]+)\\)").matcher(text);
		return matcher.matches() ? matcher.group(1).strip() : text;
	}

	private static Feed atom(Element root, String address) {
		List<Item> items = new ArrayList<>();
		for (Element element : root.children()) {
			if (local(element).equals("entry") || local(element).equals("item")) {
				items.add(atomItem(element, address));
			}
		}
		return new Feed("atom", atomPlain(child(root, "title")), atomLink(root, address), items);
	}

	private static Item atomItem(Element entry, String address) {
		Element author = child(entry, "author");
		if (author == null) {
			author = first(entry, "contributor", "creator");
		}
		Element name = (author != null) ? first(author, "name", "email") : null;
		return new Item(text(child(entry, "id")), atomPlain(child(entry, "title")), atomLink(entry, address),
				date(entry, "published", "issued", "created", "pubdate"), date(entry, "updated", "modified", "date"),
				atomHtml(first(entry, "summary", "description"), address), atomHtml(child(entry, "content"), address),
				(name != null) ? text(name) : (author != null) ? text(author) : null);
	}

	private static @Nullable String atomLink(Element parent, String address) {
		Element other = null;
		for (Element link : parent.children()) {
			if (!local(link).equals("link")) {
				continue;
			}
			String rel = link.attr("rel");
			if (rel.isEmpty() || rel.equals("alternate")) {
				return href(link, address);
			}
			if (other == null && !rel.equals("self") && !rel.equals("edit") && !rel.equals("enclosure")
					&& !rel.equals("replies")) {
				other = link;
			}
		}
		return (other != null) ? href(other, address) : null;
	}

	private static @Nullable String href(Element link, String address) {
		String href = link.hasAttr("href") ? link.attr("href") : Objects.requireNonNullElse(text(link), "");
		return absolute(base(link, address), href);
	}

	private static @Nullable String link(Element parent, String address) {
		for (Element link : parent.children()) {
			if (local(link).equals("link")) {
				String written = text(link);
				if (written == null && (link.attr("rel").isEmpty() || link.attr("rel").equals("alternate"))) {
					written = emptyToNull(link.attr("href"));
				}
				if (written != null) {
					return absolute(base(link, address), written);
				}
			}
		}
		return null;
	}

	private static @Nullable String absolute(String base, String link) {
		String written = link.strip();
		if (written.isEmpty()) {
			return null;
		}
		URI page = Addresses.parse(base);
		URI url = (page != null) ? Addresses.resolve(page, written) : null;
		return (url != null) ? url.toString() : written;
	}

	/** The address against which links in the element are read (xml:base). */
	private static String base(Element element, String address) {
		List<Element> path = new ArrayList<>(element.parents());
		java.util.Collections.reverse(path);
		path.add(element);
		String base = address;
		for (Element at : path) {
			String own = at.attr("xml:base").strip();
			if (!own.isEmpty()) {
				base = base.isEmpty() ? own : org.jsoup.internal.StringUtil.resolve(base, own);
			}
		}
		return base;
	}

	private static @Nullable String html(@Nullable Element element, String base) {
		if (element == null) {
			return null;
		}
		String inner = element.childrenSize() > 0 ? element.html() : element.wholeText();
		return clean(inner, base);
	}

	private static @Nullable String atomHtml(@Nullable Element element, String address) {
		if (element == null) {
			return null;
		}
		String type = element.attr("type").toLowerCase(Locale.ROOT);
		String mode = element.attr("mode").toLowerCase(Locale.ROOT);
		if (mode.equals("base64")) {
			return clean(base64(element.wholeText()), base(element, address));
		}
		if (element.childrenSize() > 0) {
			return clean(element.html(), base(element, address));
		}
		return type.isEmpty() || type.equals("text") || type.equals("text/plain")
				? emptyToNull(element.wholeText().strip()) : clean(element.wholeText(), base(element, address));
	}

	private static @Nullable String atomPlain(@Nullable Element element) {
		if (element == null) {
			return null;
		}
		String type = element.attr("type").toLowerCase(Locale.ROOT);
		if (element.attr("mode").equalsIgnoreCase("base64")) {
			return oneLine(base64(element.wholeText()));
		}
		boolean markup = element.childrenSize() > 0 || type.contains("html");
		return markup ? plain(element) : oneLine(element.wholeText());
	}

	private static String base64(String text) {
		try {
			return Charsets.decode(Base64.getMimeDecoder().decode(text.strip()), null);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private static @Nullable String plain(@Nullable Element element) {
		if (element == null) {
			return null;
		}
		String inner = element.childrenSize() > 0 ? element.html() : element.wholeText();
		return oneLine((inner.indexOf('<') >= 0 || inner.indexOf('&') >= 0)
				? PlainText.line(Jsoup.parseBodyFragment(inner).body()) : inner);
	}

	private static @Nullable String clean(String html, String base) {
		String bounded = (html.length() > LONGEST) ? html.substring(0, LONGEST) : html.strip();
		if (bounded.indexOf('<') < 0 && bounded.indexOf('&') < 0) {
			return emptyToNull(bounded);
		}
		return emptyToNull(Jsoup.clean(bounded, base, ALLOWED, new Document.OutputSettings().prettyPrint(false)));
	}

	private static @Nullable Instant date(Element parent, String... names) {
		for (String name : names) {
			Element element = child(parent, name);
			String text = (element != null) ? text(element) : null;
			Instant date = (text != null) ? FeedDates.instant(text) : null;
			if (date != null) {
				return date;
			}
		}
		return null;
	}

	private static @Nullable Element first(Element parent, String... names) {
		for (String name : names) {
			Element element = child(parent, name);
			if (element != null) {
				return element;
			}
		}
		return null;
	}

	/** The first child of that name, with or without a prefix unless one is asked for. */
	private static @Nullable Element child(Element parent, String name) {
		boolean prefixed = name.indexOf(':') >= 0;
		Element other = null;
		for (Element child : parent.children()) {
			String full = child.tagName().toLowerCase(Locale.ROOT);
			if (full.equals(name)) {
				return child;
			}
			if (!prefixed && other == null && local(child).equals(name) && !full.startsWith("media:")
					&& !full.startsWith("itunes:")) {
				other = child;
			}
		}
		return other;
	}

	private static String local(Element element) {
		String name = element.tagName().toLowerCase(Locale.ROOT);
		return name.substring(name.lastIndexOf(':') + 1);
	}

	private static @Nullable String text(@Nullable Element element) {
		if (element == null) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		for (Node node : element.childNodes()) {
			text.append((node instanceof TextNode words) ? words.getWholeText() : "");
		}
		return emptyToNull(text.toString().strip());
	}

	private static @Nullable String oneLine(String text) {
		return emptyToNull(text.replaceAll("\\s+", " ").strip());
	}

	private static @Nullable String emptyToNull(String text) {
		return text.isEmpty() ? null : text;
	}

}
