package org.becas.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import javax.sql.DataSource;

import org.becas.delivery.Mailing;
import org.becas.delivery.RestoredLedger;
import org.becas.office.Folders;
import org.becas.office.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a copy in the place of an installation that has no data yet. Everything is
 * unpacked, verified and kept from sending beside its place first, and comes into its
 * place at the end, the data folder last: an interrupted restore can be started again.
 */
public final class Restore {

	private final Installation installation;

	private final Clock clock;

	public Restore(Installation installation, Clock clock) {
		this.installation = installation;
		this.clock = clock;
	}

	/**
	 * Restores a copy.
	 * @throws IllegalArgumentException if it is no whole copy, or something is in its
	 * place; then nothing was changed
	 */
	public Restored from(Path file) throws IOException {
		Folders folders = this.installation.folders();
		mustBeFree(folders.data());
		Path data = folders.data().toAbsolutePath();
		Files.createDirectories(data.getParent());
		Path staging = Files.createTempDirectory(data.getParent(), ".becas-");
		try (ZipFile zip = open(file)) {
			Manifest manifest = manifest(zip, file);
			mustFit(manifest, file);
			unpack(zip, manifest, staging, file);
			Map<Path, Path> others = others(manifest, staging);
			List<Mailing> held = hold(manifest, staging);
			for (Map.Entry<Path, Path> other : others.entrySet()) {
				place(other.getKey(), other.getValue());
			}
			placeData(staging.resolve("data"), data);
			return new Restored(manifest.copiedAt(), manifest.database() == Manifest.Kind.SQLITE, held);
		}
		finally {
			delete(staging);
		}
	}

	private static void mustBeFree(Path data) throws IOException {
		if (!Files.exists(data)) {
			return;
		}
		try (Stream<Path> files = Files.list(data)) {
			if (files.findAny().isPresent()) {
				throw new IllegalArgumentException(
						"La carpeta %s no está vacía. Detenga el programa y muévala a otro lugar (no la borre) antes de restaurar"
							.formatted(data.toAbsolutePath()));
			}
		}
	}

	private static ZipFile open(Path file) throws IOException {
		if (!Files.isRegularFile(file)) {
			throw new IllegalArgumentException("No existe el archivo " + file);
		}
		try {
			return new ZipFile(file.toFile());
		}
		catch (ZipException ex) {
			throw broken(file, "no es un archivo zip entero");
		}
	}

	private static Manifest manifest(ZipFile zip, Path file) throws IOException {
		ZipEntry entry = zip.getEntry(Manifest.NAME);
		if (entry == null) {
			throw broken(file, "le falta " + Manifest.NAME);
		}
		try (InputStream in = zip.getInputStream(entry)) {
			return Manifest.parse(in.readAllBytes());
		}
		catch (IllegalArgumentException ex) {
			throw broken(file, String.valueOf(ex.getMessage()));
		}
	}

	/** Whether this program, with these settings, can work with the copy. */
	private void mustFit(Manifest manifest, Path file) {
		if (manifest.schema() > Program.running().schema()) {
			throw broken(file, "la hizo la versión %s, más nueva que este programa (%s); instale esa versión"
				.formatted(manifest.program(), Program.running().version()));
		}
		Optional<Path> database = this.installation.databaseFile();
		boolean sqlite = manifest.database() == Manifest.Kind.SQLITE;
		if (sqlite != database.isPresent()) {
			throw new IllegalArgumentException(
					"La copia es de una instalación con %s y spring.datasource.url apunta a %s; cambie esa clave"
						.formatted(sqlite ? "SQLite" : "PostgreSQL", this.installation.databaseAddress()));
		}
		Path inside = this.installation.folders().data().resolve("becas.db").toAbsolutePath();
		if (sqlite && !database.orElseThrow().toAbsolutePath().equals(inside)) {
			throw new IllegalArgumentException(
					"spring.datasource.url apunta a %s; restaure sin esa clave y mueva después %s a su lugar"
						.formatted(database.orElseThrow(), inside));
		}
	}

