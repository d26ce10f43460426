package org.becas.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A table of fitted weights: the weight in the first cell of a line, what has it in the
 * second.
 */
final class Weights {

	private Weights() {
	}

	static Map<String, Integer> of(String file) {
		try (InputStream in = Objects.requireNonNull(Weights.class.getResourceAsStream(file))) {
			Map<String, Integer> weights = new HashMap<>();
			new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.split("\t"))
				.forEach(cells -> weights.put(cells[1], Integer.valueOf(cells[0])));
			return weights;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
