package org.becas.offer;

import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateWordsTests {

	@ParameterizedTest
	@CsvSource({ "America/Bogota, hora de Colombia", "Europe/Brussels, hora de Bruselas",
			"Pacific/Auckland, hora de Nueva Zelanda", "America/Toronto, hora de Toronto" })
	void namesWhoseHourItIsInSpanish(String zone, String words) {
		ZoneId office = ZoneId.of("America/Bogota");

		assertThat(new DateWords(Locale.forLanguageTag("es-CO"), office).clock(ZoneId.of(zone))).isEqualTo(words);
	}

}
