package org.becas.collect;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.becas.collect.Feed.Item;
import org.becas.collect.Feed.NotAFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FeedParserTests {

	@Test
	void readsRssRdfAtomAndJson() throws Exception {
		for (String feed : new String[] {
				"<rss><channel><item><title>Beca</title><link>https://a.example/1</link></item></channel></rss>",
				"<rdf:RDF><channel/><item rdf:about='x'><title>Beca</title><link>https://a.example/1</link></item></rdf:RDF>",
				"<feed><entry><title>Beca</title><link rel='alternate' href='https://a.example/1'/></entry></feed>",
				"<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>Beca</a:title><a:link href='https://a.example/1'/></a:entry></a:feed>",
				"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"title\": \"Beca\", \"url\": \"https://a.example/1\"}]}" }) {
			assertThat(parse(feed).items()).as(feed).singleElement().satisfies((item) -> {
				assertThat(item.title()).isEqualTo("Beca");
				assertThat(item.link()).isEqualTo("https://a.example/1");
			});
		}
	}

	@Test
	void aBrokenItemCostsNothingButItself() throws Exception {
		assertThat(parse("""
				<rss><channel><item><title>Uno & medio</title><pubDate>ayer</pubDate></item>
				<item><title>Dos</titel></item><item><title>Tres</title></item></channel></rss>""").items())
			.extracting(Item::title)
			.contains("Uno & medio", "Tres");
	}

	@Test
	void noEntityOfADoctypeIsEverActedUpon() throws Exception {
		Feed feed = parse("""
				<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">
				<!ENTITY x SYSTEM "file:///etc/passwd">]>
				<rss><channel><title>T</title><item><title>&b; &x;</title></item></channel></rss>""");

		assertThat(feed.items()).singleElement().extracting(Item::title).asString().doesNotContain("aaaa", "root:");
	}

	@Test
	void markupIsKeptAsFarAsItIsHarmless() throws Exception {
		assertThat(content("<p>Hasta el <b>15</b></p>")).isEqualTo("<p>Hasta el <b>15</b></p>");
		assertThat(content("<p onclick=x()>Hola<script>x()</script><a href='javascript:x()'>aquí</a></p>"))
			.isEqualTo("<p>Hola<a>aquí</a></p>");
	}

	@Test
	void linksAreReadAgainstTheBaseThatHoldsForThem() throws Exception {
		Feed feed = parse("""
				<feed xml:base="https://a.example/x/"><entry xml:base="y/"><link href="../z"/>
				<content type="html">&lt;a href="w">w&lt;/a></content></entry></feed>""");

		assertThat(feed.items()).singleElement().satisfies((item) -> {
			assertThat(item.link()).isEqualTo("https://a.example/x/z");
			assertThat(item.content()).isEqualTo("<a href=\"https://a.example/x/y/w\">w</a>");
		});
	}

	@Test
	void anElementOfTheFeedsOwnNamespaceComesBeforeOneOfTheSameName() throws Exception {
		Feed feed = parse("""
				<r:rss xmlns:r="urn:r" xmlns:x="urn:x"><r:channel><r:item><x:description>De la extensión</x:description>
				<r:description>La beca</r:description></r:item></r:channel></r:rss>""");

		assertThat(feed.items()).singleElement().extracting(Item::summary).isEqualTo("La beca");
	}

	@Test
	void aVideoIsDescribedBesideItsPictures() throws Exception {
		Feed feed = parse("""
				<feed xmlns:media="http://search.yahoo.com/mrss/"><entry><title>Charla</title><media:group>
				<media:description>Cómo postularse</media:description></media:group></entry></feed>""");

		assertThat(feed.items()).singleElement().extracting(Item::summary).isEqualTo("Cómo postularse");
	}

	@Test
	void whatWindowsWroteBetweenTheLettersIsPunctuation() throws Exception {
		assertThat(parse("<rss><channel><title>Beca \u0093Faro\u0094\u0085</title></channel></rss>").title())
			.isEqualTo("Beca “Faro”…");
	}

	@Test
	void theBytesDecideWhereTheDeclarationIsWrong() throws Exception {
		String xml = "<?xml version='1.0' encoding='%s'?><rss><channel><title>Maestría en año</title></channel></rss>";

		assertThat(title(xml.formatted("utf-8"), Charset.forName("windows-1252"), null)).isEqualTo("Maestría en año");
		assertThat(title(xml.formatted("iso-8859-1"), StandardCharsets.UTF_8, null)).isEqualTo("Maestría en año");
		assertThat(title(xml.formatted("utf-8"), StandardCharsets.UTF_16, "application/xml"))
			.isEqualTo("Maestría en año");
		assertThat(title(xml.formatted("utf-8"), StandardCharsets.ISO_8859_1, "text/xml; charset=iso-8859-1"))
			.isEqualTo("Maestría en año");
	}

	@Test
	void whatIsNoFeedIsToldInSpanish() {
		assertThatExceptionOfType(NotAFeed.class).isThrownBy(() -> parse("<html><body>Hola</body></html>"))
			.withMessage("es una página web, no un canal de noticias");
		assertThatExceptionOfType(NotAFeed.class).isThrownBy(() -> parse("")).withMessage("está vacío");
		assertThatExceptionOfType(NotAFeed.class).isThrownBy(() -> parse("{\"a\": 1")).withMessageContaining("JSON");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Mon, 23 Nov 2026 10:00:00 GMT        | 2026-11-23T10:00:00Z
			Mon, 23 Nov 26 10:00:00 -0500        | 2026-11-23T15:00:00Z
			23 Nov 2026 10:00 EST                | 2026-11-23T15:00:00Z
			lun, 23 nov 2026 10:00:00 COT        | 2026-11-23T15:00:00Z
			Mon, 23 Nov 2026 10:00:00 VET        | 2026-11-23T14:00:00Z
			Mon, 23 Nov 2026 10:00:00 BRT        | 2026-11-23T13:00:00Z
			2026-11-23T10:00:00-05:00            | 2026-11-23T15:00:00Z
			2026-11-23T10:00:00.123Z             | 2026-11-23T10:00:00Z
			2026-11-23 10:00:00                  | 2026-11-23T10:00:00Z
			2026-11-23                           | 2026-11-23T00:00:00Z
			20261123                             | 2026-11-23T00:00:00Z
			2026-11                              | 2026-11-01T00:00:00Z
			2026-327                             | 2026-11-23T00:00:00Z
			Mon Nov 23 10:00:00 2026             | 2026-11-23T10:00:00Z
			November 23, 2026 10:00 pm           | 2026-11-23T22:00:00Z
			23 de noviembre de 2026              | 2026-11-23T00:00:00Z
			3 août 2026 10:00                    | 2026-08-03T10:00:00Z
			23/11/2026 10:00                     | 2026-11-23T10:00:00Z
			""")
	void readsTheDatesThatPortalsWrite(String written, Instant meant) {
		assertThat(FeedDates.instant(written)).isEqualTo(meant);
	}

	@ParameterizedTest
	@CsvSource({ "03/04/2026", "ayer", "''", "2026-13-45", "32 de enero de 2026" })
	void whatIsNoDateOrTwoIsNotRead(String written) {
		assertThat(FeedDates.instant(written)).isNull();
	}

	private static String content(String html) throws Exception {
		return parse(
				"<rss><channel><item><description><![CDATA[%s]]></description></item></channel></rss>".formatted(html))
			.items()
			.get(0)
			.summary();
	}

	private static String title(String xml, Charset charset, String contentType) throws Exception {
		return FeedParser.parse(xml.getBytes(charset), contentType, null).title();
	}

	private static Feed parse(String text) throws NotAFeed {
		return FeedParser.parse(text.getBytes(StandardCharsets.UTF_8), null, (URI) null);
	}

}
