package org.becas.collect;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.sun.net.httpserver.HttpHandler;
import org.becas.Database;
import org.becas.collect.Visit.Counts;
import org.becas.offer.Offer;
import org.becas.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Visits to maps, data and counted pages, and the manners between visits. */
@ParameterizedClass
@EnumSource(Database.class)
class KindVisitTests {

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private VisitedPortal visited;

	private Portal portal;

	@BeforeEach
	void open() {
		this.visited = new VisitedPortal(this.database, this.folder);
		this.portal = this.visited.portal;
	}

	@AfterEach
	void close() {
		this.visited.close();
	}

	@Test
	void ofAMapOnlyWhatIsNewOrChangedIsOpened() {
		this.portal.xml("/mapa.xml", "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
			.formatted(this.portal.url("/becas.xml")));
		map("2026-11-01", "2026-11-02");
		this.portal.html("/b/1", "<h1>Beca uno</h1><p>Hasta mayo").html("/b/2", "<h1>Beca dos</h1><p>Hasta junio");
		Source source = source("/mapa.xml", "kind: sitemap, match: /b/");

		assertThat(visit(source).counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0));
		assertThat(this.portal.asked()).doesNotContain("/contacto");

		map("2026-11-01", "2026-11-20");
		this.portal.html("/b/2", "<h1>Beca dos</h1><p>Hasta julio");
		int asked = this.portal.asked().size();

		assertThat(visit(source).counts()).isEqualTo(new Counts(2, 0, 1, 1, 0, 0));
		assertThat(this.portal.asked().subList(asked, this.portal.asked().size())).containsExactly("/mapa.xml",
				"/becas.xml", "/b/2");
		assertThat(offers()).extracting((offer) -> offer.facts().title())
			.containsExactlyInAnyOrder("Beca uno", "Beca dos");

