package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.google.re2j.Matcher;
import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Selection;
import org.becas.source.Selection.Choice;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Layout;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads web pages: a list by its selectors, or a page that is one announcement itself,
 * and the pages behind a list's links.
 */
@Component
@Order(2)
class PageReader implements PostingReader {

	private static final Evaluator HEADING = QueryParser.parse("h1, h2, h3, h4, h5, h6");

	private static final Evaluator HEADING_LINK = QueryParser
		.parse("h1 a[href], h2 a[href], h3 a[href], h4 a[href], h5 a[href]");

	private static final Evaluator LINK = QueryParser.parse("a[href]");

	/** A text of an announcement is longer than this. */
	private static final int BARE = 250;

	@Override
	public boolean reads(Source source, Fetched page) {
		return source.kind() == Kind.PAGE || source.kind() == null;
	}

	@Override
	public Reading read(Source source, Fetched page) {
		if (isFile(page)) {
			return Reading.nothing(Outcome.UNREADABLE, "El portal respondió con un archivo (%s), no con una página"
				.formatted((page.contentType() != null) ? page.contentType() : "sin decir de qué tipo"));
		}
		Document document = document(page);
		Layout layout = source.layout();
		if (layout.list() == null) {
			Obstacle obstacle = Obstacle.insteadOf(document, source.url(), page.url());
			// A page that scripts fill may still state what it is about
			boolean stated = obstacle != null && obstacle.outcome() == Outcome.SCRIPT_ONLY
					&& StructuredData.of(document).text() != null;
			return (obstacle != null && !stated) ? Reading.nothing(obstacle.outcome(), obstacle.why())
					: Reading.of(List.of(detail(source, blank(page), document)), null);
		}
		Elements items = layout.list().all(document);
		List<Posting> postings = new ArrayList<>(items.size());
		Set<Element> among = new HashSet<>(items);
		for (Element item : items) {
			Posting posting = posting(Section.of(item, among), layout.fields(), page.url());
			if (posting != null) {
				postings.add(posting);
			}
		}
		if (postings.isEmpty()) {
			Obstacle obstacle = Obstacle.inFrontOf(document, source.url(), page.url());
			if (obstacle != null) {
				return Reading.nothing(obstacle.outcome(), obstacle.why());
			}
			return Reading.nothing(Outcome.STRUCTURE_CHANGED,
					items.isEmpty()
							? "La página respondió, pero en ella no hay nada que corresponda a \"list: %s\""
								.formatted(layout.list())
							: "La página tiene %d elementos \"%s\", pero en ninguno hay un título"
								.formatted(items.size(), layout.list()));
		}
		return Reading.of(together(postings, page.url()), next(document, layout, page.url()));
	}

	/** Whether an answer is no text: a picture, a word processor's file, an archive. */
	static boolean isFile(Fetched page) {
		byte[] body = page.body();
		boolean wide = body.length > 1 && ((body[0] & 0xff) >= 0xfe || body[0] == 0 || body[1] == 0);
		int zeros = 0;
		for (int i = 0; i < Math.min(body.length, 1024); i++) {
			zeros += (body[i] == 0) ? 1 : 0;
		}
		boolean signed = body.length > 4 && new String(body, 0, 4, StandardCharsets.ISO_8859_1)
			.matches("(?s)PK\\x03\\x04|\\x89PNG|GIF8|\\xff\\xd8\\xff.|\\xd0\\xcf\\x11\\xe0|\\{\\\\rt|RIFF|Rar!");
		return signed || (zeros > 0 && !wide);
	}

	/** A call without an address that has a row for each thing it gives is one call. */
	private static List<Posting> together(List<Posting> postings, URI page) {
		Map<String, Set<String>> lines = new HashMap<>();
		for (Posting posting : postings) {
			if (posting.url().equals(page)) {
				lines.computeIfAbsent(posting.key() + "\n" + posting.title(), (key) -> new LinkedHashSet<>())
					.add(posting.text());
			}
		}
		if (lines.isEmpty()) {
			return postings;
		}
		List<Posting> calls = new ArrayList<>();
		for (Posting posting : postings) {
			Set<String> said = posting.url().equals(page) ? lines.remove(posting.key() + "\n" + posting.title())
					: Set.of(posting.text());
			if (said != null) {
				calls.add((said.size() > 1) ? posting.saying(String.join("\n", said)) : posting);
			}
		}
		return calls;
	}

	/** The announcement with what the page behind its link adds. */
	Posting detail(Source source, Posting listed, Document document) {
		Map<Field, Selection> detail = Objects.requireNonNullElse(source.layout().detail(), source.layout().fields());
		String title = value(document, detail.get(Field.TITLE));
		String text = block(document, detail.get(Field.TEXT));
		LocalDate published = other(date(value(document, detail.get(Field.PUBLISHED))), listed.published());
		String deadline = other(value(document, detail.get(Field.DEADLINE)), listed.deadline());
		String provider = other(value(document, detail.get(Field.PROVIDER)), listed.provider());
		boolean complete = title != null && text != null && published != null && deadline != null && provider != null;
		StructuredData stated = complete ? StructuredData.NONE : StructuredData.of(document);
		PageTitle name = complete ? PageTitle.NONE : PageTitle.of(document);
		if (title == null) {
			title = listed.title().isEmpty() ? name.text(stated.title()) : listed.title();
		}
		String said = (text != null) ? text : text(document, name.heading(), stated);
		published = other(published, stated.published());
		return new Posting(listed.key(), title, listed.url(), said.isBlank() ? listed.text() : said,
				(published != null) ? published : Publication.of(document, name.heading()),
				other(deadline, stated.deadline()), other(value(document, detail.get(Field.LEVEL)), listed.level()),
				other(provider, stated.provider()), listed.modified(), listed.detail());
	}

