package org.becas.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpHandler;
import org.becas.collect.Inspection.Look;
import org.becas.collect.Outcome;
import org.becas.collect.Portal;
import org.becas.extract.Announcement;
import org.becas.office.Office;
import org.becas.operate.Installation;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The first day: what a person reads who looks at sources from a shell. */
class SourcesCheckTests {

	private static final String ALLOWED = "becas.collect.allow-private-addresses";

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final Portal portal = new Portal();

	@TempDir
	Path folder;

	@BeforeEach
	void publish() {
		System.setProperty(ALLOWED, "true");
		System.setProperty("becas.collect.retries", "0");
		this.portal.html("/becas", "<title>Becas</title><nav><a href=/>Inicio</a></nav><main>" + cards() + "</main>")
			.html("/js", "<title>App</title><div id=root></div><script src=/app.js></script>")
			.html("/login", "<title>Ingresar</title><form><input name=u><input type=password name=p></form>")
			.html("/vacio", "<h1>Becas</h1><p>Por ahora no hay convocatorias abiertas.</p>")
			.html("/cuento", "<title>Consejos</title><h1>Cinco consejos para escribir su carta de motivación</h1>"
					+ "<p>Muchos lectores nos preguntan cómo escribir una buena carta. Aquí van cinco consejos.</p>")
			.html("/refresco", "<title>Un momento</title><meta http-equiv=refresh content='0; url=/becas'>")
			.html("/marco", "<title>Becas</title><h1>Becas</h1><iframe src=/becas></iframe>")
			.html("/perdida", "<title>Página no encontrada</title><h1>Lo sentimos</h1><p>Busque en el menú.</p>")
			.on("/afiche", answer(200, "image/png", "\u0089PNG\r\n\u001a\n\0\0\0"))
			.on("/mapas.xml",
					answer(200, "text/xml",
							"<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
								.formatted(this.portal.url("/mapa.xml"))))
			.on("/mapa.xml",
					answer(200, "text/xml",
							"<urlset><url><loc>%s</loc></url><url><loc>%s</loc></url></urlset>"
								.formatted(this.portal.url("/b/1"), this.portal.url("/b/2"))))
			.on("/datos", answer(200, "application/json",
					"""
							{"data": {"results": [{"items": [
							  {"id": 7, "atributos": {"titulo": {"es": "Beca de maestría en Chile"}, "cierre": "2030-03-01"}},
							  {"id": 8, "atributos": {"titulo": {"es": "Beca de doctorado en Perú"}, "cierre": "2030-04-01"}}]}]}}"""))
			.on("/robots.txt", answer(200, "text/plain", "User-agent: *\nDisallow: /privado"))
			.on("/bases.pdf", answer(200, "application/pdf", PDF))
			.on("/roto.pdf", answer(200, "application/pdf", "%PDF-1.4 nada"))
			.on("/403", answer(403, "text/plain", "no"))
			.on("/espera", (exchange) -> {
				exchange.getResponseHeaders().set("Retry-After", "7200");
				exchange.sendResponseHeaders(429, -1);
			})
			.on("/mudada", (exchange) -> {
				exchange.getResponseHeaders().set("Location", "/becas");
				exchange.sendResponseHeaders(301, -1);
			})
			.on("/interna", (exchange) -> {
				exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/");
				exchange.sendResponseHeaders(302, -1);
			});
		for (int i = 1; i <= 6; i++) {
			this.portal.html("/b/" + i,
					"<h1>Beca de maestría número %d</h1><p>Cierra el %d de marzo de 2030.".formatted(i, i));
		}
	}

