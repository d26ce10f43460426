package org.becas.collect;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.JsonLayout;
import org.becas.source.Selection;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import tools.jackson.databind.JsonNode;

import org.springframework.web.util.HtmlUtils;

/**
 * A portal's page or data as they came, fit to be shown within ours: text and structure,
 * no script, style, image or form, and a mark before each announcement that was found.
 */
final class Snapshot {

	private static final int MOST_MARKS = 500;

	/** Announcements in data that are shown, and what is shown of each. */
	private static final int MOST_ITEMS = 60;

	private static final int MOST_CHARACTERS = 8000;

	private Snapshot() {
	}

	/** A whole HTML page. */
	static String html(Fetched page, Layout layout) {
		Document document = PageReader.document(page);
		if (layout.list() != null) {
			int marks = 0;
			for (Element item : layout.list().all(document)) {
				if (marks++ < MOST_MARKS) {
					item.prepend("<strong>\u25b6 " + marks + "</strong> ");
				}
			}
		}
		return shown(page, document);
	}

	/**
	 * The page behind a link, with a mark before each place from which a field is taken.
	 * @param names the fields in the reader's language
	 */
	static String detail(Fetched page, Layout layout, Function<Field, String> names) {
		Document document = PageReader.document(page);
		Map<Field, Selection> detail = Objects.requireNonNullElse(layout.detail(), Map.of());
		detail.forEach((field, selection) -> {
			Element place = selection.choices()
				.stream()
				.map((choice) -> choice.selector().first(document))
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
			if (place != null) {
				place.before(new TextNode("\u25b6 " + names.apply(field) + ": "));
			}
		});
		return shown(page, document);
	}

	/**
	 * Data as they came: of each announcement what is taken from it, then all that it
	 * says; everything where there is no announcement.
	 * @param names the fields in the reader's language
	 */
	static String data(Fetched page, Layout layout, Function<Field, String> names) {
		JsonLayout json = Objects.requireNonNull(layout.json());
		JsonNode document = JsonReader.document(page);
		List<JsonNode> items = JsonReader.items(document, json);
		StringBuilder shown = new StringBuilder();
		for (int i = 0; i < Math.min(MOST_ITEMS, items.size()); i++) {
			Map<Field, String> values = JsonReader.values(items.get(i), json);
			boolean found = values.containsKey(Field.TITLE);
			shown.append("<h2>%s%d</h2><ul>".formatted(found ? "\u25b6 " : "", i + 1));
			values.forEach((field, value) -> shown
				.append("<li><strong>%s:</strong> %s</li>".formatted(escaped(names.apply(field)), escaped(value))));
			shown.append("</ul>").append(written(items.get(i)));
		}
		return html(page, items.isEmpty() ? written(document) : shown.toString());
	}

	private static String written(JsonNode node) {
		String written = node.toPrettyString();
		boolean whole = written.length() <= MOST_CHARACTERS;
		return "<pre>%s</pre>".formatted(escaped(whole ? written : written.substring(0, MOST_CHARACTERS) + " …"));
	}

	private static String shown(Fetched page, Document document) {
		Safelist allowed = Safelist.relaxed()
			.removeTags("img")
			.addTags("main", "section", "article", "header", "footer", "nav", "time", "address");
		Document clean = new Cleaner(allowed).clean(document);
		return html(page, clean.body().html());
	}

	private static String html(Fetched page, String body) {
		return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + title(page.url())
				+ "</title></head><body>" + body + "</body></html>";
	}

	private static String title(URI url) {
		return escaped(url.toString());
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

}
