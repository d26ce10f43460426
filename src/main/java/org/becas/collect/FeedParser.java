package org.becas.collect;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.collect.Feed.Item;
import org.becas.collect.Feed.NotAFeed;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Reads RSS 0.9–2.0, RDF, Atom 0.3 and 1.0 and JSON Feed as portals write them. It works
 * on a lenient tree instead of an XML parser: no DTD or entity is ever acted upon, and a
 * mistake in one item does not cost the others.
 */
public final class FeedParser {

	/** "address (name)", "name (address)" and "name &lt;address&gt;". */
	private static final Pattern PERSON = Pattern.compile(
			"[^\\s@()<>]++@[^\\s()<>]++\\s*+\\(([^()]++)\\)|([^()<>]++)[(<]\\s*+[^\\s@()<>]++@[^\\s()<>]++\\s*+[)>]");

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
		return text.startsWith("{") ? JsonFeed.parse(text) : xml(text, (address != null) ? address.toString() : "");
	}

	/** Whether the beginning looks like a feed of any kind. */
	static boolean looksLikeFeed(byte[] bytes, @Nullable String contentType) {
		String head = Charsets.decode(Arrays.copyOf(bytes, Math.min(bytes.length, 2048)), contentType)
			.toLowerCase(Locale.ROOT);
		boolean html = head.contains("<html") || head.contains("<!doctype html");
		return !html && (head.contains("<rss") || head.contains("<rdf:rdf") || head.contains("<feed")
				|| head.contains(":feed") || head.contains("jsonfeed.org/version"));
	}

	private static Feed xml(String text, String address) throws NotAFeed {
		Document document = Jsoup.parse(FeedText.repair(text), address, Parser.xmlParser());
		document.outputSettings().prettyPrint(false);
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
			if (local(element).equals("item") || (local(element).equals("entry") && element.parent() == head)) {
				items.add(rssItem(element, address));
			}
		}
		return new Feed(type, FeedText.markup(child(head, "title"), address), link(head, address), items);
	}

	private static Item rssItem(Element item, String address) {
		Element guid = child(item, "guid", "id");
		String id = (guid != null) ? FeedText.raw(guid) : FeedText.emptyToNull(item.attr("rdf:about").strip());
		String link = link(item, address);
		if (link == null && guid != null && id != null && !guid.attr("isPermaLink").equalsIgnoreCase("false")
				&& id.matches("https?://\\S+")) {
			link = id;
		}
		return new Item(id, FeedText.markup(child(item, "title"), address), link,
				date(item, "pubdate", "published", "issued", "created", "date"),
				date(item, "updated", "modified", "lastbuilddate", "date"),
				FeedText.markup(
						orOfMedia(item,
								child(item, "description", "itunes:summary", "summary", "abstract", "itunes:subtitle")),
						address),
				FeedText.markup(child(item, "content:encoded", "encoded", "body", "fullitem", "fulltext", "content"),
						address),
				rssAuthor(item));
	}

	private static @Nullable String rssAuthor(Element item) {
		Element author = child(item, "author", "dc:creator", "creator", "dc:author", "itunes:author");
		Element part = (author != null) ? child(author, "name", "email") : null;
		return name(FeedText.plain((part != null) ? part : author));
	}

	private static @Nullable String name(@Nullable String person) {
		Matcher matcher = PERSON.matcher((person != null) ? person : "");
		if (!matcher.matches()) {
			return person;
		}
		return ((matcher.group(1) != null) ? matcher.group(1) : matcher.group(2)).strip();
	}

	private static Feed atom(Element root, String address) {
		List<Item> items = new ArrayList<>();
		for (Element element : root.children()) {
			if (local(element).equals("entry") || local(element).equals("item")) {
				items.add(atomItem(element, address));
			}
		}
		return new Feed("atom", FeedText.typed(child(root, "title"), address), atomLink(root, address), items);
	}

	private static Item atomItem(Element entry, String address) {
		Element author = child(entry, "author", "contributor", "dc:creator", "creator");
		Element name = (author != null) ? child(author, "name", "email") : null;
		return new Item(atomId(entry, address), FeedText.typed(child(entry, "title"), address),
				atomLink(entry, address), date(entry, "published", "issued", "created", "pubdate"),
				date(entry, "updated", "modified", "date"),
				FeedText.typed(orOfMedia(entry, child(entry, "summary", "description")), address),
				FeedText.typed(child(entry, "content"), address), name(FeedText.plain((name != null) ? name : author)));
	}

	/** An id is an address; only a document that says so makes it relative. */
	private static @Nullable String atomId(Element entry, String address) {
		Element element = child(entry, "id");
		String id = FeedText.raw(element);
		String base = (element != null) ? FeedText.declaredBase(element, address) : null;
		return (id != null && base != null) ? FeedText.absolute(base, id) : id;
	}

	private static @Nullable String atomLink(Element parent, String address) {
		Element other = null;
		for (Element link : parent.children()) {
			if (!local(link).equals("link")) {
				continue;
			}
			String rel = link.attr("rel").strip().toLowerCase(Locale.ROOT);
			if (rel.isEmpty() || rel.equals("alternate") || rel.endsWith("/alternate")) {
				return href(link, address);
			}
			if (other == null && !rel.matches("self|edit.*|enclosure|replies|hub|next|prev.*|first|last|service.*")) {
				other = link;
			}
		}
		return (other != null) ? href(other, address) : null;
	}

	private static @Nullable String href(Element link, String address) {
		String text = FeedText.raw(link);
		String href = link.hasAttr("href") ? link.attr("href") : (text != null) ? text : "";
		return FeedText.absolute(FeedText.base(link, address), href);
	}

	/**
	 * The last address that the element names; one of Atom's only if there is no other.
	 */
	private static @Nullable String link(Element parent, String address) {
		String own = null;
		String atoms = null;
		for (Element link : parent.children()) {
			boolean other = !link.attr("rel").matches("(?i)|alternate");
			if (!local(link).equals("link") || other) {
				continue;
			}
			if (link.tagName().equalsIgnoreCase("link")) {
				String href = href(link, address);
				own = (href != null) ? href : own;
			}
			else if (atoms == null) {
				atoms = href(link, address);
			}
		}
		return (own != null) ? own : atoms;
	}

	private static @Nullable Instant date(Element parent, String... names) {
		for (String name : names) {
			String text = FeedText.plain(child(parent, name));
			Instant date = (text != null) ? FeedDates.instant(text) : null;
			if (date != null) {
				return date;
			}
		}
		return null;
	}

	/** The first child of the first of the names that there is. */
	private static @Nullable Element child(Element parent, String... names) {
		for (String name : names) {
			Element child = child(parent, name);
			if (child != null) {
				return child;
			}
		}
		return null;
	}

	/** Channels of videos describe each only beside its pictures (Media RSS). */
	private static @Nullable Element orOfMedia(Element item, @Nullable Element own) {
		if (own != null) {
			return own;
		}
		Element group = child(item, "media:group");
		return child((group != null) ? group : item, "media:description");
	}

	/**
	 * With its parent's prefix or without one, else with any, unless one is asked for;
	 * not those of other matters.
	 */
	private static @Nullable Element child(Element parent, String name) {
		String tag = parent.tagName().toLowerCase(Locale.ROOT);
		String prefixed = tag.substring(0, tag.lastIndexOf(':') + 1) + name;
		Element other = null;
		for (Element child : parent.children()) {
			String full = child.tagName().toLowerCase(Locale.ROOT);
			if (full.equals(name) || full.equals(prefixed)) {
				return child;
			}
			if (other == null && name.indexOf(':') < 0 && full.endsWith(":" + name) && !full.startsWith("media:")
					&& !full.startsWith("itunes:") && !full.startsWith("georss:") && !full.startsWith("image:")) {
				other = child;
			}
		}
		return other;
	}

	private static String local(Element element) {
		String name = element.tagName().toLowerCase(Locale.ROOT);
		return name.substring(name.lastIndexOf(':') + 1);
	}

}
