package org.becas.operate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The program itself.
 *
 * @param version as in {@code pom.xml}; {@code desconocida} if it was not built by Maven
 * @param schema the number of the latest migration that it knows
 */
record Program(String version, int schema) {

	private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

	/** The one that runs. */
	static Program running() {
		try {
			return new Program(builtVersion(), newestMigration());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String builtVersion() throws IOException {
		try (InputStream in = Program.class.getResourceAsStream("/META-INF/build-info.properties")) {
			Properties build = new Properties();
			if (in != null) {
				build.load(in);
			}
			return build.getProperty("build.version", "desconocida");
		}
	}

	private static int newestMigration() throws IOException {
		Resource[] migrations = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:db/migration/V*.sql");
		return Arrays.stream(migrations)
			.map((migration) -> MIGRATION.matcher(String.valueOf(migration.getFilename())))
			.filter(Matcher::matches)
			.mapToInt((matcher) -> Integer.parseInt(matcher.group(1)))
			.max()
			.orElse(0);
	}

}
