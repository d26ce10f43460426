package org.becas.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.becas.source.SourceProblems.Problem;

/**
 * What {@code sources.yml} says, as it stood when it was read. It is read afresh for each
 * run, so an edit counts from the next run on.
 *
 * @param origin the file, as it was named
 * @param sources in the file's order, the disabled ones too
 * @param contracts what has to be read from saved pages, by the source's id
 */
public record SourceCatalog(String origin, List<Source> sources, Map<String, Contract> contracts) {

	private static final String PACKAGED = "/packaged/sources.yml";

	public SourceCatalog {
		sources = List.copyOf(sources);
		contracts = Map.copyOf(contracts);
	}

	/**
	 * Reads a file. Where there is no file of the default name, the list that comes with
	 * the program is read.
	 * @throws SourceProblems with everything that is wrong in it
	 */
	public static SourceCatalog read(Path file) {
		return legible(file).whole();
	}

	/**
	 * Reads a file and lays over it what staff changed on the pages.
	 * @param overlay need not exist
	 * @throws SourceProblems with everything that is wrong in either
	 */
	public static SourceCatalog read(Path file, Path overlay) {
		return SourceOverlay.read(overlay).over(read(file));
	}

	/**
	 * Reads what can be read of a file: a mistake costs the entry in which it is.
	 */
	public static Legible legible(Path file) {
		try {
			return legible(file.toString(), Files.readString(file));
		}
		catch (NoSuchFileException ex) {
			return file.equals(Path.of("sources.yml")) ? packaged() : broken(file, "el archivo no existe");
		}
		catch (CharacterCodingException ex) {
			return broken(file, "no está en UTF-8; guárdelo con la codificación UTF-8");
		}
		catch (IOException ex) {
			return broken(file, "no se puede leer: " + ex.getMessage());
		}
	}

	/**
	 * Reads what can be read of a file and of what staff changed on the pages.
	 * @param overlay need not exist
	 */
	public static Legible legible(Path file, Path overlay) {
		Legible written = legible(file);
		SourceOverlay.Legible changes = SourceOverlay.legible(overlay);
		return new Legible(changes.overlay().over(written.catalog()),
				Stream.concat(written.problems().stream(), changes.problems().stream()).toList());
	}

	/** A catalog of the same origin with other sources. */
	SourceCatalog with(List<Source> others) {
		return new SourceCatalog(this.origin, others, this.contracts);
	}

	/** The list that comes with the program. */
	static Legible packaged() {
		String origin = "sources.yml (del programa)";
		try (InputStream in = SourceCatalog.class.getResourceAsStream(PACKAGED)) {
			return (in != null) ? legible(origin, new String(in.readAllBytes(), StandardCharsets.UTF_8))
					: broken(Path.of("sources.yml"), "el archivo no existe");
		}
		catch (IOException ex) {
			return broken(Path.of(origin), "no se puede leer: " + ex.getMessage());
		}
	}

	/**
	 * Reads a text of the same form.
	 * @throws SourceProblems with everything that is wrong in it
	 */
	public static SourceCatalog parse(String origin, String yaml) {
		return legible(origin, yaml).whole();
	}

	private static Legible legible(String origin, String yaml) {
		SourceParser parser = new SourceParser(origin);
		List<Source> sources = parser.parse(yaml);
		return new Legible(new SourceCatalog(origin, sources, parser.contracts()), parser.problems());
	}

	public Optional<Source> find(String id) {
		return this.sources.stream().filter((source) -> source.id().equals(id)).findFirst();
	}

	/**
	 * The saved page of a contract: beside {@code sources.yml}, else among those that
	 * come with the program.
	 * @throws SourceProblems if there is none
	 */
	public byte[] page(Contract contract) {
		try {
			Path file = Path.of(this.origin).toAbsolutePath().resolveSibling(contract.page());
			if (Files.isRegularFile(file)) {
				return Files.readAllBytes(file);
			}
			try (InputStream in = SourceCatalog.class.getResourceAsStream("/packaged/" + contract.page())) {
				if (in != null) {
					return in.readAllBytes();
				}
			}
			throw new SourceProblems(List.of(new Problem(this.origin, contract.line(),
					"contract: no existe la página guardada \"%s\"; tiene que estar en %s".formatted(contract.page(),
							file))));
		}
		catch (IOException ex) {
			throw new SourceProblems(List.of(new Problem(this.origin, contract.line(),
					"contract: no se puede leer \"%s\": %s".formatted(contract.page(), ex.getMessage()))));
		}
	}

	private static Legible broken(Path file, String text) {
		return new Legible(new SourceCatalog(file.toString(), List.of(), Map.of()),
				List.of(new Problem(file.toString(), 0, text)));
	}

	/**
	 * What can be read, and what is wrong with the rest.
	 *
	 * @param catalog the entries without a mistake; of several with the same id the first
	 */
	public record Legible(SourceCatalog catalog, List<Problem> problems) {

		public Legible {
			problems = List.copyOf(problems);
		}

		/**
		 * The catalog, if all of it can be read.
		 * @throws SourceProblems if there is a mistake
		 */
		public SourceCatalog whole() {
			if (!this.problems.isEmpty()) {
				throw new SourceProblems(this.problems);
			}
			return this.catalog;
		}

		/**
		 * The catalog, if there is anything in it.
		 * @throws SourceProblems if mistakes have left no entry
		 */
		public SourceCatalog some() {
			return this.catalog.sources().isEmpty() ? whole() : this.catalog;
		}

	}

}
