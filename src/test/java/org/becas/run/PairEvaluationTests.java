package org.becas.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PairEvaluationTests {

	@Test
	void countsWhatIsJoinedPartedAndAsked() throws IOException {
		String figures = figures("""
				{"id": "1", "same": true, "a": {"title": "Beca Faro 2026", "url": "https://faro.example/b/1"}, \
				"b": {"title": "Beca Faro 2026", "url": "https://www.faro.example/b/1?utm_source=x"}}
				{"id": "2", "same": true, "a": {"title": "Beca Faro"}, "b": {"title": "Viaje a la luna"}}
				{"id": "3", "same": false, "kind": "other year", "a": {"title": "Beca Faro 2026"}, \
				"b": {"title": "Beca Faro 2027"}}
				""");

		assertThat(figures).contains("pares todos: 3", "F1 0.667   (1 / +0 / -1;", "(0 de 3)");
		assertThat(figures).containsPattern("de otro año, unidas +0").contains("2 (): different, y es same");
	}

	@Test
	void namesTheLineWithoutALabel() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> figures("{\"id\": \"1\", \"a\": {\"title\": \"Faro\"}, \"b\": {\"title\": \"Faro\"}}"))
			.withMessage("Línea 1: falta la etiqueta \"same\": true o false");
	}

	private static String figures(String lines) throws IOException {
		StringWriter out = new StringWriter();
		PairEvaluation.of(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), LocalDate.of(2026, 11, 23))
			.print(new PrintWriter(out), true);
		return out.toString();
	}

}
