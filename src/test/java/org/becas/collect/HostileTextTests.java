package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts on which a reader that goes back over what it has read takes minutes or hours.
 * The limit is there so that a wrong one ends; a right one takes well under a second.
 */
@Timeout(60)
class HostileTextTests {

	private static final int MANY = 500_000;

	@Test
	void readsAFeedWhoseAuthorIsNothingButSigns() throws Exception {
		Feed feed = feed("<author>%s</author>".formatted("@".repeat(MANY)));

		assertThat(feed.items()).singleElement().satisfies((item) -> assertThat(item.title()).isEqualTo("Beca"));
	}

	@Test
	void readsAFeedWithCommentsThatNeverEnd() throws Exception {
		Feed feed = feed("<description>%s</description>".formatted("<!--".repeat(MANY / 4)));

		assertThat(feed.items()).hasSize(1);
	}

	@Test
	void readsAFeedOfManyDocumentTypes() throws Exception {
		Feed feed = feed("<description>%s</description>".formatted("<!DOCTYPE a>".repeat(MANY / 12)));

		assertThat(feed.items()).hasSize(1);
	}

	@Test
	void writesARowOfManyCells() {
		Document page = Jsoup.parse("<table><tr>" + "<td>x".repeat(MANY / 5) + "</table>");

		assertThat(PlainText.of(page)).startsWith("x | x | x").endsWith("| x");
	}

	@Test
	void readsThePageWhoseLeadNeverEnds() {
		String lead = "<p>La universidad invita a quien quiera estudiar fuera del país.</p>".repeat(MANY / 20);
		Document page = Jsoup.parse("<section><h1>Beca</h1>%s<div><p>%s</div></section>".formatted(lead,
				"Se recibe hasta mayo. ".repeat(MANY / 2)));

		assertThat(PlainText.of(MainText.of(page))).startsWith("La universidad").endsWith("hasta mayo.");
	}

	@Test
	void looksForThePagesNameInBlanksAndManyParts() {
		Document page = Jsoup.parse("<meta property='og:title' content='Beca%s.'><title>%s</title>%s".formatted(
				" ".repeat(MANY), "a | ".repeat(MANY / 4), "<h2>Otra cosa</h2>".repeat(MANY / 20) + "<h1>Beca</h1>"));

		assertThat(PageTitle.of(page).text(null)).isEqualTo("Beca");
	}

	@Test
	void looksForTitlesAmongLinksThatHoldNothingButDays() {
		String days = "12 de mayo, ".repeat(MANY / 12);
		Document page = Jsoup
			.parse("<ul>" + "<li><a href='/a'><span>%s</span><b>Beca</b></a>".formatted(days).repeat(4) + "</ul>");
		Source source = SourceCatalog.parse("sources.yml", """
				sources:
				  - id: portal
				    name: Portal
				    url: https://portal.example.edu/
				    tier: press
				    verified: never
				""").sources().iterator().next();

		assertThat(Discovery.understandPage(source, page).url()).isEqualTo(source.url());
	}

	@Test
	void keepsTheBeginningOfATextWithoutEnd() {
		Posting posting = new Posting("1", "Beca", URI.create("https://portal.example.edu/1"),
				"\ud83c\udf93".repeat(MANY), null, null, null, null);

		assertThat(posting.text()).hasSize(Posting.LONGEST_TEXT);
		assertThat(posting.saying("x" + posting.text()).text()).endsWith("\ud83c\udf93");
	}

	private static Feed feed(String within) throws Exception {
		String rss = "<rss version='2.0'><channel><title>Becas</title><item><title>Beca</title>%s</item></channel></rss>"
			.formatted(within);
		return FeedParser.parse(rss.getBytes(StandardCharsets.UTF_8), "text/xml", null);
	}

}
