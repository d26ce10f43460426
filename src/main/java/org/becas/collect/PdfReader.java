package org.becas.collect;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reads calls that are published as a PDF document: one document, one announcement. */
@Component
@Order(5)
class PdfReader implements PostingReader {

	@Override
	public boolean reads(Source source, Fetched page) {
		return source.kind() == Kind.PDF;
	}

	@Override
	public Reading read(Source source, Fetched page) {
		if (!isPdf(page)) {
			return Reading.nothing(Outcome.UNREADABLE, "Lo que respondió el portal no es un documento PDF");
		}
		try {
			return Reading.of(List.of(detail(blank(page.url()), page)), null);
		}
		catch (IOException ex) {
			return Reading.nothing(Outcome.UNREADABLE, String.valueOf(ex.getMessage()));
		}
	}

	/** By its first bytes, whatever the header says. */
	static boolean isPdf(Fetched page) {
		byte[] body = page.body();
		return new String(body, 0, Math.min(body.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
	}

	/**
	 * The announcement with what the document behind its link says.
	 * @throws IOException if it cannot be read, saying why in Spanish
	 */
	static Posting detail(Posting listed, Fetched page) throws IOException {
		PdfText pdf = PdfText.of(page.body());
		String title = listed.title().isEmpty() ? pdf.title() : listed.title();
		if (title.isEmpty()) {
			title = name(page.url());
		}
		return new Posting(listed.key(), title, listed.url(), pdf.text(),
				(listed.published() != null) ? listed.published() : day(pdf.created()), listed.deadline(),
				listed.level(), listed.provider(), listed.modified(), listed.detail());
	}

	private static @Nullable LocalDate day(@Nullable Calendar created) {
		return (created != null) ? created.toInstant().atOffset(ZoneOffset.UTC).toLocalDate() : null;
	}

	private static String name(URI url) {
		String path = String.valueOf(url.getPath());
		return path.substring(path.lastIndexOf('/') + 1).replaceFirst("(?i)\\.pdf$", "").replaceAll("[_+-]+", " ");
	}

	private static Posting blank(URI url) {
		return new Posting(Addresses.key(url), "", url, "", null, null, null, null);
	}

}