		this.visited.pass(Duration.ofDays(8));
		asked = this.portal.asked().size();
		visit(source);
		assertThat(this.portal.asked().subList(asked, this.portal.asked().size())).as("nothing is trusted for good")
			.contains("/b/1", "/b/2");
	}

	private void map(String first, String second) {
		this.portal.xml("/becas.xml", """
				<urlset><url><loc>%s</loc><lastmod>%s</lastmod></url><url><loc>%s</loc><lastmod>%s</lastmod></url>
				<url><loc>%s</loc></url></urlset>""".formatted(this.portal.url("/b/1"), first, this.portal.url("/b/2"),
				second, this.portal.url("/contacto")));
	}

	@Test
	void aMapOfMapsInWhichNothingIsMeantSaysSo() {
		this.portal.xml("/mapa.xml", "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
			.formatted(this.portal.url("/becas.xml")));
		map("2026-11-01", "2026-11-02");

		Visit visit = visit(source("/mapa.xml", "kind: sitemap, match: /grados/"));

		assertThat(visit.outcome()).isEqualTo(Outcome.STRUCTURE_CHANGED);
		assertThat(visit.why()).contains("match: /grados/");
	}

	@Test
	void countedPagesAreReadUntilOneBringsNothingNew() {
		String page = "<article><h3><a href='/b/%d'>Beca %d</a></h3></article>";
		this.portal.html("/lista?tipo=a", page.formatted(1, 1) + page.formatted(2, 2))
			.html("/lista?tipo=a&page=1", page.formatted(3, 3))
			.html("/lista?tipo=a&page=2", page.formatted(3, 3))
			.html("/lista?tipo=a&page=3", page.formatted(4, 4));

		Visit visit = visit(source("/lista?tipo=a", "list: article, pages: {parameter: page, from: 0}"));

		assertThat(visit.counts().added()).isEqualTo(3);
		assertThat(this.portal.asked()).containsExactly("/lista?tipo=a", "/lista?tipo=a&page=1",
				"/lista?tipo=a&page=2");
	}

	@Test
	void thePageBehindTheLastIsTheEndOfTheList() {
		this.portal.html("/lista", "<article><h3><a href='/b/1'>Beca 1</a></h3></article>");

		Visit visit = visit(source("/lista", "list: article, pages: {parameter: page}"));

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.why()).isNull();
		assertThat(this.portal.asked()).containsExactly("/lista", "/lista?page=2");
	}

	@Test
	void dataLeadToTheirPdf() throws Exception {
		this.portal
			.on("/api",
					Portal.answer(200, "application/json",
							"{\"d\": [{\"n\": \"Beca en Friburgo\", \"u\": \"/t.pdf\"}]}".getBytes()))
			.on("/t.pdf", Portal.answer(200, "application/pdf", KindsTests.pdf("Resolución 9", "Becas de doctorado",
					"en Friburgo", "Cierre: 15 de marzo de 2027")));

		Visit visit = visit(source("/api", "kind: json, list: d, fields: {title: n, link: u}, detail: yes"));

		assertThat(visit.counts().added()).isOne();
		assertThat(offers()).singleElement().satisfies((offer) -> {
			assertThat(offer.facts().title()).isEqualTo("Beca en Friburgo");
			assertThat(offer.facts().deadline().code()).isEqualTo("2027-03-15");
		});
	}

	@Test
	void aCodeIsTheIdentityWhereTitlesAndAddressesRepeat() {
		String row = "<tr><td class=c>%s</td><td><a href='/ver'>MAESTRÍAS EN DIFERENTES ÁREAS</a></td><td>%s</td></tr>";
		Source source = source("/lista", "list: tr, fields: {title: a, link: a@href, id: .c}");
		this.portal.html("/lista", "<table>" + row.formatted("100", "Alemania") + row.formatted("200", "Francia"));

		assertThat(visit(source).counts().found()).isEqualTo(2);

		this.portal.html("/lista", "<table>" + row.formatted("200", "Francia") + row.formatted("100", "Alemania, 2.ª"));
		assertThat(visit(source).counts()).isEqualTo(new Counts(2, 0, 1, 1, 0, 0));
	}

	@Test
	void aSourceThatFailedIsLeftAloneForAWhile() {
		this.portal.on("/becas", Portal.answer(403, "text/html", "no".getBytes()));
		Source source = source("/becas", "list: article");
		visit(source);

		Visit postponed = visit(source);

		assertThat(postponed.outcome()).isEqualTo(Outcome.POSTPONED);
		assertThat(postponed.why()).startsWith("Falló la última vez (El portal respondió 403")
			.contains("se intenta de nuevo dentro de ");
		this.visited.pass(Duration.ofMinutes(31));
		assertThat(visit(source).outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(visit(source).why()).startsWith("Falló 2 veces seguidas (");
	}

	@Test
	void whoeverAsksForASourceByNameNeedNotWait() {
		this.portal.on("/becas", Portal.answer(403, "text/html", "no".getBytes()));
		Source source = source("/becas", "list: article");
		visit(source);

		assertThat(this.visited.visit(source, true).outcome()).isEqualTo(Outcome.REFUSED);
		this.portal.html("/becas", "<article><h3><a href='/b/1'>Beca 1</a></h3></article>");
		assertThat(this.visited.visit(source, true).outcome()).isEqualTo(Outcome.OK);
		assertThat(visit(source).outcome()).as("the pause is over").isEqualTo(Outcome.UNCHANGED);
	}

	@Test
	void anEditedEntryIsTriedAtOnce() {
		this.portal.on("/becas", Portal.answer(403, "text/html", "no".getBytes()));
		visit(source("/becas", "list: article"));

		assertThat(visit(source("/becas", "list: li")).outcome()).isEqualTo(Outcome.REFUSED);
	}

	@Test
	void whatAPortalAsksForIsKeptFromVisitToVisit() {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < 40; i++) {
			list.append("<article><h3><a href='/b/%d'>Beca %d</a></h3></article>".formatted(i, i));
			this.portal.on("/b/" + i, later("7200"));
		}
		this.portal.html("/becas", list.toString());
		Source source = source("/becas", "list: article, detail: yes");

		Visit visit = visit(source);
		assertThat(visit.counts().failed()).isEqualTo(40);
		assertThat(visit.why()).contains("429");
		assertThat(this.portal.asked()).as("it is left alone for the rest of the visit").hasSizeLessThan(20);

		assertThat(this.visited.visit(source, true).why())
			.isEqualTo("El portal pidió no volver todavía; se visita de nuevo dentro de 2 horas");
		this.visited.pass(Duration.ofHours(2).plusSeconds(1));
		assertThat(visit(source).counts().found()).as("it is visited again").isEqualTo(40);
	}

	@Test
	void whatOtherHostsAskForIsKeptForTheVisitAndDoesNotSilenceTheSource() {
		StringBuilder list = new StringBuilder();
		String other = this.portal.url("").toString().replace("127.0.0.1", "localhost");
		for (int i = 0; i < 40; i++) {
			list.append("<article><h3><a href='%s/a/%d'>Beca %d</a></h3></article>".formatted(other, i, i));
			this.portal.on("/a/" + i, later("432000"));
		}
		for (int i = 0; i < 20; i++) {
			list.append("<article><h3><a href='/b/%d'>Pasantía %d</a></h3></article>".formatted(i, i));
			this.portal.html("/b/" + i, "<h1>Pasantía %d</h1>".formatted(i));
		}
		this.portal.html("/becas", list.toString());
		Source source = source("/becas", "list: article, detail: yes");

		assertThat(visit(source).counts()).isEqualTo(new Counts(60, 20, 0, 0, 0, 40));
		assertThat(this.portal.asked()).filteredOn((path) -> path.startsWith("/a/"))
			.as("the other host is left alone for the rest of the visit")
			.hasSizeLessThan(20);
		assertThat(visit(source).counts().same()).as("the source is visited again").isEqualTo(20);
	}

	@Test
	void noRedirectLeadsToAHostThatWantsToBeLeftAlone() {
		StringBuilder list = new StringBuilder();
		String other = this.portal.url("").toString().replace("127.0.0.1", "localhost");
		for (int i = 0; i < 40; i++) {
			list.append("<article><h3><a href='/ir/%d'>Beca %d</a></h3></article>".formatted(i, i));
			String target = other + "/a/" + i;
			this.portal.on("/ir/" + i, (exchange) -> {
				exchange.getResponseHeaders().set("Location", target);
				exchange.sendResponseHeaders(302, -1);
			}).on("/a/" + i, later((i < 20) ? "432000" : "0"));
		}
		this.portal.html("/becas", list.toString()).html("/ir/39", "<h1>Beca 39 de maestría</h1>");

		Visit visit = visit(source("/becas", "list: article, detail: yes"));

		assertThat(visit.counts()).isEqualTo(new Counts(40, 1, 0, 0, 0, 39));
		assertThat(visit.why()).contains("429");
		assertThat(this.portal.asked()).filteredOn((path) -> path.startsWith("/a/")).hasSizeLessThan(20);
		assertThat(this.portal.asked()).filteredOn((path) -> path.startsWith("/ir/"))
			.as("the host that leads there did not ask for anything")
			.hasSize(40);
	}

	@Test
	void theHostToWhichTheSourceItselfLeadsMayAskForAPause() {
		this.portal.on("/becas", (exchange) -> {
			exchange.getResponseHeaders()
				.set("Location", this.portal.url("/www").toString().replace("127.0.0.1", "localhost"));
			exchange.sendResponseHeaders(302, -1);
		}).on("/www", later("432000"));
		Source source = source("/becas", "list: article");

		assertThat(visit(source).outcome()).isEqualTo(Outcome.THROTTLED);
		assertThat(visit(source).why()).endsWith("dentro de 5 días");
	}

	@Test
	void noPortalIsLeftAloneForLongerThanAWeek() {
		this.portal.on("/becas", later("99999999"));
		Source source = source("/becas", "list: article");

		assertThat(visit(source).outcome()).isEqualTo(Outcome.THROTTLED);
		assertThat(visit(source).why()).endsWith("7 días");
	}

	@Test
	void aPortalThatMovedForGoodSaysWhichLineToChange() {
		this.portal.on("/viejo", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/nuevo");
			exchange.sendResponseHeaders(301, -1);
		}).html("/nuevo", "<article><h3><a href='/b/1'>Beca 1</a></h3></article>");
		Source source = source("/viejo", "list: article");
		String advice = "El portal avisa que esta dirección se mudó para siempre; en la línea 3 de sources.yml escriba «url: %s»"
			.formatted(this.portal.url("/nuevo"));

		assertThat(visit(source).why()).isEqualTo(advice);
		assertThat(visit(source).why()).as("even if nothing has changed").contains(advice);
	}

	@Test
	void aRobotsTxtThatAsksForVeryLongPausesIsToldSo() {
		this.portal
			.on("/robots.txt",
					Portal.answer(200, "text/plain", "User-agent: *\nDisallow: /privado\nCrawl-delay: 600".getBytes()))
			.html("/becas", "<article><h3><a href='/b/1'>Beca 1</a></h3></article>");

		assertThat(visit(source("/becas", "list: article")).why())
			.isEqualTo("El archivo robots.txt de 127.0.0.1 pide esperar 600 segundos entre peticiones; se esperan 30");
	}

	private static HttpHandler later(String seconds) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Retry-After", seconds);
			Portal.answer(429, "text/html", "luego".getBytes()).handle(exchange);
		};
	}

	private Visit visit(Source source) {
		return this.visited.visit(source);
	}

	private Source source(String path, String more) {
		return this.visited.source(path, more.startsWith("kind:") ? more : "kind: page, " + more);
	}

	private List<Offer> offers() {
		return this.visited.offers();
	}

}
