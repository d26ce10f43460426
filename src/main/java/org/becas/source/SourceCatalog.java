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
		return new SourceCatalog(this.origin, others, this.contracts);
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
		SourceParser parser = new SourceParser(origin);
		return new SourceCatalog(origin, parser.parse(yaml), parser.contracts());
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

	private static SourceProblems broken(String file, String text) {
		return new SourceProblems(List.of(new Problem(file, 0, text)));
	}

}
