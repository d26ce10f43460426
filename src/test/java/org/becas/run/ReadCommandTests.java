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

import static org.assertj.core.api.Assertions.assertThat;

/** One line out for each line in, in order, whatever the line. */
class ReadCommandTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void answersEachLineInOrder() throws IOException {
		List<JsonNode> answers = read(0, """
				{"id": 7, "title": "Becas de maestría en Chile", "text": "Cierre: 18 de mayo de 2027"}
				{"id": "b", "title": "PhD scholarships", "text": "Apply by 3 May 2027."}
				""");
		assertThat(answers).extracting(answer -> answer.path("id").asString()).containsExactly("7", "b");
		assertThat(answers).extracting(answer -> answer.path("deadline").asString())
			.containsExactly("2027-05-18", "2027-05-03");
	}

	@Test
	void countsOffsetsInCodePoints() throws IOException {
		JsonNode answer = read(0, """
				{"id": 1, "title": "Becas", "text": "🎓🎓 Cierre: 18 de mayo de 2027"}
				""").get(0);
		JsonNode deadline = answer.path("evidence")
			.valueStream()
			.filter(evidence -> evidence.path("field").asString().equals("deadline"))
			.findFirst()
			.orElseThrow();
		assertThat(deadline.path("start").asInt()).isEqualTo(11);
		assertThat(deadline.path("in").asString()).isEqualTo("text");
	}

	@Test
	void saysWhichLineCannotBeReadAndGoesOn() throws IOException {
		List<JsonNode> answers = read(1, """
				{"id": 1, "title":
				{"id": 2, "title": "Becas de maestría", "text": ""}
				""");
		assertThat(answers).hasSize(2);
		assertThat(answers.get(0).path("line").asInt()).isEqualTo(1);
		assertThat(answers.get(0).path("error").asString()).startsWith("Línea 1: no es JSON");
		assertThat(answers.get(1).path("levels").path(0).asString()).isEqualTo("maestria");
	}

	private List<JsonNode> read(int exit, String lines) throws IOException {
		Path file = Files.writeString(this.folder.resolve("in.jsonl"), lines);
		StringWriter out = new StringWriter();
		CommandLine command = new CommandLine(new ReadCommand()).setOut(new PrintWriter(out));
		assertThat(command.execute(file.toString(), "--today", "2026-11-23")).isEqualTo(exit);
		return out.toString().lines().map(Lines.JSON::readTree).toList();
	}

}
