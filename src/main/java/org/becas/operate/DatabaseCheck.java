package org.becas.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the database can be opened and is whole; it is only read. */
final class DatabaseCheck {

	private static final String DATABASE = "Base de datos";

	private static final String SCHEMA = "Versión del esquema";

	private final Installation installation;

	private final Clock clock;

	DatabaseCheck(Installation installation, Clock clock) {
		this.installation = installation;
		this.clock = clock;
	}

	List<Finding> examine() {
		Path file = this.installation.databaseFile().orElse(null);
		if (file != null && !Files.exists(file)) {
			return List.of(Finding.good(DATABASE, file + " aún no existe; se crea al iniciar"));
		}
		try (Connection connection = this.installation.database().getConnection()) {
			connection.getMetaData().getDatabaseProductVersion();
		}
		catch (SQLException ex) {
			return List.of(cannotOpen(String.valueOf(ex.getMessage())));
		}
		List<Finding> findings = new ArrayList<>();
		try {
			JdbcClient jdbc = JdbcClient.create(this.installation.database());
			if (file != null) {
				findings.add(integrity(jdbc, file));
				findings.add(journal(jdbc));
			}
			else {
				findings.add(Finding.good(DATABASE, this.installation.databaseAddress()));
				findings.add(clock(jdbc));
			}
			findings.add(schema(jdbc));
		}
		catch (DataAccessException ex) {
			findings.add(cannotOpen(String.valueOf(ex.getMostSpecificCause().getMessage())));
		}
		return findings;
	}

	/** Whether it is there and of this program's own version. */
	boolean current() {
		if (this.installation.databaseFile().filter((file) -> !Files.exists(file)).isPresent()) {
			return false;
		}
		try {
			return SqliteFile.schema(JdbcClient.create(this.installation.database())) == Program.running().schema();
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

	private Finding cannotOpen(String why) {
		return Finding.fatal(DATABASE, "no se abre %s: %s".formatted(this.installation
			.databaseAddress(), why), this.installation.databaseFile().isPresent()
					? "Revise los permisos del archivo; si está dañado, apártelo y restaure la última copia (restore)"
					: "Revise spring.datasource.url, username y password, y que el servidor esté en marcha");
	}

	private static Finding integrity(JdbcClient jdbc, Path file) {
		String result = jdbc.sql("PRAGMA integrity_check(1)").query(String.class).single();
		return result.equals("ok") ? Finding.good(DATABASE, file + " abre y está íntegra")
				: Finding.fatal(DATABASE, file + " está dañada: " + result,
						"Detenga el programa, aparte el archivo y restaure la última copia (restore)");
	}

	private static Finding journal(JdbcClient jdbc) {
		String mode = jdbc.sql("PRAGMA journal_mode").query(String.class).single();
		return mode.equals("wal") ? Finding.good("Diario de la base", "WAL")
				: Finding.bad("Diario de la base", "está en modo " + mode,
						"Quite de spring.datasource.url el journal_mode, o ponga WAL: así se lee mientras se escribe");
	}

	private static Finding schema(JdbcClient jdbc) {
		int here;
		try {
			here = SqliteFile.schema(jdbc);
		}
		catch (DataAccessException ex) {
			return Finding.good(SCHEMA, "la base está vacía; se llena al iniciar");
		}
		int known = Program.running().schema();
		if (here > known) {
			return Finding.fatal(SCHEMA,
					"la base está en la %d y este programa conoce hasta la %d".formatted(here, known),
					"Instale la versión del programa que abrió esta base por última vez, o una posterior");
		}
		return Finding.good(SCHEMA,
				(here == known) ? String.valueOf(here) : "%d; pasa a %d al iniciar".formatted(here, known));
	}

	/** The ledger's instants come from this machine; the server's clock is a witness. */
	private Finding clock(JdbcClient jdbc) {
		long server = jdbc.sql("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")
			.query(Long.class)
			.single();
		Duration apart = Duration.ofMillis(Math.abs(server - this.clock.millis()));
		return (apart.toSeconds() < 30) ? Finding.good("Reloj", "concuerda con el de la base de datos")
				: Finding.bad("Reloj", "difiere %d s del de la base de datos".formatted(apart.toSeconds()),
						"Sincronice los relojes de las dos máquinas (NTP)");
	}

}
