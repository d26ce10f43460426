package org.becas.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Lines in, JSON Lines out, one at a time and in order; a line that cannot be read
 * is answered by a line that says why, so that both sides keep the same numbers.
 */
final class Lines {

	static final JsonMapper JSON = JsonMapper.builder().build();

	private Lines() {
	}

	/** What is answered to one line. */
	@FunctionalInterface
	interface Answer {

		/**
		 * @throws IllegalArgumentException if the line's object lacks what is needed,
		 * saying what
		 */
		ObjectNode to(JsonNode line);

	}

	/**
	 * Opens a file, an http(s) address, or the standard input for {@code -}.
	 * @throws IOException naming what cannot be opened
	 */
	static InputStream open(String where) throws IOException {
		if (where.equals("-")) {
			return System.in;
		}
		if (where.startsWith("https://") || where.startsWith("http://")) {
			return URI.create(where).toURL().openStream();
		}
		try {
			return Files.newInputStream(Path.of(where));
		}
		catch (NoSuchFileException ex) {
			throw new IOException("No existe el archivo %s".formatted(where), ex);
		}
	}

	/**
	 * Answers every line that is not blank.
	 * @return whether all could be read
	 */
	static boolean answer(InputStream in, PrintWriter out, Answer answer) throws IOException {
		BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
		boolean good = true;
		int number = 0;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			number++;
			if (line.isBlank()) {
				continue;
			}
			ObjectNode said = answer(line, number, answer);
			good &= !said.has("error");
			out.println(JSON.writeValueAsString(said));
		}
		out.flush();
		return good;
	}

	private static ObjectNode answer(String line, int number, Answer answer) {
		try {
			JsonNode node = JSON.readTree(line);
			if (!node.isObject()) {
				throw new IllegalArgumentException("se espera un objeto JSON");
			}
			return answer.to(node);
		}
		catch (JacksonException ex) {
			return error(number, "no es JSON: " + ex.getOriginalMessage());
		}
		catch (IllegalArgumentException ex) {
			return error(number, String.valueOf(ex.getMessage()));
		}
	}

	private static ObjectNode error(int number, String reason) {
		return JSON.createObjectNode().put("line", number).put("error", "Línea %d: %s".formatted(number, reason));
	}

	/** The text of a property; empty if it is missing or null. */
	static String text(JsonNode line, String property) {
		JsonNode value = line.path(property);
		return (value.isMissingNode() || value.isNull()) ? "" : value.asString();
	}

}
