package org.becas.offer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MonthsTests {

	@ParameterizedTest
	@CsvSource({ "enero, 1", "setiembre, 9", "aout, 8", "out, 10", "marz, 3", "dezember, 12", "mayoria, 0", "'', 0" })
	void knowsMonthsByTheirNames(String word, int month) {
		assertThat(Months.of(word)).isEqualTo(month);
	}

	@ParameterizedTest
	@CsvSource({ "sept, 9", "diciem, 12", "juin, 6", "juil, 7", "mrz, 3", "janv, 1", "jui, 0", "de, 0", "lunes, 0" })
	void knowsMonthsByHowTheyBegin(String word, int month) {
		assertThat(Months.beginning(word)).isEqualTo(month);
	}

	@Test
	void noNameMeansTwoMonths() {
		assertThat(Months.names()).allSatisfy((name) -> assertThat(Months.beginning(name)).isEqualTo(Months.of(name)));
	}

}
