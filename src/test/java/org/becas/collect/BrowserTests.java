package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PortalClient.Request;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

class BrowserTests {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final String SCRIPTED = """
			<!DOCTYPE html><html lang="es"><head><title>Becas</title></head><body><div id="app"></div>
			<script>fetch('/datos.json').then(a => a.json()).then(d => {
			  document.getElementById('app').innerHTML = d.map(b => '<h2><a href="/b">' + b + '</a></h2>').join('');
			});</script></body></html>""";

	private final Portal portal = new Portal();

	private final PortalClient client = new PortalClient(Rig.SETTINGS, null, Clock.systemUTC());

	@AfterEach
	void close() throws Exception {
		this.client.close();
		this.portal.close();
	}

	@Test
	@EnabledIf(value = "hasChromium", disabledReason = "Sin /usr/bin/chromium no se prueba el navegador")
	void aPageOfScriptsIsReadAsItLooksOnceTheyHaveRun() {
		this.portal.html("/becas", SCRIPTED)
			.on("/datos.json", Portal.answer(200, "application/json",
					"[\"Beca de maestría Ñandú\"]".getBytes(StandardCharsets.UTF_8)));
		Browser browser = browser(CHROMIUM + " --no-sandbox");

		FetchResult result = browser.over(this.client, source("browser: yes")).fetch(request());

		assertThat(result).isInstanceOfSatisfying(Fetched.class, page -> {
			assertThat(new String(page.body(), StandardCharsets.UTF_8))
				.contains("<h2><a href=\"/b\">Beca de maestría Ñandú");
			assertThat(page.validators()).isEqualTo(Validators.NONE);
		});
	}

	@Test
	void whatRobotsForbidIsNotShownEither() {
		this.portal.html("/becas", SCRIPTED)
			.on("/robots.txt", Portal.answer(200, "text/plain", "User-agent: *\nDisallow: /becas".getBytes()));

		FetchResult result = browser("falta").over(this.client, source("browser: yes")).fetch(request());

		assertThat(result).isInstanceOfSatisfying(Failed.class,
				failed -> assertThat(failed.outcome()).isEqualTo(Outcome.ROBOTS));
	}

	@Test
	void aSourceThatAsksForOneIsToldWhatToInstall() {
		this.portal.html("/becas", SCRIPTED);

		assertThat(browser("").over(this.client, source("browser: yes")).fetch(request()))
			.isInstanceOfSatisfying(Failed.class, failed -> {
				assertThat(failed.outcome()).isEqualTo(Outcome.SCRIPT_ONLY);
				assertThat(failed.why()).contains("becas.browser.command");
			});
		assertThat(browser("/no/hay/chromium").over(this.client, source("browser: yes")).fetch(request()))
			.isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.why()).contains("/no/hay/chromium"));
	}

	@Test
	void othersGoWithoutIt() {
		assertThat(browser("").over(this.client, source("enabled: yes"))).isSameAs(this.client);
	}

	static boolean hasChromium() {
		return Files.isExecutable(CHROMIUM);
	}

	private static Browser browser(String command) {
		return new Browser(new BrowserSettings(command, Duration.ofSeconds(5), Duration.ofSeconds(60)), Rig.SETTINGS,
				null);
	}

	private Request request() {
		return new Request(this.portal.url("/becas"), Duration.ZERO, Validators.NONE);
	}

	private Source source(String more) {
		return SourceCatalog.parse("sources.yml", """
				sources:
				  - id: portal
				    name: Portal
				    url: %s
				    tier: press
				    kind: page
				    %s
				""".formatted(this.portal.url("/becas"), more)).sources().get(0);
	}

}
