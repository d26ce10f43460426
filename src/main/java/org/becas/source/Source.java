package org.becas.source;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import org.becas.offer.Level;
import org.becas.offer.Tier;
import org.becas.office.Sha256;
import org.becas.source.Selection.Choice;
import org.jspecify.annotations.Nullable;

/**
 * A portal or feed, as its entry in {@code sources.yml} describes it. What came of
 * visiting it is kept elsewhere.
 *
 * @param id lower-case letters, digits and hyphens; it never changes
 * @param name as people call it
 * @param url http or https address that is visited
 * @param kind what is found there; null where that is to be found out on the spot
 * @param tier how close to the scholarship's giver it is
 * @param language ISO 639-1 code of its texts
 * @param verified the day on which somebody saw it working; null for never
 * @param enabled whether it is visited without being asked for by name
 * @param layout how its announcements are found
 * @param hints what holds for its announcements unless they say otherwise
 * @param delay between two requests to its host; null for the usual one
 * @param browser whether its pages are empty until a browser has run their scripts
 * @param line of its entry in the file, from 1
 * @param urlLine of its address in the file, from 1
 * @param file in which its entry stands, as it was named
 * @param added whether staff added it on the pages, so that the file is the program's own
 */
public record Source(String id, String name, URI url, @Nullable Kind kind, Tier tier, @Nullable String language,
		@Nullable LocalDate verified, boolean enabled, Layout layout, Hints hints, @Nullable Duration delay,
		boolean browser, int line, int urlLine, String file, boolean added) {

	/** What YAML takes for text without quotes. */
	private static final Pattern PLAIN = Pattern.compile("[\\p{L}][\\p{L}\\p{N} .-]*");

	/** The same source, read in another way. */
	public Source as(URI otherUrl, @Nullable Kind otherKind, Layout otherLayout) {
		return new Source(this.id, this.name, otherUrl, otherKind, this.tier, this.language, this.verified,
				this.enabled, otherLayout, this.hints, this.delay, this.browser, this.line, this.urlLine, this.file,
				this.added);
	}

	/**
	 * A mark that changes exactly when the way in which the source is read changes: what
	 * was read before then no longer tells whether something is new.
	 */
	public String reading() {
		StringBuilder way = new StringBuilder();
		writeWay(way);
		this.layout.writeTo(way);
		return mark(way.toString());
	}

	/**
	 * A mark that changes exactly when what is read would be understood in another way:
	 * with the reading, and with what holds unless an announcement says otherwise.
	 */
	public String understanding() {
		StringBuilder said = new StringBuilder();
		writeWay(said);
		this.layout.writeTo(said);
		writeHints(said);
		return mark(said.toString());
	}

	private static String mark(String text) {
		return Sha256.of(text).substring(0, 16);
	}

	/** Its entry in {@code sources.yml}. */
	public String yaml() {
		StringBuilder yaml = new StringBuilder();
		yaml.append("  - id: %s\n    name: %s\n".formatted(this.id, quoted(this.name)));
		writeWay(yaml);
		yaml.append("    tier: %s\n".formatted(this.tier.key()));
		writeHints(yaml);
		yaml.append("    verified: %s\n".formatted((this.verified != null) ? this.verified : "never"));
		if (!this.enabled) {
			yaml.append("    enabled: no\n");
		}
		if (this.delay != null) {
			yaml.append("    delay: %dms\n".formatted(this.delay.toMillis()));
		}
		this.layout.writeTo(yaml);
		return yaml.toString();
	}

	private void writeWay(StringBuilder yaml) {
		yaml.append("    url: %s\n".formatted(this.url));
		if (this.kind != null) {
			yaml.append("    kind: %s\n".formatted(this.kind.key()));
		}
		if (this.browser) {
			yaml.append("    browser: yes\n");
		}
	}

	private void writeHints(StringBuilder yaml) {
		if (this.language != null) {
			yaml.append("    language: %s\n".formatted(this.language));
		}
		if (this.hints.country() != null) {
			yaml.append("    country: %s\n".formatted(this.hints.country()));
		}
		if (this.hints.provider() != null) {
			yaml.append("    provider: %s\n".formatted(quoted(this.hints.provider())));
		}
		if (!this.hints.levels().isEmpty()) {
			yaml.append("    levels: [%s]\n"
				.formatted(this.hints.levels().stream().sorted().map(Level::key).collect(Collectors.joining(", "))));
		}
	}

	static String quoted(String value) {
		return PLAIN.matches(value) ? value : inQuotes(value);
	}

	static String inQuotes(String value) {
		return "'" + value.replace("'", "''").replaceAll("\\R", " ") + "'";
	}

	/** What is found at a source's address. */
	public enum Kind {

		/** RSS, Atom or JSON Feed. */
		FEED,

		/** A web page: a list of announcements, or one itself. */
		PAGE,

		/** A map of a site (sitemaps.org), whose pages are announcements. */
		SITEMAP,

		/** Data as programs exchange them. */
		JSON,

		/** A PDF document that is one announcement. */
		PDF;

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Where on a page the announcements stand.
	 *
	 * @param list selects one element for each announcement; null where the page is one
	 * itself
	 * @param fields what is taken from that element
	 * @param next leads to the next page of the list
	 * @param pages how many pages of the list are read at most
	 * @param detail what is taken from the page behind each announcement's link; null
	 * where those are not opened
	 * @param paging how the list's pages are asked for by number; null where links lead
	 * from one to the next
	 * @param match what the address of an announcement holds; null for any
	 * @param limit how many announcements are read at most
	 * @param json where the announcements stand in data instead of a page
	 */
	public record Layout(@Nullable Selector list, Map<Field, Selection> fields, @Nullable Selection next, int pages,
			@Nullable Map<Field, Selection> detail, @Nullable Paging paging, @Nullable Pattern match, int limit,
			@Nullable JsonLayout json) {

		/** Pages of a list that are read where nothing else is said. */
		public static final int USUAL_PAGES = 10;

		/** The maps of a large site are many, and each is one request. */
		public static final int USUAL_MAPS = 50;

		public static final Layout NONE = new Layout(null, Map.of(), null, 1, null);

		public Layout {
			fields = ordered(fields);
			detail = (detail != null) ? ordered(detail) : null;
		}

		public Layout(@Nullable Selector list, Map<Field, Selection> fields, @Nullable Selection next, int pages,
				@Nullable Map<Field, Selection> detail) {
			this(list, fields, next, pages, detail, null, null, Integer.MAX_VALUE, null);
		}

		/** The same with another way of finding the announcements in the list. */
		public Layout listing(Selector otherList, Map<Field, Selection> otherFields) {
			return new Layout(otherList, otherFields, this.next, this.pages, this.detail, this.paging, this.match,
					this.limit, this.json);
		}

		/** The same with other paths into data. */
		public Layout reading(JsonLayout otherJson) {
			return new Layout(this.list, this.fields, this.next, this.pages, this.detail, this.paging, this.match,
					this.limit, otherJson);
		}

		/** The same with another way of reading the pages behind the links. */
		public Layout opening(@Nullable Map<Field, Selection> otherDetail) {
			return new Layout(this.list, this.fields, this.next, this.pages, otherDetail, this.paging, this.match,
					this.limit, this.json);
		}

		/** Whether what stands behind each announcement's link is asked for too. */
		public boolean opens() {
			return this.detail != null || (this.json != null && this.json.detail() != null);
		}

		private void writeTo(StringBuilder yaml) {
			if (this.list != null) {
				yaml.append("    list: %s\n".formatted(quoted(this.list.toString())));
			}
			if (!this.fields.isEmpty()) {
				write("fields", this.fields, yaml);
			}
			if (this.json != null) {
				this.json.writeTo(yaml);
			}
			if (this.next != null) {
				yaml.append("    next: %s\n".formatted(yaml(this.next)));
			}
			if (this.paging != null) {
				yaml.append("    pages: {parameter: %s, from: %d, step: %d, most: %d}\n"
					.formatted(inQuotes(this.paging.parameter()), this.paging.from(), this.paging.step(), this.pages));
			}
			else if (this.next != null || this.pages > 1) {
				yaml.append("    pages: %d\n".formatted(this.pages));
			}
			if (this.match != null) {
				yaml.append("    match: %s\n".formatted(inQuotes(this.match.pattern())));
			}
			if (this.limit < Integer.MAX_VALUE) {
				yaml.append("    limit: %d\n".formatted(this.limit));
			}
			if (this.detail != null && this.detail.isEmpty()) {
				yaml.append("    detail: yes\n");
			}
			else if (this.detail != null) {
				write("detail", this.detail, yaml);
			}
		}

		private static void write(String key, Map<Field, Selection> fields, StringBuilder yaml) {
			yaml.append("    %s:\n".formatted(key));
			fields.forEach((field, selection) -> yaml.append("      ")
				.append(field.key())
				.append(": ")
				.append(yaml(selection))
				.append('\n'));
		}

		/** One selector as it is, several choices as a list. */
		private static String yaml(Selection selection) {
			Choice first = selection.choices().get(0);
			if (selection.choices().size() == 1 && first.match() == null) {
				return quoted(first.selector().toString());
			}
			return "[%s]".formatted(selection.choices().stream().map(Layout::yaml).collect(Collectors.joining(", ")));
		}

		private static String yaml(Choice choice) {
			String selector = inQuotes(choice.selector().toString());
			return (choice.match() == null) ? selector
					: "{select: %s, match: %s}".formatted(selector, inQuotes(choice.match().toString()));
		}

		private static Map<Field, Selection> ordered(Map<Field, Selection> fields) {
			return Collections.unmodifiableMap(new TreeMap<>(fields));
		}

	}

	/**
	 * The pages of a list, told apart by a parameter of their address.
	 *
	 * @param parameter in the query, such as {@code page} or {@code offset}
	 * @param from its value on the first page, which is asked for as it is written
	 * @param step from one page to the next
	 */
	public record Paging(String parameter, long from, long step) {

		/** The value on a page, counted from 0. */
		public String value(int page) {
			return String.valueOf(this.from + page * this.step);
		}

	}

	/** What can be taken from a page. */
	public enum Field {

		TITLE, LINK, ID, TEXT, PUBLISHED, DEADLINE, LEVEL, PROVIDER,

		/** Whatever is different after the announcement was changed, such as a date. */
		MODIFIED,

		/** The address of a document in which a page's call says the rest. */
		PDF;

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * @param country of study where a text names none, ISO 3166-1 alpha-2
	 * @param provider who gives the scholarships
	 * @param levels what the scholarships are for
	 */
	public record Hints(@Nullable String country, @Nullable String provider, Set<Level> levels) {

		public static final Hints NONE = new Hints(null, null, Set.of());

	}
}
