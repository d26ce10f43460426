package org.becas.bulletin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.becas.SampleOffer;
import org.becas.office.Colour;
import org.becas.offer.Amount;
import org.becas.offer.Eligibility;
import org.becas.offer.Field;
import org.becas.offer.Funding;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The letter as readers get it. The golden letters in {@code src/test/resources/bulletin}
 * are files to open and look at; after a wanted change, write them anew with
 * {@code mvn test -Dtest=BulletinRendererTests -Dgolden=write} and read the difference.
 */
class BulletinRendererTests {

	private static final Edition DECEMBER = Edition.of("2026-12");

	private static final Set<Level> ALL = EnumSet.allOf(Level.class);

	private static final String INTRO = """
			Cierra el año con más plazos que nunca: mire primero la lista de las que cierran en diciembre.

			El 10 de diciembre, a las 4:00 p. m., explicamos por videollamada cómo preparar los documentos.
			""";

	private final BulletinRenderer renderer = Press.renderer(Press.OFFICE);

	@ParameterizedTest
	@ValueSource(strings = { "todos", "maestria-doctorado", "pregrado" })
	void looksAsTheGoldenLetter(String choice) throws IOException {
		Set<Level> levels = choice.equals("todos") ? ALL : Level.split(choice.replace('-', ';'));

		RenderedBulletin letter = letter(december(), levels);

		assertIsGolden("2026-12-" + choice + ".html", letter.html());
		assertIsGolden("2026-12-" + choice + ".txt", letter.subject() + "\n\n" + letter.text());
	}

	@Test
	void breaksNoRuleOfAccessibleMail() {
		for (Set<Level> levels : BulletinRenderer.choices()) {
			assertThat(LetterRules.check(letter(december(), levels).html())).isEmpty();
		}
	}

	@Test
	void printsOnlyTheChosenLevelsAndEachOfferOnce() {
		Document letter = Jsoup.parse(letter(december(), Set.of(Level.DOCTORADO)).html());

		assertThat(letter.select("h3").eachText()).containsExactly("Crédito condonable para maestría y doctorado 2027",
				"Becas de posgrado en Alemania 2027");
		assertThat(letter.select("h2").eachText()).containsExactly("Doctorado");
	}

	@Test
	void anOfferWithSeveralLevelsStandsUnderTheFirstChosenOneWithAllItsLevels() {
		Document letter = Jsoup.parse(letter(december(), ALL).html());

		assertThat(letter.select("h3").eachText()).filteredOn((title) -> title.contains("Alemania")).hasSize(1);
		assertThat(letter.text()).contains("Nivel: Maestría y doctorado");
		assertThat(letter.select("h2").eachText()).containsExactly("Cierran antes del próximo boletín", "Pregrado",
				"Maestría", "Otros");
	}

	@Test
	void nothingAtTheChosenLevelsIsNoLetter() {
		List<Entry> entries = List.of(entry(1, SampleOffer.titled("Solo maestría")));

		assertThat(this.renderer.render(DECEMBER, "", entries, Set.of(Level.PREGRADO))).isEmpty();
	}

	@Test
	void saysWhichChosenLevelHasNothingThisMonth() {
		List<Entry> entries = List.of(entry(1, SampleOffer.titled("Solo maestría")));

		assertThat(letter(entries, Set.of(Level.PREGRADO, Level.MAESTRIA)).text())
			.contains("Este mes no encontramos convocatorias abiertas de pregrado.");
	}

	@Test
	void leavesTheReadersOwnPlacesToBeFilledIn() {
		RenderedBulletin letter = letter(december(), ALL);
		Document html = Jsoup.parse(letter.html());

		assertThat(html.select("a[href=" + RenderedBulletin.UNSUBSCRIBE + "]")).hasSize(2);
		assertThat(html.select("a[href=" + RenderedBulletin.PREFERENCES + "]")).hasSize(2);
		assertThat(html.text()).contains(RenderedBulletin.NAME);
		assertThat(letter.text()).contains(RenderedBulletin.NAME, RenderedBulletin.UNSUBSCRIBE,
				RenderedBulletin.PREFERENCES);
	}

