package org.becas;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.becas.bulletin.Bulletin;
import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.curation.Curation;
import org.becas.offer.Attention;
import org.becas.offer.Eligibility;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/** The pages from the queue to the public archive. */
@SpringBootTest
@AutoConfigureMockMvc
@WithMockUser("laura")
class StaffPagesTests {

	private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

	private static final String HOSTILE = "<script>alert('beca')</script>\"><img src=x onerror=alert(1)> ${7919*7907} [[${7919*7907}]]";

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Offers offers;

	@Autowired
	Curation curation;

	@Autowired
	Bulletins bulletins;

	@Autowired
	BulletinDesk desk;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
	}

	@Test
	void theQueueShowsTheSourcesOwnWords() {
		OfferId offer = SampleOffer.titled("Maestrías en Lyon")
			.saying("La fundación ofrece becas de maestría en Lyon. Postúlese hasta el 12 de enero de 2027, sin falta.")
			.closing("2027-01-12")
			.quoting(Field.LEVELS, "becas de maestría")
			.quoting(Field.DEADLINE, "hasta el 12 de enero de 2027")
			.in("FR")
			.in(this.offers);

		Element card = page("/oficina/revisar").selectFirst("#o" + offer);

		assertThat(card.select("mark").eachText()).containsExactly("becas de maestría", "hasta el 12 de enero de 2027");
		assertThat(card.select("blockquote").eachText()).anyMatch((quote) -> quote.contains("Postúlese hasta el 12"));
		assertThat(card.text()).contains("martes 12 de enero de 2027").contains("Maestría").contains("Francia");
	}

	@Test
	void theOfferSaysWhatWasReadAndWhy() {
		OfferId offer = SampleOffer.titled("Maestrías en Lille")
			.saying("Becas de maestría. Postúlese hasta el 12 de enero de 2027.")
			.closing("2027-01-12")
			.quoting(Field.DEADLINE, "12 de enero de 2027", "deadline-applying")
			.quoting(Field.LEVELS, "maestría", "not-level-weak")
			.in(this.offers);

		Document page = page("/oficina/ofertas/" + offer);

		Element why = page.selectFirst(".announcement mark.mark-deadline a.why");
		assertThat(why.attr("title")).isEqualTo("La frase dice hasta cuándo postularse.");
		assertThat(page.select(why.attr("href"))).isNotEmpty();
		assertThat(page.select(".answers").text()).contains("probable")
			.contains("La frase dice hasta cuándo postularse.")
			.contains("Descartado: otro nivel se dice con más claridad.");
	}

	@Test
	void correctsWhatIsCoveredAndHowOldOneMayBe() {
		OfferId offer = SampleOffer.titled("Con condiciones").closing("2027-01-12").in(this.offers);
		String version = page("/oficina/ofertas/" + offer).select("[name=version]").val();

		assertThat(post("/oficina/ofertas/" + offer, "version", version, "offer", "yes", "title", "Con condiciones",
				"url", "https://becas.example.edu/con-condiciones", "kind", "ON", "date", "2027-01-12", "funding",
				"unstated", "colombians", "unknown", "conditions", "yes", "covers", "tuition", "ages-to", "35",
				"languages", "inglés IELTS 6.5", "cost", "gratis"))
			.hasStatus3xxRedirection();

		Facts facts = this.offers.get(offer).facts();
		assertThat(facts.value(Field.COVERS)).isEqualTo("tuition");
		assertThat(facts.value(Field.AGES)).isEqualTo("..35");
		assertThat(facts.value(Field.LANGUAGES)).isEqualTo("en IELTS 6.5");
		assertThat(facts.value(Field.COST)).isEqualTo("free");
	}

	@Test
	void agesByLevelHoldUntilAnotherOldestAgeIsTyped() {
		OfferId offer = SampleOffer.titled("Con edades").closing("2027-01-12").in(this.offers);

		assertThat(agesAfter(offer, "35", "maestria:30 doctorado:35")).isEqualTo("..35 maestria:30 doctorado:35");
		assertThat(page("/oficina/ofertas/" + offer).select("[name=ages-levels]").val())
			.isEqualTo("maestria:30 doctorado:35");
		assertThat(page("/oficina/ofertas/" + offer).select("#h-ages").text()).contains("para cada nivel");
		assertThat(agesAfter(offer, "40", "maestria:30 doctorado:35")).isEqualTo("..40");
	}

	private String agesAfter(OfferId offer, String oldest, String byLevel) {
		String version = page("/oficina/ofertas/" + offer).select("[name=version]").val();
		assertThat(post("/oficina/ofertas/" + offer, "version", version, "offer", "yes", "title", "Con edades", "url",
				"https://becas.example.edu/con-edades", "kind", "ON", "date", "2027-01-12", "funding", "unstated",
				"colombians", "unknown", "conditions", "yes", "ages-to", oldest, "ages-levels", byLevel))
			.hasStatus3xxRedirection();
		return this.offers.get(offer).facts().value(Field.AGES);
	}

	@Test
	void approvesAndRejectsByPlainForms() {
		OfferId good = SampleOffer.titled("Buena").closing("2027-01-12").in(this.offers);
		OfferId bad = SampleOffer.titled("Mala").in(this.offers);

		assertThat(post("/oficina/revisar/" + good + "/aprobar")).hasRedirectedUrl("/oficina/revisar");
		assertThat(
				post("/oficina/revisar/" + bad + "/rechazar", "causa", "NOT_A_SCHOLARSHIP", "motivo", "vende cursos"))
			.hasRedirectedUrl("/oficina/revisar");

		assertThat(this.offers.get(good).decision()).extracting(Offer.Decision::by).isEqualTo("laura");
		assertThat(this.offers.get(bad).decision().reason()).contains("publicidad").endsWith(": vende cursos");
		assertThat(post("/oficina/revisar/" + bad + "/devolver")).hasRedirectedUrl("/oficina/revisar");
		assertThat(this.offers.get(bad).status()).isEqualTo(Status.PENDING);
	}

	@Test
	void withHtmxOnlyTheCardIsReplaced() {
		OfferId offer = SampleOffer.titled("Con htmx").closing("2027-01-12").in(this.offers);

		Document answer = Jsoup.parseBodyFragment(body(this.mvc.post()
			.uri("/oficina/revisar/" + offer + "/aprobar")
			.header("HX-Request", "true")
			.with(csrf())
			.exchange()));

		assertThat(answer.select("html > head > title")).isEmpty();
		assertThat(answer.select("article[data-decided]").text()).contains("Aprobada: «Con htmx»").contains("Deshacer");
		assertThat(answer.select("input[name=_csrf]")).isNotEmpty();
	}

	@Test
	void whatIsBlockedIsApprovedOnlyWithAReason() {
		OfferId offer = SampleOffer.titled("Solo para extranjeros").colombians(Eligibility.NO).in(this.offers);

		assertThat(post("/oficina/revisar/" + offer + "/aprobar")).hasRedirectedUrl("/oficina/ofertas/" + offer);
		assertThat(this.offers.get(offer).status()).isEqualTo(Status.PENDING);

		post("/oficina/revisar/" + offer + "/aprobar", "motivo", "admite doble nacionalidad");
		assertThat(this.offers.get(offer).status()).isEqualTo(Status.APPROVED);
	}

	@Test
	void aFormWithoutItsTokenChangesNothing() {
		OfferId offer = SampleOffer.titled("Sin ficha").closing("2027-01-12").in(this.offers);

		assertThat(this.mvc.post().uri("/oficina/revisar/" + offer + "/aprobar")).hasStatus(403);
		assertThat(this.offers.get(offer).status()).isEqualTo(Status.PENDING);
	}

	@Test
	@WithAnonymousUser
	void nobodyReviewsWithoutSigningIn() {
		assertThat(this.mvc.get().uri("/oficina/revisar")).hasRedirectedUrl("/entrar");
		assertThat(this.mvc.get().uri("/oficina/boletin/2026-12/carta")).hasRedirectedUrl("/entrar");
	}

	@Test
	void hostileWordsStayWordsOnEveryPage() {
		OfferId offer = SampleOffer.titled(HOSTILE)
			.by(HOSTILE)
			.saying(HOSTILE + " maestría")
			.quoting(Field.LEVELS, HOSTILE)
			.summary(HOSTILE)
			.closing("2027-01-12")
			.in(this.offers);

		for (String path : new String[] { "/oficina/revisar", "/oficina/ofertas?texto=beca",
				"/oficina/ofertas/" + offer, "/oficina/ofertas?texto=%3Cscript%3E&fuente=%22%3E%3Cimg%3E" }) {
			Document page = page(path);
			assertThat(page.select("script:not([src]), img[onerror], [onclick]")).as(path).isEmpty();
			assertThat(page.html()).as(path).doesNotContain("62615533");
		}
		assertThat(page("/oficina/ofertas/" + offer).select("h1").text()).isEqualTo(HOSTILE);
		this.curation.reject(offer, "laura", "prueba");
	}

	@Test
	void correctionsKeepWhatTheMachineRead() {
		OfferId offer = SampleOffer.titled("Beca sin traducir").closing("2027-04-03").in("DE").in(this.offers);
		Document before = page("/oficina/ofertas/" + offer);

		assertThat(post("/oficina/ofertas/" + offer, "version", before.select("[name=version]").val(), "offer", "yes",
				"title", "Beca traducida", "levels", "doctorado", "kind", "ON", "date", "2027-03-04", "time", "17:00",
				"zone", "America/Bogota", "countries", "Alemania, Países Bajos", "provider", "Fundación", "funding",
				"partial", "colombians", "yes", "url", "https://becas.example.edu/otra", "summary", "Dos frases.",
				"reason", "leí el PDF"))
			.hasRedirectedUrl("/oficina/ofertas/" + offer);

		var facts = this.offers.get(offer).facts();
		assertThat(facts.title()).isEqualTo("Beca traducida");
		assertThat(facts.levels()).containsExactly(Level.DOCTORADO);
		assertThat(facts.deadline().code()).isEqualTo("2027-03-04T17:00[America/Bogota]");
		assertThat(facts.countries()).containsExactly("DE", "NL");
		Document after = page("/oficina/ofertas/" + offer);
		assertThat(after.text()).contains("El programa leyó: Beca sin traducir").contains("leí el PDF");
	}

	@Test
	void aValueThatIsNotUnderstoodIsToldBesideItsFieldAndNothingIsLost() {
		OfferId offer = SampleOffer.titled("Beca").closing("2027-04-03").in(this.offers);
		String version = page("/oficina/ofertas/" + offer).select("[name=version]").val();

		Document page = Jsoup.parse(body(post("/oficina/ofertas/" + offer, "version", version, "offer", "yes", "title",
				"", "kind", "ON", "date", "", "countries", "Narnia", "provider", "Mi fundación", "funding", "partial",
				"colombians", "yes", "url", "javascript:alert(1)", "summary", "")));

		assertThat(page.select("[role=alert] a").eachAttr("href")).contains("#f-title", "#f-deadline", "#f-countries",
				"#f-url");
		assertThat(page.select("#f-countries").attr("aria-invalid")).isEqualTo("true");
		assertThat(page.select("#f-countries").val()).isEqualTo("Narnia");
		assertThat(page.select("#f-provider").val()).isEqualTo("Mi fundación");
		assertThat(this.offers.corrections(offer)).isEmpty();
	}

	@Test
	void theSecondOfTwoEditorsIsToldAndKeepsTheirWords() {
		OfferId offer = SampleOffer.titled("Beca de dos").closing("2027-04-03").in(this.offers);
		String version = page("/oficina/ofertas/" + offer).select("[name=version]").val();
		this.curation.correct(offer, version, java.util.Map.of(Field.TITLE, "De Pedro"), "pedro", null);

		Document page = Jsoup.parse(body(post("/oficina/ofertas/" + offer, "version", version, "offer", "yes", "title",
				"De Laura", "kind", "UNSTATED", "funding", "partial", "colombians", "yes", "url",
				"https://becas.example.edu/", "summary", "")));

		assertThat(page.text()).contains("Otra persona cambió esta oferta");
		assertThat(page.select("#f-title").val()).isEqualTo("De Laura");
		assertThat(this.offers.get(offer).facts().title()).isEqualTo("De Pedro");
	}

	@Test
	void everyListIsOneAddressWithItsFilters() {
		SampleOffer.titled("Ñandú doctoral")
			.forLevels(Level.DOCTORADO)
			.closing("2027-02-02")
			.approved()
			.in(this.offers);
		SampleOffer.titled("Consejos ñandú").noise().forLevels().in(this.offers);

		assertThat(page("/oficina/ofertas?texto=nandu&nivel=doctorado&estado=approved").select("tbody th a").eachText())
			.containsExactly("Ñandú doctoral");
		assertThat(page("/oficina/ofertas?texto=nandu&tipo=ruido").select("tbody th a").eachText())
			.containsExactly("Consejos ñandú");
		assertThat(page("/oficina/ofertas?texto=nandu&nivel=pregrado").select("[role=status]").text())
			.isEqualTo("Ninguna oferta");
		assertThat(page("/oficina/revisar?grupo=ruido").select("article h2").eachText()).contains("Consejos ñandú");
	}

	@Test
	void aBulletinIsPreparedSeenApprovedAndRead() {
		OfferId offer = SampleOffer.titled("Beca de agosto").closing("2027-09-30").approved().in(this.offers);
		assertThat(post("/oficina/boletin", "edicion", "2027-08")).hasRedirectedUrl("/oficina/boletin/2027-08");
		post("/oficina/boletin/2027-08/intro", "intro", "Vuelve el semestre.");
		Document draft = page("/oficina/boletin/2027-08?nivel=maestria");

		assertThat(draft.select("iframe").attr("src")).isEqualTo("/oficina/boletin/2027-08/carta?nivel=maestria");
		assertThat(draft.select("iframe").attr("sandbox")).doesNotContain("allow-scripts");
		assertThat(draft.select("pre").text()).contains("Vuelve el semestre.")
			.contains("Beca de agosto")
			.contains("Hola:")
			.doesNotContain("%%");
		assertThat(this.mvc.get().uri("/oficina/boletin/2027-08/carta")).hasStatusOk()
			.headers()
			.hasHeaderSatisfying("Content-Security-Policy",
					(values) -> assertThat(values).singleElement().asString().contains("default-src 'none'"));

		assertThat(post("/oficina/boletin/2027-08/aprobar", "huella", "otra cosa"))
			.hasRedirectedUrl("/oficina/boletin/2027-08");
		assertThat(find("2027-08").isDraft()).isTrue();
		post("/oficina/boletin/2027-08/aprobar", "huella", draft.select("[name=huella]").val());
		assertThat(find("2027-08").approvedBy()).isEqualTo("laura");
		assertThat(this.mvc.get().uri("/boletines/2027-08")).hasStatus(404);

		this.bulletins.markSent(Edition.of("2027-08"), NOW);
		Document read = page("/boletines/2027-08");
		assertThat(read.select("article h3").eachText()).contains("Beca de agosto");
		assertThat(read.text()).contains("Vuelve el semestre.");
		assertThat(page("/boletines").select("ul.editions a").eachText()).contains("Boletín de agosto de 2027");
		assertThat(page("/").text()).contains("El último boletín");
		this.curation.reject(offer, "laura", "prueba");
	}

	@Test
	void theFeedAnswersNotModifiedToWhoKnowsIt() {
		SampleOffer.titled("Beca <b>con</b> & símbolos").closing("2027-11-30").approved().in(this.offers);
		Edition edition = Edition.of("2027-10");
		this.desk.prepare(edition);
		this.desk.approve(edition, this.desk.proof(edition).hash(), "laura");
		this.bulletins.markSent(edition, NOW);

		MvcTestResult feed = this.mvc.get().uri("/boletines.xml").exchange();
		Document xml = Jsoup.parse(body(feed), org.jsoup.parser.Parser.xmlParser());

		assertThat(xml.select("item > title").first().text()).isEqualTo("Boletín de becas: octubre de 2027");
		assertThat(Jsoup.parse(xml.select("item > description").first().text()).select("a").eachText())
			.contains("Beca <b>con</b> & símbolos");
		String etag = feed.getResponse().getHeader("ETag");
		assertThat(this.mvc.get().uri("/boletines.xml").header("If-None-Match", etag)).hasStatus(304);
	}

	@Test
	void anOfferThatClosedIsMarkedInTheArchive() {
		OfferId offer = SampleOffer.titled("Ya cerró en el archivo").closing("2026-12-02").approved().in(this.offers);
		Edition edition = Edition.of("2026-11");
		this.desk.prepare(edition);
		this.desk.approve(edition, this.desk.proof(edition).hash(), "laura");
		this.bulletins.markSent(edition, NOW);
		TestClock.now = Instant.parse("2026-12-10T14:00:00Z");
		try {
			Element article = page("/boletines/2026-11").select("article:contains(Ya cerró)").first();
			assertThat(article.text()).contains("Cerrada");
		}
		finally {
			TestClock.now = NOW;
			this.curation.reject(offer, "laura", "prueba");
		}
	}

	@Test
	void whatDoesNotExistIsSaidSo() {
		assertThat(this.mvc.get().uri("/oficina/ofertas/999999")).hasStatus(404);
		assertThat(this.mvc.get().uri("/boletines/2019-01")).hasStatus(404);
		assertThat(this.mvc.get().uri("/boletines/ayer")).hasStatus(404);
		assertThat(this.mvc.get().uri("/oficina/boletin/2019-01")).hasStatus(404);
	}

	@Test
	void pagesSpeakEnglishWhenAsked() {
		Document page = page("/boletines?lang=en");

		assertThat(page.select("html").attr("lang")).isEqualTo("en");
		assertThat(page.select("h1").text()).isEqualTo("Past bulletins");
		assertThat(page.select(".language").attr("href")).isEqualTo("/boletines?lang=es");
		page("/boletines?lang=es");
	}

	@Test
	void everyPageHasItsFrame() {
		SampleOffer.titled("Marco").flagged(Attention.FEE).in(this.offers);
		for (String path : new String[] { "/", "/boletines", "/accesibilidad", "/oficina/revisar", "/oficina/ofertas",
				"/oficina/boletin" }) {
			Document page = page(path);
			assertThat(page.select("html").attr("lang")).as(path).isEqualTo("es-CO");
			assertThat(page.select("h1")).as(path).hasSize(1);
			assertThat(page.select("main")).as(path).hasSize(1);
			assertThat(page.select("a.skip[href=#contenido]")).as(path).hasSize(1);
			assertThat(page.title()).as(path).contains("OFAI");
			assertThat(page.html()).as(path).doesNotContain("??");
			assertThat(page.select("[style], style, script:not([src])")).as(path).isEmpty();
		}
	}

	private Bulletin find(String edition) {
		return this.bulletins.find(Edition.of(edition)).orElseThrow();
	}

	private Document page(String path) {
		MvcTestResult result = this.mvc.get().uri(java.net.URI.create(path)).exchange();
		assertThat(result).hasStatusOk();
		return Jsoup.parse(body(result));
	}

	private MvcTestResult post(String path, String... parameters) {
		var request = this.mvc.post().uri(path).with(csrf());
		for (int i = 0; i < parameters.length; i += 2) {
			request = request.param(parameters[i], parameters[i + 1]);
		}
		return request.exchange();
	}

	private static String body(MvcTestResult result) {
		try {
			return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A clock that a test may set. */
	@TestConfiguration(proxyBeanMethods = false)
	static class TestClock {

		static volatile Instant now = NOW;

		@Bean
		@Primary
		Clock settable() {
			return new Clock() {
				@Override
				public java.time.ZoneId getZone() {
					return ZoneOffset.UTC;
				}

				@Override
				public Clock withZone(java.time.ZoneId zone) {
					return this;
				}

				@Override
				public Instant instant() {
					return now;
				}
			};
		}

	}

}
