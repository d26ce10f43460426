package org.becas.collect;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.becas.source.Selection;
import org.becas.source.Source.Field;
import org.becas.source.Source.Layout;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An announcement as it was found on a page.
 *
 * @param title as it stands there
 * @param link what it is known by: its address without what only tracks
 * @param values what each selector gave
 */
record Known(String title, String link, Map<Field, String> values) {

	/** What a layout finds in a list. */
	static List<Known> in(Document page, URI url, Layout layout) {
		List<Known> found = new ArrayList<>();
		if (layout.list() == null) {
			return found;
		}
		for (Element item : layout.list().all(page)) {
			Posting posting = PageReader.posting(item, layout.fields(), url);
			if (posting != null) {
				found.add(new Known(posting.title(), Addresses.key(posting.url()), values(item, layout.fields())));
			}
		}
		return found;
	}

	/** What the selectors for one announcement's own page find there. */
	static Known of(Document page, URI url, Map<Field, Selection> fields) {
		return new Known(page.title(), Addresses.key(url), values(page, fields));
	}

	private static Map<Field, String> values(Element root, Map<Field, Selection> fields) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		fields.forEach((field, selection) -> {
			String value = PageReader.value(root, selection);
			if (value != null) {
				values.put(field, value);
			}
		});
		return values;
	}

}
