package org.becas.operate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.becas.office.Folders;
import org.becas.office.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Copies an installation into one zip file while it works: the database, the data folder,
 * {@code sources.yml}, {@code templates/} and the settings beside the jar. A database on
 * a server is copied by its own tools ({@code pg_dump}); the rest is copied here.
 */
public final class Backup {

	/** The database's name within a copy, whatever it is called at home. */
	static final String DATABASE = "data/becas.db";

	private final Installation installation;

	private final Clock clock;

	public Backup(Installation installation, Clock clock) {
		this.installation = installation;
		this.clock = clock;
	}

	/**
	 * Writes a copy. Only its owner may read it, since it holds personal data and the
	 * secret key. It appears under its name when it is whole.
	 * @throws IllegalArgumentException if the file exists, cannot be there, or there is
	 * nothing to copy
	 */
	public Copied write(Path file) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		if (Files.exists(file)) {
			throw exists(file);
		}
		if (folder == null || !Files.isDirectory(folder)) {
			throw new IllegalArgumentException("No existe la carpeta %s; créela primero".formatted(folder));
		}
		if (within(this.installation.folders().data(), folder)) {
			throw new IllegalArgumentException(
					"%s quedaría dentro de la carpeta de datos; guarde la copia fuera de ella".formatted(file));
		}
		Path unfinished = Files.createTempFile(folder, ".becas-", ".part");
		try {
			Manifest manifest = pack(unfinished, folder);
			flush(unfinished);
			// Without REPLACE_EXISTING: a copy that appeared meanwhile stays
			Files.move(unfinished, file);
			return new Copied(manifest.database() == Manifest.Kind.SQLITE, manifest.sha256().size(), Files.size(file));
		}
		catch (FileAlreadyExistsException ex) {
			throw exists(file);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
	}

	private Manifest pack(Path zip, Path folder) throws IOException {
		Instant now = this.clock.instant();
		try (Packer packer = new Packer(zip)) {
			Path database = this.installation.databaseFile().orElse(null);
			int schema = (database != null) ? packDatabase(packer, database, folder) : 0;
			packFiles(packer);
			Manifest manifest = new Manifest(Program.running().version(), now,
					(database != null) ? Manifest.Kind.SQLITE : Manifest.Kind.POSTGRESQL, schema, packer.sha256);
			packer.add(Manifest.NAME, manifest.json());
			return manifest;
		}
	}

	/**
	 * {@code VACUUM INTO} reads one state of the database and keeps no writer waiting.
	 */
	private int packDatabase(Packer packer, Path database, Path folder) throws IOException {
		if (!Files.isRegularFile(database)) {
			throw new IllegalArgumentException("No hay base de datos en %s; ¿es esta la carpeta del programa?"
				.formatted(database.toAbsolutePath()));
		}
		Path copy = Files.createTempFile(folder, ".becas-", ".db");
		try {
			JdbcClient.create(this.installation.database())
				.sql("VACUUM INTO :copy")
				.param("copy", copy.toString())
				.update();
			packer.add(DATABASE, copy);
			return SqliteFile.schema(copy);
		}
		finally {
			Files.deleteIfExists(copy);
		}
	}

	private void packFiles(Packer packer) throws IOException {
		Folders folders = this.installation.folders();
		packer.addAll("data/", folders.data(), (file) -> !isDatabase(file) && !isResponse(file));
		packer.addAll("templates/", folders.templates(), (file) -> true);
		if (Files.isRegularFile(folders.sources())) {
			packer.add("sources.yml", folders.sources());
		}
		for (Path settings : this.installation.settingsFiles()) {
			packer.add(settings.toString().replace('\\', '/'), this.installation.home().resolve(settings));
		}
	}

	/** Whether it is the database or one of the files that SQLite keeps beside it. */
	private boolean isDatabase(Path file) {
		Path name = this.installation.databaseFile().map(Path::getFileName).orElse(null);
		return name != null && file.getFileName().toString().matches("\\Q" + name + "\\E(-wal|-shm|-journal)?");
	}

	/** Answers of portals can be had again, and would be most of the copy. */
	private boolean isResponse(Path file) {
		Path folder = this.installation.folders().responses().getFileName();
		return file.getNameCount() > 2 && file.getName(file.getNameCount() - 3).equals(folder);
	}

	private static boolean within(Path data, Path folder) throws IOException {
		return Files.isDirectory(data) && folder.toRealPath().startsWith(data.toRealPath());
	}

	private static void flush(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
	}

	private static IllegalArgumentException exists(Path file) {
		return new IllegalArgumentException(
				"%s ya existe, y una copia nunca se escribe encima de otra; use otro nombre".formatted(file));
	}

	/**
	 * What was copied.
	 *
	 * @param database whether the database is in it
	 * @param files how many
	 * @param bytes how long the copy is
	 */
	public record Copied(boolean database, int files, long bytes) {
	}

	/** Writes a zip file and remembers what it wrote. */
	private static final class Packer implements AutoCloseable {

		private final ZipOutputStream zip;

		private final SortedMap<String, String> sha256 = new TreeMap<>();

		Packer(Path file) throws IOException {
			this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
		}

		void addAll(String prefix, Path folder, Predicate<Path> wanted) throws IOException {
			if (!Files.isDirectory(folder)) {
				return;
			}
			Path root = folder.toRealPath();
			try (Stream<Path> files = Files.walk(root)) {
				for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
					.filter(wanted)
					.sorted()::iterator) {
					add(prefix + root.relativize(file).toString().replace('\\', '/'), file);
				}
			}
		}

		void add(String name, Path file) throws IOException {
			try (InputStream in = Files.newInputStream(file)) {
				this.zip.putNextEntry(new ZipEntry(name));
				DigestOutputStream digest = new DigestOutputStream(this.zip, Sha256.begin());
				in.transferTo(digest);
				this.zip.closeEntry();
				this.sha256.put(name, Sha256.hex(digest.getMessageDigest()));
			}
		}

		void add(String name, byte[] content) throws IOException {
			this.zip.putNextEntry(new ZipEntry(name));
			this.zip.write(content);
			this.zip.closeEntry();
		}

		@Override
		public void close() throws IOException {
			this.zip.close();
		}

	}

}
