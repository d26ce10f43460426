package org.becas.extract;

import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gives the scholarship is told by a label, by the verb, or by the name itself. */
class ProviderRulesTests {

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Oferente: Fundación Río Claro                                             | Fundación Río Claro
					Offered by the Example Foundation to graduates.                           | Example Foundation
					Courses offered by Chilean universities. The Durham Trust awards grants.  | Durham Trust
					Les bourses sont offertes par le gouvernement coréen aux étudiants.       | gouvernement coréen
					The awards are funded by the Norwegian government.                        | Norwegian government
					L'Agence marocaine de coopération internationale offre dix bourses.       | Agence marocaine de coopération internationale
					El Ministerio de Ciencia, Innovación y Tecnología convoca diez becas.     | Ministerio de Ciencia, Innovación y Tecnología
					EPFL offers ten fellowships.                                              | EPFL
					La Agencia Andina de Becas (AAB) ofrece cupos.                            | Agencia Andina de Becas
					The government of Romania, through its embassy, offers places.            | government of Romania
					El Vicerrectorado de la Universidad de Lima, con apoyo del Banco Sur, convoca becas. | Universidad de Lima
					La Hongrie offre vingt bourses aux étudiants.                             | Hongrie
					Para las becas, el coste lo cubre la Fundación Río Claro.                 | Fundación Río Claro
					Romania offers a mild climate.                                            | -
					Einmal im Jahr vergibt das Institut für Quellen ein Stipendium.           | Institut für Quellen
					Die Katholische Fakultät vergibt ein Stipendium.                          | Katholische Fakultät
					Host institution: This award is valid only for the partner universities named below. | -
					The University offers many courses.                                       | -
					Estudie en universidades chilenas o en la universidad de destino.         | -
					""")
	void readsWhoGives(String text, String provider) {
		String read = READER.read(new Announcement("Becas de maestría", text), LocalDate.EPOCH).facts().provider();

		assertThat((read != null) ? read : "-").isEqualTo(provider);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Becas Fundación Río Claro 2027                  | Fundación Río Claro
			Becas DAAD                                      | DAAD
			Beca Fulbright – Ministerio de Educación        | Fulbright
			Scholarships 2027 at Lake City University       | Lake City University
			CONVOCATORIA DE BECAS DE LA UNIVERSIDAD DE LIMA | UNIVERSIDAD DE LIMA
			""")
	void readsWhoGivesInTheTitle(String title, String provider) {
		assertThat(READER.read(new Announcement(title, "Para maestrías."), LocalDate.EPOCH).facts().provider())
			.isEqualTo(provider);
	}

}