	/** Unpacks what the manifest lists, no more and no less, and verifies each hash. */
	private static void unpack(ZipFile zip, Manifest manifest, Path staging, Path file) throws IOException {
		Set<String> names = zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
		names.remove(Manifest.NAME);
		if (!names.equals(manifest.sha256().keySet())) {
			throw broken(file, "sus archivos no son los del manifiesto");
		}
		for (Map.Entry<String, String> listed : manifest.sha256().entrySet()) {
			Path target = staging.resolve(listed.getKey()).normalize();
			if (!target.startsWith(staging)) {
				throw broken(file, "el nombre %s sale de su carpeta".formatted(listed.getKey()));
			}
			Files.createDirectories(target.getParent());
			if (!unpack(zip, listed.getKey(), target).equals(listed.getValue())) {
				throw broken(file, "%s no es lo que se copió (su SHA-256 es otro)".formatted(listed.getKey()));
			}
		}
	}

	private static String unpack(ZipFile zip, String name, Path target) throws IOException {
		try (InputStream raw = zip.getInputStream(zip.getEntry(name));
				DigestInputStream in = new DigestInputStream(raw, Sha256.begin())) {
			Files.copy(in, target);
			return Sha256.hex(in.getMessageDigest());
		}
		catch (ZipException ex) {
			return "";
		}
	}

	/**
	 * Where the files outside the data folder go.
	 * @throws IllegalArgumentException if something else is there
	 */
	private Map<Path, Path> others(Manifest manifest, Path staging) throws IOException {
		Map<Path, Path> others = new TreeMap<>();
		List<Path> inTheWay = new ArrayList<>();
		for (String name : manifest.sha256().keySet()) {
			if (!name.startsWith("data/")) {
				Path from = staging.resolve(name);
				Path to = place(name).toAbsolutePath();
				if (!Files.exists(to)) {
					others.put(from, to);
				}
				else if (Files.isDirectory(to) || Files.mismatch(from, to) >= 0) {
					inTheWay.add(to);
				}
			}
		}
		if (!inTheWay.isEmpty()) {
			throw new IllegalArgumentException("Estos archivos no son los de la copia; muévalos a otro lugar: "
					+ inTheWay.stream().map(Path::toString).collect(Collectors.joining(", ")));
		}
		return others;
	}

	private Path place(String name) {
		Folders folders = this.installation.folders();
		if (name.startsWith("templates/")) {
			return folders.templates().resolve(name.substring("templates/".length()));
		}
		return name.equals("sources.yml") ? folders.sources() : this.installation.home().resolve(name);
	}

	/** Keeps the copy from sending, before anybody can start it. */
	private List<Mailing> hold(Manifest manifest, Path staging) {
		DataSource database = (manifest.database() == Manifest.Kind.SQLITE)
				? SqliteFile.open(staging.resolve(Backup.DATABASE)) : this.installation.database();
		JdbcClient jdbc = JdbcClient.create(database);
		Instant now = this.clock.instant();
		List<Mailing> held = new TransactionTemplate(new JdbcTransactionManager(database)).execute((status) -> {
			// Whoever worked when the copy was made does not work with the copy
			jdbc.sql("DELETE FROM job_lease").update();
			return new RestoredLedger(jdbc).hold(manifest.copiedAt(), now, this.installation.office().zone());
		});
		return (held != null) ? held : List.of();
	}

	private static void place(Path from, Path to) throws IOException {
		Files.createDirectories(to.getParent());
		Files.move(from, to);
	}

	private static void placeData(Path from, Path to) throws IOException {
		Files.createDirectories(from);
		Files.deleteIfExists(to);
		Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	private static IllegalArgumentException broken(Path file, String why) {
		return new IllegalArgumentException("%s no sirve para restaurar: %s".formatted(file, why));
	}

	/**
	 * What was restored.
	 *
	 * @param copiedAt when the copy was made
	 * @param database whether the database was in it
	 * @param held the editions that send nothing until a person releases them
	 */
	public record Restored(Instant copiedAt, boolean database, List<Mailing> held) {
	}

}
