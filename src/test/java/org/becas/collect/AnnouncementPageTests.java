package org.becas.collect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of one announcement: its title, its text and the day of its publication. */
class AnnouncementPageTests {

	private static final String BODY = "<p>La beca paga la matrícula y un sostenimiento mensual durante dos años en cualquier universidad del país.</p>"
			+ "<p>Quien la obtiene se compromete a volver y a trabajar en la región por un tiempo igual al de sus estudios.</p>"
			+ "<p>El comité entrevista a quienes pasan la primera ronda y publica los nombres en orden de puntaje.</p>";

	@Test
	void theLeadUnderTheTitleBelongsToTheText() {
		Posting page = read("Beca Guadua",
				"<main><header><h1>Beca Guadua</h1><p class=lead>Para egresados de Santander: se reciben solicitudes hasta el 15 de julio.</p>"
						+ "<ul class=breadcrumb><li>Inicio y todas las secciones de este portal de la fundación</li></ul></header><div class=body>"
						+ BODY + "</div></main>");

		assertThat(page.text()).startsWith("Para egresados de Santander: se reciben solicitudes hasta el 15 de julio.")
			.contains("por un tiempo igual")
			.doesNotContain("secciones de este portal");
	}

	@Test
	void whatElseThereIsToReadIsNoPartOfIt() {
		Posting page = read("Beca Guadua", "<h1>Beca Guadua</h1><div class=body>" + BODY
				+ "<h3>Te puede interesar</h3><ul><li><a href=/o>Otra beca que cierra el 3 de mayo</a></li></ul>"
				+ "<div class=post-related><p>Beca Ocobo, hasta el 9 de junio</p></div></div>");

		assertThat(page.text()).contains("orden de puntaje").doesNotContain("3 de mayo").doesNotContain("9 de junio");
	}

	@Test
	void aTextKeepsWhatItIsMadeOfWhateverItIsCalled() {
		Posting page = read("Beca Guadua", "<h1>Beca Guadua</h1><div class=body>"
				+ BODY.replace("<p>", "<div class=widget>").replace("</p>", "</div>") + "</div>");

		assertThat(page.text()).contains("sostenimiento mensual").contains("orden de puntaje");
	}

	@Test
	void theTitleIsTheHeadingThatThePageIsCalledBy() {
		assertThat(read("Convocatoria Ocobo 2027 | Fundación Páramo",
				"<h1 class=logo><a href='/'>Fundación Páramo</a></h1><h2>Convocatoria Ocobo 2027</h2>" + BODY)
			.title()).isEqualTo("Convocatoria Ocobo 2027");
		assertThat(read("Universidad de la Loma - Noticias - Abren becas para estudiar los suelos de páramo",
				"<h1>Noticias</h1><h2>Abren becas para estudiar los suelos de páramo</h2>" + BODY)
			.title()).isEqualTo("Abren becas para estudiar los suelos de páramo");
		assertThat(read("Inicio", "<h1>Beca Guadua</h1><h2>Requisitos</h2>" + BODY).title()).isEqualTo("Beca Guadua");
	}

	@Test
	void aDayBeforeTheTitleIsNoneOfIt() {
		assertThat(read("Beca Guadua de maestría - Fundación",
				"<h1><span>09 Ago</span> Beca Guadua de maestría</h1>" + BODY)
			.title()).isEqualTo("Beca Guadua de maestría");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<p>Publicado el 03/04/2026 por la oficina</p>
			<div><b>Fecha de publicación:</b> <span>3 de abril de 2026</span></div>
			<p>First published: 3 April 2026</p>
			<p>Veröffentlicht am 03.04.2026</p>
			<time class=entry-date datetime='2026-04-03T08:00:00-05:00'>3 abr</time>
			<div class=meta-fecha>03/04/2026</div>
			""")
	void theDayOfPublicationIsTheOneThatThePageShows(String shown) {
		assertThat(read("Beca Guadua", "<article><h1>Beca Guadua</h1>" + shown + BODY + "</article>").published())
			.isEqualTo(LocalDate.of(2026, 4, 3));
	}

	@Test
	void theAddressOfAPageMayTellTheDay() {
		assertThat(read(
				"Beca Guadua</title><link rel=canonical href='https://portal.example/2026/04/03/beca-guadua/'><title>",
				"<h1>Beca Guadua</h1>" + BODY)
			.published()).isEqualTo(LocalDate.of(2026, 4, 3));
	}

	@Test
	void aDeadlineIsNoDayOfPublication() {
		assertThat(read("Beca Guadua", "<h1>Beca Guadua</h1><p>Fecha límite: 15 de julio de 2026</p>"
				+ "<p>Última actualización: 4 de abril de 2026</p>" + BODY)
			.published()).isNull();
	}

	private static Posting read(String title, String body) {
		URI url = URI.create("https://portal.example/beca");
		Fetched page = new Fetched(url, "<html lang=es><title>%s</title><body>%s</body></html>".formatted(title, body)
			.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8", Validators.NONE, null);
		Source source = SourceCatalog
			.parse("sources.yml",
					"sources: [{id: una, name: Una, tier: official, kind: page, url: '%s', verified: never}]"
						.formatted(url))
			.sources()
			.get(0);
		return new PageReader().read(source, page).postings().get(0);
	}

}
