package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.becas.source.SourceCatalog;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StructuredDataTests {

	@Test
	void readsWhatAPageSaysOfItsCallInJsonLd() {
		StructuredData data = of(
				"""
						<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "El portal"},
						{"@type": ["EducationalOccupationalProgram"], "name": "Maestr\u00eda en Turku", "description": "<p>Toda pagada.</p>",
						 "applicationDeadline": "2027-03-15T23:59:59-05:00", "provider": {"@type": "Organization", "name": "Instituto Aalto"}},
						{"@type": "BlogPosting", "headline": "Otra", "datePublished": "2026-11-02T08:00:00Z"}]}</script>""");

		assertThat(data).isEqualTo(new StructuredData("Maestría en Turku", "Toda pagada.", LocalDate.of(2026, 11, 2),
				"2027-03-15", "Instituto Aalto"));
	}

	@Test
	void whoPublishesThePageDoesNotGiveTheScholarship() {
		StructuredData data = of(
				"""
						<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Beca", "publisher": {"name": "El Diario"},
						"validThrough": "2026-12-31"}</script>""");

		assertThat(data.provider()).isNull();
		assertThat(data.deadline()).as("until when the article counts").isNull();
	}

	@Test
	void readsMicrodataAndOpenGraph() {
		StructuredData data = of(
				"""
						<meta property="og:title" content="Beca Frailejón"><meta property="og:description" content="Para estudiar">
						<div itemscope itemtype="https://schema.org/Grant"><time itemprop="validThrough" datetime="2027-02-01">1 feb</time>
						<span itemprop="funder" itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Fondo Guadua</b></span></div>""");

		assertThat(data)
			.isEqualTo(new StructuredData("Beca Frailejón", "Para estudiar", null, "2027-02-01", "Fondo Guadua"));
	}

	@Test
	void brokenDataCostNothing() {
		assertThat(of("<script type='application/ld+json'>{\"@type\": \"Grant\", </script><title>x</title>").title())
			.isNull();
		assertThat(of("<script type='application/ld+json'>" + "[".repeat(50_000) + "</script>").title()).isNull();
	}

	@Test
	void aPageThatScriptsFillInIsReadByItsData() {
		Source source = source();
		Fetched page = page(
				"""
						<html><head><title>Portal</title><script type="application/ld+json">{"@type": "Scholarship", "name": "Beca Urapán",
						"description": "Beca completa de doctorado en química.", "applicationDeadline": "2027-05-01"}</script></head>
						<body><div id=app></div></body></html>""");

		assertThat(new PageReader().read(source.as(source.url(), Kind.PAGE, Source.Layout.NONE), page).postings())
			.singleElement()
			.satisfies((posting) -> {
				assertThat(posting.title()).isEqualTo("Beca Urapán");
				assertThat(posting.text()).isEqualTo("Beca completa de doctorado en química.");
				assertThat(posting.deadline()).isEqualTo("2027-05-01");
			});
	}

	@Test
	void aListInJsonLdIsTakenAndWrittenDown() {
		Fetched page = page(
				"""
						<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [{"name": "Inicio", "item": "/"},
						 {"name": "Becas", "item": "/b"}, {"name": "Todas", "item": "/t"}]}</script>
						<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [
						 {"@type": "ListItem", "item": {"name": "Beca uno", "url": "/1"}}, {"@type": "ListItem", "name": "Beca dos", "url": "/2"},
						 {"@type": "ListItem", "name": "Beca tres", "url": "/3"}]}</script><ul><li><a href="/x">Otra cosa muy larga aquí</a></ul>""");

		Source understood = Discovery.understand(source(), page);
		Source kept = SourceCatalog.parse("x", "sources:\n" + understood.yaml()).sources().get(0);

		assertThat(kept.layout()).isEqualTo(understood.layout());
		assertThat(new JsonReader().read(kept, page).postings()).extracting(Posting::title)
			.containsExactly("Beca uno", "Beca dos", "Beca tres");
	}

	@Test
	void aListInMicrodataIsTaken() {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < 4; i++) {
			html.append("<div itemscope itemtype='https://schema.org/Grant'><p itemprop=name>Beca ")
				.append(i)
				.append("</p><a href='/")
				.append(i)
				.append("'>ver</a></div>");
		}

		Source understood = Discovery.understand(source(), page(html.toString()));

		assertThat(understood.layout().list()).hasToString("[itemtype$=/Grant]");
		assertThat(new PageReader().read(understood, page(html.toString())).postings()).extracting(Posting::title)
			.containsExactly("Beca 0", "Beca 1", "Beca 2", "Beca 3");
	}

	private static StructuredData of(String html) {
		return StructuredData.of(Jsoup.parse(html));
	}

	private static Fetched page(String html) {
		return new Fetched(URI.create("https://portal.example/becas"), html.getBytes(StandardCharsets.UTF_8),
				"text/html; charset=utf-8", Validators.NONE, null);
	}

	private static Source source() {
		return SourceCatalog
			.parse("x", "sources: [{id: uno, name: Uno, tier: press, url: 'https://portal.example/becas'}]")
			.sources()
			.get(0);
	}

}
