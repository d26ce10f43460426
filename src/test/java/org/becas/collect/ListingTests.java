package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PostingReader.Reading;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Portals as they are built, each given by its address alone. */
class ListingTests {

	private static final List<String> CALLS = List.of("Becas de maestría en Alemania", "Beca de doctorado en Suecia",
			"Convocatoria de movilidad a México", "Becas de pregrado en Japón", "Beca Eiffel de excelencia",
			"Programa de becas de la OEA");

	private static final String TEXT = "<p>Cubre matrícula, tiquetes y un estipendio para quienes quieran estudiar en el exterior.</p>";

	@Test
	void readMoreIsTheLinkOfTheTitleAboveIt() {
		Reading reading = read("<h1>Becas</h1>"
				+ each("<div class=c><h3>%s</h3>" + TEXT + "<a class=boton href='detalle?id=%d'>Leer más</a></div>"));

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(2).url()).hasToString("https://portal.example/becas/detalle?id=2");
	}

	@Test
	void aCardMayBeCoveredByALinkWithoutWords() {
		Reading reading = read("<h1>Becas</h1>" + each(
				"<div class='card post-2'><span class=badge>Abierta</span><h5 class=card-title>%s</h5><a class=stretched-link href='/b/%d'></a></div>"));

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(5).url()).hasPath("/b/5");
	}

	@Test
	void aTableNamesEachCallInTheColumnThatSaysSo() {
		Reading reading = read("<table><tr><th>No.</th><th>Convocatoria</th><th>Más</th></tr>"
				+ each("<tr><td>945</td><td>%s</td><td><a href='/c/%d'>Ver detalle</a></td></tr>") + "</table>");

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(1).url()).hasPath("/c/1");
	}

	@Test
	void aCallWithARowForEachThingItGivesIsOne() {
		Reading reading = read(
				"<h1>Becas vigentes</h1><form><table><tr><th>Código</th><th>Convocatoria</th><th>Cubrimiento</th></tr>"
						+ CALLS.stream()
							.map((title) -> "<tr><td>1170</td><td>%1$s</td><td>Matrícula</td></tr><tr><td>1170</td><td>%1$s</td><td>Tiquetes</td></tr>"
								.formatted(title))
							.collect(Collectors.joining())
						+ "</table></form>");

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(0).text()).contains("Matrícula").contains("Tiquetes");
	}

	@Test
	void aTableAroundThePageIsNoList() {
		Reading reading = read(
				"<table><tr><td><p><a href='i.htm'>Página principal</a></p><p><a href='q.htm'>Quiénes somos</a></p>"
						+ "<p><a href='e.htm'>Escríbanos un correo</a></p></td><td><table>"
						+ each("<tr><td><font><b><a href='%2$d.htm'>%1$s</a></b><br>Hasta mayo</font></td></tr>")
						+ "</table></td></tr></table>");

		assertThat(titles(reading)).isEqualTo(CALLS);
	}

	@Test
	void whatUnfoldsIsReadWhereItStands() {
		Reading reading = read("<h1>Becas vigentes</h1><div class=accordion>"
				+ each("<div class=item><h2><button aria-expanded=false>%s</button></h2><div class=body>" + TEXT
						+ "<p>Hasta el 3 de mayo de 2027. Informa <a href='https://quien.example/'>la embajada</a>.</p></div></div>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(0).text()).contains("3 de mayo de 2027");
		assertThat(reading.postings()).extracting(Posting::key).doesNotHaveDuplicates();
	}

	@Test
	void aHeadingHasWhatFollowsUntilTheNextOne() {
		Reading reading = read("<h1>Oportunidades internacionales</h1><div class=texto><p>Conózcalas.</p>"
				+ each("<h3>%s</h3>" + TEXT
						+ "<p>Hasta el %d de mayo de 2027.</p><p><a href='https://otro.example/%2$d'>Más información</a></p>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(3).text()).contains("Hasta el 3 de mayo").doesNotContain("4 de mayo");
		assertThat(reading.postings().get(3).url()).hasToString("https://otro.example/3");
	}

	@Test
	void theLongTitleIsTakenWhereTheListCutsIt() {
		Reading reading = read(each("<div class=r><h3><a href='/p/%2$d' title='%1$s'>Convocat…</a></h3></div>"));

		assertThat(titles(reading)).isEqualTo(CALLS);
	}

	@Test
	void aPictureSaysWhatItShows() {
		assertThat(titles(read("<h1>Becas</h1>" + each("<div><a href='/b/%2$d'><img src=a.jpg alt='%1$s'></a></div>"))))
			.isEqualTo(CALLS);
	}

	@Test
	void shortNamesAreTitlesWhereSomethingIsSaidOfEach() {
		String names = "<h1>Becas</h1><ul>" + List.of("Chevening", "MEXT", "DAAD", "GKS")
			.stream()
			.map((name) -> "<li><a href='/%s'>%s</a> – %s</li>".formatted(name, name, TEXT))
			.collect(Collectors.joining()) + "</ul>";

		assertThat(titles(read(names))).containsExactly("Chevening", "MEXT", "DAAD", "GKS");
	}

	@Test
	void callsAreTakenRatherThanNewsBesideThem() {
		String news = "<section class=noticias><h2>Noticias</h2>" + IntStream.range(0, 9)
			.mapToObj((
					i) -> "<div class=n><h3><a href='/n/%d'>La universidad recibió a la delegación número %d de visitantes</a></h3>%s</div>"
						.formatted(i, i, TEXT))
			.collect(Collectors.joining()) + "</section>";

		assertThat(titles(read(news + "<section><h2>Convocatorias abiertas</h2><ul>"
				+ each("<li><a href='/c/%2$d'>%1$s</a></li>") + "</ul></section>")))
			.isEqualTo(CALLS);
	}

	@Test
	void menusWithoutATellingNameAreNoList() {
		String menu = "<div id=izq><p><a href='/1'>Becas y créditos nacionales</a></p><p><a href='/2'>Preguntas frecuentes</a></p>"
				+ "<p><a href='/3'>Política de tratamiento de datos</a></p><p><a href='/4'>Informes de gestión</a></p></div>";

		assertThat(titles(
				read(menu + "<div id=centro><p>" + each("<a href='/c/%2$d'>%1$s</a> (mayo)<br>") + "</p></div>")))
			.isEqualTo(CALLS);
	}

	@Test
	void aFrameNamedAfterItsSideColumnHidesNothing() {
		String list = each(
				"<article class='post category-%2$d entry'><header><h2><a href='/p/%2$d/'>%1$s</a></h2></header>" + TEXT
						+ "</article>");

		assertThat(titles(read("<div class=content-sidebar-wrap><main>" + list + "</main></div>"))).isEqualTo(CALLS);
		assertThat(titles(read("<div class='elementor-element elementor-widget'>" + list + "</div>"))).isEqualTo(CALLS);
	}

	@Test
	void theFewCallsOfAPageOfCallsAreFound() {
		String chrome = "<header><a href='/'>Inicio del portal</a></header>";
		String one = "<article class='convocatoria hentry'><h2><a href='/c/1'>Beca de maestría en Chile</a></h2>" + TEXT
				+ "</article>";

		assertThat(titles(read(chrome + "<main><h1>Convocatorias</h1>" + one + "</main>")))
			.containsExactly("Beca de maestría en Chile");
		assertThat(titles(read(chrome + "<main><h1>Beca Tulip para Países Bajos</h1>" + TEXT
				+ "<h2>Becas relacionadas</h2>" + one + one.replace("/c/1", "/c/2") + "</main>")))
			.containsExactly("Beca Tulip para Países Bajos");
	}

	@Test
	void thePartsOfOneCallAreNoCalls() {
		Reading reading = read(
				"<h1>Beca Eiffel 2027</h1><h2>¿Qué es la beca?</h2>%1$s<h2>Beneficios de la beca</h2>%1$s<h2>Requisitos para la beca</h2>%1$s<h2>Cómo postularse a la beca</h2>%1$s<h2>Calendario de la beca</h2>%1$s"
					.formatted(TEXT));

		assertThat(titles(reading)).containsExactly("Beca Eiffel 2027");
	}

	@Test
	void theDocumentsOfOneCallAreNoCalls() {
		Reading reading = read("<main><h1>Convocatoria 945 de doctorados en el exterior</h1>" + TEXT
				+ "<h3>Documentos</h3><ul><li><a href='/1.pdf'>Términos de referencia de la convocatoria</a></li>"
				+ "<li><a href='/2.pdf'>Anexo 1. Carta de aval</a></li><li><a href='/3.pdf'>Resolución de apertura de la convocatoria</a></li></ul></main>");

		assertThat(titles(reading)).containsExactly("Convocatoria 945 de doctorados en el exterior");
	}

	@Test
	void aListIsToldFromMenusThatAreBuiltAlike() {
		String menu = "<nav><ul><li><a href='/q'>Quiénes somos</a></li><li><a href='/c'>Contacto y horarios</a></li>"
				+ "<li><a href='/n'>Noticias de la oficina</a></li></ul></nav>";

		assertThat(titles(read(menu + "<h1>Becas</h1><h2>Europa</h2><ul>"
				+ each("<li><a href='/b/%2$d'>%1$s</a>: para profesionales</li>") + "</ul>")))
			.isEqualTo(CALLS);
	}

	@Test
	void aPageOfMenusWithoutCallsIsEmpty() {
		String menus = "<nav>" + each("<a href='/m/%2$d'>Otra página sobre %1$s en nuestro portal institucional</a>")
				+ "</nav><footer>" + each("<a href='/f/%2$d'>Enlace de interés a %1$s en otra parte</a>") + "</footer>";

		assertThat(
				read(menus + "<main><h1>Convocatorias</h1><p>En este momento no hay convocatorias abiertas.</p></main>")
					.outcome())
			.isEqualTo(Outcome.NOTHING_OPEN);
		assertThat(read(menus + "<main><h1>Convocatorias</h1><div id=lista></div></main>").why())
			.contains("programas en el navegador");
	}

	@Test
	void theNextPageIsFoundHoweverItIsMarked() {
		String list = "<ul>" + each("<li><a href='/c/%2$d'>%1$s</a></li>") + "</ul>";

		for (String next : List.of(
				"<nav class=query-pagination><a class=query-pagination-next href='?p=2'>Más</a></nav>",
				"<a href='?p=2' aria-label='Ir a la página siguiente'><span>›</span></a>",
				"<ul class=pagination><li class=active><a href='?p=1'>1</a></li><li><a href='?p=2'>2</a></li></ul>",
				"<a href='?p=2'>« Entradas más antiguas</a>")) {
			assertThat(read(list + next).next()).as(next)
				.containsExactly(URI.create("https://portal.example/becas/?p=2"));
		}
	}

	@Test
	void theNewestCallMayStandBeforeTheRestInABlockOfItsOwn() {
		Reading reading = read("<main><h1>Oportunidades</h1><div class=blog><div class=leading><div class=first>"
				+ "<h2><a href=/b/9>Beca de posdoctorado en Chile</a></h2>" + TEXT
				+ "<a href=/b/9>Leer más: Beca de posdoctorado en Chile</a></div></div>"
				+ each("<div class=row><div class=cell><h2><a href='/b/%2$d'>%1$s</a></h2>" + TEXT
						+ "<a href='/b/%2$d'>Leer más: %1$s</a></div></div>")
				+ "<div class=more><h3>Más artículos</h3><ol><li><a href=/r>Resultados de 2025</a></ol></div></div></main>");

		assertThat(titles(reading)).hasSize(7).startsWith("Beca de posdoctorado en Chile").endsWith(CALLS.get(5));
	}

	@Test
	void whatStandsBeforeAListWithoutBeingLikeItIsNoneOfIt() {
		Reading reading = read(
				"<main><h1>Oportunidades</h1><div class=blog><div class=banner><h2><a href=/f>Feria</a></h2>"
						+ "<h2><a href=/g>Galería</a></h2><h2><a href=/h>Historia</a></h2><h2><a href=/v>Videos</a></h2></div>"
						+ each("<div class=row><div class=cell><h2><a href='/b/%2$d'>%1$s</a></h2>" + TEXT
								+ "</div></div>")
						+ "</div></main>");

		assertThat(titles(reading)).isEqualTo(CALLS);
	}

	@Test
	void rowsMayTakeTurnsInHowTheyLook() {
		Reading reading = read("<table class=lista>" + IntStream.range(0, CALLS.size())
			.mapToObj((i) -> "<tr class='%srow-item hoverable'><td><a href='/v?ID=%d'>%s</a></td><td>2027</td></tr>"
				.formatted((i % 2 == 1) ? "x-alternating " : "", i, CALLS.get(i)))
			.collect(Collectors.joining()) + "</table>");

		assertThat(titles(reading)).isEqualTo(CALLS);
	}

	@Test
	void newsBuiltLikeCallsAreNotReadWithThem() {
		String news = List.of("La rectora visita Tunja", "Becarios cuentan lo que vivieron", "Nueva sede en Girón")
			.stream()
			.map((title) -> "<div class=col><div class=card><h5>%s</h5>%s<a href='/n/%d'>Leer más</a></div></div>"
				.formatted(title, TEXT, title.length()))
			.collect(Collectors.joining());
		String calls = each(
				"<div class=col><div class=card><h5>%s</h5>" + TEXT + "<a href='/b/%d'>Leer más</a></div></div>");

		assertThat(titles(read("<h1>Relaciones</h1><section><h2>Noticias</h2><div class=row>" + news
				+ "</div></section><section><h2>Convocatorias (abiertas)</h2><div class=row>" + calls
				+ "</div></section>")))
			.isEqualTo(CALLS);
		assertThat(titles(read("<h1>Relaciones</h1><h2>Últimas noticias</h2><div class=row>" + news
				+ "</div><h2>Becas</h2><div class=row>" + calls + "</div>")))
			.isEqualTo(CALLS);
		assertThat(titles(read("<h1>Relaciones</h1><h2>Becas</h2><div class=row>" + calls
				+ "</div><h2>Agenda</h2><div class=row>" + news + "</div>")))
			.isEqualTo(CALLS);
	}

	@Test
	void callsUnderAHeadingOfNewsAreReadIfThereAreNoOthers() {
		Reading reading = read("<h1>Oficina</h1><h2>Noticias</h2>" + "<div class=row>"
				+ each("<div class=col><h3><a href='/b/%2$d'>%1$s</a></h3>" + TEXT + "</div>") + "</div>");

		assertThat(titles(reading)).isEqualTo(CALLS);
	}

	@Test
	void theNewestCallMayStandOutsideOfTheListUnderTheSameName() {
		Reading reading = read("<main><h1>Becas</h1><section class=hero><div><h2 class=post-title><a href=/b/9>"
				+ "Beca destacada en Corea</a></h2><p>Cierra en marzo.</p></div></section><section class=grid>"
				+ each("<article class=tile><div><h2 class=post-title><a href='/b/%2$d'>%1$s</a></h2>" + TEXT
						+ "</div></article>")
				+ "</section></main>");

		assertThat(titles(reading)).hasSize(7).startsWith("Beca destacada en Corea");
	}

	@Test
	void whatAToolkitCallsAWidgetIsNoFurniture() {
		Reading reading = read("<form><h1>Consulta de convocatorias</h1><div class='ui-datatable ui-widget'><table>"
				+ "<tr><th>Código</th><th>Convocatoria</th><th></th></tr>"
				+ each("<tr class='ui-widget-content ui-datatable-even'><td>9%2$d</td><td>%1$s</td><td><a href='#'>Ver</a></td></tr>")
				+ "</table></div></form>");

		assertThat(titles(reading)).isEqualTo(CALLS);
	}

	@Test
	void theOfficialPageIsTheLinkOfTheTitleAboveIt() {
		Reading reading = read("<div role=main><h1>Becas externas</h1>" + each(
				"<h3 class=x>%s</h3><p>Cierra en marzo.</p><p><a href='https://da.example/%d'>Página oficial</a></p>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(CALLS);
		assertThat(reading.postings().get(3).url()).hasToString("https://da.example/3");
	}

	private static String each(String block) {
		return IntStream.range(0, CALLS.size())
			.mapToObj((i) -> block.formatted(CALLS.get(i), i))
			.collect(Collectors.joining("\n"));
	}

	private static List<String> titles(Reading reading) {
		return reading.postings().stream().map(Posting::title).toList();
	}

	/** As it is discovered, and as the entry that is shown for keeping reads. */
	private static Reading read(String html) {
		Fetched page = new Fetched(URI.create("https://portal.example/becas/"), html.getBytes(StandardCharsets.UTF_8),
				"text/html; charset=utf-8", Validators.NONE, null);
		Source source = SourceCatalog.parse("sources.yml",
				"sources: [{id: portal, name: Portal, tier: official, url: 'https://portal.example/becas/', verified: never}]")
			.sources()
			.get(0);
		Source understood = Discovery.understand(source, page);
		Source kept = SourceCatalog.parse("sources.yml", "sources:\n" + understood.yaml()).sources().get(0);
		if (understood.layout().list() != null) {
			assertThat(kept.layout()).isEqualTo(understood.layout());
		}
		return new PageReader().read(understood, page);
	}

}
