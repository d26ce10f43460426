package org.becas.collect;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.collect.Visit.Counts;
import org.becas.dedupe.Matcher;
import org.becas.extract.AnnouncementReader;
import org.becas.offer.Attention;
import org.becas.offer.Offer;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferFilter;
import org.becas.offer.Notices;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Pairs;
import org.becas.office.Folders;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Database.class)
class VisitTests {

	static final CollectSettings SETTINGS = new CollectSettings("becas-test/1 (+https://becas.example/contacto)",
			Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4),
			DataSize.ofMegabytes(2), 2, 4, 4, 1000, true);

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	private static final String LIST = """
			<html><body><nav><a href="/">Inicio</a></nav>
			<article class="card"><h3><a href="/beca/1?utm_source=x">Beca uno</a></h3><p class="fecha">15 de marzo</p></article>
			<article class="card"><h3><a href="/beca/2">Beca dos</a></h3></article>
			<article class="card"><h3><a href="/beca/3">Beca tres</a></h3></article>
			</body></html>""";

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC);

	private Connected connected;

	private Offers offers;

	private Visits visits;

	private Visitor visitor;

	private PortalClient client;

	private Portal portal;

	private int run;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.offers = OfferStore.on(this.connected.jdbc(), BOGOTA);
		this.visits = new Visits(new JdbcTemplate(this.connected.dataSource()));
		this.client = new PortalClient(SETTINGS, null, this.clock);
		PageReader pages = new PageReader();
		this.visitor = new Visitor(this.client, Rig.NO_BROWSER, List.of(new FeedReader(), pages), pages,
				new Admission(new AnnouncementReader(), new Matcher(), this.offers,
						new Sightings(this.connected.jdbc()),
						new Recognition(new Matcher(), this.offers, new Sightings(this.connected.jdbc()),
								new Notices(this.connected.jdbc()), new Pairs(this.connected.jdbc())),
						this.visits, new OfferEvents(this.connected.jdbc()),
						new JdbcTransactionManager(this.connected.dataSource()), this.clock, BOGOTA),
				this.visits, memory(), SETTINGS, this.clock);
		this.portal = new Portal();
	}

	private VisitMemory memory() {
		Folders folders = new Folders(this.folder, this.folder, this.folder, this.folder);
		Responses responses = new Responses(new JdbcTemplate(this.connected.dataSource()),
				new Bodies(folders, this.clock), new JdbcTransactionManager(this.connected.dataSource()),
				new ResponseSettings(DataSize.ofMegabytes(64)));
		return new VisitMemory(this.visits, responses, new HostMonths(this.connected.jdbc()),
				new Drift(new GoodPages(this.connected.jdbc()), responses), BOGOTA);
	}

	@AfterEach
	void close() throws Exception {
		this.portal.close();
		this.client.close();
		this.connected.close();
	}

	@Test
	void opensEachLinkOfAListAndHoldsWhatStandsBehindIt() {
		this.portal.html("/becas", LIST)
			.html("/beca/1?utm_source=x", "<h1>Beca uno, completa</h1><div class=texto><p>Cierra el<b>15</b></p></div>")
			.html("/beca/2", "<h1>Beca dos, completa</h1><div class=texto>Abierta</div>");

		Visit visit = visit(list("detail: {title: h1, text: .texto}"));

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.counts()).isEqualTo(new Counts(3, 2, 0, 0, 1, 0));
		assertThat(offers()).extracting((offer) -> offer.facts().title())
			.containsExactlyInAnyOrder("Beca uno, completa", "Beca dos, completa");
		assertThat(offers()).extracting(Offer::text).containsExactlyInAnyOrder("Cierra el 15", "Abierta");
		assertThat(this.visits.deadLinks("portal"))
			.containsOnly(org.assertj.core.api.Assertions.entry(this.portal.url("/beca/3").toString(), "Beca tres"));
	}

	@Test
	void aSecondVisitAddsNothingAndAsksOnlyForWhatChanged() {
		this.portal.html("/becas", LIST);
		for (int i = 1; i <= 3; i++) {
			this.portal.html((i == 1) ? "/beca/1?utm_source=x" : "/beca/" + i, "<h1>Beca " + i + "</h1><p>Texto");
		}
		visit(list("detail: yes"));
		this.portal.html("/beca/2", "<h1>Beca 2</h1><p>Texto nuevo");

		Visit second = visit(list("detail: yes"));

		assertThat(second.counts()).isEqualTo(new Counts(3, 0, 2, 1, 0, 0));
		assertThat(second.traffic().unchanged()).isEqualTo(2);
		assertThat(offers()).hasSize(3);
	}

	@Test
	void whatTheOfficeSaysOfASourceReachesWhatIsHeld() {
		this.portal.html("/becas", LIST);
		for (int i = 1; i <= 3; i++) {
			this.portal.html((i == 1) ? "/beca/1?utm_source=x" : "/beca/" + i, "<h1>Beca " + i + "</h1><p>Texto");
		}
		visit(list("detail: yes"));

		Visit second = visit(list("detail: yes, country: JP"));

		assertThat(second.counts().changed() + second.counts().same()).isEqualTo(3);
		assertThat(offers()).allSatisfy((offer) -> assertThat(offer.facts().countries()).containsExactly("JP"));
	}

	@Test
	void anOfferWhosePageIsGoneIsFlagged() {
		this.portal.html("/becas", LIST).html("/beca/2", "<h1>Beca 2</h1><p>Texto");
		visit(list("detail: yes"));
		this.portal.remove("/beca/2");

		assertThat(visit(list("detail: yes")).counts()).isEqualTo(new Counts(3, 0, 0, 0, 3, 0));
		assertThat(offers()).singleElement()
			.extracting(Offer::attention)
			.asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
			.contains(Attention.GONE);
	}

	@Test
	void followsTheListFromPageToPage() {
		this.portal
			.html("/becas", "<article class=card><h3><a href=/1>Una</a></h3></article><a class=next href=/becas/2>")
			.html("/becas/2", "<article class=card><h3><a href=/2>Dos</a></h3></article><a class=next href=/becas>");

		assertThat(visit(list("next: a.next@href")).counts().added()).isEqualTo(2);
		assertThat(this.portal.asked()).containsExactly("/becas", "/becas/2");
	}

	@Test
	void aListThatIsLongerThanUsualSaysSo() {
		for (int i = 1; i <= 12; i++) {
			this.portal.html("/becas" + ((i == 1) ? "" : "/" + i),
					"<article class=card><h3><a href=/%1$d>Beca %1$d</a></h3></article><a class=next href=/becas/%2$d>"
						.formatted(i, i + 1));
		}

		assertThat(visit(list("next: a.next@href")).why())
			.isEqualTo("Se leyeron las primeras 10 páginas de la lista, y la lista sigue; para leer más escriba "
					+ "«pages: 20» en su entrada de sources.yml, línea 1");
		assertThat(visit(list("next: a.next@href, pages: 3")).why()).as("as somebody chose").isNull();
	}

	@Test
	void aListOfWhichNothingCouldBeReadToItsEndIsNotEmpty() {
		this.portal
			.html("/becas", "<article class=card><h3><a href=/n/1>Una</a></h3></article><a class=next href=/becas/2>")
			.on("/becas/2", Portal.answer(500, "text/plain", new byte[0]));

		Visit visit = visit(list("next: a.next@href, match: /beca/"));

		assertThat(visit.outcome()).isEqualTo(Outcome.SERVER_ERROR);
		assertThat(visit.why()).isEqualTo("La lista no se leyó completa: El portal respondió 500: tiene una avería");
	}

	@Test
	void whatIsSaidOfTheListIsNotForgottenOverItsLinks() {
		this.portal
			.html("/becas",
					LIST + "<article class=card><h3><a href=/b/4>Beca 4</a></h3></article><a class=next href=/becas/2>")
			.on("/becas/2", Portal.answer(403, "text/plain", new byte[0]));

		Visit visit = visit(list("next: a.next@href, detail: yes"));

		assertThat(visit.outcome()).isEqualTo(Outcome.NOT_FOUND);
		assertThat(visit.why()).contains("La lista no se leyó completa: El portal respondió 403",
				"De las 4 convocatorias de la lista no se pudo abrir ninguna");
	}

	@Test
	void aListInWhichTheSelectorsFindNothingSaysSo() {
		this.portal.html("/becas", "<div class=tarjeta>Beca</div>");

		Visit visit = visit(list(""));

		assertThat(visit.outcome()).isEqualTo(Outcome.STRUCTURE_CHANGED);
		assertThat(visit.why()).contains("list: article.card");
	}

	@Test
	void readsAFeedAndAsksAgainOnlyIfItChanged() {
		this.portal.xml("/feed",
				"""
						<?xml version="1.0"?><rss version="2.0"><channel><title>Becas</title>
						<item><title>Beca &amp; cupo</title><link>/beca/9</link><guid isPermaLink="false">n9</guid>
						<pubDate>lun, 23 nov 2026 10:00:00 COT</pubDate><description>&lt;p&gt;Hasta el&lt;/p&gt;&lt;p&gt;15</description></item>
						</channel></rss>""");
		Source feed = source("/feed", "kind: feed");

		assertThat(visit(feed).counts().added()).isOne();
		assertThat(offers()).singleElement().satisfies((offer) -> {
			assertThat(offer.facts().title()).isEqualTo("Beca & cupo");
			assertThat(offer.text()).isEqualTo("Hasta el\n15");
			assertThat(offer.facts().url()).isEqualTo(this.portal.url("/beca/9").toString());
		});
		assertThat(visit(feed).outcome()).isEqualTo(Outcome.UNCHANGED);
	}

	@Test
	void whatFailsIsToldAndLosesNothing() {
		this.portal.on("/becas", Portal.answer(500, "text/plain", new byte[0]));

		Visit visit = visit(list(""));

		assertThat(visit.outcome()).isEqualTo(Outcome.SERVER_ERROR);
		assertThat(visit.why()).isEqualTo("El portal respondió 500: tiene una avería");
		assertThat(this.portal.asked()).as("two more tries").hasSize(3);
		assertThat(this.visits.latest().get("portal").outcome()).isEqualTo(Outcome.SERVER_ERROR);
	}

	@Test
	void aVisitThatFindsMuchLessThanUsualSaysSo() {
		String card = "<article class=card><h3><a href='/b/%d'>Beca %d</a></h3></article>";
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < 20; i++) {
			list.append(card.formatted(i, i));
		}
		for (int i = 0; i < 4; i++) {
			this.portal.html("/becas", list + "<!-- " + i + " -->");
			assertThat(visit(list("")).why()).isNull();
		}
		this.portal.html("/becas", card.formatted(1, 1));

		assertThat(visit(list("")).why())
			.isEqualTo("Se halló una convocatoria; lo habitual en esta fuente es entre 12 y 35");
	}

	@Test
	void keepsToRobots() {
		this.portal.on("/robots.txt",
				Portal.answer(200, "text/plain", "User-agent: becas-test\nDisallow: /becas".getBytes()));

		assertThat(visit(list("")).outcome()).isEqualTo(Outcome.ROBOTS);
		assertThat(this.portal.asked()).isEmpty();
	}

	private List<Offer> offers() {
		return this.offers.list(OfferFilter.all(), 0, 100);
	}

	private Visit visit(Source source) {
		String name = "run-" + this.run++;
		this.visitor.visit(source, name, false);
		return this.visits.ofRun(name).get(0);
	}

	private Source list(String more) {
		return source("/becas", "kind: page, list: article.card, " + more);
	}

	private Source source(String path, String more) {
		return SourceCatalog
			.parse("sources.yml",
					"sources: [{id: portal, name: Portal, tier: press, url: '%s', %s}]".formatted(this.portal.url(path),
							more))
			.find("portal")
			.orElseThrow();
	}

}
