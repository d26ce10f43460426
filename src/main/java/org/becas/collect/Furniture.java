package org.becas.collect;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the text of one page: menus, footers, side columns, what to share
 * and what to read next. Not thread-safe: one for each page.
 */
final class Furniture {

	private static final Evaluator AROUND = QueryParser.parse("nav, footer, aside, [role=navigation], [role=banner], "
			+ "[role=contentinfo], [role=complementary], [role=search]");

	private static final Evaluator CARD = QueryParser.parse("article, li");

	/** What the text itself stands in. */
	private static final Evaluator TEXT = QueryParser.parse("h1, main, [role=main], #main, #content");

	/** The same, or what stands in a text only. */
	private static final Evaluator TEXT_OR_CARD = QueryParser
		.parse("h1, main, [role=main], #main, #content, article, .hentry, .hfeed");

	private static final Evaluator SIDE = QueryParser.parse("aside, nav, [class*=sidebar], [class*=widget]");

	/**
	 * Classes by which toolkits name whatever there is, such as "ui-widget-content" or
	 * "elementor-widget-wrap".
	 */
	private static final Pattern TOOLKIT = Pattern.compile("\\b(?:ui|elementor)-[\\w-]++");

	private static final Pattern CERTAIN = PageWords.named("around-name");

	private static final Pattern PROBABLE = PageWords.named("beside-name");

	private final Map<Element, Boolean> known = new IdentityHashMap<>();

	/** How long the page's text is, once that has been asked. */
	private int words = -1;

	/** Whether an element is of what stands around the text. */
	boolean holds(@Nullable Element element) {
		if (element == null || element.normalName().equals("body") || element.normalName().equals("html")) {
			return false;
		}
		Boolean before = this.known.get(element);
		boolean holds = (before != null) ? before : is(element) || holds(element.parent());
		this.known.put(element, holds);
		return holds;
	}

	private boolean is(Element element) {
		if (element.normalName().equals("header")) {
			// A card may have a header of its own
			return element.closest(CARD) == null;
		}
		if (AROUND.matches(element.root(), element)) {
			return true;
		}
		String names = names(element);
		return names.length() > 1 && ((CERTAIN.matcher(names).find() && element.selectFirst(TEXT) == null)
				|| (PROBABLE.matcher(names).find() && element.selectFirst(TEXT_OR_CARD) == null && !isMost(element)
						&& !isFrame(element)));
	}

	/** Whether it is a frame around a side column and a text that is longer than that. */
	private static boolean isFrame(Element element) {
		int beside = 0;
		Element last = null;
		for (Element within : element.select(SIDE)) {
			if (within != element && (last == null || !within.parents().contains(last))) {
				last = within;
				beside += within.text().length();
			}
		}
		return last != null && element.text().length() > 2 * beside;
	}

	/** Whether its makers called an element what stands around, or in, a text. */
	static boolean isNamed(Element element) {
		String names = names(element);
		return names.length() > 1 && (CERTAIN.matcher(names).find() || PROBABLE.matcher(names).find());
	}

	private static String names(Element element) {
		String names = element.className();
		boolean toolkit = names.contains("ui-") || names.contains("elementor-");
		return (toolkit ? TOOLKIT.matcher(names).replaceAll("") : names) + " " + element.id();
	}

	/** Whether it holds more of the page's words than all that stands around it. */
	private boolean isMost(Element element) {
		if (this.words < 0) {
			Element body = element.closest("body");
			this.words = (body != null) ? body.text().length() : 0;
		}
		return 2 * element.text().length() > this.words;
	}

}
