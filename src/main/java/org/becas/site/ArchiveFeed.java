package org.becas.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import org.becas.bulletin.Bulletin;
import org.becas.bulletin.Card;
import org.becas.office.Office;
import org.becas.offer.DateWords;
import org.becas.offer.Level;

import org.springframework.context.MessageSource;
import org.springframework.web.util.HtmlUtils;

/** The archive as RSS 2.0: one item a bulletin, newest first. */
class ArchiveFeed {

	private final Office office;

	private final DateWords dates;

	private final Card.Words words;

	ArchiveFeed(Office office, MessageSource messages) {
		this.office = office;
		this.dates = new DateWords(office.language(), office.zone());
		this.words = new Card.Words(messages, office.language(), this.dates);
	}

	String write(List<Bulletin> bulletins) {
		StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		xml.append("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n");
		element(xml, "title", this.office.bulletinName() + " · " + this.office.shortName());
		element(xml, "link", this.office.url("/boletines"));
		element(xml, "description",
				"Convocatorias de becas que publica cada mes " + this.office.name() + ", " + this.office.entity());
		element(xml, "language", this.office.language().toLanguageTag());
		xml.append("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"")
			.append(escape(this.office.url("/boletines.xml")))
			.append("\"/>\n");
		bulletins.forEach((bulletin) -> item(xml, bulletin));
		return xml.append("</channel>\n</rss>\n").toString();
	}

	private void item(StringBuilder xml, Bulletin bulletin) {
		String url = this.office.url("/boletines/" + bulletin.edition());
		xml.append("<item>\n");
		element(xml, "title", this.office.bulletinName() + ": " + this.dates.month(bulletin.edition().month()));
		element(xml, "link", url);
		xml.append("<guid isPermaLink=\"true\">").append(escape(url)).append("</guid>\n");
		Instant published = Objects.requireNonNullElse(bulletin.sendingAt(), bulletin.preparedAt());
		element(xml, "pubDate", DateTimeFormatter.RFC_1123_DATE_TIME.format(published.atOffset(ZoneOffset.UTC)));
		element(xml, "description", description(bulletin));
		xml.append("</item>\n");
	}

	/** An HTML list, escaped once as text of the element. */
	private String description(Bulletin bulletin) {
		StringBuilder html = new StringBuilder("<ul>");
		bulletin.sections(EnumSet.allOf(Level.class)).forEach((section) -> section.entries().forEach((entry) -> {
			Card card = this.words.card(entry, false, 0);
			html.append("<li><a href=\"")
				.append(HtmlUtils.htmlEscape(card.url(), "UTF-8"))
				.append("\">")
				.append(HtmlUtils.htmlEscape(card.title(), "UTF-8"))
				.append("</a> (")
				.append(HtmlUtils.htmlEscape(card.levels() + "; " + card.deadline(), "UTF-8"))
				.append(")</li>");
		}));
		return html.append("</ul>").toString();
	}

	private static void element(StringBuilder xml, String name, String text) {
		xml.append('<').append(name).append('>').append(escape(text)).append("</").append(name).append(">\n");
	}

	/** XML 1.0 has no place for control characters, however they are written. */
	private static String escape(String text) {
		return text
			.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])", "")
			.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;");
	}

	static String hash(String xml) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(xml.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, 32);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