	@AfterEach
	void close() {
		System.clearProperty(ALLOWED);
		System.clearProperty("becas.collect.retries");
		this.portal.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/js          | necesita navegador   | su contenido lo arman programas en el navegador | canal RSS
					/login       | pide usuario         | pide usuario y contraseña en http               | dirección pública
					/vacio       | sin convocatorias abiertas | La propia página dice que por ahora no hay      | Mientras el portal lo diga
					/privado/b   | robots.txt lo impide | pide que no se visite /privado/b                | Pida permiso
					/403         | no deja entrar       | El portal respondió 403                         | desactive la fuente
					/espera      | pide esperar         | pide esperar 2 horas antes de volver            | No hay que hacer nada
					/refresco    | se mudó              | lleva a otra: http                              | escriba la dirección nueva
					/marco       | se mudó              | muestra dentro de sí otra                       | escriba la dirección nueva
					/perdida     | no existe            | La propia página dice que no existe             | está en otra dirección
					/afiche      | ilegible             | un archivo (image/png)                          | Compruebe el tipo de la fuente
					/nada        | no existe            | la página /nada ya no existe                    | está en otra dirección
					/roto.pdf    | ilegible             | PDF                                             | Compruebe el tipo de la fuente
					/interna     | red interna          | 127.0.0.1 redirige a una dirección de la red interna (169.254.169.254) y no se sigue | avísele
					""")
	void sayWhatIsInTheWayAndWhatToDo(String path, String word, String why, String advice) {
		assertThat(execute("sources", "check", this.portal.url(path).toString())).isEqualTo(Commands.NEEDS_A_PERSON);

		assertThat(this.out.toString().lines()).hasSize(3)
			.satisfiesExactly((line) -> assertThat(line).endsWith(": %s, ninguna convocatoria".formatted(word)),
					(line) -> assertThat(line).contains(why).endsWith("."),
					(line) -> assertThat(line).startsWith("Qué hacer: ").contains(advice));
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void whereNobodyAnswersTheNameOrTheHostIsSaid() {
		execute("sources", "check", "http://portal.invalid/becas");
		execute("sources", "check", "http://127.0.0.1:1/becas");

		assertThat(this.out.toString()).contains("El nombre portal.invalid no existe en internet.",
				"127.0.0.1 no responde.", "Abra la dirección en el navegador");
	}

	@Test
	void aListIsShownWithItsFirstCallsAndTheEntryToKeep() {
		assertThat(execute("sources", "check", this.portal.url("/becas").toString())).isEqualTo(Commands.DONE);

		assertThat(this.out.toString()).contains("leída, 6 convocatorias", "Beca de maestría número 1",
				"niveles: maestría", "fecha límite: viernes 1 de marzo de 2030", "Qué hacer: Compruebe en el portal",
				"kind: page", "list: article.card");
	}

	@Test
	void aMapOfMapsIsFollowed() {
		assertThat(execute("sources", "check", this.portal.url("/mapas.xml").toString())).isEqualTo(Commands.DONE);

		assertThat(this.out.toString()).contains("leída, 2 convocatorias", "Beca de maestría número 1",
				"kind: sitemap");
	}

	@Test
	void theListInDataIsFoundAndWhatItLacksIsSaid() {
		assertThat(execute("sources", "check", this.portal.url("/datos").toString())).isEqualTo(Commands.DONE);

		assertThat(this.out.toString()).contains("leída, 2 convocatorias", "Beca de maestría en Chile",
				"viernes 1 de marzo de 2030", "no dicen la dirección de cada convocatoria", "kind: json",
				"list: 'data.results.items'", "title: ['atributos.titulo.es']", "id: ['id']");
	}

	@Test
	void anAddressThatMovedIsNamedOnce() {
		execute("sources", "check", this.portal.url("/mudada").toString());

		assertThat(this.out.toString()).containsOnlyOnce("se mudó para siempre");
	}

	@Test
	void aPdfIsReadAsOneCall() {
		assertThat(execute("sources", "check", this.portal.url("/bases.pdf").toString())).isEqualTo(Commands.DONE);

		assertThat(this.out.toString()).contains("leída, una convocatoria", "Convocatoria de becas de doctorado",
				"kind: pdf");
	}

	@Test
	void whatIsNoCallIsDoubted() {
		assertThat(execute("sources", "check", this.portal.url("/cuento").toString())).isEqualTo(Commands.DONE);

		assertThat(this.out.toString()).contains("leída, con dudas",
				"No se halló una lista: la página entera se leyó como una sola convocatoria",
				"no parece una convocatoria");
	}

	@Test
	void anAddressThatMovedForGoodNamesTheNewOne() {
		execute("sources", "check", this.portal.url("/mudada").toString());

		assertThat(this.out.toString())
			.contains("se mudó para siempre; escriba «url: %s»".formatted(this.portal.url("/becas")));
	}

	@Test
	void theListAndItsChangesAreThoseOfTheSettings() throws Exception {
		Path file = Files.writeString(this.folder.resolve("mis-fuentes.yml"),
				"sources:\n  - {id: mia, name: Mía, url: '%s', tier: press}\n".formatted(this.portal.url("/becas")));
		Files.writeString(Files.createDirectory(this.folder.resolve("datos")).resolve("sources.overlay.yml"), """
				changes:
				  - at: 2026-11-20T10:00:00Z
				    by: laura
				    why: nueva
				    source: {id: otra, name: Otra, url: '%s', tier: press}
				""".formatted(this.portal.url("/vacio")));
		System.setProperty("becas.sources", file.toString());
		System.setProperty("becas.data", this.folder.resolve("datos").toString());
		try {
			assertThat(execute("sources", "check")).isEqualTo(Commands.DONE);
			assertThat(this.out.toString()).contains("mia ", "otra ");
			assertThat(execute("sources", "check", "otra")).isEqualTo(Commands.NEEDS_A_PERSON);
		}
		finally {
			System.clearProperty("becas.sources");
			System.clearProperty("becas.data");
		}
	}

	@Test
	void whatIsLookedAtIsReadOnTheOfficesDay() {
		Source source = SourceCatalog
			.parse("sources.yml", "sources: [{id: uno, name: Uno, tier: press, url: 'https://becas.example/'}]")
			.sources()
			.get(0);
		Announcement call = new Announcement("Beca de maestría",
				"Becas de maestría en Chile para colombianos. Postule hasta el 31 de marzo de 2027.",
				"https://becas.example/1", null, new Announcement.Hints(null, null, null, Set.of(), null, null));
		Office office = Installation.read(Path.of("")).office();

		new LookReport(new PrintWriter(this.out), office,
				Clock.fixed(Instant.parse("2027-01-01T02:00:00Z"), ZoneOffset.UTC))
			.tell(source, new Look(source, Outcome.OK, null, 1, List.of(call)));

		assertThat(this.out.toString()).contains("«verified: 2026-12-31»");
	}

	@Test
	void theWholeListEndsWithOneStepForEachSource() throws Exception {
		Path file = Files.writeString(this.folder.resolve("sources.yml"), """
				sources:
				  - {id: lista, name: Lista, url: '%1$s/becas', tier: official}
				  - {id: rota, name: Rota, url: '%1$s/becas', kind: page, list: li.beca, tier: official}
				  - {id: app, name: App, url: '%1$s/js', tier: official}
				  - {id: cuento, name: Cuento, url: '%1$s/cuento', tier: press}
				  - {id: quieta, name: Quieta, url: '%1$s/becas', tier: press, enabled: no}
				""".formatted(this.portal.url("")));

		assertThat(execute("sources", "check", "--visit", "--sources", file.toString()))
			.isEqualTo(Commands.NEEDS_A_PERSON);

		assertThat(this.out.toString()).containsSubsequence("lista ", "leída", " 6 ", "«Beca de maestría número 1",
				"Qué sigue", "leída (1): lista", "«verified: ", "leída, con dudas (1): cuento",
				"cambió la estructura (1): rota", "necesita navegador (1): app",
				"desactivadas (1), no se visitaron: quieta");
		assertThat(execute("sources", "check", "nadie", "--sources", file.toString())).isEqualTo(Commands.WRONG_USE);
		assertThat(execute("sources", "check", "www.uni.example", "--sources", file.toString()))
			.isEqualTo(Commands.WRONG_USE);
		assertThat(this.err.toString()).contains("No hay ninguna fuente \"nadie\" en " + file,
				"lista, rota, app, cuento, quieta",
				"Si es una dirección, escríbala completa: sources check https://www.uni.example");
	}

	@Test
	void anAddressOfOurOwnNetworkIsNotVisited() {
		System.clearProperty(ALLOWED);

		execute("sources", "check", this.portal.url("/becas").toString());

		assertThat(this.out.toString()).contains("127.0.0.1 lleva a la red interna de la oficina y no se visita.");
		assertThat(this.portal.asked()).isEmpty();
	}

	@Test
	void anAddressWithoutAHostSaysWhatIsMissing() {
		assertThat(execute("sources", "check", "http://")).isEqualTo(Commands.WRONG_USE);

		assertThat(this.err.toString())
			.contains("no es una dirección válida: le falta lo que sigue, como el nombre del servidor");
	}

	private int execute(String... words) {
		return Commands.line(words[0], (web, settings) -> {
			throw new IllegalStateException("a look needs no application");
		}).setOut(new PrintWriter(this.out)).setErr(new PrintWriter(this.err)).execute(words);
	}

	private static String cards() {
		return IntStream.rangeClosed(1, 6)
			.mapToObj((i) -> "<article class=card><h3><a href=/b/%d>Beca de maestría número %d</a></h3></article>"
				.formatted(i, i))
			.collect(Collectors.joining());
	}

	private static HttpHandler answer(int status, String type, String body) {
		return (exchange) -> {
			byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
			exchange.getResponseHeaders().set("Content-Type", type);
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
		};
	}

	private static final String PDF = """
			%PDF-1.4
			1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
			2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
			3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
			4 0 obj<</Length 151>>stream
			BT /F1 18 Tf 72 720 Td (Convocatoria de becas de doctorado) Tj /F1 11 Tf 0 -40 Td (Fecha de cierre: 15 de marzo de 2030. Para colombianos.) Tj ET
			endstream endobj
			5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
			trailer<</Root 1 0 R>>
			""";

}
