package org.becas.dedupe;

import java.time.LocalDate;

import org.becas.dedupe.CallYear.Span;
import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallYearTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Becas 2027 | 2027 | 2027", "Becas 2026-2027 | 2026 | 2027", "Becas 2026/27 | 2026 | 2027",
					"Bourses 2026 – 2027 | 2026 | 2027", "Fall 2026 intake | 2026 | 2026",
					"Convocatoria 2026 (ingreso 2027) | 2026 | 2027" })
	void readsTheYearOfATitle(String title, int first, int last) {
		assertThat(year(title, "").title()).isEqualTo(new Span(first, last));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Becas", "Premio 1492", "Desde 2009 y hasta 2027", "Agenda 2030-12-31" })
	void givesNoYearWhereNoneIsTheCalls(String title) {
		assertThat(year(title, "").title()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "XV edición, 15", "26ª edición, 26", "4th edition, 4", "Becas (9a edição), 9" })
	void readsTheNumberOfAnEdition(String title, int number) {
		assertThat(year(title, "").ordinal()).isEqualTo(number);
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

	private static CallYear year(String title, String text) {
		return CallYear.of(Facts.unread(title, ""), text);
	}

	private static CallYear closing(String date) {
		return CallYear.of(Facts.unread("Becas", "").with(Field.DEADLINE, Deadline.on(LocalDate.parse(date)).code()),
				"");
	}

}
