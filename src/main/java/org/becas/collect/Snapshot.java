package org.becas.collect;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Selection;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

import org.springframework.web.util.HtmlUtils;

/**
 * A portal's page as it came, fit to be shown within ours: its text and structure, no
 * script, style, image or form, and a mark before each announcement that was found.
 */
final class Snapshot {

	private static final int MOST_MARKS = 500;

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

	private static String shown(Fetched page, Document document) {
		Safelist allowed = Safelist.relaxed()
			.removeTags("img")
			.addTags("main", "section", "article", "header", "footer", "nav", "time", "address");
		Document clean = new Cleaner(allowed).clean(document);
		return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + title(page.url())
				+ "</title></head><body>" + clean.body().html() + "</body></html>";
	}

	private static String title(URI url) {
		return HtmlUtils.htmlEscape(url.toString());
	}

}
