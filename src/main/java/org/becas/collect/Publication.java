package org.becas.collect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

/**
 * The day on which a page says to its readers that it was published: in words, beside its
 * title, or in its address. Days in figures are read as they are written where the page's
 * language is spoken.
 */
final class Publication {

	private static final Pattern WORDS = PageWords.pattern("(?<![\\p{L}])<published>\\b");

	private static final Pattern CHANGED = PageWords.pattern("<changed>");

	private static final Evaluator DATES = QueryParser
		.parse("time, [class*=date i], [class*=fecha i], [class*=publi i], [class*=datum i], [class*=submitted i]");

	private static final Pattern FIGURES = Pattern.compile("(?<!\\d)(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4})(?!\\d)");

	private static final Pattern YEAR_FIRST = Pattern
		.compile("(?<!\\d)((?:19|20)\\d\\d)([/.-])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");

	private static final Pattern IN_ADDRESS = Pattern.compile("/((?:19|20)\\d\\d)/([01]\\d)/([0-3]\\d)(?:/|$)");

	/** How much may stand behind "published" and before the day. */
	private static final int NEAR = 48;

	/** A longer text is not about its own publication. */
	private static final int LONGEST_LINE = 250;

	/** An element that says more is no day. */
	private static final int LONGEST = 80;

	/** How far around a title its day may stand. */
	private static final int WIDEST = 5;

	private final Document document;

	private final boolean monthFirst;

	private Publication(Document document) {
		this.document = document;
		Element html = document.selectFirst("html[lang]");
		String language = (html != null) ? html.attr("lang").toLowerCase(Locale.ROOT) : "";
		this.monthFirst = language.equals("en") || language.startsWith("en-us") || language.startsWith("en_us");
	}

	/** The day; null if the page does not say. */
	static @Nullable LocalDate of(Document document, @Nullable Element heading) {
		Publication publication = new Publication(document);
		LocalDate day = publication.inWords();
		day = (day != null || heading == null) ? day : publication.beside(heading);
		return (day != null) ? day : publication.inAddress();
	}

	private @Nullable LocalDate inWords() {
		for (Element element : this.document.body().getAllElements()) {
			String text = element.ownText();
			if (text.isEmpty() || text.length() > LONGEST_LINE) {
				continue;
			}
			Matcher words = WORDS.matcher(text);
			if (words.find()) {
				String said = text.substring(words.end()) + " "
						+ ((words.end() + 3 >= text.length()) ? behind(element) : "");
				LocalDate day = day(said.substring(0, Math.min(said.length(), NEAR)));
				if (day != null) {
					return day;
				}
			}
		}
		return null;
	}

	/** What a label is the label of. */
	private static String behind(Element label) {
		Element value = label.childrenSize() > 0 ? label.child(0) : label.nextElementSibling();
		return (value != null) ? value.text() : "";
	}

	/**
	 * What is a day by its name or its kind, in the narrowest block around the title that
	 * has one.
	 */
	private @Nullable LocalDate beside(Element heading) {
		Element around = heading.parent();
		for (int i = 0; i < WIDEST && around != null && !around.normalName().equals("body"); i++) {
			List<Element> dates = around.select(DATES);
			for (Element date : dates) {
				boolean changed = dates.size() > 1 && CHANGED.matcher(date.className()).find();
				LocalDate day = changed ? null : shown(date);
				if (day != null) {
					return day;
				}
			}
			around = around.parent();
		}
		return null;
	}

	private @Nullable LocalDate shown(Element date) {
		if (date.hasAttr("datetime")) {
			LocalDate day = FeedDates.day(date.attr("datetime").strip());
			if (day != null) {
				return day;
			}
		}
		String text = date.text();
		return (text.length() <= LONGEST) ? day(text) : null;
	}

	private @Nullable LocalDate day(String text) {
		LocalDate figures = figures(text);
		return (figures != null) ? figures : FeedDates.day(text);
	}

	private @Nullable LocalDate figures(String text) {
		Matcher matcher = YEAR_FIRST.matcher(text);
		if (matcher.find()) {
			return day(matcher.group(1), matcher.group(3), matcher.group(4));
		}
		matcher = FIGURES.matcher(text);
		if (!matcher.find()) {
			return null;
		}
		boolean dotted = matcher.group(2).equals(".");
		boolean month = this.monthFirst && !dotted && Integer.parseInt(matcher.group(1)) <= 12;
		return day(matcher.group(4), matcher.group(month ? 1 : 3), matcher.group(month ? 3 : 1));
	}

	private @Nullable LocalDate inAddress() {
		for (Element link : this.document.select("link[rel=canonical][href], meta[property=og:url]")) {
			Matcher matcher = IN_ADDRESS.matcher(link.attr("href") + link.attr("content"));
			if (matcher.find()) {
				return day(matcher.group(1), matcher.group(2), matcher.group(3));
			}
		}
		return null;
	}

	private static @Nullable LocalDate day(String year, String month, String day) {
		try {
			return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
