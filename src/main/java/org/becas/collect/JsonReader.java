package org.becas.collect;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.google.re2j.Matcher;
import org.becas.collect.FetchResult.Fetched;
import org.becas.source.JsonLayout;
import org.becas.source.JsonLayout.Choice;
import org.becas.source.JsonPath;
import org.becas.source.JsonTemplate;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads data as portals hand them to their own pages: JSON answers, scripts that hold
 * one, and the JSON inside a page, which is read as a list of its pieces.
 */
@Component
@Order(4)
class JsonReader implements PostingReader {

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/** No document that means well is nested deeper. */
	private static final int DEEPEST = 50;

	@Override
	public boolean reads(Source source, Fetched page) {
		return source.kind() == Kind.JSON;
	}

	@Override
	public Reading read(Source source, Fetched page) {
		Layout layout = source.layout();
		JsonLayout json = Objects.requireNonNull(layout.json());
		JsonNode document = document(Charsets.decode(page.body(), page.contentType()));
		if (document == null) {
			return Reading.nothing(Outcome.UNREADABLE, "Lo que respondió el portal no es JSON válido");
		}
		List<JsonNode> list = list(document, json.list());
		if (list == null) {
			return Reading.nothing(Outcome.STRUCTURE_CHANGED,
					(json.list() != null)
							? "En los datos no hay nada en \"list: %s\"".formatted(json.list())
									+ DataListing.hint(document)
							: "En los datos no hay ninguna lista; escriba su ruta en \"list\"");
		}
		List<Posting> postings = new ArrayList<>();
		for (JsonNode item : list) {
			Posting posting = posting(item, json, page.url());
			if (posting != null) {
				postings.add(posting);
			}
		}
		if (postings.isEmpty()) {
			return list.isEmpty() ? Reading.nothing(Outcome.EMPTY, "La lista está en los datos, pero vacía")
					: Reading.nothing(Outcome.STRUCTURE_CHANGED,
							"La lista tiene %d elementos, pero en ninguno hay un título en \"fields.title\""
								.formatted(list.size()) + DataListing.hint(document));
		}
		return Reading.of(postings, next(document, layout, json, page.url()));
	}

	/** The JSON of an answer, whatever it is wrapped in; null if there is none. */
	static @Nullable JsonNode document(String text) {
		String start = text.substring(0, Math.min(text.length(), 2000)).strip().replace("\ufeff", "");
		return start.startsWith("<") ? document(Jsoup.parse(text)) : parse(text);
	}

	/** The pieces of JSON in a page, as one list; null if there are none. */
	static @Nullable JsonNode document(Document page) {
		ArrayNode pieces = JSON.createArrayNode();
		for (Element script : page.select("script[type$=json], script#__NEXT_DATA__")) {
			JsonNode piece = parse(script.data());
			if (piece != null) {
				pieces.add(piece);
			}
		}
		return pieces.isEmpty() ? null : pieces;
	}

	/** How many of the items at a place have a title and a link. */
	static long count(JsonNode document, JsonLayout json) {
		List<JsonNode> list = list(document, json.list());
		return (list == null) ? 0
				: list.stream()
					.filter((item) -> line(item, json, Field.TITLE) != null && line(item, json, Field.LINK) != null)
					.count();
	}

	/** Behind {@code var x =} and the like. */
	static @Nullable JsonNode parse(String text) {
		for (int at = 0; at < Math.min(text.length(), 1000); at++) {
			if (text.charAt(at) == '{' || text.charAt(at) == '[') {
				try {
					return JSON.readTree(text.substring(at));
				}
				catch (JacksonException ex) {
					return null;
				}
			}
		}
		return null;
	}

	private static @Nullable List<JsonNode> list(JsonNode document, @Nullable JsonPath path) {
		if (path == null) {
			return firstList(document);
		}
		List<JsonNode> found = path.all(document);
		List<JsonNode> items = new ArrayList<>();
		for (JsonNode node : found) {
			if (node.isArray()) {
				node.forEach(items::add);
			}
			else {
				items.add(node);
			}
		}
		return found.isEmpty() ? null : items;
	}

