package org.becas.dedupe;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.becas.dedupe.Comparison.Outcome;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.becas.dedupe.Calls.aCall;

class MatcherTests {

	private static final String PROSE = """
			La Fundación Puente del Sur abre la puerta a profesionales de América Latina que quieran cursar una
			maestría en gestión del agua durante dos años, con matrícula, seguro médico y un estipendio mensual
			de 1.250 euros. La selección valora la trayectoria, el proyecto y el compromiso con la región.
			""";

	private final Matcher matcher = new Matcher();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Becas Puente del Sur 2026 | Becas Puente del Sur 2027",
					"Becas Puente del Sur 2025-2026 | Becas Puente del Sur 2026-2027",
					"Becas Puente del Sur 2026/27 | Becas Puente del Sur 2027/28",
					"XV edición de las Becas Puente del Sur | XVI edición de las Becas Puente del Sur",
					"Bolsas Ponte do Sul - 3ª edição | Bolsas Ponte do Sul - 4ª edição",
					"Puente del Sur Scholarships Fall 2026 | Puente del Sur Scholarships Fall 2027" })
	void callsOfDifferentYearsAreNeverTheSame(String one, String other) {
		Calls first = aCall(one).saying(PROSE).at("https://puente.example/becas/agua");
		Calls second = aCall(other).saying(PROSE).at("https://puente.example/becas/agua");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
		assertThat(compare(first, second).reasons()).singleElement().asString().startsWith("otr");
	}

	@Test
	void aYearInAnyTitleUnderWhichAnOfferWasSeenKeepsAnotherYearOut() {
		Candidate undated = aCall("Becas Puente del Sur").saying(PROSE).candidate();
		Candidate held = new Candidate(undated.facts(), PROSE, Set.of(), Set.of("Becas Puente del Sur 2026"), null);
		Candidate next = aCall("Becas Puente del Sur 2027").saying(PROSE).candidate();

		assertThat(this.matcher.compare(undated, next).outcome()).isEqualTo(Outcome.SAME);
		assertThat(this.matcher.compare(held, next).outcome()).isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void aYearAndTheNextAcademicYearAreOneCallOnlyIfMoreSaysSo() {
		Calls applied = aCall("Becas Puente del Sur para humedales 2025").closing("2025-10-07");
		Candidate studied = aCall("Becas Puente del Sur para humedales 2026/2027").candidate();
		Candidate posted = new Candidate(studied.facts(), "", Set.of(), Set.of(), LocalDate.of(2025, 8, 20));

		assertThat(this.matcher.compare(applied.candidate(), studied).outcome()).isEqualTo(Outcome.REVIEW);
		assertThat(this.matcher.compare(applied.candidate(), posted).outcome()).isEqualTo(Outcome.SAME);
	}

	@Test
	void deadlinesAYearApartAreTwoCalls() {
		Calls first = aCall("Becas Puente del Sur").saying(PROSE).closing("2026-03-15");
		Calls second = aCall("Becas Puente del Sur").saying(PROSE).closing("2027-03-10");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void anExtendedDeadlineIsTheSameCallEvenIntoTheNextYear() {
		Calls first = aCall("Becas Puente del Sur").saying(PROSE).closing("2026-12-15");
		Calls second = aCall("Becas Puente del Sur (plazo ampliado)").saying(PROSE).closing("2027-01-15");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.SAME);
	}

	@Test
	void theCallForAYearMayCloseInTheYearBefore() {
		Calls first = aCall("Becas Puente del Sur 2027").saying(PROSE).closing("2026-12-01");
		Calls second = aCall("Becas Puente del Sur 2026-2027").saying(PROSE).closing("2026-12-01");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.SAME);
	}

	@Test
	void aCallInTwoLanguagesIsOne() {
		Calls spanish = aCall("Becas del Gobierno de Suecia para maestría en gestión del agua 2027");
		Calls english = aCall("Swedish Government Scholarships for Master's in Water Management 2027");

		assertThat(compare(spanish, english).outcome()).isEqualTo(Outcome.SAME);
	}

	@Test
	void twoCallsOnOneListingPageAreTwo() {
		Calls first = aCall("Becas de doctorado en oceanografía").at("https://portal.example/becas-vigentes");
		Calls second = aCall("Pasantías en periodismo de datos").at("https://portal.example/becas-vigentes");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void anotherCodeOfThePortalIsAnotherCall() {
		Calls first = aCall("Maestrías en diferentes áreas").saying("Código: 88120\n" + PROSE)
			.at("https://portal.example/beca?n=1");
		Calls second = aCall("Maestrías en diferentes áreas").saying("Código: 88121\n" + PROSE)
			.at("https://www.portal.example/beca?n=2");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void theCodesOfTwoPortalsSayNothingOfEachOther() {
		Calls first = aCall("Becas Puente del Sur 2027").saying("ID: 12345\n" + PROSE).at("https://uno.example/beca/1");
		Calls second = aCall("Becas Puente del Sur 2027").saying("ID: 98\n" + PROSE).at("https://dos.example/beca/2");
		Calls little = aCall("Pasantías en periodismo de datos").saying("ID: 98").at("https://tres.example/beca/3");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.SAME);
		assertThat(compare(little, second).reasons()).noneMatch(reason -> reason.contains("código"));
	}

	@Test
	void theNumberOfANationalRegisterIsTheSameEverywhere() {
		Calls first = aCall("Becas Puente del Sur").saying("BDNS (Identif.): 765432\n" + PROSE)
			.at("https://uno.example/beca/1");
		Calls second = aCall("Becas Puente del Sur").saying("BDNS: 765433\n" + PROSE).at("https://dos.example/beca/2");
		Calls same = aCall("Ayudas para el agua").saying("BDNS: 765432").at("https://tres.example/beca/3");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
		assertThat(compare(first, same).reasons()).anyMatch(reason -> reason.contains("765432"));
	}

	@Test
	void datesAreReadAsTheTextWritesThem() {
		assertThat(Dates.in("from 02/25/2027 to 04/03/2027")).containsExactly(LocalDate.of(2027, 2, 25),
				LocalDate.of(2027, 4, 3));
		assertThat(Dates.in("del 25/02/2027 al 04/03/2027")).containsExactly(LocalDate.of(2027, 2, 25),
				LocalDate.of(2027, 3, 4));
		assertThat(Dates.in("04/03/2027")).containsExactly(LocalDate.of(2027, 3, 4));
	}

	@Test
	void aLanguageThatWordsDoNotTellIsTheReaders() {
		List<String> torn = Words.of("el la the of");
		assertThat(Words.language(torn)).isNull();
		assertThat(new Wording(torn, "el la the of", "en").language()).isEqualTo("en");
		assertThat(new Wording(torn, "el la los una para que", "en").language()).isEqualTo("es");
	}

	@Test
	void aListOfLinksGivesFewKeys() {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < 600; i++) {
			list.append("https://uno.example/b/").append(i).append('\n');
		}
		Calls call = aCall("Enlaces").saying(list.toString()).at("https://portal.example/enlaces/2027");

		assertThat(this.matcher.keys(call.candidate())).hasSizeLessThan(60)
			.contains("page:portal.example/enlaces/2027", "page:uno.example/b/0");
	}

	@Test
	void disjointCountriesNeedAPerson() {
		Calls first = aCall("Becas Puente del Sur").saying(PROSE).with(Field.COUNTRIES, "SE");
		Calls second = aCall("Becas Puente del Sur").saying(PROSE).with(Field.COUNTRIES, "NO");

		assertThat(compare(first, second).outcome()).isNotEqualTo(Outcome.SAME);
	}

	@Test
	void disjointLevelsNeedAPerson() {
		Calls first = aCall("Becas Puente del Sur").saying(PROSE).with(Field.LEVELS, "pregrado");
		Calls second = aCall("Becas Puente del Sur").saying(PROSE).with(Field.LEVELS, "doctorado");

		assertThat(compare(first, second).outcome()).isNotEqualTo(Outcome.SAME);
	}

	@Test
	void theOfficialPageThatAPostLinksToTellsWhichCallItIs() {
		Calls official = aCall("Programa de becas Puente del Sur 2027").at("https://puente.example/agua/bases-2027")
			.saying(PROSE);
		Calls post = aCall("¡Estudia gratis en Suecia con la beca Puente del Sur!")
			.at("https://agregador.example/2026/10/beca-suecia")
			.saying("¿Quieres estudiar? Mira las bases en https://www.puente.example/agua/bases-2027?utm_source=ag.");

		assertThat(compare(official, post).outcome()).isEqualTo(Outcome.SAME);
		assertThat(this.matcher.keys(official.candidate())).anyMatch(this.matcher.keys(post.candidate())::contains);
	}

	@Test
	void explainsItselfHeaviestReasonFirst() {
		Calls first = aCall("Becas Puente del Sur").at("https://puente.example/agua/bases").closing("2027-03-15");
		Calls second = aCall("Becas Puente del Sur").at("http://www.puente.example/agua/bases/").closing("2027-03-15");

		assertThat(compare(first, second).reasons()).startsWith("misma página +7.0")
			.contains("misma fecha límite +4.0");
	}

	@Test
	void anApproximateDeadlineOfAnotherYearIsAnotherCall() {
		Calls first = aCall("Becas Puente del Sur").saying(PROSE).with(Field.DEADLINE, "2026-10-01/2026-10-31");
		Calls second = aCall("Becas Puente del Sur").saying(PROSE).with(Field.DEADLINE, "2027-10-01/2027-10-31");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void aDateAndAnAmountThatContradictNeedAPerson() {
		Calls first = aCall("Becas Puente del Sur 2027").closing("2027-03-15").saying("Cubre 1.250 euros al mes.");
		Calls second = aCall("Becas Puente del Sur 2027").closing("2027-04-02").saying("Cubre 900 euros al mes.");

		assertThat(compare(first, second).outcome()).isNotEqualTo(Outcome.SAME);
		assertThat(compare(first, second).apart()).isTrue();
	}

	@Test
	void whatOneTitleAddsCountsLessWhereTheOtherTextSaysIt() {
		Calls post = aCall("Beca Ondarreta de la Universidad Lindero para estudiantes de fuera de la región andina")
			.closing("2027-03-15");
		Calls silent = aCall("Beca Ondarreta").closing("2027-03-15");
		Calls telling = silent.saying("La Universidad Lindero llama a quienes vienen de fuera de la región andina.");

		assertThat(titles(post, telling).overlap()).isGreaterThan(titles(post, silent).overlap());
	}

	@Test
	void comparesBothWaysAlike() {
		List<Calls> calls = List.of(aCall("Becas Puente del Sur 2027").saying(PROSE),
				aCall("Puente del Sur scholarship").closing("2027-03-15"), aCall("Maestría en Suecia").saying(PROSE));
		for (Calls one : calls) {
			for (Calls other : calls) {
				assertThat(compare(one, other).score()).isEqualTo(compare(other, one).score());
			}
		}
	}

	@Test
	void aCountryForWhoseCitizensAPortalWritesTellsNothing() {
		Calls official = aCall("Becas Puente del Sur").saying(PROSE).with(Field.COUNTRIES, "SE");
		Calls post = aCall("Becas Puente del Sur para Colombia").saying(PROSE).with(Field.COUNTRIES, "CO");

		assertThat(compare(official, post).outcome()).isEqualTo(Outcome.SAME);
	}

	@Test
	void anAcronymStandsForTheNameThatTheOtherOneWrites() {
		Calls spelled = aCall("Maestrías en la Universidad Lindero del Norte").closing("2027-03-15");
		Calls acronym = aCall("Maestrías en la ULN").closing("2027-03-15");

		assertThat(titles(acronym, spelled).containment())
			.isGreaterThan(titles(aCall("Maestrías en la UXQ"), spelled).containment());
	}

	private static TitleLikeness titles(Calls a, Calls b) {
		return TitleLikeness.of(Profile.of(a.candidate()), Profile.of(b.candidate()));
	}

	private Comparison compare(Calls a, Calls b) {
		return this.matcher.compare(a.candidate(), b.candidate());
	}

}