	@Test
	void aHostileOfferIsPrintedAsWordsAndCannotCarryTheReadersLinksOff() {
		List<Entry> entries = List.of(entry(1,
				SampleOffer.titled("<script>alert(1)</script> %%BAJA%% \"beca\"\r\nBcc: x@example.org")
					.by("<img src=x onerror=alert(1)>")
					.summary("[[${T(java.lang.Runtime)}]] %%PREFERENCIAS%%")
					.at("https://evil.example/?u=%%BAJA%%&x=\"><script>")));

		RenderedBulletin letter = letter(entries, ALL);

		Document html = Jsoup.parse(letter.html());
		assertThat(html.select("script, img")).isEmpty();
		assertThat(html.select("h3").text()).contains("<script>alert(1)</script>");
		assertThat(html.select("h3 a").attr("href")).startsWith("https://evil.example/?u=%25%25BAJA%25%25");
		assertThat(letter.html()).contains("[[${T(java.lang.Runtime)}]]");
		assertThat(letter.html().split("%%BAJA%%", -1)).hasSize(3);
		assertThat(letter.text().split("%%BAJA%%", -1)).hasSize(2);
		assertThat(letter.subject()).doesNotContain("\n");
	}

	@Test
	void theTextTwinSaysTheSameInTheSameOrder() {
		RenderedBulletin letter = letter(december(), ALL);
		Document html = Jsoup.parse(letter.html());
		String text = letter.text().replaceAll("\\s+", " ");

		int at = text.indexOf("== ");
		for (Element title : html.select("h3 a")) {
			int found = text.indexOf(title.text(), at);
			assertThat(found).as(title.text()).isGreaterThan(at);
			assertThat(text.indexOf(title.attr("href"), found)).as(title.attr("href")).isGreaterThan(found);
			at = found;
		}
		assertThat(html.select("a[href^=http]").eachAttr("href")).allSatisfy((url) -> assertThat(text).contains(url));
	}

	@Test
	void textLinesHaveAtMost78ColumnsButForAddresses() {
		assertThat(letter(many(60), ALL).text().lines())
			.allSatisfy((line) -> assertThat(line.contains("http") || line.length() <= 78).as(line).isTrue());
	}

	@Test
	void sixtyOffersStayUnder80KilobytesAndAreAllThere() {
		RenderedBulletin letter = letter(many(60), ALL);

		assertThat(bytes(letter)).isLessThanOrEqualTo(80_000);
		assertThat(Jsoup.parse(letter.html()).select("h3")).hasSize(60);
		assertThat(LetterRules.check(letter.html())).isEmpty();
	}

	@Test
	void whatDoesNotFitIsLeftToTheWebAndSaidSo() {
		RenderedBulletin letter = letter(many(150), ALL);

		int printed = Jsoup.parse(letter.html()).select("h3").size();
		assertThat(bytes(letter)).isLessThanOrEqualTo(80_000);
		assertThat(printed).isBetween(40, 149);
		assertThat(letter.html())
			.contains("Hay %d convocatorias más que no caben en este correo".formatted(150 - printed));
		assertThat(letter.subject()).contains("150 convocatorias");
	}

	@Test
	void titlesInOtherLanguagesSaySo() {
		Document letter = Jsoup.parse(letter(december(), ALL).html());

		assertThat(letter.select("h3 a[lang=en]").eachText()).containsExactly("Chevening-style Awards 2027");
	}

	@Test
	void everyTextCanBeReadAlsoWhenAMailProgramInvertsIt() {
		Colour paper = Colour.of("#fdfdfd");
		Document letter = Jsoup.parse(letter(december(), ALL).html());

		for (Element element : letter.body().select("[style*=color]")) {
			for (String style : element.attr("style").split(";")) {
				if (style.strip().startsWith("color:")) {
					Colour ink = Colour.of(style.substring(style.indexOf('#')).strip());
					assertThat(ink.contrast(paper)).as(style).isGreaterThanOrEqualTo(4.5);
					assertThat(inverted(ink).contrast(inverted(paper))).as(style).isGreaterThanOrEqualTo(4.5);
				}
			}
		}
	}

	@Test
	void noTextIsSmallerThan16Pixels() {
		assertThat(Jsoup.parse(letter(december(), ALL).html()).select("[style*=font]")).allSatisfy((element) -> {
			String size = element.attr("style").replaceAll("(?s).*?font(?:-size)?:(\\d+)px.*", "$1");
			assertThat(Integer.parseInt(size)).isGreaterThanOrEqualTo(16);
		});
	}

	private RenderedBulletin letter(List<Entry> entries, Set<Level> levels) {
		return this.renderer.render(DECEMBER, INTRO, entries, levels).orElseThrow();
	}

