package org.becas.offer;

import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionWordsTests {

	private static final ConditionWords SPANISH = new ConditionWords(Locale.forLanguageTag("es"),
			ZoneId.of("America/Bogota"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EUR 1200/month        | EUR 1.200 al mes
			EUR ..30000           | hasta EUR 30.000
			USD 1000..2500        | USD 1.000–2.500
			SMMLV 3/month         | SMMLV 3 al mes
			$ 40000               | $ 40.000 (la fuente no dice de qué país es la moneda)
			kr 9000/month         | kr 9.000 al mes (la fuente no dice de qué país es la moneda)
			""")
	void saysSumsAsPeopleReadThem(String amount, String words) {
		Conditions conditions = Conditions.UNSTATED.with(Field.AMOUNTS, amount);

		assertThat(SPANISH.of(conditions).get(Field.AMOUNTS)).isEqualTo(words.replaceFirst("(?<=[A-Z$r]) ", "\u00a0"));
	}

}
