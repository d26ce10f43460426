package org.becas.dedupe;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TitleWordsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Beca Ondarreta hasta el 7 de octubre | beca ondarreta hasta el de",
					"Ondarreta Fellowship, deadline October 15 | ondarreta fellowship deadline",
					"Ondarreta: 1.250 becas | ondarreta becas", "12 bourses Ondarreta | bourses ondarreta",
					"Curso nivel 2 de soldadura | curso nivel 2 de soldadura",
					"Edital 25 da Fundação Ondarreta | edital 25 da fundacao ondarreta" })
	void leavesOutDatesAndNumbersOfPlaces(String title, String telling) {
		assertThat(String.join(" ", TitleWords.telling(Words.of(title)))).isEqualTo(telling);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Ondarreta para estudiantes mexicanos | ondarreta",
					"Ondarreta pour les étudiants algériens | ondarreta", "Ondarreta for young Colombians | ondarreta",
					"Bolsas Ondarreta para mulheres angolanas | bolsas ondarreta para mulheres angolanas",
					"Becas para Gales | becas para gales", "Becas de cine italiano | becas de cine italiano" })
	void leavesOutWhoseCitizensItIsFor(String title, String telling) {
		assertThat(String.join(" ", TitleWords.telling(Words.of(title)))).isEqualTo(telling);
	}

}