	/** Where a page's text is for scripts to fill in, its description says the most. */
	private static String text(Document document, @Nullable Element heading, StructuredData stated) {
		String text = PlainText.of(MainText.of(document, heading));
		boolean bare = text.length() < BARE && stated.text() != null && stated.text().length() > text.length();
		return bare ? (text + "\n" + stated.text()).strip() : text;
	}

	private static <T> @Nullable T other(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

	private static Posting blank(Fetched page) {
		return new Posting(Addresses.key(page.url()), "", page.url(), "", null, null, null, null);
	}

	static Document document(Fetched page) {
		return Jsoup.parse(Charsets.decode(page.body(), page.contentType()), page.url().toString());
	}

	/** The announcement that one element of a list is; null if it has no title. */
	static @Nullable Posting posting(Element item, Map<Field, Selection> fields, URI page) {
		Element anchor = anchor(item, fields.get(Field.TITLE));
		String title = value(item, fields.get(Field.TITLE));
		if (title == null) {
			Element heading = item.selectFirst(HEADING);
			title = (heading != null) ? PlainText.line(heading) : (anchor != null) ? PlainText.line(anchor) : "";
		}
		String href = value(item, fields.get(Field.LINK));
		if (href == null && anchor != null) {
			href = anchor.attr("href");
		}
		URI url = (href != null) ? Addresses.resolve(base(item, page), href) : null;
		String id = value(item, fields.get(Field.ID));
		if (title.isEmpty()) {
			return null;
		}
		String text = block(item, fields.get(Field.TEXT));
		return new Posting((id != null) ? id : key(url, page, title), title, (url != null) ? url : page,
				(text != null) ? text : PlainText.of(item), date(value(item, fields.get(Field.PUBLISHED))),
				value(item, fields.get(Field.DEADLINE)), value(item, fields.get(Field.LEVEL)),
				value(item, fields.get(Field.PROVIDER)), value(item, fields.get(Field.MODIFIED)));
	}

	/** What leads to a place on the list itself is told apart by its title. */
	private static String key(@Nullable URI url, URI page, String title) {
		String list = Addresses.key(page);
		String own = (url != null) ? Addresses.key(url) : list;
		return own.equals(list) ? list + "#" + title : own;
	}

	/** What relative addresses on a page are relative to. */
	static URI base(Element item, URI page) {
		URI base = Addresses.parse(item.baseUri());
		return (base != null) ? base : page;
	}

	/** The link that an announcement without a link selector has: its title's. */
	private static @Nullable Element anchor(Element item, @Nullable Selection title) {
		if (title != null) {
			Element chosen = title.choices().get(0).selector().first(item);
			if (chosen != null) {
				Element anchor = chosen.closest("a[href]");
				return (anchor != null) ? anchor : chosen.selectFirst("a[href]");
			}
		}
		Element anchor = item.selectFirst(HEADING_LINK);
		return (anchor != null) ? anchor : item.selectFirst(LINK);
	}

	private static @Nullable URI next(Document document, Layout layout, URI page) {
		return (layout.next() != null) ? address(document, layout.next(), page) : null;
	}

	/** The address that is selected: the link's, where no attribute is named. */
	static @Nullable URI address(Document document, Selection selection, URI page) {
		for (Choice choice : selection.choices()) {
			Element element = choice.selector().first(document);
			String attribute = (choice.selector().attribute() != null) ? choice.selector().attribute() : "href";
			if (element != null && element.hasAttr(attribute)) {
				return Addresses.resolve(base(element, page), element.attr(attribute));
			}
		}
		return null;
	}

	/** What a field is there, on one line; null if nothing is. */
	static @Nullable String value(Element root, @Nullable Selection selection) {
		String text = block(root, selection);
		return (text != null) ? PlainText.onOneLine(text) : null;
	}

	/** What a field is there, with its lines; null if nothing is. */
	static @Nullable String block(Element root, @Nullable Selection selection) {
		if (selection != null) {
			for (Choice choice : selection.choices()) {
				String text = choose(root, choice);
				if (text != null) {
					return text;
				}
			}
		}
		return null;
	}

	private static @Nullable String choose(Element root, Choice choice) {
		String attribute = choice.selector().attribute();
		return choice.selector()
			.each(root)
			.map((element) -> matched(choice,
					(attribute != null) ? element.attr(attribute).strip() : PlainText.of(element)))
			.filter((text) -> !text.isEmpty())
			.findFirst()
			.orElse(null);
	}

	private static String matched(Choice choice, String text) {
		if (choice.match() == null) {
			return text;
		}
		Matcher matcher = choice.match().matcher(text);
		return matcher.find()
				? Objects.requireNonNullElse(matcher.group((matcher.groupCount() > 0) ? 1 : 0), "").strip() : "";
	}

	private static @Nullable LocalDate date(@Nullable String written) {
		return (written != null) ? FeedDates.day(written) : null;
	}

}
