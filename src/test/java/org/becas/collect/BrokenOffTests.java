package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.Database;
import org.becas.collect.Visit.Counts;
import org.becas.offer.Attention;
import org.becas.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a portal sends only the half of, every time. */
@ParameterizedClass
@EnumSource(Database.class)
class BrokenOffTests {

	private static final String CARD = "<article><h3><a href=/b/%1$d>Beca de maestría número %1$d</a></h3>"
			+ "<p>Cierra el %1$d de abril de 2027 a las 5:00 p. m.</p></article>";

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private Rig rig;

	@BeforeEach
	void open() {
		this.rig = new Rig(this.database, this.folder);
	}

	@AfterEach
	void close() {
		this.rig.close();
	}

	@Test
	void aListThatIsCutOffSaysSoAndTakesNothingAway() {
		Source source = this.rig.source("/becas", "kind: page", "list: article");
		this.rig.portal.html("/becas", cards(1, 10));
		assertThat(this.rig.visit(source).counts().added()).isEqualTo(10);
		breakOff("/becas", cards(1, 6));

		Visit visit = this.rig.visit(source);

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.why()).isEqualTo("La lista llegó cortada: solo se leyó lo que alcanzó a llegar");
		assertThat(this.rig.offers()).hasSize(10).noneMatch((offer) -> offer.attention().contains(Attention.GONE));
	}

	@Test
	void theLastOneOfACutListStaysAsItWasHeld() {
		Source source = this.rig.source("/becas", "kind: page", "list: article");
		this.rig.portal.html("/becas", cards(1, 3));
		this.rig.visit(source);
		String all = cards(1, 3);
		breakOff("/becas", all.substring(0, all.indexOf("3 de abril")));

		assertThat(this.rig.visit(source).counts()).isEqualTo(new Counts(3, 0, 3, 0, 0, 0));
		assertThat(this.rig.offers()).extracting((offer) -> offer.facts().deadline().code())
			.containsExactlyInAnyOrder("2027-04-01T17:00", "2027-04-02T17:00", "2027-04-03T17:00");
	}

	@Test
	void aListThatBreaksOffBeforeItsFirstCallWasNotRebuilt() {
		Source source = this.rig.source("/becas", "kind: page", "list: article");
		breakOff("/becas", "<h1>Convocatorias</h1><p>Estas son las becas del semestre.</p>");

		Visit visit = this.rig.visit(source);

		assertThat(visit.outcome()).isEqualTo(Outcome.TRUNCATED);
		assertThat(visit.why()).contains("llegó cortada", "no hay ninguna convocatoria");
	}

	@Test
	void ofAKnownCallWhosePageIsCutOffWhatIsHeldStays() {
		Source source = this.rig.source("/becas", "kind: page", "list: article", "detail: yes");
		String page = "<h1>Beca de maestría</h1><p>Paga la matrícula.</p><p>Cierra el 15 de abril de 2027.</p>";
		this.rig.portal.html("/becas", cards(1, 1)).html("/b/1", page);
		this.rig.visit(source);
		breakOff("/b/1", page.substring(0, page.indexOf("<p>Cierra")));

		Visit visit = this.rig.visit(source);

		assertThat(visit.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
		assertThat(visit.why()).contains("/b/1 llegó cortada", "queda como estaba");
		assertThat(this.rig.offers()).singleElement()
			.satisfies((offer) -> assertThat(offer.text()).contains("15 de abril de 2027"));

		this.rig.portal.html("/b/1", page + "<p>Nuevo.</p>");
		assertThat(this.rig.visit(source).counts().changed()).isOne();
	}

	@Test
	void aNewCallIsHeldEvenIfOnlyHalfOfItsDocumentCame() throws Exception {
		Source source = this.rig.source("/becas", "kind: page", "list: article", "detail: yes");
		this.rig.portal.html("/becas", "<article><h3><a href=/b/1>Beca de la gobernación</a></h3></article>")
			.html("/b/1", "<h1>Beca de la gobernación</h1><p>Ver las bases.</p><a href=/bases.pdf>Bases</a>");
		byte[] bases = KindsTests.pdf("Bases", "Fecha de cierre: 15 de marzo de 2027");
		breakOff("/bases.pdf", new String(bases, 0, bases.length / 2, StandardCharsets.ISO_8859_1));
		assertThat(this.rig.visit(source).counts().added()).isOne();

		this.rig.portal.on("/bases.pdf", Portal.answer(200, "application/pdf", bases));

		assertThat(this.rig.visit(source).counts().changed()).as("asked for anew").isOne();
	}

	private static String cards(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj(CARD::formatted).collect(Collectors.joining());
	}

	private void breakOff(String path, String body) {
		this.rig.portal.on(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, 100_000);
			exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
			exchange.getResponseBody().flush();
			exchange.close();
		});
	}

}
