package org.becas.collect;

import java.util.Set;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Finds the part of a page that is its text, without menus, advertising and footer. */
final class MainText {

	private static final Set<String> AROUND = Set.of("nav", "footer", "aside", "form", "script", "style", "noscript",
			"header", "select", "button", "iframe");

	private static final String FURNITURE = "nav, footer, aside, form, script, style, noscript, iframe, "
			+ "[role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=search], "
			+ "[aria-hidden=true], .sharedaddy, .addtoany_share_save_container, .jp-relatedposts, #comments, "
			+ ".comments-area, .breadcrumb, .breadcrumbs, .post-navigation, .nav-links, .sidebar, #sidebar";

	private MainText() {
	}

	/** The element that holds the page's text; a copy that has only text in it. */
	static Element of(Document document) {
		Element main = best(document.body()).clone();
		main.select(FURNITURE).remove();
		return main;
	}

	/**
	 * Walks down while one child holds nearly all of the text that is not links; where
	 * the text parts, the container has been found.
	 */
	private static Element best(Element body) {
		Element at = body;
		while (true) {
			Element heaviest = null;
			int most = 0;
			int all = 0;
			for (Element child : at.children()) {
				int weight = AROUND.contains(child.normalName()) ? 0 : weight(child);
				all += weight;
				if (weight > most) {
					most = weight;
					heaviest = child;
				}
			}
			boolean container = heaviest != null
					&& !Set.of("p", "table", "ul", "ol", "tr", "li", "span", "blockquote", "pre", "dl", "h1", "tbody")
						.contains(heaviest.normalName());
			if (!container || heaviest == null || most < 0.7 * all || ownText(at) > 0.1 * most) {
				return at;
			}
			at = heaviest;
		}
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
