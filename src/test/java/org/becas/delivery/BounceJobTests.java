package org.becas.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.becas.Becas;
import org.becas.Database;
import org.becas.bounce.BounceMailbox;
import org.becas.bounce.BounceMailbox.MailboxProblem;
import org.becas.bounce.BounceSettings;
import org.becas.bounce.Notice.Kind;
import org.becas.bulletin.Edition;
import org.becas.delivery.BounceDesk.Tally;
import org.becas.delivery.Delivery.State;
import org.becas.mail.DkimKey;
import org.becas.mail.DkimVerifier;
import org.becas.mail.EmailAddress;
import org.becas.mail.ReturnPaths;
import org.becas.mail.ScriptedRelay;
import org.becas.mail.ScriptedRelay.Act;
import org.becas.mail.ScriptedRelay.Taken;
import org.becas.subscriber.Consent;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscriber.Status;
import org.becas.subscriber.SubscriberFiles;
import org.becas.subscriber.Subscribers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Letters go out through a relay of ours, and come back into a mailbox of ours. */
@ParameterizedClass
@EnumSource(Database.class)
class BounceJobTests {

	private static final Map<Database, Installation> RUNNING = new EnumMap<>(Database.class);

	private static YearMonth month = YearMonth.of(2026, 12);

	@Parameter
	Database database;

	private Installation installation;

	private Mailing mailing;

	@BeforeEach
	void start() throws Exception {
		this.installation = RUNNING.computeIfAbsent(this.database, Installation::of);
		this.installation.relay().reset();
		this.installation.relay().offer("DSN");
		this.installation.mail().purgeEmailFromAllMailboxes();
		jdbc().sql("DELETE FROM subscriber").update();
		jdbc().sql("DELETE FROM suppression").update();
		StringBuilder csv = new StringBuilder("email,name,levels,consent_at,consent_source\n");
		for (String person : List.of("ana", "berta", "carla")) {
			csv.append("%s@correo.example,%s,maestria,2026-01-31,formato firmado%n".formatted(person, person));
		}
		bean(SubscriberFiles.class).read(new StringReader(csv.toString()));
		sendTheNext();
	}

	@AfterAll
	static void stop() {
		RUNNING.values().forEach(Installation::close);
		RUNNING.clear();
	}

