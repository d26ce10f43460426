package org.becas.extract;

import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EditionRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Becas Agenda 2030 – convocatoria 2027                | Texto.                                         | 2027
			Becas de la Agenda 2030                              | Texto.                                         |
			Fellowships for people born after 2005               | Deadline: 15 March 2027.                       | 2027
			Becas Ruta 2040: convocatoria 2027                   | Texto.                                         | 2027
			Becas 2026-2027                                      | Texto.                                         | 2026
			Convocatoria 2027-1                                  | Texto.                                         | 2027
			Becas                                                | Agenda 2030 – convocatoria 2027 de becas.      | 2027
			Becas                                                | La convocatoria 2027 está abierta.             | 2027
			Becas desde 2009                                     | Fecha límite: 15 de marzo de 2027              | 2027
			""")
	void readsTheYearOfTheCall(String title, String text, Integer year) {
		assertThat(READER.read(new Announcement(title, text), LocalDate.of(2026, 11, 20)).facts().year())
			.isEqualTo(year);
	}

}
