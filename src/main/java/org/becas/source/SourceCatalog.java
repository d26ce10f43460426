package org.becas.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.becas.source.SourceProblems.Problem;

/**
 * What {@code sources.yml} says, as it stood when it was read. It is read afresh for each
 * run, so an edit counts from the next run on.
 *
 * @param origin the file, as it was named
 * @param sources in the file's order, the disabled ones too
 */
public record SourceCatalog(String origin, List<Source> sources) {

	private static final String PACKAGED = "/packaged/sources.yml";

	public SourceCatalog {
		sources = List.copyOf(sources);
	}

	/**
	 * Reads a file. Where there is no file of the default name, the list that comes with
	 * the program is read.
	 * @throws SourceProblems with everything that is wrong in it
	 */
	public static SourceCatalog read(Path file) {
		try {
			return parse(file.toString(), Files.readString(file));
		}
		catch (NoSuchFileException ex) {
			if (file.equals(Path.of("sources.yml"))) {
				return packaged();
			}
			throw broken(file.toString(), "el archivo no existe");
		}
		catch (CharacterCodingException ex) {
			throw broken(file.toString(), "no está en UTF-8; guárdelo con la codificación UTF-8");
		}
		catch (IOException ex) {
			throw broken(file.toString(), "no se puede leer: " + ex.getMessage());
		}
	}

	/**
	 * Reads a file and lays over it what staff changed on the pages.
	 * @param overlay need not exist
	 * @throws SourceProblems with everything that is wrong in either
	 */
	public static SourceCatalog read(Path file, Path overlay) {
		return SourceOverlay.read(overlay).over(read(file));
	}

	/** A catalog of the same origin with other sources. */
	SourceCatalog with(List<Source> others) {
		return new SourceCatalog(this.origin, others);
	}

	/** The list that comes with the program. */
	static SourceCatalog packaged() {
		try (InputStream in = SourceCatalog.class.getResourceAsStream(PACKAGED)) {
			if (in == null) {
				throw broken("sources.yml", "el archivo no existe");
			}
			return parse("sources.yml (del programa)", new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw broken("sources.yml (del programa)", "no se puede leer: " + ex.getMessage());
		}
	}

	/**
	 * Reads a text of the same form.
	 * @throws SourceProblems with everything that is wrong in it
	 */
	public static SourceCatalog parse(String origin, String yaml) {
		return new SourceCatalog(origin, new SourceParser(origin).parse(yaml));
	}

	public Optional<Source> find(String id) {
		return this.sources.stream().filter((source) -> source.id().equals(id)).findFirst();
	}

	private static SourceProblems broken(String file, String text) {
		return new SourceProblems(List.of(new Problem(file, 0, text)));
	}

}