	/** As mail programs do that darken letters by themselves: lightness upside down. */
	private static Colour inverted(Colour colour) {
		int high = Math.max(colour.red(), Math.max(colour.green(), colour.blue()));
		int low = Math.min(colour.red(), Math.min(colour.green(), colour.blue()));
		int shift = 255 - high - low;
		return new Colour(colour.red() + shift, colour.green() + shift, colour.blue() + shift);
	}

	private static List<Entry> december() {
		return List.of(entry(3, SampleOffer.titled("Beca de pregrado en ingenierías «Ríos del Norte» 2027")
			.forLevels(Level.PREGRADO)
			.closing("2026-12-18T17:00[America/Bogota]")
			.in("CO")
			.by("Fundación Ríos del Norte")
			.giving(Funding.COMPLETE)
			.summary(
					"Cubre la matrícula de los diez semestres y un apoyo mensual de sostenimiento para jóvenes de Santander que terminaron grado 11 en 2026.")),
				entry(5, SampleOffer.titled("Chevening-style Awards 2027")
					.closing("2027-01-05T12:00[UTC]")
					.in("GB")
					.by("Northern Lights Trust")
					.colombians(Eligibility.UNKNOWN)
					.inLanguage("en")
					.summary("One-year taught master's degrees at any university of the United Kingdom.")),
				entry(8, SampleOffer.titled("Crédito condonable para maestría y doctorado 2027")
					.forLevels(Level.MAESTRIA, Level.DOCTORADO)
					.closing("2027-02-21/2027-02-28")
					.by("Fondo Andino")
					.giving(Funding.FORGIVABLE_CREDIT)),
				entry(1, SampleOffer.titled("Becas de posgrado en Alemania 2027")
					.forLevels(Level.MAESTRIA, Level.DOCTORADO)
					.closing("2027-03-15T23:59[Europe/Berlin]")
					.in("DE", "AT")
					.by("Servicio Alemán de Ejemplo")
					.stating(Field.AMOUNTS, "EUR 934/month;EUR ..1300/month")
					.stating(Field.COVERS, "tuition;living;insurance;travel")
					.stating(Field.AGES, "..35")
					.stating(Field.LANGUAGES, "en IELTS 6.5;en TOEFL 80;de B2")
					.stating(Field.AREAS, "environment")
					.stating(Field.COST, Amount.FREE.code())
					.summary(
							"Matrícula, sostenimiento mensual, seguro médico y tiquetes para profesionales con título de pregrado y dos años de experiencia.")),
				entry(9, SampleOffer.titled("Estancias de investigación en Francia")
					.forLevels(Level.OTROS)
					.closing("rolling")
					.in("FR")
					.stating(Field.COVERS, "housing;travel")
					.stating(Field.MODE, "on-site")
					.giving(Funding.UNSTATED)));
	}

	private static List<Entry> many(int count) {
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			entries.add(entry(i + 1, SampleOffer
				.titled("Programa de becas número %d para estudios de posgrado en universidades de la región andina"
					.formatted(i + 1))
				.forLevels(Level.values()[i % 4], Level.values()[(i + 1) % 4])
				.closing("2026-12-%02dT17:00[America/Bogota]".formatted(2 + i % 28))
				.in("DE", "FR", "ES")
				.by("Fundación Iberoamericana para la Educación Superior y la Ciencia")
				.at("https://www.universidad-de-ejemplo.edu/internacional/convocatorias/2027/becas/posgrado/numero-%d?idioma=es&origen=boletin"
					.formatted(i))
				.summary(
						"Cubre matrícula, sostenimiento, seguro y tiquetes, con dos años de permanencia. ".repeat(8))));
		}
		return entries;
	}

	private static Entry entry(long id, SampleOffer offer) {
		boolean english = offer.facts().title().contains("style");
		return new Entry(new OfferId(id), offer.facts(), english ? "en" : null, true, id == 8);
	}

	private static int bytes(RenderedBulletin letter) {
		return letter.html().getBytes(StandardCharsets.UTF_8).length;
	}

	private static void assertIsGolden(String name, String actual) throws IOException {
		Path golden = Path.of("src/test/resources/bulletin", name);
		if ("write".equals(System.getProperty("golden"))) {
			Files.writeString(golden, actual);
		}
		assertThat(actual).isEqualToNormalizingNewlines(Files.readString(golden));
	}

}
