package org.becas.offer;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AgesTests {

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	@ParameterizedTest
	@ValueSource(strings = { "", "18..35", "..35", "18..", "born>=1992-04-02", "18.. born>=1992-04-02",
			"..35 maestria:30 doctorado:35", "maestria:30 doctorado:35" })
	void areWrittenAsTheyAreRead(String code) {
		assertThat(Ages.parse(code).code()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "35", "35..18", "..35 magister:30", "..35 maestria", "born>=1992-13-02" })
	void areRefusedWhereTheySayNothing(String code) {
		assertThatIllegalArgumentException().isThrownBy(() -> Ages.parse(code));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			18..35 maestria:30           | de 18 a 35 años; maestría: hasta 30 años
			..35 maestria:30             | hasta 35 años; maestría: hasta 30 años
			18.. born>=1992-04-02        | desde 18 años; nacidos desde el jueves 2 de abril de 1992
			""")
	void areToldCompletely(String code, String words) {
		assertThat(
				new ConditionWords(Locale.forLanguageTag("es"), BOGOTA).of(Conditions.UNSTATED.with(Field.AGES, code)))
			.containsEntry(Field.AGES, words);
	}

	@Test
	void tellEachLevelItsAge() {
		Ages ages = Ages.upTo(Map.of(Level.DOCTORADO, 35, Level.MAESTRIA, 30));
		Conditions conditions = Conditions.UNSTATED.with(Field.AGES, ages.code());

		assertThat(ages.to()).isEqualTo(35);
		assertThat(new ConditionWords(Locale.forLanguageTag("es"), BOGOTA).of(conditions)).containsEntry(Field.AGES,
				"maestría: hasta 30 años; doctorado: hasta 35 años");
		assertThat(new ConditionWords(Locale.ENGLISH, BOGOTA).of(conditions)).containsEntry(Field.AGES,
				"master's: up to 30 years; doctorate: up to 35 years");
	}

}
