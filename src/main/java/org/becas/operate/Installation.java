package org.becas.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.becas.mail.DkimSettings;
import org.becas.mail.EmailAddress;
import org.becas.mail.MailSettings;
import org.becas.office.Folders;
import org.becas.office.Office;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What the settings say of this installation, read without starting anything: it must
 * also be known when nothing starts.
 *
 * @param settings {@code application.yml} and the environment variables, as the program
 * itself reads them
 * @param home the folder in which the program is started, to which other folders relate
 */
public record Installation(Environment settings, Path home) {

	private static final String SQLITE = "jdbc:sqlite:";

	/**
	 * Reads the settings.
	 * @param home the folder in which the program is started
	 * @param settings such as {@code becas.data=other}; they win over all others
	 * @throws RuntimeException if {@code application.yml} cannot be read
	 */
	public static Installation read(Path home, String... settings) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		MapPropertySource given = new MapPropertySource("given", new HashMap<>());
		for (String setting : settings) {
			int equals = setting.indexOf('=');
			given.getSource().put(setting.substring(0, equals), setting.substring(equals + 1));
		}
		environment.getPropertySources().addFirst(given);
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		ConfigurationPropertySources.attach(environment);
		return new Installation(environment, home);
	}

	/** Where files are. */
	public Folders folders() {
		return new Folders(folder("data", "data"), folder("outbox", "outbox"), folder("templates", "templates"),
				folder("sources", "sources.yml"));
	}

	/** Whose bulletin it is. */
	public Office office() {
		return Binder.get(this.settings).bindOrCreate("becas.office", Office.class);
	}

	/** The address in From of every letter. */
	public EmailAddress sender() {
		String from = mail().from();
		return EmailAddress.of((from != null) ? from : office().email());
	}

	MailSettings mail() {
		return Binder.get(this.settings).bindOrCreate("becas.mail", MailSettings.class);
	}

	/** Whether and with what letters are signed. */
	public DkimSettings dkim() {
		return Binder.get(this.settings).bindOrCreate("becas.mail.dkim", DkimSettings.class);
	}

	/** Whether letters really leave this machine. */
	public boolean sends() {
		return !this.settings.getProperty("spring.mail.host", "").isBlank();
	}

	/** The file with the whole database; empty if it is kept elsewhere. */
	public Optional<Path> databaseFile() {
		String url = url();
		if (!url.startsWith(SQLITE)) {
			return Optional.empty();
		}
		return Optional.of(this.home.resolve(url.substring(SQLITE.length()).replaceFirst("\\?.*", "")));
	}

	/** The database's address, without what stands behind a question mark. */
	public String databaseAddress() {
		return url().replaceFirst("\\?.*", "");
	}

	/** The database; each connection is a new one. */
	DataSource database() {
		return new DriverManagerDataSource(url(), this.settings.getProperty("spring.datasource.username", ""),
				this.settings.getProperty("spring.datasource.password", ""));
	}

	/** The settings' own files beside the jar, those that are there. */
	List<Path> settingsFiles() {
		return Stream.of("application", "config/application")
			.flatMap((name) -> Stream.of(".yml", ".yaml", ".properties").map((ending) -> Path.of(name + ending)))
			.filter((file) -> Files.isRegularFile(this.home.resolve(file)))
			.toList();
	}

	private Path folder(String key, String otherwise) {
		return this.home.resolve(this.settings.getProperty("becas." + key, otherwise));
	}

	private String url() {
		return this.settings.getProperty("spring.datasource.url", "");
	}

}
