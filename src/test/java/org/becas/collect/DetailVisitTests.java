package org.becas.collect;

import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.becas.Database;
import org.becas.collect.Visit.Counts;
import org.becas.offer.Deadline;
import org.becas.offer.Offer;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What stands behind a link: data, and a page's document. */
@ParameterizedClass
@EnumSource(Database.class)
class DetailVisitTests {

	private static final String LIST = """
			{"data": [{"id": 7, "nombre": "Beca Rey Alfonso", "ver": "/api/becas/7"}, {"id": 8, "nombre": "Beca Sur"}]}""";

	private static final String LINKS = "<ul><li><a href=/beca/1>Beca de la gobernación</a></ul>";

	private static final String BARE = "<h1>Beca de la gobernación</h1><p>Ver las bases.</p>"
			+ "<a href=/docs/logo.pdf>Manual de marca</a><a href='/docs/bases%202027.pdf'>Bases de la convocatoria</a>";

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
	void dataLeadToDataAndPeopleToTheirPage() {
		json("/api/becas", LIST);
		json("/api/becas/7",
				"""
						{"beca": {"cuerpo": "<p>Para <b>doctorado</b> en España.</p>", "fechas": {"fin": "2027-03-15"}, "otorga": "Fundación Rey"}}""");
		json("/api/becas/8", """
				{"beca": {"cuerpo": "Para maestría.", "fechas": {"fin": "2027-04-16"}}}""");
		Source source = source("/api/becas",
				"""
						kind: json, list: data, fields: {title: nombre, link: '%1$s/#/beca/{id}'},
						detail: {from: '%1$s/api/becas/{id}', text: beca.cuerpo, deadline: beca.fechas.fin, provider: beca.otorga}""");

		assertThat(visit(source).counts().added()).isEqualTo(2);

		assertThat(offers()).anySatisfy((offer) -> {
			assertThat(offer.facts().title()).isEqualTo("Beca Rey Alfonso");
			assertThat(offer.text()).isEqualTo("Para doctorado en España.");
			assertThat(offer.facts().deadline()).isInstanceOfSatisfying(Deadline.On.class,
					(on) -> assertThat(on.code()).isEqualTo("2027-03-15"));
			assertThat(offer.facts().provider()).isEqualTo("Fundación Rey");
			assertThat(offer.facts().url()).isEqualTo(this.portal.url("/#/beca/7").toString());
		});
		Visit again = visit(source);
		assertThat(again.counts()).isEqualTo(new Counts(2, 0, 2, 0, 0, 0));
		assertThat(again.traffic().unchanged()).as("asked only for what changed").isEqualTo(2);
	}

	@Test
	void ofDataWithoutPathsAllThatTheySayIsRead() {
		json("/api/becas", "{\"data\": [{\"nombre\": \"Beca Norte\", \"ver\": \"/api/becas/7\"}]}");
		json("/api/becas/7",
				"""
						{"id": 7, "foto": "https://portal.example/f.jpg", "requisitos": ["Ser colombiano", "Tener 35 años o menos"],
						 "fecha_de_cierre": "15 de marzo de 2027", "resumen": "Becas de &laquo;maestr&iacute;a&raquo; en Noruega"}""");

		visit(source("/api/becas", "kind: json, list: data, fields: {title: nombre, link: ver}, detail: {from: ver}"));

		assertThat(offers()).singleElement()
			.extracting(Offer::text)
			.asString()
			.contains("requisitos: Ser colombiano", "fecha de cierre: 15 de marzo de 2027",
					"Becas de «maestría» en Noruega")
			.doesNotContain("{", "foto", "\"");
	}

	@Test
	void aDocumentOfDataThatIsNoneIsNamed() {
		json("/api/becas", "{\"data\": [{\"nombre\": \"Beca Norte\", \"ver\": \"/api/becas/7\"}]}");
		this.portal.html("/api/becas/7", "<h1>Mantenimiento</h1>");

		Visit visit = visit(source("/api/becas",
				"kind: json, list: data, fields: {title: nombre}, detail: {from: ver, text: cuerpo}"));

		assertThat(visit.counts().failed()).isOne();
		assertThat(visit.why()).contains("/api/becas/7 no es JSON válido");
	}

