package org.becas.dedupe;

import java.time.LocalDate;
import java.util.Set;

import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Folding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallYearTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Becas 2027 | 2027 | 2027", "Becas 2026-2027 | 2026 | 2027",
			"Becas 2026/27 | 2026 | 2027", "Bourses 2026 – 2027 | 2026 | 2027", "Fall 2026 intake | 2026 | 2026",
			"Convocatoria 2026 (ingreso 2027) | 2026 | 2027", "Becas Agenda 2030 – convocatoria 2027 | 2027 | 2027",
			"Becas 2027-1 | 2027 | 2027", "Becas Visión 360 2027 para nacidos a partir de 2005 | 2027 | 2027",
			"Beca Ruta 2040: convocatoria 2027 | 2027 | 2027", "Becas Ley 1286 de 2009 – 2027 | 2027 | 2027" })
	void readsTheYearOfATitle(String title, int first, int last) {
		assertThat(year(title, "").title()).isEqualTo(new Span(first, last));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Becas", "Premio 1492", "Desde 2009 y hasta 2027", "Agenda 2030-12-31",
			"Becas de la Agenda 2030", "Fellowships for people born after 2005" })
	void givesNoYearWhereNoneIsTheCalls(String title) {
		assertThat(year(title, "").title()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "XV edición, 15", "26ª edición, 26", "4th edition, 4", "Becas (9a edição), 9" })
	void readsTheNumberOfAnEdition(String title, int number) {
		assertThat(year(title, "").ordinal()).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Se abre la convocatoria de la Fundación.", "Hoy cierra la edición." })
	void anArticleIsNoRomanNumber(String text) {
		assertThat(year("Becas", text).ordinal()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Applications for the 2026/27 academic year are open. | 2026 | 2027",
			"The 2027 intake is open to graduates. | 2027 | 2027", "Bourses pour l'année 2026-2027. | 2026 | 2027",
			"Autumn semester of 2027, 2027/2028. | 2027 | 2028" })
	void readsTheYearBeforeOrAfterWhatItIsOf(String text, int first, int last) {
		assertThat(year("Becas", text).text()).isEqualTo(new Span(first, last));
	}

	@Test
	void aSumIsNoYear() {
		assertThat(closing("1920-10-20").closing()).isNull();
	}

	@Test
	void theAddressTellsTheYearWhereNothingElseDoes() {
		CallYear undated = year("Becas", "").postedAt(null, at("https://portal.example/2023/04/13/becas"));
		CallYear slug = year("Becas", "").postedAt(null, at("https://portal.example/becas-agua-2023.html"));

		assertThat(undated.conflict(closing("2027-03-31")))
			.contains("se publicó el 2023-04-01, y la otra cierra el 2027-03-31");
		assertThat(undated.conflict(closing("2023-06-30"))).isEmpty();
		assertThat(slug.conflict(closing("2027-03-31"))).isPresent();
		assertThat(closing("2027-03-01").postedAt(null, at("https://portal.example/2023/04/becas"))
			.conflict(closing("2027-03-31"))).isEmpty();
	}

	@Test
	void theDayOfPublicationTellsTheYearWhereNothingElseDoes() {
		CallYear undated = published("2026-02-10", "Becas");

		assertThat(undated.conflict(closing("2026-04-30"))).isEmpty();
		assertThat(undated.isPostedFor(closing("2026-04-30"))).isTrue();
		assertThat(undated.conflict(closing("2027-04-30")))
			.contains("se publicó el 2026-02-10, y la otra cierra el 2027-04-30");
		assertThat(closing("2025-04-30").conflict(undated)).isPresent();
		assertThat(undated.conflict(year("Becas 2028", ""))).contains("se publicó el 2026-02-10, y la otra es de 2028");
		assertThat(undated.isPostedFor(year("Becas 2026", ""))).isTrue();
		assertThat(undated.isPostedFor(year("Becas 2027", ""))).isFalse();
		assertThat(published("2025-02-12", "Becas").conflict(undated)).isPresent();
		assertThat(published("2025-11-12", "Becas").conflict(undated)).isEmpty();
	}

	@Test
	void aNoticeAfterTheDeadlineMayTellOfItsExtension() {
		assertThat(published("2026-05-06", "Becas").conflict(closing("2026-04-30"))).isEmpty();
		assertThat(published("2026-05-06", "Becas").isPostedFor(closing("2026-04-30"))).isFalse();
		assertThat(published("2026-08-06", "Becas").conflict(closing("2026-04-30"))).isPresent();
	}

	@Test
	void thePublicationTellsNothingOfWhatIsAlwaysOpenOrNamesItsYear() {
		CallYear open = CallYear.of(Facts.unread("Becas", "").with(Field.DEADLINE, new Deadline.Rolling().code()), "")
			.postedAt(LocalDate.of(2021, 2, 10), Set.of());

		assertThat(open.conflict(closing("2026-04-30"))).isEmpty();
		assertThat(published("2021-02-10", "Becas 2026").conflict(closing("2026-04-30"))).isEmpty();
	}

	@Test
	void aYearInWhichOneAppliesLeadsToTheNextAcademicYear() {
		CallYear autumn = named("Becas 2025", "2025-10-07");

		assertThat(autumn.conflict(year("Becas 2026/2027", ""))).isEmpty();
		assertThat(year("Becas 2026/2027", "").conflict(autumn)).isEmpty();
		assertThat(autumn.isFollowed(year("Becas 2026/2027", ""))).isTrue();
		assertThat(autumn.conflict(year("Becas 2027/2028", ""))).isPresent();
		assertThat(autumn.conflict(year("Becas 2026", ""))).isPresent();
		assertThat(autumn.conflict(named("Becas 2026/2027", "2026-10-07"))).isPresent();
		assertThat(named("Becas 2025", "2025-03-31").conflict(year("Becas 2026/2027", ""))).isPresent();
		assertThat(year("Becas 2025/2026", "").conflict(year("Becas 2026/2027", ""))).isPresent();
		assertThat(year("Becas 2025", "").conflict(year("Becas 2026/2027", ""))).isPresent();
	}

	@Test
	void anAcademicYearsCallClosesNoYearAndAHalfBefore() {
		assertThat(year("Becas 2026-2027", "").conflict(closing("2025-05-15"))).isEmpty();
		assertThat(year("Becas 2026-2027", "").conflict(closing("2025-02-28"))).isPresent();
	}

	@Test
	void aYearMayBeTheLastOfAnotherCallsCourse() {
		assertThat(year("Becas 2027", "").endsAlike(year("Becas 2026-2027", ""))).isTrue();
		assertThat(year("Becas 2026", "").endsAlike(year("Becas 2026-2027", ""))).isFalse();
	}

	@Test
	void readsTheYearThatTheTextGivesTheCall() {
		assertThat(year("Becas", "Se abre la convocatoria 2027 de la Fundación.").text())
			.isEqualTo(new Span(2027, 2027));
		assertThat(year("Becas", "Since 2009 we have helped students.").text()).isNull();
	}

	@Test
	void aCallOfAYearDoesNotCloseLongBeforeNorAfter() {
		CallYear named = year("Becas 2027", "");

		assertThat(named.conflict(closing("2026-10-01"))).isEmpty();
		assertThat(named.conflict(closing("2028-01-31"))).isEmpty();
		assertThat(named.conflict(closing("2025-10-01"))).contains("la de 2027 no cierra el 2025-10-01");
		assertThat(closing("2025-10-01").conflict(named)).isPresent();
	}

	private static Set<WebAddress> at(String url) {
		return Set.of(WebAddress.parse(url).orElseThrow());
	}

	private static CallYear named(String title, String closes) {
		return CallYear.of(Facts.unread(title, "").with(Field.DEADLINE, Deadline.on(LocalDate.parse(closes)).code()),
				"");
	}

	private static CallYear published(String day, String title) {
		return year(title, "").postedAt(LocalDate.parse(day), Set.of());
	}

	private static CallYear year(String title, String text) {
		return CallYear.of(Facts.unread(title, ""), Folding.fold(text));
	}

	private static CallYear closing(String date) {
		return CallYear.of(Facts.unread("Becas", "").with(Field.DEADLINE, Deadline.on(LocalDate.parse(date)).code()),
				"");
	}

}
