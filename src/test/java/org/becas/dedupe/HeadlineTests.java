package org.becas.dedupe;

import java.util.List;
import java.util.Set;

import org.becas.dedupe.Comparison.Outcome;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.becas.dedupe.Calls.aCall;

/** Calls as the press, embassies and aggregators tell of them. */
class HeadlineTests {

	private static final Calls PRESS = aCall("¿Sueña con estudiar afuera? Esta beca le paga matrícula y vuelos").saying(
			"Ya abrió la convocatoria de las becas Chevening, que llevan cada año a profesionales a las universidades "
					+ "británicas. Quien quiera participar debe tener dos años de experiencia.")
		.with(Field.COUNTRIES, "GB")
		.with(Field.LEVELS, "maestria");

	private final Matcher matcher = new Matcher();

	@Test
	void theProgrammeThatTheTextsNameTellsWhichCallItIs() {
		Calls embassy = aCall("Master au Royaume-Uni : les candidatures sont ouvertes").saying(
				"L’ambassade annonce l’ouverture des bourses Chevening pour une année de master dans une université.")
			.with(Field.COUNTRIES, "GB")
			.with(Field.LEVELS, "maestria");

		assertThat(compare(PRESS.closing("2026-10-06"), embassy.closing("2026-10-07")).outcome())
			.isEqualTo(Outcome.SAME);
		assertThat(compare(PRESS.closing("2026-10-06"), embassy.closing("2025-10-07")).outcome())
			.isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void nobodyMergesAProgrammesCallThatTellsNoYearWithOneThatDoes() {
		Calls dated = aCall("Chevening Scholarships 2027").saying("A master's degree at any university in the UK.");
		Calls undated = aCall("Chevening Scholarships").saying("Study for a year, with the fees and the flights paid.");

		assertThat(compare(dated, undated).outcome()).isEqualTo(Outcome.REVIEW);
		assertThat(compare(dated, undated).apart()).as("others of its group may tie it").isFalse();
		assertThat(compare(dated.at("https://gov.example/chevening"), undated.at("https://gov.example/chevening"))
			.outcome()).isEqualTo(Outcome.SAME);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Gates Cambridge Scholarship 2027 | Gates Cambridge Scholarship 2026-2027",
			"Bourses Eiffel 2027 | Bourses Eiffel 2026/27" })
	void aYearAndTheCourseThatEndsInItNeedAPerson(String one, String other) {
		assertThat(compare(aCall(one), aCall(other)).outcome()).isEqualTo(Outcome.REVIEW);
		assertThat(compare(aCall(one).closing("2026-12-01"), aCall(other).closing("2026-12-01")).outcome())
			.isEqualTo(Outcome.SAME);
	}

	@Test
	void theYearBesideTheProgrammesNameIsTheCalls() {
		Calls first = aCall("México abre sus becas")
			.saying("Las Becas de Excelencia del Gobierno de México 2026 cubren un máster.");
		Calls second = aCall("Becas de Excelencia del Gobierno de México 2027");

		assertThat(compare(first, second).reasons()).singleElement().asString().startsWith("otro año");
	}