	@Test
	void aBarePageIsReadTogetherWithItsDocument() throws Exception {
		this.portal.html("/becas", LINKS).html("/beca/1", BARE);
		pdf("/docs/bases%202027.pdf", "15 de marzo de 2027");

		visit(source("/becas", "kind: page, list: li, detail: yes"));

		assertThat(offers()).singleElement().satisfies((offer) -> {
			assertThat(offer.text()).startsWith("Beca de la gobernación")
				.contains("Ver las bases.", "15 de marzo de 2027");
			assertThat(offer.facts().deadline().code()).isEqualTo("2027-03-15");
			assertThat(offer.facts().url()).isEqualTo(this.portal.url("/beca/1").toString());
		});
		assertThat(this.portal.asked()).doesNotContain("/docs/logo.pdf");
	}

	@Test
	void aPageThatSaysEnoughIsReadWithoutOne() throws Exception {
		this.portal.html("/becas", LINKS)
			.html("/beca/1", BARE + "<p>" + "La gobernación paga la matrícula y el sostenimiento. ".repeat(12));
		pdf("/docs/bases%202027.pdf", "15 de marzo de 2027");

		visit(source("/becas", "kind: page, list: li, detail: yes"));

		assertThat(this.portal.asked()).containsExactly("/becas", "/beca/1");
	}

	@Test
	void aNamedDocumentIsAlwaysRead() throws Exception {
		this.portal.html("/becas", LINKS)
			.html("/beca/1", "<h1>Beca</h1><div class=t>" + "La gobernación paga la matrícula. ".repeat(20) + "</div>"
					+ "<base href='/archivos/'><p class=anexo><a href=anexo.pdf>Descargar</a>");
		pdf("/archivos/anexo.pdf", "16 de abril de 2027");

		visit(source("/becas", "kind: page, list: li, detail: {text: .t, pdf: .anexo a}"));

		assertThat(offers()).singleElement()
			.extracting((offer) -> offer.facts().deadline().code())
			.isEqualTo("2027-04-16");
	}

	@Test
	void aDocumentIsAskedForOnlyIfItChanged() throws Exception {
		this.portal.html("/becas", LINKS).on("/beca/1", withoutTag(BARE));
		pdf("/docs/bases%202027.pdf", "15 de marzo de 2027");
		Source source = source("/becas", "kind: page, list: li, detail: yes");
		visit(source);

		Visit same = visit(source);

		assertThat(same.traffic().unchanged()).isOne();
		assertThat(same.counts()).isEqualTo(new Counts(1, 0, 1, 0, 0, 0));

		pdf("/docs/bases%202027.pdf", "30 de marzo de 2027");

		assertThat(visit(source).counts().changed()).isOne();
		assertThat(offers()).singleElement()
			.extracting((offer) -> offer.facts().deadline().code())
			.isEqualTo("2027-03-30");
	}

	@Test
	void whileTheDocumentCannotBeHadWhatIsHeldStays() throws Exception {
		this.portal.html("/becas", LINKS).on("/beca/1", withoutTag(BARE));
		pdf("/docs/bases%202027.pdf", "15 de marzo de 2027");
		Source source = source("/becas", "kind: page, list: li, detail: yes");
		visit(source);
		this.portal.remove("/docs/bases%202027.pdf");

		Visit visit = visit(source);

		assertThat(visit.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
		assertThat(visit.why()).contains("404");
		assertThat(offers()).singleElement()
			.extracting((offer) -> offer.facts().deadline().code())
			.isEqualTo("2027-03-15");
	}

	@Test
	void whatIsNewIsHeldEvenWithoutItsDocument() throws Exception {
		this.portal.html("/becas", LINKS).html("/beca/1", BARE);
		Source source = source("/becas", "kind: page, list: li, detail: yes");

		assertThat(visit(source).counts().added()).isOne();

		pdf("/docs/bases%202027.pdf", "15 de marzo de 2027");
		assertThat(visit(source).counts().changed()).as("the page was not believed to be all").isOne();
	}

	@Test
	@Timeout(30)
	void noLargePageWaitsForTheDocumentOfAnother() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch read = new CountDownLatch(1);
		byte[] bases = KindsTests.pdf("Bases", "Para maestría en el exterior.", "Fecha de cierre: 15 de marzo de 2027");
		String large = "<!--" + "x".repeat(1 << 20) + "-->";
		this.portal.html("/becas", LINKS).html("/beca/1", BARE + large).on("/docs/bases%202027.pdf", (exchange) -> {
			asked.countDown();
			try {
				read.await();
			}
			catch (InterruptedException ex) {
				throw new InterruptedIOException();
			}
			Portal.answer(200, "application/pdf", bases).handle(exchange);
		});
		this.portal.html("/otras", "<ul><li><a href=/otra/1>Pasantía del museo</a></ul>")
			.html("/otra/1", "<h1>Pasantía del museo</h1><p>Cierra pronto.</p>" + large);
		Source waiting = source("/becas", "kind: page, list: li, detail: yes");
		Source other = SourceCatalog
			.parse("sources.yml",
					"sources: [{id: otra, name: Otra, tier: press, url: '%s', kind: page, list: li, detail: yes}]"
						.formatted(this.portal.url("/otras")))
			.sources()
			.get(0);

		CompletableFuture<Visit> first = CompletableFuture.supplyAsync(() -> this.visited.visit(waiting));
		asked.await();
		assertThat(this.visited.visit(other).counts().added()).isOne();
		read.countDown();

		assertThat(first.get().counts().failed()).isZero();
		assertThat(offers()).extracting((offer) -> offer.facts().deadline().code()).contains("2027-03-15");
	}

