package org.becas.bulletin;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LetterRulesTests {

	private static final String GOOD = """
			<html lang="es-CO" dir="ltr"><head><title>Becas</title></head><body>
			<div lang="es-CO" dir="ltr"><table role="presentation"><tr><td><h1>Becas</h1><h2>Maestría</h2>
			<h3><a href="https://becas.example.edu">Beca de ejemplo</a></h3>
			<img src="escudo.png" alt=""></td></tr></table></div></body></html>""";

	@Test
	void findNothingInAGoodLetter() {
		assertThat(LetterRules.check(GOOD)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			<html lang="es-CO" dir="ltr">    | <html>                | a <html> le falta lang
			<div lang="es-CO" dir="ltr">     | <div lang="es-CO">    | a <div> le falta lang
			role="presentation"              | role="grid"           | role="presentation"
			<h2>Maestría</h2>                | <p>Maestría</p>       | después de <h1> viene <h3>
			<h2>Maestría</h2>                | <h1>Maestría</h1>     | un solo <h1>
			Beca de ejemplo                  | Ver más…              | no dice adónde lleva
			Beca de ejemplo                  | ``                    | un enlace sin texto
			https://becas.example.edu        | ``                    | no lleva a ninguna parte
			alt=""                           | title=""              | le falta alt
			<title>Becas</title>             | ``                    | falta <title>
			<h2>Maestría</h2>                | <h2>M</h2><p id=a><p id=a> | está repetido
			<h2>Maestría</h2>                | <h2>M</h2><script></script> | los correos no muestran
			""")
	void tellWhatIsWrong(String good, String bad, String problem) {
		assertThat(GOOD).contains(good);
		assertThat(LetterRules.check(GOOD.replace(good, bad))).anySatisfy((said) -> assertThat(said).contains(problem));
	}

}
