package org.becas.extract;

import java.time.LocalDate;

import org.becas.offer.Eligibility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether Colombians may apply is told by name, by region, and by who else is named. */
class EligibilityRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Dirigida a ciudadanos colombianos.                                        | YES
			Open to applicants from Latin America.                                    | YES
			Pueden postularse personas de cualquier nacionalidad.                     | YES
			Requisito: no tener nacionalidad colombiana.                              | NO
			Citizens of Kenya, Ghana, Uganda and Malawi may apply.                    | NO
			Exclusivo para ciudadanos bolivianos.                                     | NO
			Se otorgarán 50 becas a profesionales peruanos.                           | NO
			Des bourses pour les étudiants marocains sont disponibles.                | NO
			Colombia no está entre los 29 países elegibles.                           | NO
			Colombia está entre los 40 países elegibles.                              | YES
			Wer eine nicht deutsche Staatsangehörigkeit hat, kann sich bewerben.      | YES
			Für Studierende mit nicht deutscher Staatsangehörigkeit.                  | YES
			Non-Saudi students can apply.                                             | YES
			International students who are nationals of the eligible countries.       | UNKNOWN
			El Ministério dos Negócios Estrangeiros paga la beca.                     | UNKNOWN
			La beca cubre la matrícula.                                               | UNKNOWN
			""")
	void readsWhoMayApply(String text, Eligibility eligibility) {
		assertThat(READER.read(new Announcement("Becas de maestría", text), LocalDate.EPOCH).facts().colombians())
			.isEqualTo(eligibility);
	}

}
