package org.becas.collect;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.source.JsonLayout.Choice;
import org.becas.source.Selection;
import org.becas.source.Source;
import org.becas.source.Source.Field;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what stands behind an announcement's link: a page, a PDF document or data, and
 * the PDF document to which a page leaves what it does not say itself. Thread-safe.
 */
final class Details {

	/** A page with less text than this leaves its call to the document that it links. */
	private static final int BARE = 400;

	private static final Pattern CALL = PageWords.pattern("<document>");

	private final PageReader pages;

	Details(PageReader pages) {
		this.pages = pages;
	}

	/** The announcement with what the answer to its link adds. */
	Behind read(Source understood, Posting listed, Fetched page) {
		if (understood.layout().json() != null && understood.layout().json().detail() != null) {
			return data(listed, understood.layout().json().detail().fields(), page);
		}
		if (PdfReader.isPdf(page)) {
			return pdf(listed, page);
		}
		boolean data = page.contentType() != null && page.contentType().toLowerCase(Locale.ROOT).contains("json");
		if (data) {
			return data(listed, Map.of(), page);
		}
		if (PageReader.isFile(page)) {
			return Behind.none(new Failed(page.url(), Outcome.UNREADABLE,
					"Detrás de %s hay un archivo que no se puede leer".formatted(listed.url())));
		}
		Document document = PageReader.document(page);
		Failed failed = inTheWay(listed, page, document);
		if (failed != null) {
			return Behind.none(failed);
		}
		Posting whole = this.pages.detail(understood, listed, document);
		return new Behind(whole, attached(understood, whole, document, page.url()), null);
	}

	private static Behind data(Posting listed, Map<Field, List<Choice>> fields, Fetched page) {
		JsonNode document = JsonReader.document(Charsets.decode(page.body(), page.contentType()));
		return (document != null) ? Behind.of(JsonReader.detail(listed, fields, document))
				: Behind.none(new Failed(page.url(), Outcome.UNREADABLE,
						"Lo que respondió %s no es JSON válido".formatted(page.url())));
	}

	private static Behind pdf(Posting listed, Fetched page) {
		try {
			return Behind.of(PdfReader.detail(listed, page));
		}
		catch (IOException ex) {
			return Behind
				.none(new Failed(page.url(), Outcome.UNREADABLE, "%s (%s)".formatted(ex.getMessage(), page.url())));
		}
	}

	private static @Nullable Failed inTheWay(Posting posting, Fetched page, Document document) {
		if (Obstacle.gone(document, posting.url(), page.url())) {
			return new Failed(page.url(), Outcome.NOT_FOUND, "La página %s ya no existe".formatted(posting.url()));
		}
		Obstacle obstacle = Obstacle.barring(document, page.url());
		return (obstacle != null) ? new Failed(page.url(), obstacle.outcome(), obstacle.why()) : null;
	}

	/**
	 * The document that the source names, else the one to which a bare page leaves all.
	 */
	private static @Nullable URI attached(Source understood, Posting whole, Document document, URI page) {
		Map<Field, Selection> detail = Objects.requireNonNullElse(understood.layout().detail(), Map.of());
		Selection named = detail.get(Field.PDF);
		if (named != null) {
			return PageReader.address(document, named, page);
		}
		return (whole.text().length() < BARE) ? found(document, page) : null;
	}

	/** The first link to a PDF that speaks of a call; else the only one that there is. */
	private static @Nullable URI found(Document document, URI page) {
		URI only = null;
		int others = 0;
		for (Element link : document.select("a[href~=(?i)\\.pdf(?:[?#]|$)]")) {
			URI address = Addresses.resolve(PageReader.base(link, page), link.attr("href"));
			if (address != null && !address.equals(only)) {
				if (CALL.matcher(link.text() + " " + link.attr("href")).find()) {
					return address;
				}
				others += (only != null) ? 1 : 0;
				only = address;
			}
		}
		return (others == 0) ? only : null;
	}

	/**
	 * The announcement with the document that its page leads to.
	 */
	static Behind with(Posting whole, Fetched document) {
		if (!PdfReader.isPdf(document)) {
			return Behind.none(new Failed(document.url(), Outcome.UNREADABLE,
					"El documento %s no es un PDF".formatted(document.url())));
		}
		try {
			return Behind.of(whole.saying((whole.text() + "\n\n" + PdfText.of(document.body()).text()).strip()));
		}
		catch (IOException ex) {
			return Behind.none(new Failed(document.url(), Outcome.UNREADABLE,
					"%s (%s)".formatted(ex.getMessage(), document.url())));
		}
	}

	/**
	 * What was found behind a link.
	 *
	 * @param posting null if nothing could be read
	 * @param pdf address of a document that belongs to it
	 * @param failed why nothing could be read
	 */
	record Behind(@Nullable Posting posting, @Nullable URI pdf, @Nullable Failed failed) {

		private static Behind of(Posting posting) {
			return new Behind(posting, null, null);
		}

		private static Behind none(Failed failed) {
			return new Behind(null, null, failed);
		}

	}

}
