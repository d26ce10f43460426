package org.becas.dedupe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One of the files of facts beside this package: one fact a line, cells separated by
 * tabs, several names in a cell by "; ". What follows {@code #} at the start of a line is
 * a comment.
 */
final class DataFile {

	private DataFile() {
	}

	static List<String[]> rows(String name) {
		try (InputStream in = DataFile.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException("Falta el archivo de datos " + name);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.split("\t", -1))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The names in a cell. */
	static List<String> names(String cell) {
		return List.of(cell.strip().split(";\\s*"));
	}

}
