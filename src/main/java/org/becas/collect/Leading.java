package org.becas.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * The newest announcements of a list, which some portals show before the rest and larger,
 * in blocks of their own.
 */
final class Leading {

	/** More than these are a list of their own. */
	private static final int MOST = 3;

	private Leading() {
	}

	/**
	 * What selects the list with those before it; the list alone where there are none.
	 * @param title what selects a title within its block
	 * @param all whatever may be a title on the page
	 */
	static String with(Document document, String list, String title, Alike group, List<Headline> all) {
		Headline first = group.headlines().get(0);
		Element around = around(group);
		if (around == null || title.indexOf('@') >= 0 || !first.link() || !first.isHeading()) {
			return list;
		}
		List<Headline> leading = all.stream()
			.takeWhile((headline) -> headline.at() != first.at())
			.filter((headline) -> isLike(headline, first) && isBeside(headline, first, around))
			.toList();
		if (leading.isEmpty() || leading.size() > MOST) {
			return list;
		}
		List<Element> blocks = blocks(leading, all);
		String selector = Discovery.listSelector(document, blocks);
		boolean titled = blocks.size() == leading.size() && blocks.stream()
			.allMatch((block) -> leading.stream().anyMatch((one) -> block.selectFirst(title) == one.place()));
		String both = list + ", " + selector;
		return (selector != null && titled && isApart(document, both, group, blocks)) ? both : list;
	}

	/** What holds all blocks and whatever stands before them; null for the whole page. */
	private static @Nullable Element around(Alike group) {
		Element last = group.blocks().get(group.blocks().size() - 1);
		Element around = group.blocks().get(0).parent();
		while (around != null && !last.parents().contains(around)) {
			around = around.parent();
		}
		return (around == null || around.normalName().equals("body")) ? null : around;
	}

	/** In what holds the list; one step further out only under the same name. */
	private static boolean isBeside(Headline one, Headline other, Element around) {
		Element wider = around.parent();
		boolean named = one.at().parent() != null && other.at().parent() != null
				&& !one.at().parent().className().isBlank()
				&& one.at().parent().className().equals(other.at().parent().className());
		return one.at().parents().contains(around)
				|| (named && wider != null && !wider.normalName().equals("body") && one.at().parents().contains(wider));
	}

	/** A heading of the same rank, with a link like the others'. */
	private static boolean isLike(Headline one, Headline other) {
		Element heading = one.at().parent();
		Element like = other.at().parent();
		return one.link() && heading != null && like != null && heading.normalName().equals(like.normalName())
				&& heading.normalName().matches("h[2-6]") && !one.isSection() && !one.leadsElsewhere();
	}

	/** The largest block around each that has no other title. */
	private static List<Element> blocks(List<Headline> leading, List<Headline> all) {
		List<Element> blocks = new ArrayList<>();
		for (Headline one : leading) {
			Element block = one.at();
			for (Element at = block.parent(); at != null && isOf(one, at, all); at = at.parent()) {
				block = at;
			}
			blocks.add(block);
		}
		return blocks;
	}

	/** Whether it holds no title but this one, or others that lead to the same place. */
	private static boolean isOf(Headline one, Element at, List<Headline> all) {
		String href = one.at().attr("href");
		return all.stream()
			.filter((headline) -> headline.at().attr("href").isEmpty() || !headline.at().attr("href").equals(href))
			.noneMatch((headline) -> headline.at() == at || headline.at().parents().contains(at));
	}

	/** Whether just these are selected, and none within another. */
	private static boolean isApart(Document document, String selector, Alike group, List<Element> leading) {
		List<Element> selected = document.select(selector);
		Set<Element> wanted = new HashSet<>(group.blocks());
		wanted.addAll(leading);
		return wanted.containsAll(selected) && selected.containsAll(leading);
	}

}
