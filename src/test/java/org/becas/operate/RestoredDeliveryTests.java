package org.becas.operate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.becas.Becas;
import org.becas.bulletin.RenderedBulletin;
import org.becas.mail.Letter;
import org.becas.mail.Mailer;
import org.becas.mail.Outcome;
import org.becas.run.Commands;
import org.becas.run.Starter;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

	private static final GreenMail RELAY = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	@TempDir
	Path folder;

	@BeforeAll
	static void start() {
		RELAY.start();
	}

	@AfterAll
	static void stop() {
		RELAY.stop();
	}

	@Test
	void nobodyGetsASecondLetterFromARestoredCopy() throws IOException {
		Path here = Files.createDirectories(this.folder.resolve("here/data")).getParent();
		Path there = Files.createDirectory(this.folder.resolve("there"));
		Path zip = this.folder.resolve("copy.zip");
		fill(here);

		int first = deliver(here, (mailer) -> new Interrupted(mailer, () -> copy(here, zip)));
		new Restore(CopyTests.installation(there), Clock.systemUTC()).from(zip);
		System.err.println("RR " + JdbcClient.create(CopyTests.installation(here).database())
			.sql("select distinct state, reason from delivery")
			.query()
			.listOfRows());
		int second = deliver(there, Function.identity());

		assertThat(first).isEqualTo(Commands.DONE);
		assertThat(second).isEqualTo(Commands.NEEDS_A_PERSON);
		assertThat(lettersOfEach()).hasSize(SUBSCRIBERS).allSatisfy((who, letters) -> assertThat(letters).isOne());

		deliver(there, Function.identity(), "--after-restore");

		// Everybody the copy shows as not yet begun, once more; the one on its way stays
		// unknown
		assertThat(lettersOfEach().values().stream().mapToLong(Long::longValue).sum())
			.isEqualTo(SUBSCRIBERS + (SUBSCRIBERS - SENT_BEFORE_THE_COPY - 1));
	}

	private static Map<String, Long> lettersOfEach() {
		return Arrays.stream(RELAY.getReceivedMessages()).map((message) -> {
			try {
				return message.getAllRecipients()[0].toString();
			}
			catch (jakarta.mail.MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}

	private static void copy(Path home, Path zip) {
		try {
			new Backup(CopyTests.installation(home), Clock.systemUTC()).write(zip);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int deliver(Path home, Function<Mailer, Mailer> way, String... more) {
		Starter starter = (web, settings) -> new SpringApplicationBuilder(Becas.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().addBeanPostProcessor(wrapping(way)))
			.run(arguments(home));
		String[] command = Stream.concat(Stream.of("deliver", "--edition", "2026-12"), Arrays.stream(more))
			.toArray(String[]::new);
		return Commands.execute(command, starter);
	}

	private static BeanPostProcessor wrapping(Function<Mailer, Mailer> way) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof Mailer mailer) ? way.apply(mailer) : bean;
			}
		};
	}

	private static String[] arguments(Path home) {
		return Stream
			.of("becas.data=" + home.resolve("data"), "spring.mail.host=127.0.0.1",
					"spring.mail.port=" + RELAY.getSmtp().getPort(), "becas.mail.connections=1")
			.map("--"::concat)
			.toArray(String[]::new);
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
	 * Does something in the middle: while the sixth letter is about to be handed over.
	 */
	private record Interrupted(Mailer mailer, Runnable what, AtomicInteger letters) implements Mailer {

		Interrupted(Mailer mailer, Runnable what) {
			this(mailer, what, new AtomicInteger());
		}

		@Override
		public Connection connect() throws NoConnection {
			Connection connection = this.mailer.connect();
			return new Connection() {
				@Override
				public Outcome send(Letter letter, Letter next, Runnable handing) {
					boolean now = Interrupted.this.letters.getAndIncrement() == SENT_BEFORE_THE_COPY;
					return connection.send(letter, next, () -> {
						handing.run();
						if (now) {
							Interrupted.this.what.run();
						}
					});
				}

				@Override
				public boolean usable() {
					return connection.usable();
				}

				@Override
				public void close() {
					connection.close();
				}
			};
		}

		@Override
		public String destination() {
			return this.mailer.destination();
		}

		@Override
		public boolean leaves() {
			return true;
		}

	}

}
