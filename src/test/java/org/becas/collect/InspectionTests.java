package org.becas.collect;

import java.time.Clock;
import java.util.List;

import org.becas.collect.Inspection.Look;
import org.becas.extract.Announcement;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InspectionTests {

	private final Portal portal = new Portal();

	@AfterEach
	void close() {
		this.portal.close();
	}

	@Test
	void aPageThatTakesAllOfTheStackIsToldAndEndsNothing() throws Exception {
		this.portal.html("/honda", "<h1>Beca</h1><hr>")
			.html("/becas",
					"<article><h3><a href='/1'>Beca 1</a></h3></article>"
							+ "<article><h3><a href='/2'>Beca 2</a></h3></article>")
			.html("/1", "<h1>Beca uno</h1>")
			.html("/2", "<h1>Beca dos</h1><hr>");

		Look deep = look("/honda", "kind: page", new DeepReader());
		assertThat(deep.outcome()).isEqualTo(Outcome.UNREADABLE);
		assertThat(deep.why()).contains("tal profundidad que no se puede leer");

		Look list = look("/becas", "kind: page, list: article, detail: {title: h1}", new DeepReader());
		assertThat(list.first()).extracting(Announcement::title).containsExactly("Beca uno", "Beca 2");
	}

	@Test
	void aPageAndTheFeedThatItNamesAreAskedForOnce() throws Exception {
		this.portal
			.html("/blog", "<link rel=alternate type=application/rss+xml href=/canal><h1>Noticias</h1><p>Nada más.")
			.xml("/canal", "<rss version='2.0'><channel><title>Becas</title><item><title>Beca del río</title>"
					+ "<link>http://127.0.0.1/1</link><description>Una beca</description></item></channel></rss>");

		Look look = look("/blog", "language: es", new PageReader());

		assertThat(look.source().url()).isEqualTo(this.portal.url("/canal"));
		assertThat(look.found()).isEqualTo(1);
		assertThat(this.portal.asked()).containsExactly("/blog", "/canal");
	}

	@Test
	void aFeedWithoutItemsIsLeftForThePageThatNamesIt() throws Exception {
		this.portal
			.html("/blog",
					"<link rel=alternate type=application/rss+xml href=/canal><h1>Beca del río</h1>"
							+ "<p>Becas de maestría para colombianos. Postule hasta el 15 de marzo de 2030.")
			.xml("/canal", "<rss version='2.0'><channel><title>Becas</title></channel></rss>");

		Look look = look("/blog", "language: es", new PageReader());

		assertThat(look.source().url()).isEqualTo(this.portal.url("/blog"));
		assertThat(look.outcome()).isEqualTo(Outcome.OK);
	}

	private Look look(String path, String entry, PageReader pages) throws Exception {
		Source source = SourceCatalog
			.parse("sources.yml",
					"sources: [{id: uno, name: Uno, tier: press, url: '%s', %s}]".formatted(this.portal.url(path),
							entry))
			.sources()
			.get(0);
		try (PortalClient client = new PortalClient(Rig.SETTINGS, null, Clock.systemUTC());
				Inspection inspection = new Inspection(client, Rig.NO_BROWSER, List.of(new FeedReader(), pages),
						pages)) {
			return inspection.look(source, 3);
		}
	}

	/** Goes ever deeper into a page with a line across it. */
	private static final class DeepReader extends PageReader {

		@Override
		Posting detail(Source source, Posting listed, Document document) {
			return (document.selectFirst("hr") != null) ? detail(source, listed, document)
					: super.detail(source, listed, document);
		}

	}

}
