package org.becas.subscriber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.becas.Database;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.becas.subscriber.Consent.Kind;
import org.becas.subscriber.Consent.Trace;
import org.becas.subscriber.SignedLinks.Purpose;
import org.becas.subscriber.Subscriber.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@SpringBootTest
@AutoConfigureMockMvc
class SubscriptionPagesTests {

	private static int network;

	@TempDir
	static Path folder;

	@Autowired
	MockMvcTester mvc;

	@Autowired
	Subscribers subscribers;

	@Autowired
	SignedLinks links;

	@Autowired
	PrivacyNotice notice;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", Database.SQLITE::url);
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
	}

	@BeforeEach
	void otherNetwork() {
		network++;
	}

	@Test
	void subscribingTakesAFormALetterAndAButton() throws Exception {
		assertThat(subscribe(Map.of("email", "Ana@Example.org", "name", "Ana", "levels", "MAESTRIA"))).hasStatus(302)
			.hasRedirectedUrl("/suscripcion/enviada");
		Subscriber asked = find("ana@example.org");
		assertThat(asked.status()).isEqualTo(Status.PENDING);

		String letter = letterTo("Ana@example.org");
		assertThat(letter).contains("To: Ana@example.org");
		String token = this.links.token(Purpose.CONFIRM, asked.id(), asked.email());
		assertThat(letter.replace("=\r\n", "").replace("=3D", "=")).contains("/suscripcion/confirmar?t=" + token);

		assertThat(this.mvc.get().uri("/suscripcion/confirmar?t=" + token)).hasStatusOk();
		assertThat(find("ana@example.org").status()).isEqualTo(Status.PENDING);

		assertThat(this.mvc.post().uri("/suscripcion/confirmar").param("t", token).with(csrf())).hasStatusOk();
		assertThat(find("ana@example.org").status()).isEqualTo(Status.ACTIVE);
		assertThat(this.subscribers.consents(asked.id())).extracting(Consent::kind)
			.containsExactly(Kind.ASKED, Kind.CONFIRMED);
		assertThat(this.subscribers.consents(asked.id())).allSatisfy((consent) -> {
			assertThat(consent.textHash()).isEqualTo(this.notice.in(Locale.forLanguageTag("es-CO")).sha256());
			assertThat(consent.ipHash()).hasSize(43);
		});
	}

	@Test
	void theFormSaysWhatIsMissingAndKeepsWhatWasWritten() {
		MvcTestResult result = this.mvc.post()
			.uri("/suscripcion")
			.with(csrf())
			.with(from(network))
			.param("email", "ana@ejemplo")
			.param("name", "Ana")
			.exchange();

		assertThat(result).hasStatus(422)
			.bodyText()
			.contains("El correo no está bien escrito")
			.contains("Declare que es mayor de 18 años")
			.contains("value=\"ana@ejemplo\"")
			.contains("Superintendencia de Industria y Comercio");
	}

	@Test
	void aNetworkThatAsksTooOftenHasToWait() {
		for (int i = 0; i < 5; i++) {
			assertThat(subscribe(Map.of("email", "muchos" + i + "@example.org"))).hasStatus(302);
		}

		assertThat(subscribe(Map.of("email", "muchos9@example.org"))).hasStatus(429);
		assertThat(this.subscribers.find(EmailAddress.of("muchos9@example.org"))).isEmpty();
	}

	@Test
	void whoIsSubscribedAlreadyLosesNothingWhenSomebodyTypesTheirAddress() {
		Subscriber carla = active("carla@example.org");

		assertThat(subscribe(Map.of("email", "carla@example.org", "levels", "OTROS"))).hasStatus(302);

		assertThat(find("carla@example.org")).isEqualTo(carla);
		assertThat(letterTo("carla@example.org")).contains("/suscripcion/preferencias?t");
	}

	@Test
	void oneClickLeavesWithoutCookieTokenOrRedirectAsOftenAsItIsSent() {
		Subscriber dario = active("dario@example.org");
		String url = "/baja?t=" + this.links.token(Purpose.UNSUBSCRIBE, dario.id(), dario.email());

		for (int i = 0; i < 1000; i++) {
			assertThat(this.mvc.get().uri(url)).hasStatusOk();
		}
		assertThat(find("dario@example.org").status()).isEqualTo(Status.ACTIVE);
		assertThat(this.subscribers.consents(dario.id())).noneMatch((event) -> event.kind() == Kind.LEFT);

		for (int i = 0; i < 3; i++) {
			MvcTestResult answer = this.mvc.post()
				.uri(url)
				.contentType(MediaType.APPLICATION_FORM_URLENCODED)
				.content("List-Unsubscribe=One-Click")
				.exchange();
			assertThat(answer).hasStatusOk();
			assertThat(answer.getResponse().getCookies()).isEmpty();
			assertThat(answer.getResponse().getHeader("Set-Cookie")).isNull();
			assertThat(answer.getResponse().getRedirectedUrl()).isNull();
		}
		assertThat(find("dario@example.org").status()).isEqualTo(Status.LEFT);
		assertThat(this.subscribers.consents(dario.id())).filteredOn((event) -> event.kind() == Kind.LEFT).hasSize(1);
	}

	@Test
	void oneClickMayAlsoComeAsMultipart() {
		Subscriber berta = active("berta@example.org");
		String url = "/baja?t=" + this.links.token(Purpose.UNSUBSCRIBE, berta.id(), berta.email());

		assertThat(this.mvc.post().multipart().uri(url).file("List-Unsubscribe", "One-Click".getBytes())).hasStatusOk();

		assertThat(find("berta@example.org").status()).isEqualTo(Status.LEFT);
	}

	@Test
	void aLinkForOneThingOrOnePersonDoesNotServeForAnother() {
		Subscriber elena = active("elena@example.org");
		Subscriber fabio = active("fabio@example.org");
		String preferences = this.links.token(Purpose.PREFERENCES, elena.id(), elena.email());

		assertThat(this.mvc.post().uri("/baja?t=" + preferences)).hasStatus(404);
		assertThat(this.mvc.post().uri("/baja?t=" + preferences).param("List-Unsubscribe", "One-Click")).hasStatus(404);
		assertThat(this.mvc.get()
			.uri("/suscripcion/preferencias?t=" + preferences.replaceFirst("^\\d+", Long.toString(fabio.id()))))
			.hasStatus(404);
		assertThat(this.mvc.get().uri("/suscripcion/preferencias?t=basura")).hasStatus(404);
		assertThat(find("elena@example.org").status()).isEqualTo(Status.ACTIVE);
	}

	@Test
	void preferencesChangePauseAndGiveBackTheData() {
		Subscriber gloria = active("gloria@example.org");
		String token = this.links.token(Purpose.PREFERENCES, gloria.id(), gloria.email());

		assertThat(this.mvc.post()
			.uri("/suscripcion/preferencias")
			.with(csrf())
			.param("t", token)
			.param("action", "CHANGE")
			.param("name", "Gloria\r\nBcc: x@example.org")
			.param("levels", "DOCTORADO", "OTROS")).hasStatus(302);
		assertThat(find("gloria@example.org").levels()).containsExactlyInAnyOrder(Level.DOCTORADO, Level.OTROS);
		assertThat(find("gloria@example.org").name()).isEqualTo("Gloria Bcc: x@example.org");

		this.mvc.post()
			.uri("/suscripcion/preferencias")
			.with(csrf())
			.param("t", token)
			.param("action", "PAUSE")
			.exchange();
		assertThat(find("gloria@example.org").status()).isEqualTo(Status.PAUSED);
		assertThat(this.mvc.get().uri("/suscripcion/preferencias?t=" + token)).hasStatusOk()
			.bodyText()
			.contains("En pausa");

		assertThat(this.mvc.get().uri("/suscripcion/datos?t=" + token)).hasStatusOk()
			.bodyJson()
			.extractingPath("$.subscriber.email")
			.isEqualTo("gloria@example.org");
	}

	@Test
	void whoErasesTheirDataLeavesOnlyAFingerprint() {
		Subscriber hernan = active("hernan@example.org");
		String token = this.links.token(Purpose.PREFERENCES, hernan.id(), hernan.email());

		assertThat(this.mvc.post()
			.uri("/suscripcion/preferencias")
			.with(csrf())
			.param("t", token)
			.param("action", "ERASE")).hasStatusOk();

		assertThat(this.subscribers.find(hernan.email())).isEmpty();
		assertThat(this.subscribers.suppressed(hernan.email())).isTrue();
		assertThat(this.mvc.get().uri("/suscripcion/preferencias?t=" + token)).hasStatus(404);
	}

	@Test
	@WithMockUser
	void staffImportAListAndSeeEachProof() {
		String csv = "email,name,levels,consent_at,consent_source\nines@example.org,Inés,maestria,2026-01-31,feria\n"
				+ "juan@example.org,Juan,maestria,,feria\n";
		assertThat(this.mvc.post()
			.multipart()
			.uri("/oficina/suscriptores/importar")
			.file(new MockMultipartFile("file", csv.getBytes(StandardCharsets.UTF_8)))
			.with(csrf())).hasStatus(302);

		assertThat(this.mvc.get().uri("/oficina/suscriptores?q=ines")).hasStatusOk()
			.bodyText()
			.contains("ines@example.org")
			.contains("Maestría")
			.doesNotContain("juan@example.org");
		assertThat(this.mvc.get().uri("/oficina/suscriptores/" + find("ines@example.org").id())).hasStatusOk()
			.bodyText()
			.contains("feria")
			.contains("Llegó en una lista con constancia");
		assertThat(this.mvc.get().uri("/oficina/suscriptores/exportar")).hasStatusOk()
			.bodyText()
			.contains("ines@example.org,Inés,maestria,2026-01-31T05:00:00Z");
		assertThat(this.mvc.get().uri("/oficina/envios")).hasStatusOk();
	}

	private MvcTestResult subscribe(Map<String, String> fields) {
		var request = this.mvc.post()
			.uri("/suscripcion")
			.with(csrf())
			.with(from(network))
			.param("adult", "true")
			.param("consent", "true");
		fields.forEach(request::param);
		return request.exchange();
	}

	private static RequestPostProcessor from(int network) {
		return (request) -> {
			request.setRemoteAddr("192.0.2." + network);
			return request;
		};
	}

	private Subscriber active(String email) {
		Locale spanish = Locale.forLanguageTag("es-CO");
		Subscriber asked = this.subscribers.ask(EmailAddress.of(email), "Alguien", Set.of(Level.MAESTRIA), spanish,
				this.notice.in(spanish), Trace.OFFICE);
		this.subscribers.confirm(asked.id(), this.notice.in(spanish), Trace.OFFICE);
		return find(email);
	}

	private Subscriber find(String email) {
		return this.subscribers.find(EmailAddress.of(email)).orElseThrow();
	}

	private static String letterTo(String email) {
		try (var files = Files.list(folder.resolve("outbox"))) {
			List<Path> letters = files.filter((file) -> file.toString().contains("-" + email + "-")).toList();
			assertThat(letters).hasSize(1);
			return Files.readString(letters.get(0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
