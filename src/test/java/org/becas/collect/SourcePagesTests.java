package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceOverlay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

@SpringBootTest
@AutoConfigureMockMvc
@WithMockUser("laura")
class SourcePagesTests {

	@TempDir
	static Path folder;

	static Portal portal;

	@Autowired
	Job collectJob;

	@Autowired
	JobOperator operator;

	@Autowired
	Visits visits;

	@Autowired
	SourceStates states;

	@Autowired
	MockMvcTester mvc;

	private int run;

	@BeforeAll
	static void publish() {
		portal = new Portal();
	}

	@AfterAll
	static void close() {
		portal.close();
	}

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
		registry.add("becas.sources", () -> folder.resolve("sources.yml").toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
	}

	@Test
	void aBrokenSourceIsRepairedWithOneClickAndTheRepairCanBeUndone() throws Exception {
		write("uni", "kind: page, list: article, fields: {title: h3, link: h3 a@href}");
		portal.html("/uni", list(6, "<article><h3><a href=/b/%d>Beca número %d</a></h3></article>"));
		collect("uni");
		portal.html("/uni",
				list(6, "<div class=fila><h2><a href=/b/%d>Beca número %d</a></h2><script>alert(1)</script></div>"));
		collect("uni");

		String page = body("/oficina/fuentes/uni");
		assertThat(page).contains("cambió la estructura", "El programa propone un arreglo", "Usar este arreglo",
				"div.fila");
		assertThat(body("/oficina/fuentes/uni/pagina?cual=antes")).contains("▶ 6").doesNotContain("<script");
		assertThat(body("/oficina/fuentes/uni/pagina?cual=ahora")).contains("▶ 6").doesNotContain("<script");

		assertThat(this.mvc.post().uri("/oficina/fuentes/uni/arreglo").param("huella", "otra").with(csrf()))
			.hasRedirectedUrl("/oficina/fuentes/uni");
		assertThat(overlay().changes()).isEmpty();

		Matcher print = Pattern.compile("name=\"huella\" value=\"(\\w+)\"").matcher(page);
		assertThat(print.find()).isTrue();
		assertThat(this.mvc.post().uri("/oficina/fuentes/uni/arreglo").param("huella", print.group(1)).with(csrf()))
			.hasRedirectedUrl("/oficina/fuentes/uni");
		assertThat(Files.readString(folder.resolve("sources.yml"))).doesNotContain("fila");
		collect("uni");
		assertThat(this.visits.latest().get("uni").counts().found()).isEqualTo(6);
		assertThat(body("/oficina/fuentes/uni")).contains("cambiada aquí", "laura", "Deshacer el cambio")
			.doesNotContain("Usar este arreglo");

		assertThat(this.mvc.post().uri("/oficina/fuentes/uni/deshacer").with(csrf()))
			.hasRedirectedUrl("/oficina/fuentes/uni");
		assertThat(overlay().changes()).isEmpty();
	}

