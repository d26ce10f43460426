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

/** Lists as publishing systems and their themes write them, each given by its address. */
class PublishedPagesTests {

	private static final List<String> NEWS = List.of("La universidad abre su nuevo laboratorio de suelos",
			"Estudiantes de Vélez ganan el concurso de robótica", "El rector recibe a la delegación de Kioto",
			"Comienza la semana de la lengua portuguesa", "La biblioteca amplía su horario de exámenes",
			"Dos profesoras entran a la academia de ciencias");

	private static final List<String> AID = List.of("Alimentación diaria", "Residencia estudiantil",
			"Talento deportivo", "Primera infancia", "Transporte intermunicipal");

	private static final String TEXT = "<p>Conozca aquí de qué se trata, a quién se dirige y hasta cuándo puede pedirla.</p>";

	@Test
	void aWidgetOfAPageBuilderIsNoSideColumn() {
		Reading reading = read("<div class='elementor-widget-wrap elementor-element-populated'>"
				+ "<div class='elementor-element elementor-widget elementor-widget-posts'><div class=elementor-widget-container>"
				+ each(NEWS,
						"<div class=teaser><div class=teaser__title><a href='/n/%2$d'>%1$s</a></div>" + TEXT + "</div>")
				+ "</div></div></div>");

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void whatHoldsMostOfThePageIsNotWhatStandsAroundIt() {
		Reading reading = read("<h1>Noticias</h1><section class='container return-pagination'>"
				+ each(NEWS, "<div class=n><h3><a href='/n/%2$d'>%1$s</a></h3>" + TEXT + "</div>") + "</section>"
				+ "<div class=pagination><a href='?p=2'>2</a></div>");

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void aPageThatIsCalledNewsListsItsSentences() {
		Reading reading = read(
				"<h2>Noticias y eventos</h2><form><table class=category><tr><th>Título</th></tr>"
						+ each(NEWS, "<tr><td><a href='/n/%2$d-x'>%1$s</a></td></tr>") + "</table></form>",
				"Noticias - Universidad de la Loma");

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void linksThatAreNoSentencesAreNoNews() {
		Reading reading = read("<h1>Noticias</h1><table>" + each(AID, "<tr><td><a href='/a/%2$d'>%1$s</a></td></tr>")
				+ "</table><p>" + "El boletín de la oficina sale cada lunes por la mañana. ".repeat(8) + "</p>");

		assertThat(titles(reading)).containsExactly("Noticias");
	}

	@Test
	void underTheBareNameOfCallsEachCardIsOne() {
		Reading reading = read("<h1>Becas</h1><div class=row>"
				+ each(AID, "<div class=col><div class=card><h5 class=card-title>%s</h5>" + TEXT
						+ "<button>Ver</button></div></div>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(AID);
		assertThat(reading.postings().get(1).text()).contains("hasta cuándo");
	}

	@Test
	void underTheNameOfOneCallTheyAreItsParts() {
		Reading reading = read("<h1>Beca Frailejón de maestría</h1><div class=row>"
				+ each(AID, "<div class=col><div class=card><h5 class=card-title>%s</h5>" + TEXT + "</div></div>")
				+ "</div>");

		assertThat(titles(reading)).containsExactly("Beca Frailejón de maestría");
	}

	@Test
	void cardsThatEachLeadOnAreAListWhateverThePageIsCalled() {
		Reading reading = read("<h1>Lo que ofrecemos este semestre</h1><div class=grid>"
				+ each(AID, "<article class=card><img src=f.jpg><div class=body><h3>%1$s</h3>" + TEXT
						+ "<span class=meta>12 min</span><a class=go href='/g/%2$d'>Leer guía →</a></div></article>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(AID);
		assertThat(reading.postings().get(4).url()).hasPath("/g/4");
	}

	@Test
	void cardsThatDoNotLeadOnAreThePageItself() {
		Reading reading = read("<h1>Lo que ofrecemos este semestre</h1><div class=grid>"
				+ each(AID, "<article class=card><h3>%1$s</h3>" + TEXT + "</article>") + "</div>");

		assertThat(titles(reading)).containsExactly("Lo que ofrecemos este semestre");
	}

	@Test
	void whatLooksLikeABlockWithoutATitleIsNone() {
		Reading reading = read("<h1>Noticias</h1><div class=row>"
				+ each(NEWS,
						"<div class='col wow fadeIn'><div class=item><h3><a href='/n/%2$d'>%1$s</a></h3>" + TEXT
								+ "</div></div>")
				+ "</div><section><div class='pages wow fadeIn'><a href='?p=2'>02</a></div></section>"
				+ "<footer><div class='col'>Contacto</div></footer>");

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void aFrameAroundATextAndItsSideColumnIsNotTheSideColumn() {
		Reading reading = read("<div class='columns background_color_sidebar'><div>"
				+ each(NEWS, "<div class=n><h5><a href='/n/%2$d'>%1$s</a></h5>" + TEXT + "</div>")
				+ "</div><div><aside class=sidebar><ul><li><a href=/m>Nuestra misión y otras páginas</a></li></ul></aside></div></div>"
				+ "<div class=aviso>" + "Esta página guarda lo que usted elige para la próxima visita. ".repeat(40)
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void entriesThatThePublishingSystemMarksNeedNoHeading() {
		Reading reading = read("<div id=main>"
				+ each(NEWS,
						"<div class='post-%2$d type-post hentry'><a href='/n/%2$d'>%1$s<br><img src=f.jpg></a></div>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void underTheBareNameOfCallsPicturesWithAShortNameAreCalls() {
		Reading reading = read("<h1>Bolsas</h1><div class=row>" + each(AID,
				"<div class=col><div><img src=f.jpg><a class=go href='/a/%2$d'>Acesse aqui</a></div><p><a href='/a/%2$d'>%1$s</a></p></div>")
				+ "</div>");

		assertThat(titles(reading)).isEqualTo(AID);
	}

	@Test
	void titlesMayBeWrittenInAnyScript() {
		List<String> titles = List.of("奨学金の募集を開始しました", "留学生のための説明会", "新しい図書館が開館します", "大学院の入学試験について", "秋の講演会のお知らせ");
		Reading reading = read(
				"<h1>お知らせ</h1>" + each(titles, "<article><h2><a href='/n/%2$d'>%1$s</a></h2>" + TEXT + "</article>"));

		assertThat(titles(reading)).isEqualTo(titles);
	}

	@Test
	void aTitleMayStandDeepInItsBlock() {
		Reading reading = read("<h1>Blog de la oficina</h1>" + each(NEWS,
				"<div class=entry><div class=row><div class=col><div class=wrapper><div class=row><div class=col><div class=wrapper>"
						+ "<div class=row><div class=col><div class=wrapper><div class=head><h3 class=title><a href='/n/%2$d'>%1$s</a></h3></div>"
						+ "</div></div></div></div></div></div></div></div></div>" + TEXT + "</div>"));

		assertThat(titles(reading)).isEqualTo(NEWS);
	}

	@Test
	void aTitleThatBeginsLikeTheNextPageIsATitle() {
		String list = "<h1>News</h1>" + each(NEWS, "<div class=n><h3><a href='/n/%2$d'>%1$s</a></h3>" + TEXT + "</div>")
				+ "<div class=n><h3><a href='/n/9'>Next steps for new students from abroad</a></h3>" + TEXT + "</div>";

		assertThat(read(list).next()).isEmpty();
		assertThat(read(list + "<a href='?p=2'>Older articles »</a>").next())
			.containsExactly(URI.create("https://portal.example/lista/?p=2"));
	}

	private static String each(List<String> titles, String block) {
		return IntStream.range(0, titles.size())
			.mapToObj((i) -> block.formatted(titles.get(i), i))
			.collect(Collectors.joining("\n"));
	}

	private static List<String> titles(Reading reading) {
		return reading.postings().stream().map(Posting::title).toList();
	}

	private static Reading read(String html) {
		return read(html, "");
	}

	private static Reading read(String html, String title) {
		Fetched page = new Fetched(URI.create("https://portal.example/lista/"),
				("<title>" + title + "</title><body>" + html).getBytes(StandardCharsets.UTF_8),
				"text/html; charset=utf-8", Validators.NONE, null);
		Source source = SourceCatalog.parse("sources.yml",
				"sources: [{id: portal, name: Portal, tier: official, url: 'https://portal.example/lista/', verified: never}]")
			.sources()
			.get(0);
		return new PageReader().read(Discovery.understand(source, page), page);
	}

}
