package org.becas.operate;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database in a file of which nobody else knows. */
final class SqliteFile {

	private SqliteFile() {
	}

	static DataSource open(Path file) {
		return new DriverManagerDataSource("jdbc:sqlite:" + file + "?foreign_keys=on&transaction_mode=IMMEDIATE");
	}

	/** The number of the latest migration. */
	static int schema(Path file) {
		return schema(JdbcClient.create(open(file)));
	}

	static int schema(JdbcClient jdbc) {
		return jdbc.sql("SELECT version FROM flyway_schema_history WHERE success = :yes AND version IS NOT NULL")
			.param("yes", true)
			.query((row, n) -> Integer.parseInt(row.getString("version")))
			.stream()
			.mapToInt(Integer::intValue)
			.max()
			.orElse(0);
	}

}
