package org.becas.collect;

import java.util.Set;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Tag;

/**
 * An announcement on a page that has no element for the whole of it: its heading, with
 * what follows until the next one.
 */
final class Section {

	private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6", "dt");

	private Section() {
	}

	/**
	 * The element itself, or what it is the heading of.
	 * @param among all that the list selects
	 */
	static Element of(Element item, Set<Element> among) {
		String name = item.normalName();
		if (!HEADINGS.contains(name)) {
			return item;
		}
		Element section = new Element(Tag.valueOf("div"), item.baseUri());
		section.appendChild(item.clone());
		for (Node next = item.nextSibling(); next != null && !ends(next, name, among); next = next.nextSibling()) {
			section.appendChild(next.clone());
		}
		return section;
	}

	private static boolean ends(Node next, String name, Set<Element> among) {
		return next instanceof Element element && (among.contains(element) || isAbove(element.normalName(), name)
				|| element.getAllElements().stream().anyMatch(among::contains));
	}

	/** A heading of the same rank or a higher one begins something else. */
	private static boolean isAbove(String next, String name) {
		return HEADINGS.contains(next) && (next.equals("dt") ? name.equals("dt") : next.compareTo(name) <= 0);
	}

}
