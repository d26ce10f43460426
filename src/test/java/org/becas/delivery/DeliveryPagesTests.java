package org.becas.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.becas.Database;
import org.becas.bounce.Notice;
import org.becas.bounce.Notice.Kind;
import org.becas.bulletin.Edition;
import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.delivery.Ledger.Settled;
import org.becas.mail.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@SpringBootTest
@AutoConfigureMockMvc
@WithMockUser("Ana")
class DeliveryPagesTests {

	private static final Instant NOW = Instant.parse("2026-12-01T14:00:00Z");

	private static int month;

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Deliveries deliveries;

	@Autowired
	Ledger ledger;

	@Autowired
	FrozenAudience frozen;

	@Autowired
	Bounces bounces;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", Database.SQLITE::url);
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
	}

	@ParameterizedTest
	@EnumSource(Status.class)
	void showsWhoGotItAndWhoDidNotWhateverTheStatus(Status status) {
		Mailing edition = planned();
		this.deliveries.become(edition, List.of(Status.RUNNING), status, "", NOW);

		assertThat(this.mvc.get().uri("/oficina/envios/" + edition)).hasStatusOk()
			.bodyText()
			.contains("ana@example.org")
			.contains("Se dio de baja")
			.contains("martes 1 de diciembre de 2026, 9:00\u00a0a.\u00a0m.")
			.doesNotContain("??");
		assertThat(this.mvc.get().uri("/oficina/envios/" + edition + "?estado=SKIPPED&lang=en")).hasStatusOk()
			.bodyText()
			.contains("Has unsubscribed")
			.doesNotContain("ana@example.org");
		assertThat(this.mvc.get().uri("/oficina/envios/" + edition + "/progreso")).hasStatusOk()
			.bodyText()
			.startsWith("<section")
			.doesNotContain("<html");
		assertThat(this.mvc.get().uri("/oficina/envios")).hasStatusOk().bodyText().doesNotContain("??");
		assertThat(this.mvc.get().uri("/oficina/envios/suscriptor/1")).hasStatusOk().bodyText().doesNotContain("??");
	}

	@Test
	void anEditionNeverSentCanBeSent() {
		assertThat(this.mvc.get().uri("/oficina/envios/2020-01")).hasStatusOk().bodyText().contains("Enviar ahora");
	}

	@Test
	void aPersonSaysThatAnUnknownLetterArrived() {
		Mailing edition = planned();
		long fence = this.deliveries.dispatch(edition).orElseThrow().fence();
		Delivery ana = this.ledger.claim(edition, fence, "", 1, NOW).get(0);
		this.ledger.settle(List.of(new Settled(ana.id(), fence, State.UNKNOWN, "Connection reset", NOW, NOW)));

		assertThat(this.mvc.get().uri("/oficina/envios/" + edition + "?estado=UNKNOWN")).bodyText()
			.contains("La carta a ana@example.org sí llegó");
		assertThat(this.mvc.post()
			.uri("/oficina/envios/" + edition + "/resolver")
			.with(csrf())
			.param("id", Long.toString(ana.id()))
			.param("arrived", "true")).hasStatus(302);

		assertThat(this.deliveries.list(edition, State.ACCEPTED, 0, 10)).singleElement()
			.extracting(Delivery::reason)
			.isEqualTo("Confirmado por Ana");
	}

	@Test
	void aPauseKeepsEverythingThatWasNotSent() {
		Mailing edition = planned();
		long fence = this.deliveries.dispatch(edition).orElseThrow().fence();

		assertThat(this.mvc.post().uri("/oficina/envios/" + edition + "/pausa").with(csrf())).hasStatus(302);

		assertThat(this.ledger.claim(edition, fence, "", 10, NOW)).isEmpty();
		assertThat(this.mvc.post().uri("/oficina/envios/" + edition + "/cancelar").with(csrf())).hasStatus(302);
		assertThat(this.deliveries.totals(edition)).containsEntry(State.SKIPPED, 2);
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "AUTO_REPLY", "OTHER" }, mode = EnumSource.Mode.EXCLUDE)
	void whatCameBackIsShownWithTheLetterAndWithTheReader(Kind kind) {
		Mailing edition = planned();
		Delivery ana = this.deliveries.list(edition, State.PLANNED, 0, 1).get(0);
		this.bounces.keep(edition + kind.name(), ana, new Notice(kind, "5.0.0", "", null, null, List.of()),
				"550 <script>así lo dijo el servidor</script>", NOW);

		for (String page : List.of("/oficina/envios/" + edition, "/oficina/envios/suscriptor/1",
				"/oficina/envios/suscriptor/1?lang=en")) {
			assertThat(this.mvc.get().uri(page)).hasStatusOk()
				.bodyText()
				.contains("550 &lt;script&gt;así lo dijo el servidor")
				.doesNotContain("??");
		}
		assertThat(this.mvc.get().uri("/oficina/envios/" + edition)).bodyText()
			.contains("Lo que volvió")
			.satisfies((page) -> assertThat(page.contains("SPF, DKIM, DMARC")).isEqualTo(kind == Kind.POLICY));
	}

	@Test
	void whatIsOverHasItsCertificateOneClickAway() throws Exception {
		Mailing edition = planned();
		this.deliveries.skipTheRest(edition, Skip.CANCELLED, NOW);

		assertThat(this.mvc.get().uri("/oficina/envios/" + edition)).bodyText()
			.contains("/oficina/envios/" + edition + "/certificado.pdf")
			.contains("<svg")
			.doesNotContain("style=");
		assertThat(this.mvc.get().uri("/oficina/envios/" + edition + "/certificado.csv")).hasStatusOk()
			.bodyText()
			.startsWith("line,email,levels,outcome")
			.contains("ana@example.org");
		byte[] pdf = this.mvc.get()
			.uri("/oficina/envios/" + edition + "/certificado.pdf")
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		try (PDDocument document = Loader.loadPDF(pdf)) {
			assertThat(new PDFTextStripper().getText(document)).contains("Certificado de envío")
				.contains("2 = 0 + 0 + 0 + 0 + 2")
				.contains("ana@example.org")
				.contains("El personal canceló el envío")
				.doesNotContain("??");
			assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
			assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("es-CO");
			assertThat(document.getPage(0).getResources().getFontNames()).allSatisfy(
					(font) -> assertThat(document.getPage(0).getResources().getFont(font).isEmbedded()).isTrue());
		}
	}

	@Test
	void whatIsNotOverHasNoCertificate() {
		Mailing edition = planned();

		assertThat(this.mvc.get().uri("/oficina/envios/" + edition + "/certificado.csv")).hasStatus(404);
		assertThat(this.mvc.get().uri("/oficina/envios/" + edition + "/certificado.pdf")).hasStatus(404);
		assertThat(this.mvc.get().uri("/oficina/envios/diciembre")).hasStatus(404);
	}

	@Test
	void theRelaysLogResolvesUnknownLetters() {
		Mailing edition = planned();
		long fence = this.deliveries.dispatch(edition).orElseThrow().fence();
		Delivery ana = this.ledger.claim(edition, fence, "", 1, NOW).get(0);
		this.ledger.settle(List.of(new Settled(ana.id(), fence, State.UNKNOWN, "Connection reset", NOW, NOW)));

		assertThat(this.mvc.post().uri("/oficina/envios/" + edition + "/registro").with(csrf()).param("log", """
				Dec  1 09:00:01 mail postfix/cleanup[12]: 4XyZ1A2b3C: message-id=<a@example.org>
				Dec  1 09:00:03 mail postfix/smtp[14]: 4XyZ1A2b3C: to=<ana@example.org>, dsn=2.0.0, status=sent (250 ok)
				""")).hasStatus(302);

		assertThat(this.deliveries.list(edition, State.ACCEPTED, 0, 10)).singleElement()
			.extracting(Delivery::reason)
			.asString()
			.startsWith("Según el registro que trajo Ana: 4XyZ1A2b3C");
	}

	private Mailing planned() {
		Mailing edition = Mailing.of(new Edition(YearMonth.of(2026, 12).plusMonths(month++)));
		this.frozen.open(edition, NOW, NOW.plusSeconds(3600));
		this.frozen.plan(edition,
				List.of(new Candidate(1, EmailAddress.of("ana@example.org"), "Ana", "maestria", "a@example.org", null,
						null, "hash-a"),
						new Candidate(2, EmailAddress.of("berta@example.org"), null, "otros", "b@example.org",
								Skip.LEFT, null, "hash-b")),
				NOW);
		this.ledger.takeOver(edition, List.of(), NOW);
		return edition;
	}

}