	@Test
	void aLetterOnTheWireCarriesWhatTheRulesAskFor() throws Exception {
		Taken letter = letter("ana");

		assertThat(letter.from()).matches("rebotes\\+[0-9a-z]+-[0-9a-f]{20}@becas\\.example");
		assertThat(this.installation.relay().commands())
			.anySatisfy((command) -> assertThat(command)
				.matches("MAIL FROM:<rebotes\\+[^>]+> RET=HDRS ENVID=[A-Za-z0-9_-]{43}@becas\\.example"))
			.contains("RCPT TO:<ana@correo.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ana@correo.example");
		MimeMessage read = new MimeMessage(Session.getInstance(new Properties()),
				new ByteArrayInputStream(letter.bytes()));
		for (String once : List.of("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
				"List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "List-Owner", "List-Archive",
				"Auto-Submitted", "Feedback-ID", "DKIM-Signature", "Reply-To")) {
			assertThat(read.getHeader(once)).as(once).hasSize(1);
		}
		assertThat(letter.header("List-Unsubscribe")).matches("<https://becas\\.example/baja\\?t=\\d+\\.[\\w-]{43}>");
		assertThat(letter.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
		assertThat(letter.header("Message-ID")).matches("<[\\w-]{43}@becas\\.example>");
		assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-generated");
		assertThat(DkimVerifier.covered(letter.bytes())).contains("list-unsubscribe", "list-unsubscribe-post");
		assertThat(DkimVerifier.verify(letter.bytes(), DkimKey.read(this.installation.key()).record())).isTrue();
	}

	@Test
	void aConnectionIsReplacedAfterSoManyLetters() {
		assertThat(this.installation.relay().taken()).hasSize(3);
		assertThat(this.installation.relay().connections()).isEqualTo(2);
	}

	@Test
	void anAddressThatDoesNotExistIsNotWrittenToAgain() throws Exception {
		comesBack("ana", "failed", "5.1.1", "550 5.1.1 User unknown");

		JobExecution run = read();

		assertThat(run.getExecutionContext().getInt("bounces.HARD")).isOne();
		assertThat(person("ana").status()).isEqualTo(Status.SUSPENDED);
		assertThat(person("ana").reason()).contains("no existe").contains("550 5.1.1 User unknown");
		assertThat(person("berta").status()).isEqualTo(Status.ACTIVE);
		assertThat(bean(Bounces.class).list(this.mailing, 10)).singleElement().satisfies((bounce) -> {
			assertThat(bounce.email()).hasToString("ana@correo.example");
			assertThat(bounce.kind()).isEqualTo(Kind.HARD);
			assertThat(bounce.status()).isEqualTo("5.1.1");
		});
		assertThat(this.installation.messages()).isZero();
		sendTheNext();
		assertThat(this.installation.relay().taken()).extracting(Taken::recipient)
			.filteredOn("ana@correo.example"::equals)
			.hasSize(1);
	}

	@Test
	void theLetterThatAsksToConfirmComesBackToo() throws Exception {
		long number = person("ana").id();
		String address = bean(ReturnPaths.class).ofSubscription(number).toString();
		String bounce = bounce(letter("berta"), "failed", "5.2.2", "552 5.2.2 over quota")
			.replaceAll("rebotes\\+[^@]+@becas.example", Matcher.quoteReplacement(address))
			.replaceAll("[A-Za-z0-9_-]{43}@", "x".repeat(43) + "@");
		arrives(bounce);
		read();
		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);

		arrives(bounce.replace("5.2.2", "5.1.1").replace("over quota", "User unknown"));
		JobExecution run = read();

		assertThat(run.getExecutionContext().getInt("bounces.HARD")).isOne();
		assertThat(person("ana").status()).isEqualTo(Status.SUSPENDED);
		assertThat(bean(Subscribers.class).suppressed(EmailAddress.of("ana@correo.example"))).isTrue();
		assertThat(person("berta").status()).isEqualTo(Status.ACTIVE);
		assertThat(this.installation.messages()).isZero();
	}

