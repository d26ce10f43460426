package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MatchCommandTests {

	@TempDir
	Path folder;

	private final StringWriter out = new StringWriter();

	@Test
	void answersEachPairInOrder() throws IOException {
		int exit = match("""
				{"id": "x", "a": {"title": "Beca Faro 2026", "text": ""}, "b": {"title": "Beca Faro 2027", "text": ""}}

				{"id": "y", "a": {"title": "Beca Faro del Norte 2026", "url": "https://faro.example/norte-2026"},
				""".replace(",\n", ", ") + """
				"b": {"title": "Faro del Norte", "url": "http://www.faro.example/norte-2026/?utm_source=x"}}
				""");

		assertThat(exit).isEqualTo(Commands.DONE);
		assertThat(answers()).extracting(answer -> answer.path("id").asString()).containsExactly("x", "y");
		assertThat(answers()).extracting(answer -> answer.path("verdict").asString())
			.containsExactly("different", "same");
		assertThat(answers().get(1).path("score").isNumber()).isTrue();
		assertThat(answers().get(1).path("reasons").get(0).asString()).isEqualTo("misma página +7.0");
	}

	@Test
	void namesTheLineThatItCannotReadAndGoesOn() throws IOException {
		int exit = match("""
				{"id": "x", "a": {
				{"id": "y", "a": {"url": "https://faro.example/"}, "b": {"title": "Faro"}}
				{"id": "z", "a": {"title": "Faro"}, "b": {"title": "Faro"}}
				""");

		assertThat(exit).isEqualTo(Commands.NEEDS_A_PERSON);
		assertThat(answers().get(0).path("error").asString()).startsWith("Línea 1: ");
		assertThat(answers().get(1).path("error").asString()).isEqualTo("Línea 2: en \"a\", faltan title y text");
		assertThat(answers().get(2).path("verdict").isString()).isTrue();
	}

	private int match(String lines) throws IOException {
		Path file = Files.writeString(this.folder.resolve("pairs.jsonl"), lines);
		return new CommandLine(new MatchCommand()).setOut(new PrintWriter(this.out)).execute(file.toString());
	}

	private List<JsonNode> answers() {
		return this.out.toString().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
	}

}
