package org.becas.collect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeVisitor;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/** Finds the part of a page that is its text, without menus, advertising and footer. */
final class MainText {

	private static final Set<String> AROUND = Set.of("nav", "footer", "aside", "form", "script", "style", "noscript",
			"header", "select", "button", "iframe");

	/** What is text as a whole, and no container of one. */
	private static final Set<String> WHOLE = Set.of("p", "table", "ul", "ol", "tr", "li", "span", "blockquote", "pre",
			"dl", "h1", "tbody");

	private static final Evaluator FURNITURE = QueryParser
		.parse("nav, footer, aside, form, script, style, noscript, iframe, "
				+ "[role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=search], "
				+ "[aria-hidden=true], .sharedaddy, .addtoany_share_save_container, .jp-relatedposts, #comments, "
				+ ".comments-area, .breadcrumb, .breadcrumbs, .post-navigation, .nav-links, .sidebar, #sidebar");

	private static final Evaluator HEADING = QueryParser.parse("h1, h2, h3, h4, h5, h6");

	/** What a lead is made of. */
	private static final Evaluator LEAD = QueryParser
		.parse("p, ul, ol, dl, table, blockquote, h2, h3, h4, h5, div, span");

	/** What else there is to read. */
	private static final Pattern RELATED = PageWords.pattern("\\W*<read-on>.*");

	/** A heading is not longer. */
	private static final int LONGEST_HEADING = 60;

	/** Less than this between a title and its text says who wrote it, or where one is. */
	private static final int SHORTEST_LEAD = 40;

	/** What is named furniture within a text is less than one in so many parts of it. */
	private static final int SMALL_PART = 3;

	private MainText() {
	}

	/** The element that holds the page's text; a copy that has only text in it. */
	static Element of(Document document) {
		return of(document, PageTitle.of(document).heading());
	}

	/**
	 * The same.
	 * @param heading the page's title; null if it has none
	 */
	static Element of(Document document, @Nullable Element heading) {
		Element best = best(document.body());
		Element main = best.clone();
		main.select(FURNITURE).remove();
		removeNamed(main);
		removeRelated(main);
		List<Element> lead = lead(heading, best);
		for (int i = lead.size() - 1; i >= 0; i--) {
			main.prependChild(lead.get(i).clone());
		}
		return main;
	}

	/** What stands between the page's title and the container of its text. */
	private static List<Element> lead(@Nullable Element heading, Element best) {
		Element around = (heading != null) ? around(heading, best) : null;
		List<Element> lead = new ArrayList<>();
		if (around == null) {
			return lead;
		}
		Set<Element> taken = Collections.newSetFromMap(new IdentityHashMap<>());
		boolean behind = false;
		for (Element element : around.getAllElements()) {
			if (element == best) {
				return lead;
			}
			behind |= element == heading;
			if (behind && element.parents().stream().noneMatch(taken::contains) && isLead(element, best, around)) {
				lead.add(element);
				taken.add(element);
			}
		}
		return List.of();
	}

	/** What holds both; null where the title is a part of the text. */
	private static @Nullable Element around(Element heading, Element best) {
		if (heading.parents().contains(best)) {
			return null;
		}
		return best.parents().stream().filter((at) -> heading.parents().contains(at)).findFirst().orElse(null);
	}

	private static boolean isLead(Element element, Element best, Element around) {
		if (!LEAD.matches(around, element) || best.parents().contains(element)) {
			return false;
		}
		boolean inline = element.normalName().equals("div") || element.normalName().equals("span");
		String text = inline ? element.ownText() : element.text();
		if (text.length() < SHORTEST_LEAD || 2 * weight(element) <= element.text().length()) {
			return false;
		}
		for (Element at = element; at != null && at != around; at = at.parent()) {
			if (FURNITURE.matches(around, at) || (at == element && Furniture.isNamed(at))) {
				return false;
			}
		}
		return true;
	}

