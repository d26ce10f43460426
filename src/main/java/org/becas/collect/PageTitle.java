package org.becas.collect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * What a page that is one announcement is called: the heading on which the page's name in
 * its head agrees. The first heading of many pages is the portal's name, or its
 * section's.
 */
final class PageTitle {

	private static final Evaluator HEADINGS = QueryParser
		.parse("h1, h2, h3, h4, [itemprop=headline], .entry-title, .post-title");

	private static final Evaluator AROUND = QueryParser.parse("nav, footer, aside, [role=navigation]");

	/** Where a page's name ends and the portal's begins, or the reverse. */
	private static final Pattern PARTS = Pattern.compile("\\s+(?:[|·»«•:—–-]|::|&raquo;)\\s+");

	/** A heading says at least so much of the part of the name that it stands for. */
	private static final double MOST = 0.7;

	/** What a heading of the first rank is worth: so many letters of the page's name. */
	private static final int FIRST_RANK = 20;

	private static final int LONGEST_NAME = 500;

	private static final int MOST_NAMES = 30;

	private static final Evaluator PORTAL = QueryParser.parse("meta[property=og:site_name]");

	private static final Evaluator NAMES = QueryParser
		.parse("meta[property=og:title], meta[name=twitter:title], meta[name=dcterms.title]");

	private static final Evaluator LINK = QueryParser.parse("a[href]");

	private static final Pattern HOME = Pattern.compile("(?i)(?:\\.{0,2}/)*|/index\\.\\w+|https?://[^/]+/?");

	/** Of a page whose name nobody asks for. */
	static final PageTitle NONE = new PageTitle(Document.createShell(""));

	private final Document document;

	private final List<String> names;

	private final @Nullable Element heading;

	private PageTitle(Document document) {
		this.document = document;
		this.names = names(document);
		this.heading = find();
	}

	static PageTitle of(Document document) {
		return new PageTitle(document);
	}

	/** Where on the page it stands; null if it does not. */
	@Nullable Element heading() {
		return this.heading;
	}

	/** As it is written; what the page states of itself where no heading is its own. */
	String text(@Nullable String stated) {
		if (this.heading != null) {
			String written = PlainText.line(this.heading);
			return this.names.stream()
				.filter((name) -> written.endsWith(name)
						&& Headline.isDay(written.substring(0, written.length() - name.length())))
				.findFirst()
				.orElse(written);
		}
		return (stated != null) ? stated : this.document.title().strip();
	}

	/** The page's name and each part of it, as its head has them. */
	private static List<String> names(Document document) {
		List<String> names = new ArrayList<>();
		String site = "";
		for (Element meta : document.select(PORTAL)) {
			site = meta.attr("content").strip();
		}
		for (Element meta : document.select(NAMES)) {
			names.add(name(meta.attr("content")));
		}
		names.add(name(document.title()));
		List.copyOf(names).forEach((name) -> names.addAll(Arrays.asList(PARTS.split(name))));
		String portal = site;
		return names.stream()
			.map(String::strip)
			.filter((name) -> name.length() > 2 && !name.equals(portal))
			.distinct()
			.limit(MOST_NAMES)
			.toList();
	}

	/** On one line and no longer than names are, whatever a stranger wrote. */
	private static String name(String written) {
		return StringUtil.normaliseWhitespace(written.substring(0, Math.min(written.length(), LONGEST_NAME))).strip();
	}

	private @Nullable Element find() {
		Element first = null;
		Element best = null;
		int most = 0;
		for (Element element : this.document.body().select(HEADINGS)) {
			String text = element.text().strip();
			if (text.isEmpty() || isAround(element)) {
				continue;
			}
			boolean portal = leadsHome(element);
			boolean main = element.normalName().equals("h1") && !portal;
			first = (first == null && main) ? element : first;
			int agreed = portal ? 0 : agreed(text);
			int weight = (agreed > 0) ? agreed + (main ? FIRST_RANK : 0) : 0;
			if (weight > most) {
				most = weight;
				best = element;
			}
		}
		return (best != null) ? best : first;
	}

	/** Whether it belongs to what stands around the page. */
	private static boolean isAround(Element element) {
		return element.parents().stream().anyMatch((parent) -> AROUND.matches(parent.root(), parent));
	}

	/** How much of the page's name it is. */
	private int agreed(String text) {
		String said = text.toLowerCase(Locale.ROOT);
		return this.names.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter((name) -> (name.contains(said) && said.length() >= MOST * name.length())
					|| (said.endsWith(name) && name.length() >= MOST * said.length()))
			.map(String::length)
			.max(Comparator.naturalOrder())
			.orElse(0);
	}

	/** The portal's own name leads to its first page. */
	private static boolean leadsHome(Element heading) {
		Element anchor = heading.selectFirst(LINK);
		anchor = (anchor != null) ? anchor : heading.closest(LINK);
		String href = (anchor != null) ? anchor.attr("href").strip() : "";
		return anchor != null && HOME.matcher(href).matches();
	}

}
