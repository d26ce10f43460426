package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PostingReader.Reading;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.becas.source.SourceCatalog;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;

class DiscoveryTests {

	private static final String MENU = """
			<header><nav><ul class="menu"><li><a href="/quienes-somos">Quiénes somos nosotros</a></li>
			<li><a href="/programas-de-la-oficina">Programas de la oficina</a></li>
			<li><a href="/contacto-y-horarios">Contacto y horarios de atención</a></li></ul></nav></header>""";

	@Test
	void findsTheRepeatingBlockOfCallsAndNotTheMenu() {
		Reading reading = read(
				MENU + """
						<div id="main"><h1>Convocatorias</h1>
						<div class="card post-1"><h3><a href="/c/1">Beca de maestría en Alemania</a></h3><p>Hasta mayo</p><a href="/c/1">Leer más</a></div>
						<div class="card post-2"><h3><a href="/c/2">Beca doctoral en Suecia</a></h3><p>Hasta junio</p><a href="/c/2">Leer más</a></div>
						<div class="card post-3"><h3><a href="/c/3">Beca de idiomas en Francia</a></h3><p>Hasta julio</p><a href="/c/3">Leer más</a></div>
						</div><div class="sidebar"><ul><li><a href="/n/1">Noticias de nuestra beca uno</a></li>
						<li><a href="/n/2">Noticias de nuestra beca dos</a></li><li><a href="/n/3">Noticias de nuestra beca tres</a></li></ul></div>""");

		assertThat(reading.postings()).extracting(Posting::title)
			.containsExactly("Beca de maestría en Alemania", "Beca doctoral en Suecia", "Beca de idiomas en Francia");
		assertThat(reading.postings().get(1).url()).hasPath("/c/2");
		assertThat(reading.postings().get(1).text()).contains("Hasta junio").doesNotContain("julio");
	}

	@Test
	void findsCallsInATableAndInAPlainList() {
		assertThat(read(MENU + """
				<table><tr><th>Beca</th><th>Cierre</th></tr>
				<tr><td><a href="a.html">Beca Carolina de doctorado</a></td><td>1 de mayo</td></tr>
				<tr><td><a href="b.html">Beca Chevening de maestría</a></td><td>2 de mayo</td></tr>
				<tr><td><a href="c.html">Beca Fulbright de maestría</a></td><td>3 de mayo</td></tr></table>""")
			.postings()).hasSize(3)
			.first()
			.extracting(Posting::text)
			.isEqualTo("Beca Carolina de doctorado: 1 de mayo");
		assertThat(read(
				MENU + """
						<ul class=lista><li><a href="a.html">Beca Carolina de doctorado</a> (cerrada)</li>
						<li><a href="b.html">Beca Chevening de maestría</a></li><li><a href="c.html">Beca Fulbright de maestría</a></li></ul>""")
			.postings()).extracting(Posting::text).contains("Beca Carolina de doctorado (cerrada)");
	}

	@Test
	void findsCardsThatAreLinksThemselves() {
		assertThat(read("""
				<section><a class="tile" href="/1"><h4>Beca de maestría uno</h4><span>mayo</span></a>
				<a class="tile" href="/2"><h4>Beca de maestría dos</h4><span>junio</span></a>
				<a class="tile" href="/3"><h4>Beca de maestría tres</h4><span>julio</span></a></section>""").postings())
			.extracting(Posting::title)
			.containsExactly("Beca de maestría uno", "Beca de maestría dos", "Beca de maestría tres");
	}

	@Test
	void aLongTextWithLinksBesideItIsOneAnnouncement() {
		Reading reading = read(MENU + "<h1>Beca de excelencia</h1>"
				+ "<p>La universidad abre una convocatoria para estudiar una maestría con todo pagado.</p>".repeat(30)
				+ """
						<ul><li><a href="/1">Requisitos de la beca</a></li><li><a href="/2">Formulario de la beca</a></li>
						<li><a href="/3">Preguntas sobre la beca</a></li></ul>""");

		assertThat(reading.postings()).singleElement().extracting(Posting::title).isEqualTo("Beca de excelencia");
	}

	@Test
	void takesTheFeedThatThePageNamesButNotItsComments() {
		Source understood = Discovery.understand(source(), page("""
				<head><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
				<link rel="alternate" type="application/rss+xml" title="Becas" href="/feed/"></head>"""));

		assertThat(understood.kind()).isEqualTo(Kind.FEED);
		assertThat(understood.url()).isEqualTo(URI.create("https://portal.example/feed/"));
	}

	@Test
	void takesThePagesOwnFeedBeforeTheSites() {
		Source understood = Discovery.understand(source(), page("""
				<head><link rel="alternate" type="application/rss+xml" title="Todo" href="/feed/">
				<link rel="alternate" type="application/rss+xml" title="Becas" href="/becas/feed/"></head>"""));

		assertThat(understood.url()).isEqualTo(URI.create("https://portal.example/becas/feed/"));
	}

	@Test
	void takesTheListOfAPageBeforeAllTheNewsOfItsSite() {
		String head = "<head><link rel=alternate type=application/rss+xml title=Noticias href=/feed/></head>";

		assertThat(Discovery.understand(source(), page(head + """
				<ul><li><a href="/1">Beca de maestría uno</a></li><li><a href="/2">Beca de maestría dos</a></li>
				<li><a href="/3">Beca de maestría tres</a></li></ul>""")).kind()).isEqualTo(Kind.PAGE);
		assertThat(Discovery.understand(source(), page(head + """
				<article><h3><a href="/1">El rector visita la sede</a></h3></article>
				<article><h3><a href="/2">Concierto de fin de año</a></h3></article>
				<article><h3><a href="/3">Abre la nueva biblioteca</a></h3></article>""")).kind()).isEqualTo(Kind.FEED);
	}

