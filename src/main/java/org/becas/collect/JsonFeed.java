package org.becas.collect;

import java.util.ArrayList;
import java.util.List;

import org.becas.collect.Feed.Item;
import org.becas.collect.Feed.NotAFeed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON Feed 1.0 and 1.1. */
final class JsonFeed {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private JsonFeed() {
	}

	static Feed parse(String text) throws NotAFeed {
		try {
			JsonNode root = JSON.readTree(text);
			boolean versioned = root.path("version").isString() && root.has("title");
			if (!root.path("items").isArray() && !versioned) {
				throw new NotAFeed("es JSON, pero no un JSON Feed");
			}
			List<Item> items = new ArrayList<>();
			for (JsonNode item : root.path("items")) {
				items.add(item(item));
			}
			return new Feed("json", string(root, "title"), string(root, "home_page_url"), items);
		}
		catch (JacksonException ex) {
			throw new NotAFeed("no es JSON válido" + ((ex.getLocation() != null)
					? " (línea %d, columna %d)".formatted(ex.getLocation().getLineNr(), ex.getLocation().getColumnNr())
					: ""));
		}
	}

	private static Item item(JsonNode item) {
		String published = string(item, "date_published");
		String modified = string(item, "date_modified");
		String html = string(item, "content_html");
		String url = string(item, "url");
		return new Item(string(item, "id"), string(item, "title"), (url != null) ? url : string(item, "external_url"),
				(published != null) ? FeedDates.instant(published) : null,
				(modified != null) ? FeedDates.instant(modified) : null, string(item, "summary"),
				(html != null) ? FeedText.safe(html, "") : string(item, "content_text"), author(item));
	}

	private static @Nullable String author(JsonNode item) {
		String first = string(item.path("authors").path(0), "name");
		return (first != null) ? first : string(item.path("author"), "name");
	}

	private static @Nullable String string(JsonNode node, String name) {
		String text = node.path(name).asString("").strip();
		return text.isEmpty() ? null : text;
	}

}