	/** The list nearest to the document's root that holds objects; else an empty one. */
	private static @Nullable List<JsonNode> firstList(JsonNode document) {
		List<JsonNode> empty = null;
		Deque<JsonNode> open = new ArrayDeque<>(List.of(document));
		for (int seen = 0; !open.isEmpty() && seen < 10_000; seen++) {
			JsonNode node = open.poll();
			if (node.isArray() && node.path(0).isObject()) {
				List<JsonNode> items = new ArrayList<>();
				node.forEach(items::add);
				return items;
			}
			empty = (node.isArray() && node.isEmpty() && empty == null) ? List.of() : empty;
			node.forEach((child) -> {
				if (child.isContainer()) {
					open.add(child);
				}
			});
		}
		return empty;
	}

	private static @Nullable Posting posting(JsonNode item, JsonLayout json, URI page) {
		String title = line(item, json, Field.TITLE);
		if (title == null) {
			return null;
		}
		String link = line(item, json, Field.LINK);
		URI url = (link != null) ? Addresses.resolve(page, link) : null;
		String id = line(item, json, Field.ID);
		String key = (id != null) ? id : (url != null) ? Addresses.key(url) : Addresses.key(page) + "#" + title;
		String text = value(item, json, Field.TEXT);
		String from = (json.detail() != null) ? fill(item, json.detail().from()) : null;
		URI detail = (from != null) ? Addresses.resolve(page, from) : null;
		URI read = (url != null) ? url : page;
		return new Posting(key, title, read, (text != null) ? text : "", date(line(item, json, Field.PUBLISHED)),
				line(item, json, Field.DEADLINE), line(item, json, Field.LEVEL), line(item, json, Field.PROVIDER),
				line(item, json, Field.MODIFIED), (detail != null) ? detail : read);
	}

	/**
	 * The announcement with what its own document says.
	 * @param fields where in it; without a place for the text, that is all it says
	 */
	static Posting detail(Posting listed, Map<Field, List<Choice>> fields, JsonNode document) {
		String text = value(document, fields, Field.TEXT);
		String link = line(document, fields, Field.LINK);
		URI url = (link != null) ? Addresses.resolve(listed.detail(), link) : null;
		LocalDate published = date(line(document, fields, Field.PUBLISHED));
		String said = (text != null) ? text : words(document);
		return new Posting(listed.key(), other(line(document, fields, Field.TITLE), listed.title()),
				(url != null) ? url : listed.url(), said.isBlank() ? listed.text() : said,
				(published != null) ? published : listed.published(),
				or(line(document, fields, Field.DEADLINE), listed.deadline()),
				or(line(document, fields, Field.LEVEL), listed.level()),
				or(line(document, fields, Field.PROVIDER), listed.provider()), listed.modified(), listed.detail());
	}

	private static String other(@Nullable String value, String other) {
		return (value != null) ? value : other;
	}

	private static @Nullable String or(@Nullable String value, @Nullable String other) {
		return (value != null) ? value : other;
	}

	/** All that a document says in words, one line for each, behind its name. */
	static String words(JsonNode document) {
		StringBuilder words = new StringBuilder();
		words("", document, words, 0);
		return words.toString().strip();
	}

	private static void words(String name, JsonNode node, StringBuilder words, int depth) {
		if (words.length() > Posting.LONGEST_TEXT || depth > DEEPEST) {
			return;
		}
		if (node.isString()) {
			String text = plain(node.asString());
			if (!text.isBlank() && !text.matches("(?:https?:/)?/\\S*")) {
				words.append(name.replaceAll("[_-]+", " "))
					.append(name.isEmpty() ? "" : ": ")
					.append(text)
					.append('\n');
			}
		}
		node.forEachEntry((key, value) -> words(key, value, words, depth + 1));
		if (node.isArray()) {
			node.forEach((value) -> words(name, value, words, depth + 1));
		}
	}

	/** What an answer says, whatever it is wrapped in; missing if that is no JSON. */
	static JsonNode document(Fetched page) {
		JsonNode document = document(Charsets.decode(page.body(), page.contentType()));
		return (document != null) ? document : JSON.missingNode();
	}