	@Test
	void twoProgrammesOfOneFamilyAreTwoCalls() {
		Calls first = aCall("Fulbright Hubert H. Humphrey Fellowship 2027");
		Calls second = aCall("Fulbright Foreign Language Teaching Assistant 2027");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.DIFFERENT);
	}

	@Test
	void whoNamesOneOfAFamilysProgrammesNamesTheFamily() {
		assertThat(Lexicon.programmes(Words.of("Fulbright Specialist Program"))).contains("programme:fulbright",
				"programme:fulbright specialist");
	}

	@Test
	void twoDeadlinesOfOneProgrammeNeedAPerson() {
		Calls first = aCall("Joint Japan/World Bank Graduate Scholarship 2027").closing("2027-02-28");
		Calls second = aCall("Joint Japan/World Bank Graduate Scholarship 2027, second window").closing("2027-04-10");

		assertThat(compare(first, second).outcome()).isNotEqualTo(Outcome.SAME);
	}

	@Test
	void aSecondDeadlineThatIsNamedTiesTwoNotices() {
		Calls first = aCall("Gates Cambridge Scholarship 2027").closing("2026-10-14")
			.saying("Deadlines: 14 October 2026 for citizens of one country, 5 January 2027 for all others.");
		Calls second = aCall("Gates Cambridge 2027").closing("2027-01-05");

		assertThat(compare(first, second).outcome()).isEqualTo(Outcome.SAME);
	}

	@Test
	void figuresInCommonTellThatTwoHeadlinesAreOfOneCall() {
		Calls first = aCall("Fundación Carolina abre 812 becas para 2026-2027")
			.saying("En total son 812 becas en 217 programas: posgrado, doctorado y estancias cortas en España.");
		Calls second = aCall("Estudie en España con todo pago en 2026-2027")
			.saying("The Carolina Foundation: 812 ayudas y 217 programas para profesionales de la región.");
		Calls other = aCall("Estudie en España con todo pago en 2026-2027")
			.saying("The Carolina Foundation: 64 ayudas para un solo programa de periodismo en la región.");

		assertThat(compare(provider(first), provider(second)).score())
			.isGreaterThan(compare(provider(first), provider(other)).score() + 3);
	}

	@Test
	void whoPassesOnWhatOthersAwardIsNoOtherProvider() {
		Calls first = aCall("Becas de doctorado en Hungría").with(Field.PROVIDER, "ICETEX");
		Calls second = aCall("Becas de doctorado en Hungría").with(Field.PROVIDER, "Tempus Public Foundation");

		assertThat(this.matcher.observations(first.candidate(), second.candidate())).doesNotContain("provider.other");
	}

	@Test
	void theSameTextWithOtherYearsIsAnotherEditionPerhaps() {
		String text = "This scholarship lets graduates of any field carry out research for eighteen months under a professor "
				+ "at a university of their choice. Please make sure that nothing keeps you at home after April %d.";
		Calls first = aCall("Ondarreta Research Scholarship").saying(text.formatted(2026)).closing("2025-05-24");
		Calls second = aCall("Ondarreta Research Scholarship").saying(text.formatted(2027));

		assertThat(compare(first, second).outcome()).isNotEqualTo(Outcome.SAME);
	}

	@Test
	void titlesInOtherWordsAreATranslationWithoutAnyStopWord() {
		Profile english = profile("SPECIALIZED TRAINING PROGRAM: CYBER SECURITY, MALWARE ANALYTICS");
		Profile spanish = profile("Formación especializada: ciberseguridad, análisis");

		assertThat(TitleLikeness.areInOtherWords(english, spanish)).isTrue();
		assertThat(TitleLikeness.areInOtherWords(english, english)).isFalse();
	}

	@Test
	void theProgrammeOfTheTextIsAKeyToo() {
		Calls other = aCall("Chevening 2026").closing("2026-10-06");

		assertThat(this.matcher.keys(PRESS.closing("2026-10-06").candidate()))
			.anyMatch(Set.copyOf(this.matcher.keys(other.candidate()))::contains);
	}

	@Test
	void comparesBothWaysAlike() {
		List<Calls> calls = List.of(PRESS, PRESS.closing("2026-10-06"), aCall("Chevening 2026"),
				aCall("Fulbright Specialist 2026-2027"));
		for (Calls one : calls) {
			for (Calls other : calls) {
				assertThat(compare(one, other).outcome()).isEqualTo(compare(other, one).outcome());
				assertThat(compare(one, other).score()).isEqualTo(compare(other, one).score());
			}
		}
	}

	private static Calls provider(Calls call) {
		return call.with(Field.PROVIDER, "Fundación Carolina");
	}

	private static Profile profile(String title) {
		return Profile.of(aCall(title).candidate());
	}

	private Comparison compare(Calls a, Calls b) {
		return this.matcher.compare(a.candidate(), b.candidate());
	}

}