	@Test
	void aRefusalByRuleIsNeverBlamedOnThePerson() throws Exception {
		comesBack("ana", "failed", "5.7.1", "550 5.7.1 blocked, user unknown");

		read();

		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);
		assertThat(bean(Bounces.class).totals(this.mailing)).isEqualTo(Map.of(Kind.POLICY, 1));
	}

	@Test
	void threeEditionsInARowThatDoNotArriveSuspendAnAddressAndNoFewer() throws Exception {
		comesBack("ana", "failed", "4.2.2", "452 4.2.2 mailbox full");
		comesBack("ana", "failed", "4.4.1", "connection timed out");
		comesBack("ana", "failed", "4.2.2", "452 4.2.2 mailbox is full");
		read();
		sendTheNext();
		comesBack("ana", "failed", "5.2.2", "552 5.2.2 over quota");
		read();
		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);

		sendTheNext();
		comesBack("ana", "failed", "4.4.7", "message expired");
		read();

		assertThat(person("ana").status()).isEqualTo(Status.SUSPENDED);
		assertThat(person("ana").reason()).contains("3 meses seguidos");
	}

	@Test
	void anEditionThatArrivesBetweenThemBreaksTheRow() throws Exception {
		comesBack("ana", "failed", "5.2.2", "552 5.2.2 over quota");
		sendTheNext();
		comesBack("ana", "failed", "5.2.2", "552 5.2.2 over quota");
		sendTheNext();
		sendTheNext();
		comesBack("ana", "failed", "5.2.2", "552 5.2.2 over quota");

		read();

		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);
	}

	@Test
	void aComplaintEndsTheSubscriptionAndSaysSo() throws Exception {
		arrives("""
				From: feedback@provider.example
				To: rebotes@becas.example
				Subject: complaint
				MIME-Version: 1.0
				Content-Type: multipart/report; report-type=feedback-report; boundary="b"

				--b
				Content-Type: text/plain

				A complaint.
				--b
				Content-Type: message/feedback-report

				Feedback-Type: abuse
				Version: 1
				--b
				Content-Type: message/rfc822

				Subject: Becas
				Message-ID: %s

				--b--
				""".formatted(letter("ana").header("Message-ID")));

		read();

		assertThat(person("ana").status()).isEqualTo(Status.LEFT);
		assertThat(bean(Subscribers.class).consents(person("ana").id())).last()
			.extracting(Consent::channel)
			.isEqualTo(Channel.COMPLAINT);
	}

	@Test
	void aLetterOfWhichNobodyKnewIsKnownOnceItComesBack() throws Exception {
		this.installation.relay().script((recipient) -> recipient.startsWith("ana") ? Act.TAKE_AND_DROP : Act.ACCEPT);
		sendTheNext();
		assertThat(bean(Deliveries.class).list(this.mailing, State.UNKNOWN, 0, 9)).hasSize(1);
		comesBack("ana", "delayed", "4.4.1", "connection timed out");

		read();

		assertThat(bean(Deliveries.class).list(this.mailing, State.UNKNOWN, 0, 9)).isEmpty();
		assertThat(bean(Deliveries.class).list(this.mailing, State.ACCEPTED, 0, 9))
			.filteredOn((delivery) -> delivery.email().local().equals("ana"))
			.singleElement()
			.satisfies((delivery) -> assertThat(delivery.reason()).contains("el servidor sí había recibido"));
		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);
	}

	@Test
	void aMessageThatWasKeptAndNotRemovedCountsOnce() throws Exception {
		String message = bounce(letter("ana"), "failed", "5.2.2", "552 5.2.2 over quota");
		arrives(message);
		read();
		arrives(message);

		JobExecution run = read();

		assertThat(run.getExecutionContext().containsKey("bounces.FULL")).isFalse();
		assertThat(bean(Bounces.class).list(this.mailing, 10)).hasSize(1);
		assertThat(this.installation.messages()).isZero();
	}

	@Test
	void nothingIsRemovedThatWasNotKept() throws Exception {
		comesBack("ana", "failed", "5.1.1", "550 5.1.1 User unknown");
		BounceDesk broken = new BounceDesk(bean(BounceMailbox.class), bean(org.becas.bounce.NoticeReader.class),
				bean(Deliveries.class), new Bounces(jdbc()) {
					@Override
					boolean keep(String hash, Delivery delivery, org.becas.bounce.Notice notice, String answer,
							java.time.Instant now) {
						throw new IllegalStateException("disk full");
					}
				}, bean(Subscribers.class), bean(PlatformTransactionManager.class), java.time.Clock.systemUTC());

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(broken::work);

		assertThat(this.installation.messages()).isOne();
		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);
	}

	@Test
	void whatAStrangerWritesOrAPersonStaysAndChangesNothing() throws Exception {
		arrives(bounce(letter("ana"), "failed", "5.1.1", "550 User unknown").replaceAll("rebotes\\+[^@]+@", "rebotes@")
			.replaceAll("[A-Za-z0-9_-]{43}@", "x".repeat(43) + "@"));
		arrives("From: ana@correo.example\nTo: rebotes@becas.example\nSubject: Re: Becas\nIn-Reply-To: "
				+ letter("ana").header("Message-ID") + "\n\nNo pude entregar mis papeles: error 550.\n");

		JobExecution run = read();

		assertThat(run.getExecutionContext().getInt("bounces.left")).isEqualTo(2);
		assertThat(this.installation.messages()).isEqualTo(2);
		assertThat(person("ana").status()).isEqualTo(Status.ACTIVE);
		assertThat(read().getExecutionContext().getInt("bounces.left")).isZero();
	}

	@Test
	void whoHasLeftStaysLeftAndWhoIsErasedLeavesNoAddress() throws Exception {
		bean(Subscribers.class).leave(person("ana").id(), Channel.OFFICE);
		comesBack("ana", "failed", "5.1.1", "550 5.1.1 ana@correo.example unknown");
		comesBack("berta", "failed", "5.2.2", "552 5.2.2 berta@correo.example over quota");
		read();
		bean(Subscribers.class).erase(EmailAddress.of("berta@correo.example"));
		comesBack("berta", "failed", "5.1.1", "550 5.1.1 berta@correo.example unknown");

		read();

		assertThat(person("ana").status()).isEqualTo(Status.LEFT);
		assertThat(bean(Bounces.class).list(this.mailing, 10)).hasSize(3)
			.noneSatisfy((bounce) -> assertThat(bounce.answer()).contains("berta"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "imap", "pop3" })
	void readsEitherKindOfMailbox(String protocol) throws Exception {
		comesBack("ana", "failed", "5.2.2", "552 5.2.2 over quota");
		comesBack("berta", "failed", "5.1.1", "550 5.1.1 User unknown");
		arrives("From: ana@correo.example\nTo: rebotes@becas.example\nSubject: Hola\n\nHola\n");
		int port = protocol.equals("imap") ? this.installation.mail().getImap().getPort()
				: this.installation.mail().getPop3().getPort();
		BounceDesk desk = new BounceDesk(
				new BounceMailbox(new BounceSettings("127.0.0.1", protocol, port, "rebotes", "secreto", "INBOX")),
				bean(org.becas.bounce.NoticeReader.class), bean(Deliveries.class), bean(Bounces.class),
				bean(Subscribers.class), bean(PlatformTransactionManager.class), java.time.Clock.systemUTC());

		Tally tally = desk.work();

		assertThat(tally.read()).isEqualTo(Map.of(Kind.FULL, 1, Kind.HARD, 1));
		assertThat(tally.left()).isOne();
		assertThat(this.installation.messages()).isOne();
	}

	@Test
	void aMailboxThatCannotBeReadSaysWhy() {
		int port = this.installation.mail().getImap().getPort();

		assertThatExceptionOfType(MailboxProblem.class)
			.isThrownBy(() -> mailbox("127.0.0.1", port, "wrong").read((message) -> false))
			.withMessageContaining("no acepta el usuario o la contraseña");
		assertThatExceptionOfType(MailboxProblem.class)
			.isThrownBy(() -> mailbox("127.0.0.1", 1, "secreto").read((message) -> false))
			.withMessageContaining("No se puede leer el buzón rebotes en 127.0.0.1");
		assertThatExceptionOfType(MailboxProblem.class)
			.isThrownBy(() -> mailbox("", 0, "secreto").read((message) -> false))
			.withMessageContaining("becas.bounces.host");
	}

	private static BounceMailbox mailbox(String host, int port, String password) {
		return new BounceMailbox(new BounceSettings(host, "imap", port, "rebotes", password, "INBOX"));
	}

	private void comesBack(String person, String action, String status, String answer) throws Exception {
		arrives(bounce(letter(person), action, status, answer));
	}

	private static String bounce(Taken letter, String action, String status, String answer) {
		return """
				From: MAILER-DAEMON@mx.example (Mail Delivery System)
				To: %s
				Subject: Undelivered Mail Returned to Sender
				Message-ID: <%s@mx.example>
				MIME-Version: 1.0
				Content-Type: multipart/report; report-type=delivery-status; boundary="b"

				--b
				Content-Type: text/plain

				This is the mail system at host mx.example.
				--b
				Content-Type: message/delivery-status

				Reporting-MTA: dns; mx.example

				Final-Recipient: rfc822; %s
				Action: %s
				Status: %s
				Diagnostic-Code: smtp; %s
				--b
				Content-Type: text/rfc822-headers

				Message-ID: %s
				--b--
				""".formatted(letter.from(), UUID.randomUUID(), letter.recipient(), action, status, answer,
				letter.header("Message-ID"));
	}

	private void arrives(String message) throws Exception {
		MimeMessage mime = new MimeMessage(Session.getInstance(new Properties()),
				new ByteArrayInputStream(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
		this.installation.user().deliver(mime);
	}

	/** The last letter that somebody was sent. */
	private Taken letter(String person) {
		List<Taken> all = this.installation.relay()
			.taken()
			.stream()
			.filter((taken) -> taken.recipient().startsWith(person + "@"))
			.toList();
		return all.get(all.size() - 1);
	}

	private Subscriber person(String name) {
		return bean(Subscribers.class).find(EmailAddress.of(name + "@correo.example")).orElseThrow();
	}

	private JobExecution read() throws Exception {
		return run("bouncesJob", "run", UUID.randomUUID().toString());
	}

	private void sendTheNext() throws Exception {
		month = month.plusMonths(1);
		this.mailing = Mailing.of(new Edition(month));
		jdbc().sql("""
				INSERT INTO bulletin (edition, status, intro, prepared_at, content_hash, approved_by, approved_at)
				VALUES (:edition, 'APPROVED', '', 0, 'hash', 'Ana', 0)
				""").param("edition", this.mailing.toString()).update();
		jdbc()
			.sql("""
					INSERT INTO bulletin_rendering (edition, levels, subject, html, body)
					VALUES (:edition, 'maestria', 'Becas de diciembre: maestría', '<p>%%NOMBRE%%</p>%%BAJA%% %%PREFERENCIAS%%',
					  '%%NOMBRE%% %%BAJA%% %%PREFERENCIAS%%')
					""")
			.param("edition", this.mailing.toString())
			.update();
		run("deliverJob", "edition", this.mailing.toString());
	}

	private JobExecution run(String job, String parameter, String value) throws Exception {
		return bean(JobOperator.class).start(this.installation.app().getBean(job, Job.class),
				new JobParametersBuilder().addString(parameter, value).toJobParameters());
	}

	private JdbcClient jdbc() {
		return bean(JdbcClient.class);
	}

	private <T> T bean(Class<T> type) {
		return this.installation.app().getBean(type);
	}

	/** A program with a relay and a mailbox of its own, for all tests on one database. */
	private record Installation(ConfigurableApplicationContext app, ScriptedRelay relay, GreenMail mail,
			GreenMailUser user, Path key) {

		static Installation of(Database database) {
			ScriptedRelay relay = new ScriptedRelay();
			GreenMail mail = new GreenMail(
					new ServerSetup[] { new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
							new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3) });
			mail.start();
			GreenMailUser user = mail.setUser("rebotes@becas.example", "rebotes", "secreto");
			try {
				Path data = Files.createTempDirectory("becas");
				DkimKey.create(data.resolve("dkim-b1.pem"));
				ConfigurableApplicationContext app = new SpringApplicationBuilder(Becas.class)
					.web(WebApplicationType.NONE)
					.run("--spring.datasource.url=" + database.url(), "--becas.data=" + data,
							"--spring.mail.host=localhost", "--spring.mail.port=" + relay.port(),
							"--becas.office.public-url=https://becas.example",
							"--becas.mail.from=boletin@becas.example",
							"--becas.mail.bounce-address=rebotes@becas.example", "--becas.mail.dkim.selector=b1",
							"--becas.mail.connections=1", "--becas.mail.letters-per-connection=2",
							"--becas.delivery.patience=0s", "--becas.bounces.host=127.0.0.1",
							"--becas.bounces.protocol=imap", "--becas.bounces.port=" + mail.getImap().getPort(),
							"--becas.bounces.username=rebotes", "--becas.bounces.password=secreto");
				return new Installation(app, relay, mail, user, data.resolve("dkim-b1.pem"));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		int messages() {
			return this.mail.getReceivedMessages().length;
		}

		void close() {
			this.app.close();
			this.relay.close();
			this.mail.stop();
		}

	}

}
