package org.becas.operate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.becas.delivery.Mailing;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CopyTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-02T15:00:00Z"), ZoneOffset.UTC);

	@TempDir
	Path folder;

	Path here;

	Path there;

	Path zip;

	@BeforeEach
	void anInstallationWithOneOpenDispatch() throws IOException {
		this.here = Files.createDirectory(this.folder.resolve("here"));
		this.there = Files.createDirectory(this.folder.resolve("there"));
		this.zip = this.folder.resolve("copy.zip");
		Files.createDirectories(this.here.resolve("data"));
		Files.createDirectories(this.here.resolve("templates/bulletin"));
		Files.writeString(this.here.resolve("data/secret.key"), "c2VjcmV0");
		Files.writeString(this.here.resolve("templates/bulletin/bulletin.html"), "<p>hola</p>");
		Files.writeString(this.here.resolve("sources.yml"), "sources: []\n");
		Files.writeString(this.here.resolve("application.yml"), "server.port: 8081\n");
		Flyway.configure()
			.dataSource(installation(this.here).database())
			.placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"))
			.load()
			.migrate();
		jdbc(this.here).sql("""
				INSERT INTO dispatch (edition, status, fence, planned_at, give_up_at, changed_at)
				VALUES ('2026-11', 'RUNNING', 1, 0, 1000, 0)
				""").update();
		jdbc(this.here)
			.sql("INSERT INTO job_lease (job, owner, since, heartbeat) VALUES ('deliverJob', 'x/1@0/y', 0, 0)")
			.update();
	}

	@Test
	void bringsEverythingBack() throws IOException {
		backup();
		Restore.Restored restored = restore();

		assertThat(restored.copiedAt()).isEqualTo(CLOCK.instant());
		assertThat(this.there.resolve("data/secret.key")).hasContent("c2VjcmV0");
		assertThat(this.there.resolve("templates/bulletin/bulletin.html")).hasContent("<p>hola</p>");
		assertThat(this.there.resolve("sources.yml")).hasContent("sources: []");
		assertThat(this.there.resolve("application.yml")).hasContent("server.port: 8081");
		assertThat(jdbc(this.there).sql("PRAGMA integrity_check").query(String.class).single()).isEqualTo("ok");
		assertThat(this.there).isDirectoryNotContaining("glob:**/.becas-*");
	}

	@Test
	void copiesWhatIsCommittedWhileAnotherWrites() throws Exception {
		try (var writer = installation(this.here).database().getConnection(); var sql = writer.createStatement()) {
			writer.setAutoCommit(false);
			sql.execute("UPDATE dispatch SET status = 'DONE'");
			backup();
			writer.commit();
		}
		restore();

		assertThat(status(this.there, "2026-11")).isEqualTo("HELD");
	}

	@Test
	void holdsWhatMayHaveLeftAfterTheCopy() throws IOException {
		backup();

		assertThat(restore().held()).containsExactly(Mailing.of("2026-11"), Mailing.of("2026-12"),
				Mailing.of("2027-01"));
		assertThat(jdbc(this.there).sql("SELECT count(*) FROM job_lease").query(Integer.class).single()).isZero();
	}

	@Test
	void isForItsOwnerOnly() throws IOException {
		backup();

		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.zip))).isEqualTo("rw-------");
	}

	@Test
	void neverWritesOverAFile() throws IOException {
		Files.writeString(this.zip, "la copia de ayer");

		assertThatIllegalArgumentException().isThrownBy(this::backup).withMessageContaining("ya existe");
		assertThat(this.zip).hasContent("la copia de ayer");
	}

	@Test
	void leavesNothingBehindWhenThereIsNothingToCopy() throws IOException {
		Files.delete(this.here.resolve("data/becas.db"));

		assertThatIllegalArgumentException().isThrownBy(this::backup).withMessageContaining("No hay base de datos");
		assertThat(this.folder).isDirectoryNotContaining("glob:**/{.becas-*,copy.zip}");
		assertThat(this.here.resolve("data/becas.db")).doesNotExist();
	}

	@Test
	void doesNotCopyIntoWhatItCopies() {
		this.zip = this.here.resolve("data/copy.zip");

		assertThatIllegalArgumentException().isThrownBy(this::backup).withMessageContaining("fuera de ella");
	}

	@Test
	void doesNotRestoreOverData() throws IOException {
		backup();
		Files.createDirectories(this.there.resolve("data"));
		Files.writeString(this.there.resolve("data/secret.key"), "otra");

		assertThatIllegalArgumentException().isThrownBy(this::restore)
			.withMessageContaining(this.there.resolve("data").toString())
			.withMessageContaining("muévala");
		assertThat(this.there.resolve("data/secret.key")).hasContent("otra");
	}

	@Test
	void doesNotRestoreOverOtherSourcesButAcceptsTheSame() throws IOException {
		backup();
		Files.writeString(this.there.resolve("application.yml"), "server.port: 8081\n");
		Files.writeString(this.there.resolve("sources.yml"), "sources: [otra]\n");

		assertThatIllegalArgumentException().isThrownBy(this::restore)
			.withMessageContaining(this.there.resolve("sources.yml").toString())
			.withMessageNotContaining("application.yml");
		assertThat(this.there.resolve("data")).doesNotExist();

		Files.writeString(this.there.resolve("sources.yml"), "sources: []\n");
		assertThat(restore().database()).isTrue();
	}

	@Test
	void refusesWhatIsNotWhatWasCopied() throws IOException {
		backup();
		change("sources.yml", "sources: [ajena]\n");

		assertThatIllegalArgumentException().isThrownBy(this::restore)
			.withMessageContaining("sources.yml no es lo que se copió");
		assertThat(this.there).isEmptyDirectory();
	}

	@Test
	void refusesFilesThatTheManifestDoesNotName() throws IOException {
		backup();
		change("extra.txt", "hola");

		assertThatIllegalArgumentException().isThrownBy(this::restore).withMessageContaining("manifiesto");
	}

	@Test
	void refusesNamesThatLeaveTheFolder() throws IOException {
		backup();
		String hash = "b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79";
		changeManifest("\"sources.yml\"", "\"../fuera.txt\" : \"" + hash + "\",\n    \"sources.yml\"");
		change("../fuera.txt", "hola");

		assertThatIllegalArgumentException().isThrownBy(this::restore).withMessageContaining("sale de su carpeta");
		assertThat(this.folder.resolve("fuera.txt")).doesNotExist();
	}

	@Test
	void refusesHalfAFile() throws IOException {
		backup();
		byte[] whole = Files.readAllBytes(this.zip);
		Files.write(this.zip, java.util.Arrays.copyOf(whole, whole.length / 2));

		assertThatIllegalArgumentException().isThrownBy(this::restore).withMessageContaining("no es un archivo zip");
	}

	@Test
	void refusesACopyOfANewerProgram() throws IOException {
		backup();
		changeManifest("\"schema\" : " + Program.running().schema(), "\"schema\" : 999");

		assertThatIllegalArgumentException().isThrownBy(this::restore).withMessageContaining("más nueva");
	}

	@Test
	void leavesADatabaseOnAServerToItsOwnTools() throws IOException {
		Installation server = Installation.read(this.here, "becas.data=data",
				"spring.datasource.url=jdbc:postgresql://db.example/becas");

		assertThat(new Backup(server, CLOCK).write(this.zip).database()).isFalse();
		assertThatIllegalArgumentException().isThrownBy(this::restore).withMessageContaining("PostgreSQL");
	}

	private void backup() throws IOException {
		new Backup(installation(this.here), CLOCK).write(this.zip);
	}

	private Restore.Restored restore() throws IOException {
		return new Restore(installation(this.there), CLOCK).from(this.zip);
	}

	private void change(String name, String content) throws IOException {
		Path changed = this.folder.resolve("changed.zip");
		try (var in = new java.util.zip.ZipFile(this.zip.toFile());
				var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(changed))) {
			for (var entry : java.util.Collections.list(in.entries())) {
				if (!entry.getName().equals(name)) {
					out.putNextEntry(new java.util.zip.ZipEntry(entry.getName()));
					in.getInputStream(entry).transferTo(out);
				}
			}
			out.putNextEntry(new java.util.zip.ZipEntry(name));
			out.write(content.getBytes(StandardCharsets.UTF_8));
		}
		Files.move(changed, this.zip, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
	}

	private void changeManifest(String from, String to) throws IOException {
		try (FileSystem files = FileSystems.newFileSystem(this.zip)) {
			Path manifest = files.getPath(Manifest.NAME);
			String json = Files.readString(manifest);
			assertThat(json).contains(from);
			Files.writeString(manifest, json.replace(from, to));
		}
	}

	private static String status(Path home, String edition) {
		return jdbc(home).sql("SELECT status FROM dispatch WHERE edition = :edition")
			.param("edition", edition)
			.query(String.class)
			.single();
	}

	private static JdbcClient jdbc(Path home) {
		return JdbcClient.create(installation(home).database());
	}

	static Installation installation(Path home) {
		List<String> settings = List.of("becas.data=data", "becas.sources=sources.yml", "becas.templates=templates",
				"spring.datasource.url=jdbc:sqlite:" + home.resolve("data/becas.db")
						+ "?journal_mode=WAL&busy_timeout=1000&foreign_keys=on&transaction_mode=IMMEDIATE");
		return Installation.read(home, settings.toArray(String[]::new));
	}

}
