package org.becas.site;

import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import org.becas.bulletin.Bulletin;
import org.becas.bulletin.Card;
import org.becas.office.Office;
import org.becas.offer.DateWords;
import org.becas.offer.Level;
import org.becas.office.Sha256;
import org.jdom2.Element;
import org.jdom2.Namespace;

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
		this.words = new Card.Words(messages, office.language(), office.zone());
	}

	String write(List<Bulletin> bulletins) {
		SyndFeed feed = new SyndFeedImpl();
		feed.setFeedType("rss_2.0");
		feed.setTitle(this.office.bulletinName() + " · " + this.office.shortName());
		feed.setLink(this.office.url("/boletines"));
		feed.setDescription(
				"Convocatorias de becas que publica cada mes " + this.office.name() + ", " + this.office.entity());
		feed.setLanguage(this.office.language().toLanguageTag());
		feed.setForeignMarkup(List.of(self()));
		feed.setEntries(bulletins.stream().map(this::item).toList());
		try {
			return new SyndFeedOutput().outputString(feed);
		}
		catch (FeedException ex) {
			throw new IllegalStateException("No se pudo escribir el canal de boletines: " + ex.getMessage(), ex);
		}
	}

	/**
	 * A feed that says where it stands can be found again by whoever was handed a copy.
	 */
	private Element self() {
		return new Element("link", Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom"))
			.setAttribute("rel", "self")
			.setAttribute("type", "application/rss+xml")
			.setAttribute("href", this.office.url("/boletines.xml"));
	}

	private SyndEntry item(Bulletin bulletin) {
		String url = this.office.url("/boletines/" + bulletin.edition());
		SyndContent description = new SyndContentImpl();
		description.setType("text/html");
		description.setValue(withoutControls(description(bulletin)));
		SyndEntry entry = new SyndEntryImpl();
		entry.setTitle(this.office.bulletinName() + ": " + this.dates.month(bulletin.edition().month()));
		entry.setLink(url);
		entry.setUri(url);
		entry.setPublishedDate(Date.from(Objects.requireNonNullElse(bulletin.sendingAt(), bulletin.preparedAt())));
		entry.setDescription(description);
		return entry;
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

	/** XML 1.0 has no place for control characters, however they are written. */
	private static String withoutControls(String text) {
		return text
			.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])", "");
	}

	static String hash(String xml) {
		return Sha256.of(xml).substring(0, 32);
	}

}