	@Test
	void whatWasUnderstoodIsAnEntryThatReadsTheSame() {
		Fetched page = page("""
				<div class=card><h3><a href="/c/1">Beca de maestría en Alemania</a></h3></div>
				<div class=card><h3><a href="/c/2">Beca doctoral en Suecia</a></h3></div>
				<div class=card><h3><a href="/c/3">Beca de idiomas en Francia</a></h3></div>""");
		Source understood = Discovery.understand(source(), page);

		Source kept = SourceCatalog.parse("sources.yml", "sources:\n" + understood.yaml()).sources().get(0);

		assertThat(kept.layout()).isEqualTo(understood.layout());
		assertThat(new PageReader().read(kept, page).postings()).hasSize(3);
	}

	@Test
	void findsTheLinkToTheNextPage() {
		assertThat(read("""
				<ul><li><a href="/1">Beca de maestría uno</a></li><li><a href="/2">Beca de maestría dos</a></li>
				<li><a href="/3">Beca de maestría tres</a></li></ul><a href="?page=2">Siguiente »</a>""").next())
			.containsExactly(URI.create("https://portal.example/becas/?page=2"));
	}

	@Test
	void aHundredThousandLinksAreAList() {
		StringBuilder html = new StringBuilder("<ul>");
		for (int i = 0; i < 100_000; i++) {
			html.append("<li><a href='/b/")
				.append(i)
				.append("'>Beca de maestría número ")
				.append(i)
				.append("</a></li>");
		}

		assertThat(read(html.toString()).postings()).hasSize(100_000);
	}

	@Test
	void namesEachKindOfNothing() {
		assertThat(nothing("<title>Just a moment...</title><script>cf_chl_opt</script>")).isEqualTo(Outcome.CHALLENGE);
		assertThat(nothing("<form action=/login><input name=u><input type=password name=p></form>"))
			.isEqualTo(Outcome.LOGIN_WALL);
		assertThat(nothing("<p>Valoramos su privacidad</p><button>Aceptar cookies</button>"))
			.isEqualTo(Outcome.CONSENT);
		assertThat(nothing("<div id=root></div><script src=app.js></script>")).isEqualTo(Outcome.SCRIPT_ONLY);
		assertThat(nothing("<p>En este momento no hay convocatorias abiertas.</p>")).isEqualTo(Outcome.NOTHING_OPEN);
		assertThat(nothing("<h2>Becas</h2><div class=otra>Beca uno</div>")).isEqualTo(Outcome.STRUCTURE_CHANGED);
		Fetched home = new Fetched(URI.create("https://portal.example/"), "<h1>Bienvenidos</h1>".getBytes(),
				"text/html", Validators.NONE, null);
		assertThat(new PageReader().read(list(), home).outcome()).isEqualTo(Outcome.MOVED);
		Fetched www = new Fetched(URI.create("https://www.portal.example/becas"), "<h1>Bienvenidos</h1>".getBytes(),
				"text/html", Validators.NONE, null);
		assertThat(new PageReader().read(list(), www).outcome()).as("the same site")
			.isEqualTo(Outcome.STRUCTURE_CHANGED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Por ahora no se encontraron nuevas becas.", "No existen convocatorias vigentes",
			"Aucun resultat", "No open calls at the moment.", "Sin resultados", "Proximamente" })
	void aPageMaySayInManyWordsThatNothingIsOpen(String words) {
		assertThat(nothing("<p>" + words + "</p>")).isEqualTo(Outcome.NOTHING_OPEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Hay nuevas becas", "No incluye becas para familiares", "El próximo mes" })
	void whatMerelySoundsSoDoesNot(String words) {
		assertThat(nothing("<p>" + words + "</p>")).isEqualTo(Outcome.STRUCTURE_CHANGED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "404", "Error 404: no está", "Página no encontrada", "Page introuvable",
			"Lo sentimos: no se pudo encontrar la página" })
	void aPageMaySayInManyWordsThatItIsNotThere(String words) {
		URI url = URI.create("https://portal.example/becas/");

		assertThat(Obstacle.gone(Jsoup.parse("<h1>" + words + "</h1>"), url, url)).isTrue();
		assertThat(Obstacle.gone(Jsoup.parse("<h1>4040 becas para quien no encontró la suya</h1>"), url, url))
			.isFalse();
	}

	private static Outcome nothing(String html) {
		Reading reading = new PageReader().read(list(), page(html));
		assertThat(reading.why()).isNotBlank();
		return reading.outcome();
	}

	private static Reading read(String html) {
		return new PageReader().read(Discovery.understand(source(), page(html)), page(html));
	}

	private static Fetched page(String html) {
		return new Fetched(URI.create("https://portal.example/becas/"), html.getBytes(StandardCharsets.UTF_8),
				"text/html; charset=utf-8", Validators.NONE, null);
	}

	private static Source source() {
		return parse("");
	}

	private static Source list() {
		return parse(", kind: page, list: article.card");
	}

	private static Source parse(String more) {
		return SourceCatalog
			.parse("sources.yml",
					"sources: [{id: uno, name: Uno, tier: press, url: 'https://portal.example/becas/'%s}]"
						.formatted(more))
			.sources()
			.get(0);
	}

}
