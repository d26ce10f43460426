package org.becas.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.becas.Becas;
import org.becas.bulletin.RenderedBulletin;
import org.becas.mail.Letter;
import org.becas.mail.Mailer;
import org.becas.mail.Outcome;
import org.becas.run.Commands;
import org.becas.run.Starter;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A copy is made in the middle of a delivery, and put back after its end. */
class RestoredDeliveryTests {

	private static final int SUBSCRIBERS = 12;

	private static final int SENT_BEFORE_THE_COPY = 5;

	private static final Runnable NOTHING = () -> {
	};

	/** Who was sent a letter, in order. */
	private final List<String> relay = Collections.synchronizedList(new ArrayList<>());

	@TempDir
	Path folder;

	@Test
	void nobodyGetsASecondLetterFromARestoredCopy() throws IOException {
		Path here = Files.createDirectories(this.folder.resolve("here/data")).getParent();
		Path there = Files.createDirectory(this.folder.resolve("there"));
		Path zip = this.folder.resolve("copy.zip");
		fill(here);

		int first = deliver(here, () -> copy(here, zip));
		new Restore(CopyTests.installation(there), Clock.systemUTC()).from(zip);
		int second = deliver(there, NOTHING);

		assertThat(first).isEqualTo(Commands.DONE);
		assertThat(second).isEqualTo(Commands.NEEDS_A_PERSON);
		assertThat(lettersOfEach()).hasSize(SUBSCRIBERS).allSatisfy((who, letters) -> assertThat(letters).isOne());

		deliver(there, NOTHING, "--after-restore");

		// Once more those whom the copy shows as not begun; who was on the way stays
		// unknown
		assertThat(this.relay).hasSize(SUBSCRIBERS + SUBSCRIBERS - SENT_BEFORE_THE_COPY - 1);
	}

	private Map<String, Long> lettersOfEach() {
		return this.relay.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private static void copy(Path home, Path zip) {
		try {
			new Backup(CopyTests.installation(home), Clock.systemUTC()).write(zip);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int deliver(Path home, Runnable inTheMiddle, String... more) {
		Starter starter = (web, settings) -> new SpringApplicationBuilder(Becas.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().addBeanPostProcessor(replacingTheMailer(inTheMiddle)))
			.run("--becas.data=" + home.resolve("data"), "--becas.mail.connections=1");
		String[] command = Stream.concat(Stream.of("deliver", "--edition", "2026-12"), Arrays.stream(more))
			.toArray(String[]::new);
		return Commands.execute(command, starter);
	}

	private BeanPostProcessor replacingTheMailer(Runnable inTheMiddle) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof Mailer) ? new Relay(inTheMiddle) : bean;
			}
		};
	}

	private static void fill(Path home) {
		var database = CopyTests.installation(home).database();
		Flyway.configure()
			.dataSource(database)
			.placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"))
			.load()
			.migrate();
		JdbcClient jdbc = JdbcClient.create(database);
		jdbc.sql("""
				INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)
				VALUES ('2026-12', 'APPROVED', '', 0, 'x', 'ana', 0)
				""").update();
		String text = "%s %s %s".formatted(RenderedBulletin.NAME, RenderedBulletin.UNSUBSCRIBE,
				RenderedBulletin.PREFERENCES);
		jdbc.sql("""
				INSERT INTO bulletin_rendering (edition, levels, subject, html, body)
				VALUES ('2026-12', 'maestria', 'Becas', :text, :text)
				""").param("text", text).update();
		IntStream.range(0, SUBSCRIBERS).forEach((i) -> jdbc.sql("""
				INSERT INTO subscriber (email, email_key, levels, language, status, since, changed_at)
				VALUES (:email, :email, 'maestria', 'es', 'ACTIVE', 0, 0)
				""").param("email", "p" + i + "@example.org").update());
	}

	/**
	 * Takes every letter; does something when the sixth has been entered as handed over.
	 */
	private final class Relay implements Mailer, Mailer.Connection {

		private final Runnable inTheMiddle;

		Relay(Runnable inTheMiddle) {
			this.inTheMiddle = inTheMiddle;
		}

		@Override
		public Connection connect() {
			return this;
		}

		@Override
		public Outcome send(Letter letter, @Nullable Letter next, Handing handing) {
			handing.begin().run();
			if (RestoredDeliveryTests.this.relay.size() == SENT_BEFORE_THE_COPY) {
				this.inTheMiddle.run();
			}
			RestoredDeliveryTests.this.relay.add(letter.recipient().toString());
			return new Outcome.Accepted("250 OK");
		}

		@Override
		public boolean usable() {
			return true;
		}

		@Override
		public void close() {
			// nothing is open
		}

		@Override
		public String destination() {
			return "relay.example";
		}

		@Override
		public boolean leaves() {
			return true;
		}

	}

}