	@Test
	void aSourceIsAddedFromItsAddressAsItWasShown() throws Exception {
		write("otra", "kind: page");
		portal.html("/nueva",
				"<main>" + list(5,
						"<article class=beca><h2><a href=/n/%d>Beca de maestría número %d</a></h2></article>")
						+ "</main>");
		for (int i = 1; i <= 5; i++) {
			portal.html("/n/" + i, "<h1>Beca de maestría número " + i + "</h1><p>Cierre: 15 de marzo de 2030.</p>");
		}
		String page = body("/oficina/fuentes/nueva?url=" + portal.url("/nueva"));
		assertThat(page).contains("Se hallaron 5 convocatorias", "Beca de maestría número 1", "15 de marzo de 2030");

		String entry = page.replaceAll("(?s).*<textarea id=\"entrada\"[^>]*>(.*?)</textarea>.*", "$1")
			.replace("&#39;", "'")
			.replace("&gt;", ">")
			.replace("&quot;", "\"");
		assertThat(this.mvc.post()
			.uri("/oficina/fuentes/nueva")
			.param("url", portal.url("/nueva").toString())
			.param("nombre", "La «otra»: O'Higgins")
			.param("tipo", "OFFICIAL")
			.param("idioma", "es")
			.param("vista", "true")
			.param("entrada", entry)
			.with(csrf())).hasRedirectedUrl("/oficina/fuentes/127-0-0-1");

		collect("127-0-0-1");
		assertThat(this.visits.latest().get("127-0-0-1").counts().added()).isEqualTo(5);
		assertThat(body("/oficina/fuentes")).contains("La «otra»: O&#39;Higgins", "agregada aquí");
		assertThat(body("/oficina/fuentes/127-0-0-1")).contains("Agregada en esta página", "vista funcionar el");
		this.mvc.post().uri("/oficina/fuentes/127-0-0-1/deshacer").with(csrf()).exchange();
		assertThat(this.mvc.get().uri("/oficina/fuentes/127-0-0-1")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void whatWasAddedHereIsMendedHere() throws Exception {
		write("otra", "kind: page");
		Source added = SourceCatalog
			.parse("entry",
					"sources: [{id: propia, name: Propia, tier: press, url: '%s', kind: page, list: article}]"
						.formatted(portal.url("/propia")))
			.sources()
			.get(0);
		overlay().put(SourceCatalog.read(folder.resolve("sources.yml")), added, "laura", "Agregada", Instant.now())
			.write();
		portal.on("/propia", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/propia/nueva");
			exchange.sendResponseHeaders(301, -1);
		}).html("/propia/nueva", "<form><input type=password></form>");

		collect("propia");

		assertThat(this.visits.latest().get("propia").why())
			.contains("quite la fuente en su página y agréguela con la dirección " + portal.url("/propia/nueva"));
		assertThat(body("/oficina/fuentes/propia")).contains("después quite esta fuente en su página")
			.doesNotContain("escríbala en sources.yml");
		assertThat(body("/oficina/fuentes")).contains("después quite esta fuente en su página");
		this.mvc.post().uri("/oficina/fuentes/propia/deshacer").with(csrf()).exchange();
	}

	@Test
	void anAddressThatIsNoneIsExplained() throws Exception {
		write("otra", "kind: page");

		for (String none : new String[] { "no hay", "hola", "mailto:laura@portal.example", "javascript:alert(1)",
				"ftp://portal.example/", "https://ana:clave@portal.example/" }) {
			assertThat(body("/oficina/fuentes/nueva?url=" + none)).contains("role=\"alert\"",
					"«" + none + "» no es la dirección de una página");
		}
		assertThat(body("/oficina/fuentes/nueva?url=" + portal.url("/nadie")))
			.contains("No se leería nada: no existe", "copie de allí la dirección")
			.doesNotContain("Agregar la fuente<", "sources.yml");
	}

	@Test
	void aPageWithoutCallsIsNotTakenForOneOfCalls() throws Exception {
		write("otra", "kind: page");
		portal.html("/noticias", "<h1>Noticias</h1>" + list(4,
				"<article><h2><a href=/n%d>El equipo de fútbol gana %d partidos</a></h2><p>Ayer en Tunja.</p></article>"));
		assertThat(body("/oficina/fuentes/nueva?url=" + portal.url("/noticias")))
			.contains("Se hallaron 4 publicaciones, pero", "Busque en el portal la página donde están", "¿Agregarla?")
			.doesNotContain("Se hallaron 4 convocatorias");
	}

	@Test
	void aPageThatIsEmptyTodayCanBeAdded() throws Exception {
		write("otra", "kind: page");
		portal.html("/vacia", "<h1>Convocatorias</h1><p>En este momento no hay convocatorias abiertas.</p>");
		assertThat(body("/oficina/fuentes/nueva?url=" + portal.url("/vacia")))
			.contains("No se leería nada: sin convocatorias", "¿Agregarla de todos modos?",
					"url: &#39;" + portal.url("/vacia"))
			.doesNotContain("kind:", "name=\"vista\"");

		this.mvc.post()
			.uri("/oficina/fuentes/nueva")
			.param("url", portal.url("/vacia").toString())
			.param("nombre", "Vacía")
			.param("tipo", "PRESS")
			.param("entrada", "    url: '%s'\n".formatted(portal.url("/vacia")))
			.with(csrf())
			.exchange();
		assertThat(overlay().find("127-0-0-1").orElseThrow().source().verified()).isNull();
		assertThat(body("/oficina/fuentes/nueva?url=" + portal.url("/vacia"))).contains("ya está entre las fuentes",
				">Vacía</a>");
		this.mvc.post().uri("/oficina/fuentes/127-0-0-1/deshacer").with(csrf()).exchange();
	}

	@Test
	void whatIsWrongInANewEntryIsSaidAndNothingOfItIsLost() throws Exception {
		write("otra", "kind: page");

		var result = this.mvc.post()
			.uri("/oficina/fuentes/nueva")
			.param("url", portal.url("/nueva").toString())
			.param("nombre", "La nueva")
			.param("tipo", "OFFICIAL")
			.param("idioma", "pt")
			.param("entrada", "    url: '%s'\n    kind: pagina\n".formatted(portal.url("/nueva")))
			.with(csrf())
			.exchange();

		assertThat(result).hasStatusOk();
		assertThat(result.getResponse().getContentAsString())
			.contains("No se puede agregar así:", "pagina", "value=\"La nueva\"", "kind: pagina",
					"value=\"OFFICIAL\" selected", "value=\"pt\" selected", "aria-describedby=\"entry-mistake\"")
			.doesNotContain("Se hallaron");
		assertThat(overlay().changes()).isEmpty();
	}

	@Test
	void theListShowsStateChartAndWhatToDo() throws Exception {
		write("caida", "kind: feed");
		collect("caida");

		assertThat(body("/oficina/fuentes")).contains("Una fuente necesita que alguien la mire", "role=\"img\"",
				"Convocatorias halladas en la última visita", "sin leer", "Próxima visita");
	}

	@Test
	void thePagesBehindTheLinksAreShownThenAndNowAndRepaired() throws Exception {
		write("fondo", "kind: page, list: li, detail: {title: h1, deadline: .cierre}");
		for (int round = 0; round < 4; round++) {
			portal.html("/fondo",
					"<ul>" + list(4, "<li><a href=/f/%d>Beca número %d</a>") + "</ul><!--" + round + "-->");
			for (int i = 1; i <= 4; i++) {
				portal.html("/f/" + i,
						"<h1>Beca número %d</h1><p class=%s>%d de abril de 2030</p><script>1</script><!--%d-->"
							.formatted(i, (round < 3) ? "cierre" : "plazo", i, round));
			}
			collect("fondo");
		}

		String page = body("/oficina/fuentes/fondo");
		assertThat(page)
			.contains("cambió la página", "hay datos que ya no se hallan", "4 de 4", "0 de 4",
					"Con él se vuelve a hallar, en las páginas de las convocatorias:", "fecha de cierre.",
					"detail.deadline", "La página de una convocatoria, entonces y ahora")
			.doesNotContain("Con él se hallarían");
		assertThat(body("/oficina/fuentes/fondo/pagina?cual=antes&parte=detalle")).contains("▶ fecha de cierre:")
			.doesNotContain("<script");
		assertThat(body("/oficina/fuentes/fondo/pagina?cual=ahora&parte=detalle")).contains("▶ fecha de cierre:",
				"▶ título:");
		Matcher print = Pattern.compile("name=\"huella\" value=\"(\\w+)\"").matcher(page);
		assertThat(print.find()).isTrue();
		this.mvc.post().uri("/oficina/fuentes/fondo/arreglo").param("huella", print.group(1)).with(csrf()).exchange();
		assertThat(overlay().find("fondo").orElseThrow().source().yaml()).contains("deadline: '.plazo'");
		this.mvc.post().uri("/oficina/fuentes/fondo/deshacer").with(csrf()).exchange();
	}

	@Test
	void aBrokenPathIntoDataIsRepairedWithOneClickToo() throws Exception {
		write("datos", "kind: json, list: hits, fields: {id: id, title: titulo, deadline: cierre}");
		data("{'hits': [%s]}", "{'id': 10%d, 'titulo': 'Beca <b>%d</b>', 'cierre': '2030-04-0%d'}");
		collect("datos");
		data("{'hits': {'filas': [%s]}}", "{'id': 10%d, 'nombre': 'Beca <b>%d</b>', 'fechas': {'fin': '2030-04-0%d'}}");
		collect("datos");

		String page = body("/oficina/fuentes/datos");
		assertThat(page).contains("Qué cambió en los datos", "Los datos, entonces y ahora", "Usar este arreglo",
				"Qué rutas cambian", "<code>hits.filas</code>", "<code>fechas.fin</code>",
				"Con él se hallarían 4 de las 4 convocatorias que ya se conocían");
		assertThat(body("/oficina/fuentes/datos/pagina?cual=antes")).contains("<h2>▶ 4</h2>",
				"<strong>fecha de cierre:</strong> 2030-04-04", "&quot;titulo&quot; : &quot;Beca &lt;b&gt;4");
		assertThat(body("/oficina/fuentes/datos/pagina?cual=ahora")).contains("<h2>▶ 4</h2>",
				"<strong>título:</strong> Beca 4", "&quot;nombre&quot;");
		Matcher print = Pattern.compile("name=\"huella\" value=\"(\\w+)\"").matcher(page);
		assertThat(print.find()).isTrue();
		this.mvc.post().uri("/oficina/fuentes/datos/arreglo").param("huella", print.group(1)).with(csrf()).exchange();

		assertThat(overlay().find("datos").orElseThrow().source().yaml()).contains("list: 'hits.filas'",
				"title: ['nombre']", "deadline: ['fechas.fin']");
		assertThat(Files.readString(folder.resolve("sources.yml"))).doesNotContain("filas");
		collect("datos");
		assertThat(this.visits.latest().get("datos").counts().found()).isEqualTo(4);
		assertThat(body("/oficina/fuentes/datos")).contains("Deshacer el cambio").doesNotContain("Usar este arreglo");
		this.mvc.post().uri("/oficina/fuentes/datos/deshacer").with(csrf()).exchange();
	}

	private static void data(String document, String item) {
		String items = IntStream.rangeClosed(1, 4)
			.mapToObj((i) -> item.formatted(i, i, i))
			.collect(Collectors.joining(","));
		portal.on("/datos", Portal.answer(200, "application/json",
				document.formatted(items).replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aPageThatIsWellAsItIsNowIsTakenAtAPersonsWord() throws Exception {
		write("nueva-forma", "kind: page, list: article, fields: {title: h3, link: h3 a@href, deadline: .cierre}");
		for (int round = 0; round < 4; round++) {
			String form = "<article><h3><a href=/nf/%%d>Beca %%d</a></h3><p class=%s>Mañana</p></article>";
			portal.html("/nueva-forma", list(4, form.formatted((round < 3) ? "cierre" : "otra")) + "<!--" + round);
			collect("nueva-forma");
		}
		collect("nueva-forma");
		assertThat(this.visits.latest().get("nueva-forma").outcome()).isEqualTo(Outcome.UNCHANGED);
		assertThat(this.states.of("nueva-forma")).isEqualTo(Health.DRIFTED);

		accept("nueva-forma");

		assertThat(this.states.of("nueva-forma")).isEqualTo(Health.GOOD);
		collect("nueva-forma");
		assertThat(this.states.of("nueva-forma")).as("it still answers 304").isEqualTo(Health.GOOD);
		assertThat(body("/oficina/fuentes/nueva-forma")).contains("laura dijo el", "que así está bien")
			.doesNotContain("cambió la página<", ">Así está bien<");
	}

	@Test
	void fewerCallsThanUsualAreUsualOnceAPersonSaysSo() throws Exception {
		write("menos", "kind: page, list: article, fields: {title: h3, link: h3 a@href}");
		String form = "<article><h3><a href=/m/%d>Beca %d</a></h3></article>";
		for (int round = 0; round < 4; round++) {
			portal.html("/menos", list(20, form) + "<!--" + round);
			collect("menos");
		}
		portal.html("/menos", list(80, form));
		collect("menos");
		assertThat(body("/oficina/fuentes/menos")).contains("trae más de lo habitual",
				"si lo son, diga abajo que así está bien");
		portal.html("/menos", list(3, form));
		collect("menos");
		assertThat(body("/oficina/fuentes/menos")).contains("trae menos de lo habitual");

		accept("menos");

		portal.html("/menos", list(4, form));
		collect("menos");
		assertThat(this.states.of("menos")).isEqualTo(Health.GOOD);
		assertThat(this.visits.latest().get("menos").why()).isNull();
	}

	@Test
	void whatCannotBeReadIsNotWellAsItIs() throws Exception {
		write("cerrada", "kind: page, list: article");
		portal.html("/cerrada", "<form><input type=password></form>");
		collect("cerrada");

		assertThat(body("/oficina/fuentes/cerrada")).doesNotContain(">Así está bien<");
		this.mvc.post().uri("/oficina/fuentes/cerrada/asi-esta-bien").with(csrf()).exchange();
		assertThat(this.states.of("cerrada")).isEqualTo(Health.QUIET);
	}

	private void accept(String id) throws Exception {
		assertThat(body("/oficina/fuentes/" + id)).contains(">Así está bien</button>");
		assertThat(this.mvc.post().uri("/oficina/fuentes/" + id + "/asi-esta-bien").with(csrf()))
			.hasRedirectedUrl("/oficina/fuentes/" + id);
	}

	@Test
	void linksThatLeadNowhereAreCountedAndTheNewestNamed() throws Exception {
		write("enlaces", "kind: page, list: li, detail: yes");
		portal.html("/enlaces", "<ul>" + list(7, "<li><a href=/e/%d>Beca <b>%d</b></a>") + "</ul>")
			.html("/e/1", "<h1>Beca 1</h1>");
		collect("enlaces");

		assertThat(body("/oficina/fuentes/enlaces"))
			.contains("6 de sus enlaces llevaban a páginas que ya no existen", "Los cinco más recientes:",
					"href=\"" + portal.url("/e/6") + "\"", ">Beca 6<")
			.doesNotContain(">Beca 7<");

		portal.html("/enlaces", "<ul>" + list(2, "<li><a href=/e/%d>Beca %d</a>") + "</ul>");
		collect("enlaces");
		assertThat(body("/oficina/fuentes/enlaces")).contains("uno de sus enlaces llevaba a una página", ">Beca 2<")
			.doesNotContain("Los cinco más recientes", ">Beca 6<");

		portal.html("/enlaces", "<ul>" + list(1, "<li><a href=/e/%d>Beca %d</a>") + "</ul>");
		collect("enlaces");
		assertThat(body("/oficina/fuentes/enlaces")).doesNotContain("Enlaces que no llevan a nada");
	}

	@Test
	void aPauseThatThePortalAskedForIsShownAndCanBeLifted() throws Exception {
		write("cansado", "kind: page, list: li");
		portal.on("/cansado", (exchange) -> {
			exchange.getResponseHeaders().set("Retry-After", "18000");
			exchange.sendResponseHeaders(429, -1);
		});
		collect("cansado");
		portal.html("/cansado", "<ul><li><a href=/c/1>Beca uno</a><li><a href=/c/2>Beca dos</a></ul>");
		collect("cansado");
		assertThat(this.visits.latest().get("cansado").outcome()).isEqualTo(Outcome.POSTPONED);

		assertThat(body("/oficina/fuentes")).contains("En pausa hasta el", "lo pidió el portal", "Ver la pausa");
		assertThat(body("/oficina/fuentes/cansado"))
			.contains("no se vuelve: lo pidió el portal", "El portal respondió 429",
					"Levantar la pausa y visitar ahora")
			.doesNotContain(">Visitar ahora<");

		assertThat(this.mvc.post().uri("/oficina/fuentes/cansado/visitar?levantar=true").with(csrf())).redirectedUrl()
			.startsWith("/oficina/fuentes/cansado?desde=");
		await("cansado", Outcome.OK);
		assertThat(body("/oficina/fuentes/cansado"))
			.contains(">Visitar ahora<", "laura levantó el", "la pausa que el portal había pedido hasta el",
					"El portal respondió 429")
			.doesNotContain("En pausa");
	}

	@Test
	void aPauseBecauseOfFailuresSaysThatVisitingNowDoesNotWait() throws Exception {
		write("averiado", "kind: page, list: li");
		portal.on("/averiado", Portal.answer(401, "text/html", new byte[0]));
		collect("averiado");

		assertThat(body("/oficina/fuentes")).contains("En pausa hasta el",
				"falló la última vez. «Visitar ahora» no espera");
		assertThat(body("/oficina/fuentes/averiado")).contains("La última visita falló («El portal respondió 401",
				"no se vuelve a intentar", "aria-describedby=\"pause-hint\"", ">Visitar ahora<");
	}

	/** A visit that was begun by a click goes on by itself. */
	private void await(String id, Outcome outcome) throws Exception {
		Instant given = Instant.now().plusSeconds(30);
		while (this.visits.latest().get(id).outcome() != outcome && Instant.now().isBefore(given)) {
			Thread.onSpinWait();
		}
		assertThat(this.visits.latest().get(id).outcome()).isEqualTo(outcome);
	}

	@Test
	void aMonthOfRequestsIsShownHostByHost() throws Exception {
		write("cuenta", "kind: page");
		portal.html("/cuenta", "<h1>Una beca</h1>");
		collect("cuenta");
		collect("cuenta");

		assertThat(body("/oficina/fuentes/trafico")).contains("127.0.0.1", "permitió todo lo pedido");
		assertThat(body("/oficina/fuentes/trafico?mes=2020-01")).contains("enero de 2020", "no se ha pedido nada");
		assertThat(body("/oficina/fuentes/trafico?mes=quién-sabe")).contains("127.0.0.1");
	}

	@Test
	void everyStateAndOutcomeHasWordsInBothLanguages() throws Exception {
		for (String language : new String[] { "es", "en" }) {
			String words = Files.readString(Path.of("src/main/resources/messages/collect_" + language + ".properties"));
			for (Health health : Health.values()) {
				assertThat(words).contains("collect.health." + health.key() + "=",
						"collect.health.advice." + health.key() + "=");
			}
			for (Source.Field field : Source.Field.values()) {
				assertThat(words).contains("collect.field." + field.key() + "=");
			}
			for (Outcome outcome : Outcome.values()) {
				assertThat(words).contains("collect.outcome." + outcome.key() + "=",
						"collect.advice." + outcome.key() + "=");
				assertThat(words.contains("collect.new.advice." + outcome.key() + "=")).isEqualTo(!outcome.good());
			}
		}
	}

	private static String list(int count, String form) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> form.formatted(i, i)).collect(Collectors.joining());
	}

	private static void write(String id, String more) throws Exception {
		Files.writeString(folder.resolve("sources.yml"),
				"sources:\n  - {id: %s, name: Portal %s, tier: press, url: '%s', %s}\n".formatted(id, id,
						portal.url("/" + id), more));
	}

	private void collect(String id) throws Exception {
		this.operator.start(this.collectJob,
				new JobParametersBuilder().addString("run", id + ++this.run)
					.addString("sources", id)
					.toJobParameters());
	}

	private String body(String uri) throws Exception {
		var result = this.mvc.get().uri(uri).exchange();
		assertThat(result).hasStatusOk();
		return result.getResponse().getContentAsString();
	}

	private static SourceOverlay overlay() {
		return SourceOverlay.read(folder.resolve("data").resolve("sources.overlay.yml"));
	}

}
