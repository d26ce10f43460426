package org.becas.offer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged file of facts beside the class that reads it: UTF-8, one fact a line, cells
 * separated by tabs, several names in a cell by "; ". Blank lines and those that begin
 * with {@code #} say nothing.
 */
public final class DataFile {

	private DataFile() {
	}

	/**
	 * The cells of each fact, in the order of the file.
	 * @param least as many cells has each fact at least
	 * @throws IllegalStateException naming the file, or the line that has fewer cells
	 */
	public static List<String[]> rows(Class<?> beside, String name, int least) {
		List<String[]> rows = new ArrayList<>();
		int number = 0;
		for (String line : text(beside, name).split("\\R", -1)) {
			number++;
			if (line.isBlank() || line.startsWith("#")) {
				continue;
			}
			String[] cells = line.split("\t", -1);
			if (cells.length < least) {
				throw new IllegalStateException(
						"%s, línea %d: «%s» tiene %d celda(s); hacen falta %d, separadas por tabuladores"
							.formatted(name, number, line, cells.length, least));
			}
			rows.add(cells);
		}
		return rows;
	}

	private static String text(Class<?> beside, String name) {
		try (InputStream in = beside.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException(
						"Falta el archivo de datos %s junto a %s".formatted(name, beside.getName()));
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The names in a cell; none in an empty one. */
	public static List<String> names(String cell) {
		return cell.isBlank() ? List.of() : List.of(cell.strip().split(";\\s*"));
	}

}
