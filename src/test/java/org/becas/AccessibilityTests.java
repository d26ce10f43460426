package org.becas;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.becas.account.Accounts;
import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.collect.Portal;
import org.becas.delivery.Delivery;
import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.OfferEvent;
import org.becas.offer.OfferEvent.State;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Sighting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page in a real browser, held to WCAG 2.2 AA by axe-core: on a wide screen and a
 * phone's, light and dark. Needs Chromium and its driver; is skipped where they are not
 * installed (on Debian: {@code apt install chromium-driver}).
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIf(value = "browserIsThere",
		disabledReason = "Sin /usr/bin/chromium y /usr/bin/chromedriver no se comprueba la accesibilidad de las páginas")
class AccessibilityTests {

	private static final File BROWSER = new File("/usr/bin/chromium");

	private static final File DRIVER = new File("/usr/bin/chromedriver");

	private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
			"best-practice");

	private static final String AXE = axe();

	/** Made here, since the one test instance is there before JUnit's own folder. */
	private static final Path FOLDER = temporary();

	@LocalServerPort
	int port;

	@Autowired
	Offers offers;

	@Autowired
	Bulletins bulletins;

	@Autowired
	BulletinDesk desk;

	@Autowired
	Accounts accounts;

	@Autowired
	OfferEvents events;

	@Autowired
	Job collectJob;

	@Autowired
	JobOperator operator;

	@Autowired
	JdbcClient jdbc;

	private ChromeDriver browser;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> FOLDER.resolve("data").toString());
		registry.add("becas.outbox", () -> FOLDER.resolve("outbox").toString());
		registry.add("becas.sources", () -> FOLDER.resolve("sources.yml").toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
	}

	static boolean browserIsThere() {
		return BROWSER.canExecute() && DRIVER.canExecute();
	}

	private static Path temporary() {
		try {
			return Files.createTempDirectory("becas");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@BeforeAll
	void open() throws Exception {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BROWSER);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
		this.browser = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).withSilent(true).build(), options);
		fill();
		rebuildAPortal();
		signIn();
	}

	@AfterAll
	void close() {
		if (this.browser != null) {
			this.browser.quit();
		}
	}

	@Test
	void noPageBreaksARuleOnAnyScreen() {
		List<String> violations = new ArrayList<>();
		for (String path : pages()) {
			screen(1280, "light");
			visit(path);
			this.browser.executeScript(AXE);
			violations.addAll(violations("1280 " + path));
			screen(320, "light");
			violations.addAll(violations("320 " + path));
			screen(320, "dark");
			violations.addAll(violations("dark " + path));
		}
		assertThat(violations).isEmpty();
	}

	@Test
	void offersAreReviewedByKeyboardWithoutReload() {
		screen(1280, "light");
		SampleOffer.titled("Teclado uno").closing("2030-01-01").in(this.offers);
		SampleOffer.titled("Teclado dos").closing("2030-01-02").in(this.offers);
		visit("/oficina/revisar");
		int waiting = this.browser.findElements(By.cssSelector("[data-offer]")).size();
		String first = this.browser.findElement(By.cssSelector("[data-offer] h2")).getText();

		type("j");
		type("a");
		wait(By.cssSelector("[data-decided]"));

		assertThat(this.browser.findElement(By.cssSelector("[data-decided]")).getText()).contains(first);
		assertThat(this.browser.findElements(By.cssSelector("[data-offer]"))).hasSize(waiting);
		assertThat(this.browser.findElement(By.cssSelector("[data-live]")).getAttribute("textContent")).contains(first);

		type("k");
		type("u");
		new WebDriverWait(this.browser, java.time.Duration.ofSeconds(20))
			.until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("[data-decided]"), 0));

		type("?");
		this.browser.findElement(By.cssSelector("[data-keys-switch]")).click();
		type("j");
		type("a");
		assertThat(this.browser.findElements(By.cssSelector("[data-decided]"))).isEmpty();
		this.browser.findElement(By.cssSelector("[data-keys-switch]")).click();
	}

	private static List<String> pages() {
		return List.of("/", "/boletines", "/boletines/2026-11", "/boletines/2026-11?nivel=maestria", "/accesibilidad",
				"/entrar", "/no-existe", "/oficina/revisar", "/oficina/revisar?grupo=ruido", "/oficina/ofertas",
				"/oficina/ofertas?texto=nada-de-nada", "/oficina/ofertas/1", "/oficina/fuentes",
				"/oficina/fuentes/nueva", "/oficina/fuentes/redisenado", "/oficina/fuentes/apagado",
				"/oficina/fuentes/trafico", "/oficina/boletin", "/oficina/boletin/2026-11", "/oficina/boletin/2026-12",
				"/oficina/procesos", "/suscripcion", "/suscripcion/confirmar", "/baja", "/oficina/suscriptores",
				"/oficina/envios", "/oficina/envios/2026-10", "/oficina/envios/2026-10?estado=UNKNOWN",
				"/oficina/envios/2026-11", "/oficina/envios/2026-11/correccion", "/oficina/envios/suscriptor/1",
				"/oficina/duplicados", "/oficina/revisar/cambios", "/oficina/duplicados/pesos", "/oficina/programas",
				"/oficina/programas/1", "/oficina/ajustes");
	}

	private List<String> violations(String where) {
		Object found = this.browser.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				const wide = document.documentElement.scrollWidth;
				const found = (wide > window.innerWidth) ? ['wider than the screen: ' + wide] : [];
				axe.run(document, {runOnly: arguments[0], resultTypes: ['violations'], iframes: false}).then(
					(results) => done(found.concat(
						results.violations.map((rule) => rule.id + ': ' + rule.help + ' ' + rule.nodes[0].html))),
					(problem) => done(['axe: ' + problem]));
				""", RULES);
		return ((List<?>) found).stream().map((problem) -> where + ": " + problem).toList();
	}

	/** The whole engine as one script, put into the page once. */
	private static String axe() {
		try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void screen(int width, String scheme) {
		this.browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 640));
		this.browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	private void visit(String path) {
		this.browser.get("http://localhost:" + this.port + path);
	}

	private void type(CharSequence keys) {
		this.browser.switchTo().activeElement().sendKeys(keys);
	}

	private void wait(By selector) {
		new WebDriverWait(this.browser, java.time.Duration.ofSeconds(20))
			.until(ExpectedConditions.presenceOfElementLocated(selector));
	}

	private void signIn() {
		String password = this.accounts.makeWithRandomPassword("laura");
		visit("/entrar");
		this.browser.findElement(By.name("username")).sendKeys("laura");
		this.browser.findElement(By.name("password")).sendKeys(password, Keys.ENTER);
		wait(By.cssSelector("body.staff"));
	}

	/** A portal whose page changes between two visits, so that a repair is proposed. */
	private void rebuildAPortal() throws Exception {
		try (Portal portal = new Portal()) {
			Files.writeString(FOLDER.resolve("sources.yml"), """
					sources:
					  - {id: redisenado, name: Portal rediseñado, url: '%s', tier: official, kind: page, list: article,
					     fields: {title: h3, link: a@href, deadline: p}}
					  - {id: apagado, name: Portal apagado, url: '%s', tier: press, enabled: false}
					""".formatted(portal.url("/becas"), portal.url("/apagado")));
			portal.html("/becas",
					list("<article><h3>Beca número %d</h3><a href=/%d>Ver</a><p>%d de marzo de 2030</p></article>"));
			collect("antes");
			portal.html("/becas",
					list("<div class=fila><h2>Beca número %d</h2><a href=/%d>Ver</a><b>%d de marzo de 2030</b></div>"));
			collect("ahora");
		}
		OfferId offer = new OfferId(1);
		this.events.changed(offer, "redisenado", Instant.parse("2026-11-20T10:00:00Z"),
				new State(Deadline.parse("2030-03-10"), "Becas de maestría.\nCierre: 10 de marzo de 2030."),
				new State(Deadline.parse("2030-03-15"), "Becas de maestría.\nCierre: 15 de marzo de 2030."));
		this.events.add(offer, "redisenado", OfferEvent.Kind.GONE, Instant.parse("2026-11-21T10:00:00Z"));
	}

	private static String list(String form) {
		return IntStream.rangeClosed(1, 5).mapToObj((i) -> form.formatted(i, i, i)).collect(Collectors.joining());
	}

	private void collect(String run) throws Exception {
		this.operator.start(this.collectJob, new JobParametersBuilder().addString("run", run).toJobParameters());
	}

	private void fill() {
		OfferId first = SampleOffer.titled("Becas de maestría en Alemania")
			.forLevels(Level.MAESTRIA, Level.DOCTORADO)
			.saying("Becas de maestría y doctorado. Cierre: 15 de marzo de 2030, 5:00 p. m.")
			.quoting(Field.LEVELS, "maestría y doctorado")
			.quoting(Field.DEADLINE, "15 de marzo de 2030, 5:00 p. m.")
			.closing("2030-03-15T17:00[America/Bogota]")
			.in("DE")
			.by("Servicio de Ejemplo")
			.summary("Matrícula y sostenimiento.")
			.approved()
			.in(this.offers);
		assertThat(first.value()).isOne();
		SampleOffer.titled("Chevening-style Awards").inLanguage("en").closing("2030-01-05").approved().in(this.offers);
		SampleOffer.titled("Sin nivel ni fecha").forLevels().flagged(Attention.NO_DEADLINE).in(this.offers);
		SampleOffer.titled("Por revisar").closing("2029-12-31").flagged(Attention.FEE).in(this.offers);
		SampleOffer.titled("Consejos para su carta").noise().forLevels().in(this.offers);
		for (String year : List.of("2024", "2025")) {
			OfferId call = OfferStore.add(this.offers,
					Facts.unread("Becas Lindero " + year, "https://lindero.example/" + year)
						.with(Map.of(Field.EDITION, year, Field.DEADLINE, year + "-03-15")),
					"", "es", List.of(), Set.of(), new Sighting("web", year, "https://lindero.example/" + year,
							"Becas Lindero " + year, "hash", Instant.EPOCH, Instant.EPOCH, null),
					List.of("series:lindero"));
			this.offers.decide(call, new Offer.Decision(Offer.Status.APPROVED, "laura", Instant.EPOCH, null));
		}
		Edition november = Edition.of("2026-11");
		this.desk.prepare(november);
		this.desk.approve(november, this.desk.proof(november).hash(), "laura");
		this.bulletins.markSent(november, Instant.parse("2026-11-02T14:00:00Z"));
		this.desk.prepare(Edition.of("2026-12"));
		letters();
	}

	/** A ledger with a letter in each state. */
	private void letters() {
		this.jdbc
			.sql("""
					INSERT INTO dispatch (edition, status, reason, fence, planned_at, give_up_at, changed_at, resume_at, stops)
					VALUES ('2026-10', 'RUNNING', 'Esperando al servidor de correo', 1, 0, 0, 1791000000000, 1791100000000, 1)
					""")
			.update();
		int number = 0;
		for (Delivery.State state : Delivery.State.values()) {
			number++;
			this.jdbc.sql("""
					INSERT INTO delivery (edition, subscriber_id, email, email_key, levels, message_id, state, reason,
					  attempts, fence, next_at, changed_at)
					VALUES ('2026-10', :number, :email, :email, 'maestria', :email, :state, :reason, 1, 1, 0, :at)
					""")
				.param("number", number)
				.param("email", "p" + number + "@example.org")
				.param("state", state.name())
				.param("reason", (state == Delivery.State.SKIPPED) ? "LEFT" : "250 2.0.0 queued")
				.param("at", 1_791_000_000_000L + number)
				.update();
		}
	}

}