	@Test
	void aCardWithoutALinkIsReadAsItIsListed() {
		this.portal.html("/becas", "<article><h3>Beca de doctorado</h3><p>Próximamente.</p></article>"
				+ "<article><h3><a href='#'>Beca de idiomas</a></h3><p>En 2028.</p></article>"
				+ "<article><h3><a href='#dos'>Beca de música</a></h3><p>En 2029.</p></article>"
				+ "<article><h3><a href=/beca/1>Beca de maestría</a></h3><p>Cierra el 15 de abril de 2027.</p></article>")
			.html("/beca/1", "<h1>Beca de maestría</h1><p>Cierra el 15 de abril de 2027.</p>");

		Visit visit = visit(source("/becas", "kind: page, list: article, detail: yes"));

		assertThat(visit.counts().added()).isEqualTo(4);
		assertThat(this.portal.asked()).containsExactly("/becas", "/beca/1");
		assertThat(offers()).filteredOn((offer) -> offer.facts().title().equals("Beca de doctorado"))
			.singleElement()
			.satisfies((offer) -> {
				assertThat(offer.text()).contains("Próximamente").doesNotContain("15 de abril");
				assertThat(offer.facts().deadline()).isInstanceOf(Deadline.Unstated.class);
			});
	}

	@Test
	void anItemOfDataWithoutALinkIsReadAsItIsListed() {
		json("/api/becas", """
				{"data": [{"nombre": "Beca Norte", "resumen": "Para maestría."}]}""");

		visit(source("/api/becas",
				"kind: json, list: data, fields: {title: nombre, text: resumen, link: ver}, detail: {from: ver}"));

		assertThat(this.portal.asked()).containsExactly("/api/becas");
		assertThat(offers()).singleElement().extracting(Offer::text).isEqualTo("Para maestría.");
	}

	@Test
	void theseKeysStandOnlyWhereTheyMeanSomething() {
		assertThatThrownBy(() -> source("/becas", "kind: page, list: li, detail: {from: a@href}"))
			.isInstanceOf(SourceProblems.class)
			.hasMessageContaining("solo se usa con kind: json");
		assertThatThrownBy(() -> source("/becas", "kind: page, list: li, fields: {pdf: a@href}"))
			.isInstanceOf(SourceProblems.class)
			.hasMessageContaining("pdf");
	}

	@Test
	void theEntryIsWrittenAsItWasRead() {
		for (String more : List.of(
				"kind: json, list: data, fields: {title: nombre}, detail: {from: '/a/{id}', text: [beca.cuerpo, beca.texto]}",
				"kind: page, list: li, detail: {title: h1, pdf: a.bases@href}")) {
			Source source = source("/becas", more);

			Source again = SourceCatalog.parse("again", "sources:\n" + source.yaml()).sources().get(0);

			assertThat(again.reading()).isEqualTo(source.reading());
		}
	}

	private void json(String path, String body) {
		this.portal.on(path, Portal.answer(200, "application/json", body.getBytes(StandardCharsets.UTF_8)));
	}

	private void pdf(String path, String deadline) throws Exception {
		this.portal.on(path, Portal.answer(200, "application/pdf",
				KindsTests.pdf("Bases", "Para maestría en el exterior.", "Fecha de cierre: " + deadline)));
	}

	private static com.sun.net.httpserver.HttpHandler withoutTag(String html) {
		return (exchange) -> {
			byte[] body = html.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		};
	}

	private Visit visit(Source source) {
		this.visited.pass(Duration.ofDays(1));
		return this.visited.visit(source);
	}

	private List<Offer> offers() {
		return this.visited.offers();
	}

	private Source source(String path, String more) {
		return this.visited.source(path, more.contains("%1$s") ? more.formatted(this.portal.url("")) : more);
	}

}
