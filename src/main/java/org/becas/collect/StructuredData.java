package org.becas.collect;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a page says of its announcement to programs, in JSON-LD, microdata or OpenGraph.
 * It fills in what is found nowhere else: portals keep it less carefully than the page.
 *
 * @param title of the announcement
 * @param text its description, plain
 * @param published when it was published
 * @param deadline until when one may apply, as it is written
 * @param provider who gives the scholarship, not who publishes the page
 */
record StructuredData(@Nullable String title, @Nullable String text, @Nullable LocalDate published,
		@Nullable String deadline, @Nullable String provider) {

	/** As publishing systems write it in a page's head. */
	private static final String PUBLISHED = "meta[property=article:published_time], meta[name=article:published_time], "
			+ "meta[property=og:article:published_time], meta[itemprop=datePublished], meta[name~=(?i)^dc(?:terms)?\\.date"
			+ "(?:\\.(?:issued|created))?$], meta[name~=(?i)^(?:date|pubdate|publish[-_]?date|publication[-_]date"
			+ "|citation_publication_date|parsely-pub-date|article\\.published|sailthru\\.date)$]";

	static final StructuredData NONE = new StructuredData(null, null, null, null, null);

	private static final int MOST_NODES = 2000;

	/** Things that are a call, and pages that tell of one. */
	private static final Pattern CALL = Pattern.compile("(?:https?://schema\\.org/)?(?:EducationalOccupationalProgram"
			+ "|(?:Monetary)?Grant|Scholarship|Course|JobPosting|FinancialProduct|EducationEvent)");

	private static final Pattern PAGE = Pattern
		.compile("(?:https?://schema\\.org/)?(?:[A-Z]\\w*Article|Article|BlogPosting|Event|[A-Z]\\w*Event)");

	private static final List<String> PROVIDERS = List.of("provider", "funder", "sponsor", "offeredBy",
			"hiringOrganization");

	static StructuredData of(Document document) {
		List<JsonNode> calls = new ArrayList<>();
		List<JsonNode> pages = new ArrayList<>();
		for (Element script : document.select("script[type=application/ld+json]")) {
			collect(JsonReader.parse(script.data()), calls, pages);
		}
		List<JsonNode> both = new ArrayList<>(calls);
		both.addAll(pages);
		return new StructuredData(first(line(both, "headline", "name"), meta(document, "meta[property=og:title]")),
				first(text(both), meta(document, "meta[property=og:description], meta[name=description]")),
				published(document, both),
				first(deadline(calls), item(document, "applicationDeadline", "validThrough")),
				first(provider(calls), provider(document)));
	}

	private static void collect(@Nullable JsonNode root, List<JsonNode> calls, List<JsonNode> pages) {
		Deque<JsonNode> open = new ArrayDeque<>();
		if (root != null) {
			open.add(root);
		}
		for (int seen = 0; !open.isEmpty() && seen < MOST_NODES; seen++) {
			JsonNode node = open.poll();
			if (node.isObject() && is(node, CALL)) {
				calls.add(node);
			}
			else if (node.isObject() && is(node, PAGE)) {
				pages.add(node);
			}
			node.forEach((child) -> {
				if (child.isContainer()) {
					open.add(child);
				}
			});
		}
	}

	private static boolean is(JsonNode node, Pattern types) {
		JsonNode type = node.path("@type");
		for (JsonNode one : type.isArray() ? type : List.of(type)) {
			if (types.matcher(one.asString("")).matches()) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable String line(List<JsonNode> nodes, String... names) {
		for (JsonNode node : nodes) {
			for (String name : names) {
				String value = string(node.path(name));
				if (value != null) {
					return value.replaceAll("\\s*\\n\\s*", " ");
				}
			}
		}
		return null;
	}

	private static @Nullable String text(List<JsonNode> nodes) {
		for (JsonNode node : nodes) {
			String body = string(node.path("articleBody"));
			String description = string(node.path("description"));
			if (body != null || description != null) {
				return (body != null) ? body : description;
			}
		}
		return null;
	}

	private static @Nullable String deadline(List<JsonNode> calls) {
		for (JsonNode call : calls) {
			for (JsonNode place : List.of(call.path("applicationDeadline"), call.path("validThrough"),
					call.path("offers").path("validThrough"))) {
				String value = string(place);
				if (value != null) {
					return day(value);
				}
			}
		}
		return null;
	}

	/** A date with a time of day is the date; anything else is as it was written. */
	private static String day(String value) {
		return value.matches("\\d{4}-\\d\\d-\\d\\dT.*") ? value.substring(0, 10) : value;
	}

	private static @Nullable String provider(List<JsonNode> calls) {
		for (JsonNode call : calls) {
			for (String name : PROVIDERS) {
				JsonNode provider = call.path(name);
				JsonNode one = provider.isArray() ? provider.path(0) : provider;
				String value = string(one.isObject() ? one.path("name") : one);
				if (value != null) {
					return value;
				}
			}
		}
		return null;
	}

	private static @Nullable LocalDate published(Document document, List<JsonNode> nodes) {
		String meta = meta(document, PUBLISHED);
		String written = first(first(meta, line(nodes, "datePublished", "datePosted", "dateCreated")),
				item(document, "datePublished", "datePosted"));
		return (written != null) ? FeedDates.day(written) : null;
	}

	/** Microdata of a thing that is a call. */
	private static @Nullable String item(Document document, String... names) {
		for (String name : names) {
			Element element = document.selectFirst("[itemprop=" + name + "]");
			if (element != null) {
				String value = element.hasAttr("content") ? element.attr("content")
						: element.hasAttr("datetime") ? element.attr("datetime") : element.text();
				if (!value.isBlank()) {
					return day(value.strip());
				}
			}
		}
		return null;
	}

	private static @Nullable String provider(Document document) {
		for (Element element : document.select("[itemprop~=^(?:provider|funder|sponsor|offeredBy)$]")) {
			Element thing = element.parent() != null ? element.parent().closest("[itemtype]") : null;
			if (thing != null && CALL.matcher(thing.attr("itemtype").strip()).matches()) {
				Element name = element.selectFirst("[itemprop=name]");
				String value = ((name != null) ? name : element).text().strip();
				return value.isEmpty() ? null : value;
			}
		}
		return null;
	}

	private static @Nullable String meta(Document document, String selector) {
		for (Element meta : document.select(selector)) {
			String content = meta.attr("content").strip();
			if (!content.isEmpty()) {
				return content;
			}
		}
		return null;
	}

	private static @Nullable String string(JsonNode node) {
		String value = (node.isString() || node.isNumber()) ? node.asString("").strip() : "";
		if (value.indexOf('<') >= 0 || value.indexOf('&') >= 0) {
			value = PlainText.of(Jsoup.parseBodyFragment(value).body());
		}
		return value.isEmpty() ? null : value;
	}

	private static @Nullable String first(@Nullable String one, @Nullable String other) {
		return (one != null) ? one : other;
	}

}
