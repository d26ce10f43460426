package org.becas.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.becas.source.SourceProblems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What staff changed about the sources on the pages: a file of its own beside the
 * database, so that {@code sources.yml} is written by people only. A change says how a
 * source is read from now on (address, kind and selectors) or adds a source. It counts
 * until the entry in {@code sources.yml} is itself edited; then the newer hand wins.
 *
 * @param file where it is kept; it need not exist
 * @param changes one for each source, the oldest first
 */
public record SourceOverlay(Path file, List<Change> changes) {

	private static final String HEAD = """
			# Lo que el personal cambió en la página de Fuentes. Lo escribe el programa; cada cambio se deshace allí mismo,
			# o borrándolo de aquí. Vale mientras la entrada de esa fuente en sources.yml siga como estaba («replaces»):
			# si alguien la corrige después, manda sources.yml.
			changes:
			""";

	public SourceOverlay {
		changes = List.copyOf(changes);
	}

	/**
	 * @param id of the source
	 * @param by who made the change
	 * @param why in their words, or the program's
	 * @param replaces the {@link Source#reading} of the entry that it changes; null for a
	 * new source
	 * @param source the source as it is to be read
	 */
	public record Change(String id, Instant at, String by, String why, @Nullable String replaces, Source source) {

		/**
		 * Whether {@code sources.yml} was edited since, so that the change no longer
		 * counts.
		 */
		public boolean outdated(SourceCatalog written) {
			Source entry = written.find(this.id).orElse(null);
			return (entry == null) ? this.replaces != null
					: this.replaces == null || !this.replaces.equals(entry.reading());
		}

	}

	/**
	 * Reads the file; without one there are no changes.
	 * @throws SourceProblems with everything that is wrong in it
	 */
	public static SourceOverlay read(Path file) {
		Legible legible = legible(file);
		if (!legible.problems().isEmpty()) {
			throw new SourceProblems(legible.problems());
		}
		return legible.overlay();
	}

	/** Reads what can be read: a mistake costs the change in which it is. */
	public static Legible legible(Path file) {
		try {
			SourceParser parser = new SourceParser(file.toString());
			List<Change> changes = parser.parseChanges(Files.readString(file));
			return new Legible(new SourceOverlay(file, changes), parser.problems());
		}
		catch (NoSuchFileException ex) {
			return new Legible(new SourceOverlay(file, List.of()), List.of());
		}
		catch (IOException ex) {
			return new Legible(new SourceOverlay(file, List.of()),
					List.of(new Problem(file.toString(), 0, "no se puede leer: " + ex.getMessage())));
		}
	}

	/** The change of a source, if there is one. */
	public Optional<Change> find(String id) {
		return this.changes.stream().filter((change) -> change.id().equals(id)).findFirst();
	}

	/** The catalog with the changes that count. */
	public SourceCatalog over(SourceCatalog written) {
		Map<String, Source> sources = new LinkedHashMap<>();
		written.sources().forEach((source) -> sources.put(source.id(), source));
		for (Change change : this.changes) {
			if (!change.outdated(written)) {
				sources.merge(change.id(), change.source(),
						(entry, changed) -> entry.as(changed.url(), changed.kind(), changed.layout()));
			}
		}
		return written.with(List.copyOf(sources.values()));
	}

	/**
	 * Adds a change; the earlier one of the same source gives way to it.
	 * @param written what {@code sources.yml} says by itself
	 * @param source as it is to be read from now on
	 */
	public SourceOverlay put(SourceCatalog written, Source source, String by, String why, Instant at) {
		List<Change> all = new ArrayList<>(without(source.id()).changes);
		all.add(new Change(source.id(), at, by, why, written.find(source.id()).map(Source::reading).orElse(null),
				source));
		return new SourceOverlay(this.file, all);
	}

	/** The changes but for that of one source. */
	public SourceOverlay without(String id) {
		return new SourceOverlay(this.file, this.changes.stream().filter((change) -> !change.id().equals(id)).toList());
	}

	/** Writes the file; whoever reads it meanwhile finds the earlier one. */
	public void write() {
		StringBuilder yaml = new StringBuilder(HEAD);
		this.changes.forEach((change) -> yaml.append(yaml(change)));
		if (this.changes.isEmpty()) {
			yaml.append("  []\n");
		}
		try {
			Path folder = this.file.toAbsolutePath().getParent();
			Files.createDirectories(folder);
			Path part = Files.createTempFile(folder, ".sources", ".part");
			Files.writeString(part, yaml.toString());
			Files.move(part, this.file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No se puede escribir " + this.file + ": " + ex.getMessage(), ex);
		}
	}

	private static String yaml(Change change) {
		StringBuilder yaml = new StringBuilder("\n");
		yaml.append("  - at: %s\n".formatted(change.at()));
		yaml.append("    by: %s\n".formatted(Source.quoted(change.by())));
		yaml.append("    why: %s\n".formatted(Source.quoted(change.why())));
		if (change.replaces() != null) {
			yaml.append("    replaces: '%s'\n".formatted(change.replaces()));
		}
		yaml.append("    source:\n");
		change.source()
			.yaml()
			.lines()
			.forEach((line) -> yaml.append("    ").append(line.replaceFirst("^  - ", "    ")).append('\n'));
		return yaml.toString();
	}

	/** What can be read, and what is wrong with the rest. */
	public record Legible(SourceOverlay overlay, List<Problem> problems) {
	}

}