	/** The announcements of a list as they stand there; empty if there is no list. */
	static List<JsonNode> items(JsonNode document, JsonLayout json) {
		return Objects.requireNonNullElse(list(document, json.list()), List.of());
	}

	/** What one announcement's fields say, those left out that say nothing. */
	static Map<Field, String> values(JsonNode item, JsonLayout json) {
		return values(item, json.fields());
	}

	/** What these fields say in a document, those left out that say nothing. */
	static Map<Field, String> values(JsonNode item, Map<Field, List<Choice>> fields) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		for (Field field : fields.keySet()) {
			String value = line(item, fields, field);
			if (value != null) {
				values.put(field, value);
			}
		}
		return values;
	}

	private static @Nullable String line(JsonNode item, JsonLayout json, Field field) {
		return line(item, json.fields(), field);
	}

	private static @Nullable String line(JsonNode item, Map<Field, List<Choice>> fields, Field field) {
		return line(item, fields.getOrDefault(field, List.of()));
	}

	/** What the first of these choices says that says anything, in one line. */
	static @Nullable String line(JsonNode item, List<Choice> choices) {
		return line(value(item, choices));
	}

	/** What stands in a node, in one line; null if that is nothing that can be read. */
	static @Nullable String line(JsonNode node) {
		return line(text(List.of(node)));
	}

	private static @Nullable String line(@Nullable String value) {
		return (value != null) ? value.replaceAll("\\s*\\n\\s*", " ") : null;
	}

	private static @Nullable String value(JsonNode item, JsonLayout json, Field field) {
		return value(item, json.fields(), field);
	}

	private static @Nullable String fill(JsonNode item, JsonTemplate template) {
		return template.fill((path) -> text(path.all(item)));
	}

	private static @Nullable String value(JsonNode item, Map<Field, List<Choice>> fields, Field field) {
		return value(item, fields.getOrDefault(field, List.of()));
	}

	private static @Nullable String value(JsonNode item, List<Choice> choices) {
		for (Choice choice : choices) {
			String text = fill(item, choice.value());
			if (text != null && choice.match() != null) {
				Matcher matcher = choice.match().matcher(text);
				text = matcher.find() ? matcher.group((matcher.groupCount() > 0) ? 1 : 0) : null;
			}
			if (text != null && !text.isBlank()) {
				return text.strip();
			}
		}
		return null;
	}

	/** The values at a path; several are joined by commas. */
	private static @Nullable String text(Iterable<JsonNode> nodes) {
		List<String> texts = new ArrayList<>();
		for (JsonNode node : nodes) {
			String text = node.isArray() ? text(node) : node.isObject() ? null : plain(node.asString(""));
			if (text != null && !text.isEmpty()) {
				texts.add(text);
			}
		}
		return texts.isEmpty() ? null : String.join(", ", texts);
	}

	/** Markup and entities survive in the data of many portals. */
	private static String plain(String text) {
		boolean markup = text.indexOf('<') >= 0 || text.indexOf('&') >= 0;
		boolean address = text.startsWith("http") && text.indexOf(' ') < 0;
		return (markup && !address) ? PlainText.of(Jsoup.parseBodyFragment(text).body()) : text.strip();
	}

	/** As people write it, or in seconds or milliseconds since 1970. */
	private static @Nullable LocalDate date(@Nullable String written) {
		if (written != null && written.matches("\\d{10}(?:\\d{3})?")) {
			long number = Long.parseLong(written);
			return Instant.ofEpochMilli((written.length() == 10) ? number * 1000 : number)
				.atOffset(ZoneOffset.UTC)
				.toLocalDate();
		}
		return (written != null) ? FeedDates.day(written) : null;
	}

	private static @Nullable URI next(JsonNode document, Layout layout, JsonLayout json, URI page) {
		String next = (json.next() != null) ? text(json.next().all(document)) : null;
		if (next == null || next.isEmpty()) {
			return null;
		}
		return (layout.paging() != null) ? Addresses.with(page, layout.paging().parameter(), next)
				: Addresses.resolve(page, next);
	}

}
