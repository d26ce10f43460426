package org.becas.collect;

import java.util.List;
import java.util.regex.Pattern;

import org.becas.offer.Folding;
import org.becas.offer.Months;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * A place on a page that may be the title of an announcement.
 *
 * @param at the link, or whatever else stands for the announcement in its block
 * @param place where the title's words are: the same, or a part of it
 * @param attribute that has the words, where the place shows less of them; null for its
 * text
 * @param text the title
 * @param link whether {@code at} is a link to the announcement
 */
record Headline(Element at, Element place, @Nullable String attribute, String text, boolean link) {

	/** Before a title there is a day or a kind, but no more. */
	private static final int LEAD = 60;

	static final Pattern SUBJECT = PageWords.pattern("<subject>");

	/** What a link says that does not say what it leads to. */
	private static final Pattern GENERIC = PageWords.pattern("\\W*(?:<leads>\\b.{0,24}|<leads-alone>)\\W*");

	/** What the parts of one announcement are called. */
	private static final Pattern SECTION = PageWords.pattern("\\W*(?:\\d+[.)]\\s*)?<section>");

	/** Where every portal leads to. */
	private static final Pattern ELSEWHERE = PageWords.pattern("\\W*<elsewhere>");

	private static final int LONGEST_DAY = 80;

	private static final Pattern DAY = PageWords
		.pattern("[\\P{L}ºª]*+(?:(?:<of>|<weekday>|%s)\\b[\\P{L}ºª]*+)*+".formatted(String.join("|", Months.names())));

	private static final Pattern NAMED_TITLE = PageWords.named("title-name");

	private static final Evaluator HEADING = QueryParser.parse("h1, h2, h3, h4, h5, h6");

	private static final Evaluator PART = QueryParser.parse("p, div, strong, b, span");

	private static final Evaluator LINK = QueryParser.parse("a[href]");

	/** The title that a link has; null if it has none or leads nowhere. */
	static @Nullable Headline ofLink(Element anchor) {
		if (!leads(anchor) || isAmongWords(anchor)) {
			return null;
		}
		Element place = place(anchor);
		String text = place.text().strip();
		String attribute = null;
		if (text.isEmpty()) {
			Element image = anchor.selectFirst("img[alt~=\\S]");
			if (image == null) {
				return null;
			}
			place = image;
			attribute = "alt";
			text = image.attr("alt").strip();
		}
		else if (isCut(text) && anchor.attr("title").length() >= text.length()) {
			place = anchor;
			attribute = "title";
			text = anchor.attr("title").strip();
		}
		return says(text) ? new Headline(anchor, place, attribute, text, true) : null;
	}

	/** The title that an element without a link is; null if it is none. */
	static @Nullable Headline ofText(Element element) {
		String text = element.text().strip();
		return (says(text) && !text.endsWith(":")) ? new Headline(element, element, null, text, false) : null;
	}

	/** Whether a link leads to a page, and not to a place on this one or a mailbox. */
	static boolean leads(Element anchor) {
		String href = anchor.attr("href").strip();
		return !href.isEmpty() && (!href.startsWith("#") || href.startsWith("#/") || href.startsWith("#!/"))
				&& !href.regionMatches(true, 0, "javascript:", 0, 11) && !href.regionMatches(true, 0, "mailto:", 0, 7)
				&& !href.regionMatches(true, 0, "tel:", 0, 4) && !href.regionMatches(true, 0, "whatsapp:", 0, 9);
	}

	static boolean isGeneric(String text) {
		return GENERIC.matcher(text).matches();
	}

	static boolean namesTitle(Element element) {
		return NAMED_TITLE.matcher(element.className()).find();
	}

	private static boolean says(String text) {
		return text.length() >= 3 && text.length() <= 300 && !GENERIC.matcher(text).matches() && !isDay(text);
	}

	/** Whether it tells a day and nothing else. */
	static boolean isDay(String text) {
		return text.length() <= LONGEST_DAY && DAY.matcher(Folding.fold(text)).matches();
	}

	private static boolean isCut(String text) {
		return text.endsWith("…") || text.endsWith("...");
	}

	/** Whether a sentence leads up to it: a title stands first. */
	private static boolean isAmongWords(Element anchor) {
		int before = 0;
		Element at = anchor;
		while (at.parent() != null && !at.isBlock()) {
			for (Node sibling = at.previousSibling(); sibling != null; sibling = sibling.previousSibling()) {
				if (sibling instanceof Element element
						&& (element.isBlock() || element.normalName().matches("a|br|img"))) {
					return before > LEAD;
				}
				before += (sibling instanceof TextNode words) ? words.text().strip().length()
						: (sibling instanceof Element element) ? element.text().length() : 0;
			}
			if (before > LEAD) {
				return true;
			}
			at = at.parent();
		}
		return false;
	}

	/** A card that is a link as a whole has its title in a part of it. */
	private static Element place(Element anchor) {
		if (anchor.childrenSize() == 0) {
			return anchor;
		}
		Element heading = anchor.selectFirst(HEADING);
		if (heading != null) {
			return heading;
		}
		Element first = null;
		int parts = 0;
		for (Element part : anchor.select(PART)) {
			String own = part.ownText();
			if (part == anchor || own.isBlank()) {
				continue;
			}
			if (namesTitle(part)) {
				return part;
			}
			first = (first == null && own.length() >= 8 && !isDay(own)) ? part : first;
			parts++;
		}
		return (first != null && parts > 1 && anchor.ownText().isBlank()) ? first : anchor;
	}

	/** Whether a name alone says too little to be a title without more beside it. */
	boolean isShort() {
		return this.text.length() < 12 || this.text.indexOf(' ') < 0;
	}

	/** Whether it is long enough to say what has happened, or what is offered. */
	boolean isSentence() {
		return this.text.length() >= 25 && this.text.chars().filter((c) -> c == ' ').count() >= 3;
	}

	boolean isAboutCalls() {
		return SUBJECT.matcher(this.text).find();
	}

	boolean isSection() {
		return SECTION.matcher(this.text).lookingAt() || this.text.endsWith("?");
	}

	boolean leadsElsewhere() {
		return ELSEWHERE.matcher(this.text).lookingAt();
	}

	boolean isHeading() {
		return this.at.closest(HEADING) != null || this.at.selectFirst(HEADING) != null || namesTitle(this.at)
				|| namesTitle(this.place);
	}

	/** Whether it leads to a page whose address speaks of calls. */
	boolean leadsToCalls() {
		return this.link && SUBJECT.matcher(this.at.attr("href")).find();
	}

	/** The links in its block. */
	static List<Element> links(Element block) {
		return block.select(LINK).stream().filter(Headline::leads).toList();
	}

}