	/** Takes away what is called furniture, unless that is much of what there is. */
	private static void removeNamed(Element main) {
		List<Element> named = new ArrayList<>();
		int words = 0;
		for (Element element : main.select("[class], [id]")) {
			if (element != main && Furniture.isNamed(element)
					&& (named.isEmpty() || !element.parents().contains(named.get(named.size() - 1)))) {
				named.add(element);
				words += element.text().length();
			}
		}
		if (words > 0 && SMALL_PART * words < main.text().length()) {
			named.forEach(Element::remove);
		}
	}

	/** Takes away what else there is to read: a heading that says so, and links below. */
	private static void removeRelated(Element main) {
		for (Element heading : main.select(HEADING)) {
			String text = heading.text();
			if (text.length() > LONGEST_HEADING || !RELATED.matcher(text).matches() || !heading.hasParent()) {
				continue;
			}
			Element at = heading;
			while (at.nextElementSibling() == null && at.parent() != null && at.parent() != main) {
				at = at.parent();
			}
			List<Element> below = new ArrayList<>();
			for (Element next = at.nextElementSibling(); next != null
					&& !next.is(HEADING); next = next.nextElementSibling()) {
				below.add(next);
			}
			int words = below.stream().mapToInt((one) -> one.text().length()).sum();
			int unlinked = below.stream().mapToInt(MainText::weight).sum();
			if (2 * unlinked <= words) {
				below.forEach(Element::remove);
				heading.remove();
			}
		}
	}

	/**
	 * Walks down while one child holds nearly all of the text that is not links; where
	 * the text parts, the container has been found.
	 */
	private static Element best(Element body) {
		Map<Element, Integer> weights = weights(body);
		Element at = body;
		while (true) {
			Element heaviest = null;
			int most = 0;
			int all = 0;
			for (Element child : at.children()) {
				int weight = AROUND.contains(child.normalName()) ? 0 : weights.getOrDefault(child, 0);
				all += weight;
				if (weight > most) {
					most = weight;
					heaviest = child;
				}
			}
			if (heaviest == null || WHOLE.contains(heaviest.normalName()) || most < 0.7 * all
					|| ownText(at) > 0.1 * most) {
				return at;
			}
			at = heaviest;
		}
	}

	/** How many letters each element has that are not links, counted once for all. */
	private static Map<Element, Integer> weights(Element body) {
		Map<Element, Integer> weights = new IdentityHashMap<>();
		Deque<int[]> open = new ArrayDeque<>();
		int[] links = new int[1];
		body.traverse(new NodeVisitor() {

			@Override
			public void head(Node node, int depth) {
				if (node instanceof Element element) {
					open.push(new int[1]);
					links[0] += element.normalName().equals("a") ? 1 : 0;
				}
				else if (node instanceof TextNode text && links[0] == 0 && !open.isEmpty()) {
					open.element()[0] += length(text.getWholeText());
				}
			}

			@Override
			public void tail(Node node, int depth) {
				if (node instanceof Element element) {
					int weight = open.pop()[0];
					weights.put(element, weight);
					links[0] -= element.normalName().equals("a") ? 1 : 0;
					if (!open.isEmpty()) {
						open.element()[0] += weight;
					}
				}
			}

		});
		return weights;
	}

	/** The length of a text in which any number of blanks is one. */
	private static int length(String text) {
		int length = 0;
		boolean blank = true;
		for (int i = 0; i < text.length(); i++) {
			boolean space = Character.isWhitespace(text.charAt(i));
			length += (space && blank) ? 0 : 1;
			blank = space;
		}
		return length;
	}

	private static int weight(Element element) {
		int linked = 0;
		for (Element anchor : element.getElementsByTag("a")) {
			linked += anchor.text().length();
		}
		return Math.max(0, element.text().length() - linked);
	}

	private static int ownText(Element element) {
		int length = 0;
		for (Node node : element.childNodes()) {
			length += (node instanceof TextNode text) ? text.text().strip().length() : 0;
		}
		return length;
	}

}
