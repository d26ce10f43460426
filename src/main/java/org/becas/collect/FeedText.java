package org.becas.collect;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a feed's elements, in whatever way they were wrapped: plain, escaped,
 * CDATA, inline XHTML, base64. Markup comes out as HTML of an allow-list with absolute
 * links.
 */
final class FeedText {

	private static final int LONGEST = 500_000;

	private static final Safelist ALLOWED = Safelist.relaxed()
		.addTags("hr", "figure", "figcaption", "del", "ins", "mark", "abbr", "section", "article", "time");

	private static final Document.OutputSettings VERBATIM = new Document.OutputSettings().prettyPrint(false);

	/** RFC 4287, 4.1.3.3: what is neither text nor XML is base64. */
	private static final Pattern TEXTUAL = Pattern
		.compile("|text|html|xhtml|text/.*|.*[+/]xml|.*/json|.*html.*|escaped|xml");

	private static final Pattern ENTITY = Pattern
		.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});");

	private static final Pattern TAG = Pattern.compile("<[A-Za-z/!?]");

	private static final Pattern SUBSET_END = Pattern.compile("\\]\\s*+>");

	private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f\ufffd\u00ad]");

	private static final Charset WINDOWS = Charset.forName("windows-1252");

	private static final Set<String> LINKS = Set.of("href", "src");

	private FeedText() {
	}

	/**
	 * What no parser should see is taken out or put right before one does: control
	 * characters, the DOCTYPE with its entities, ampersands that mean themselves.
	 */
	static String repair(String xml) {
		StringBuilder repaired = new StringBuilder(xml.length() + 16);
		Matcher entity = ENTITY.matcher(xml);
		int i = Math.max(0, xml.indexOf('<'));
		int lastComment = xml.lastIndexOf("-->");
		while (i < xml.length()) {
			char c = xml.charAt(i);
			if (c == '<' && xml.startsWith("<![CDATA[", i)) {
				i = copy(xml, i, "]]>", repaired);
			}
			else if (c == '<' && xml.startsWith("<!--", i)) {
				i = (lastComment < i) ? i + 4 : xml.indexOf("-->", i) + 3;
			}
			else if (c == '<' && xml.regionMatches(true, i, "<!DOCTYPE", 0, 9)) {
				i = behindDoctype(xml, i);
			}
			else if (c == '&' && !(entity.region(i, Math.min(xml.length(), i + 40)).lookingAt())) {
				repaired.append("&amp;");
				i++;
			}
			else {
				append(c, repaired);
				i++;
			}
		}
		return repaired.toString();
	}

	private static int copy(String xml, int from, String end, StringBuilder repaired) {
		int found = xml.indexOf(end, from);
		int to = (found < 0) ? xml.length() : found + end.length();
		for (int i = from; i < to; i++) {
			append(xml.charAt(i), repaired);
		}
		return to;
	}

	/** Control characters go; the upper ones are what Windows-1252 means by them. */
	private static void append(char c, StringBuilder repaired) {
		if (c >= 0x80 && c <= 0x9f) {
			repaired.append(new String(new byte[] { (byte) c }, WINDOWS));
		}
		else if (c >= ' ' || c == '\n' || c == '\r' || c == '\t') {
			repaired.append(c);
		}
	}

	/** Over the internal subset too, whatever it declares. */
	private static int behindDoctype(String xml, int from) {
		int end = xml.indexOf('>', from);
		if (end < 0) {
			return xml.length();
		}
		int bracket = xml.substring(from, end).indexOf('[');
		if (bracket >= 0) {
			Matcher close = SUBSET_END.matcher(xml);
			return close.find(from + bracket) ? close.end() : xml.length();
		}
		return end + 1;
	}

	/** The element's text or inline markup, as it is. */
	static @Nullable String raw(@Nullable Element element) {
		if (element == null) {
			return null;
		}
		String text = (element.childrenSize() > 0) ? element.html() : element.wholeText();
		return emptyToNull(text.strip());
	}

	/** The element's text on one line, without markup. */
	static @Nullable String plain(@Nullable Element element) {
		String raw = raw(element);
		return (raw != null) ? emptyToNull(raw.replaceAll("\\s+", " ")) : null;
	}

	/** The element's markup, made harmless. */
	static @Nullable String markup(@Nullable Element element, String address) {
		return (element != null) ? safe(unwrapped(element), base(element, address)) : null;
	}

	/** As {@link #markup}, for elements that say their type (Atom). */
	static @Nullable String typed(@Nullable Element element, String address) {
		if (element == null) {
			return null;
		}
		String type = element.attr("type").strip().toLowerCase(Locale.ROOT);
		String mode = element.attr("mode").strip().toLowerCase(Locale.ROOT);
		if (mode.equals("base64") || (element.childrenSize() == 0 && !TEXTUAL.matcher(type).matches())) {
			return safe(decoded(element.wholeText()), base(element, address));
		}
		String text = unwrapped(element);
		if (type.equals("html") && element.childrenSize() > 0) {
			text = Parser.unescapeEntities(text, false);
		}
		boolean plain = element.childrenSize() == 0 && !type.contains("html") && !mode.equals("escaped");
		return (plain && !TAG.matcher(text).find()) ? emptyToNull(text.strip()) : safe(text, base(element, address));
	}

	/** What stands in the element; a single div around XHTML is only its wrapping. */
	private static String unwrapped(Element element) {
		if (element.childrenSize() == 0) {
			return element.wholeText();
		}
		Element only = element.firstElementChild();
		boolean wrapped = element.childrenSize() == 1 && only != null && element.ownText().isBlank()
				&& (only.normalName().equals("div") || only.normalName().endsWith(":div"));
		return (wrapped && only != null) ? only.html() : element.html();
	}

	private static String decoded(String text) {
		try {
			byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s+", ""));
			String decoded = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
			return BINARY.matcher(decoded).find() ? text : decoded;
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/** The same text where it is harmless already, else what is left of it. */
	static @Nullable String safe(String html, String base) {
		String text = ((html.length() > LONGEST) ? html.substring(0, LONGEST) : html).strip();
		if (!TAG.matcher(text).find()) {
			return emptyToNull(text);
		}
		String absolute = withAbsoluteLinks(text, base);
		Safelist allowed = ALLOWED;
		if (base.isEmpty()) {
			allowed = new Safelist(ALLOWED).preserveRelativeLinks(true);
		}
		return emptyToNull(
				harmless(absolute, allowed) ? absolute : Jsoup.clean(absolute, base, allowed, VERBATIM).strip());
	}

	private static boolean harmless(String html, Safelist allowed) {
		return Jsoup.isValid(html, allowed);
	}

	private static String withAbsoluteLinks(String html, String base) {
		if (base.isEmpty() || !(html.contains("href") || html.contains("src"))) {
			return html;
		}
		Document document = Jsoup.parseBodyFragment(html, base);
		document.outputSettings(VERBATIM.clone());
		boolean changed = false;
		for (Element element : document.body().select("[href], [src]")) {
			for (String link : LINKS) {
				if (element.hasAttr(link) && !element.attr(link).matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
					element.attr(link, StringUtil.resolve(base, element.attr(link)));
					changed = true;
				}
			}
		}
		return changed ? document.body().html() : html;
	}

	/** The address against which links in the element are read (xml:base). */
	static String base(Element element, String address) {
		String base = declaredBase(element, address);
		return (base != null) ? base : address;
	}

	/** The same, or null if the document declares none. */
	static @Nullable String declaredBase(Element element, String address) {
		List<Element> path = new ArrayList<>(element.parents());
		Collections.reverse(path);
		path.add(element);
		String base = null;
		for (Element at : path) {
			String own = at.attr("xml:base").strip();
			if (!own.isEmpty()) {
				String outer = (base != null) ? base : address;
				base = outer.isEmpty() ? own : StringUtil.resolve(outer, own);
			}
		}
		return base;
	}

	/** A link as an absolute address, as far as that can be told. */
	static @Nullable String absolute(String base, String link) {
		String written = link.strip();
		if (written.isEmpty()) {
			return null;
		}
		URI page = Addresses.parse(base);
		URI url = (page != null && !written.matches("(?i)[a-z][a-z0-9+.-]*:.*")) ? Addresses.resolve(page, written)
				: null;
		return (url != null) ? url.toString() : written;
	}

	static @Nullable String emptyToNull(String text) {
		return text.isEmpty() ? null : text;
	}

}
