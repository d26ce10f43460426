package org.becas.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.becas.mail.Mailer.Connection;
import org.becas.mail.Mailer.Handing;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Outcome.Broken;
import org.becas.mail.Outcome.Deferred;
import org.becas.mail.Outcome.Rejected;
import org.becas.mail.Outcome.Stage;
import org.becas.mail.ScriptedRelay.Act;
import org.becas.mail.ScriptedRelay.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Against a relay that offers PIPELINING, and against one that does not. */
@ParameterizedClass
@ValueSource(booleans = { true, false })
class SmtpMailerTests {

	@Parameter
	boolean pipelining;

	private ScriptedRelay relay;

	private SmtpMailer mailer;

	@BeforeEach
	void open() {
		this.relay = new ScriptedRelay();
		if (!this.pipelining) {
			this.relay.withoutPipelining();
		}
		this.mailer = mailer(this.relay.port(), "");
	}

	@AfterEach
	void close() {
		this.relay.close();
	}

	@Test
	void sendsLetterAfterLetterOnOneConnection() throws Exception {
		List<Letter> letters = List.of(letter("a"), letter("b"), letter("c"));
		try (Connection connection = this.mailer.connect()) {
			for (int i = 0; i < 3; i++) {
				assertThat(connection.send(letters.get(i), (i < 2) ? letters.get(i + 1) : null, Handing.UNNOTED))
					.isEqualTo(new Accepted("250 2.0.0 queued as " + (i + 1)));
			}
		}

		assertThat(this.relay.taken()).extracting(Taken::recipient)
			.containsExactly("a@example.org", "b@example.org", "c@example.org");
		assertThat(this.relay.taken().get(1).bytes()).isEqualTo(letters.get(1).bytes());
		assertThat(this.relay.connections()).isOne();
	}

	@Test
	void asksToBeToldOfALetterThatIsLateOrLostWhereTheRelayOffersIt() throws Exception {
		this.relay.offer("DSN");

		assertThat(this.mailer.send(letter("ana+becas=si"))).isInstanceOf(Accepted.class);

		assertThat(this.relay.commands()).contains(
				"MAIL FROM:<ofai@example.org> RET=HDRS ENVID=ana+2Bbecas+3Dsi12345678@example.org",
				"RCPT TO:<ana+becas=si@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ana+2Bbecas+3Dsi@example.org");
	}

	@Test
	void asksForNothingThatTheRelayDoesNotOffer() throws Exception {
		this.mailer.send(letter("ana"));

		assertThat(this.relay.commands()).contains("MAIL FROM:<ofai@example.org>", "RCPT TO:<ana@example.org>");
	}

	@Test
	void aRefusalHurtsOnlyTheLetterItAnswers() throws Exception {
		this.relay.answer("RCPT b@example.org", "550 5.1.1 no such user").answer(". c@example.org", "451 4.3.0 busy");
		List<Letter> letters = List.of(letter("a"), letter("b"), letter("c"), letter("d"));
		AtomicInteger handed = new AtomicInteger();
		try (Connection connection = this.mailer.connect()) {
			assertThat(connection.send(letters.get(0), letters.get(1), () -> handed::incrementAndGet))
				.isInstanceOf(Accepted.class);
			assertThat(connection.send(letters.get(1), letters.get(2), () -> handed::incrementAndGet))
				.isEqualTo(new Rejected(Stage.RCPT, new Reply(550, "550 5.1.1 no such user")));
			assertThat(connection.send(letters.get(2), letters.get(3), () -> handed::incrementAndGet))
				.isEqualTo(new Deferred(Stage.DOT, new Reply(451, "451 4.3.0 busy")));
			assertThat(connection.send(letters.get(3), null, () -> handed::incrementAndGet))
				.isInstanceOf(Accepted.class);
			assertThat(connection.usable()).isTrue();
		}

		assertThat(handed).hasValue(3);
		assertThat(this.relay.taken()).extracting(Taken::recipient).containsExactly("a@example.org", "d@example.org");
	}

	@Test
	void knowsWhetherTheDotWasOutWhenTheConnectionEnded() throws Exception {
		this.relay.script((recipient) -> recipient.startsWith("a") ? Act.TAKE_AND_DROP : Act.DROP_AT_RCPT);

		assertThat(this.mailer.send(letter("a"))).isInstanceOfSatisfying(Broken.class,
				(broken) -> assertThat(broken.handed()).isTrue());
		assertThat(this.mailer.send(letter("b"))).isInstanceOfSatisfying(Broken.class,
				(broken) -> assertThat(broken.handed()).isFalse());
	}

	@Test
	void aLetterThatMayNotBeHandedOverIsNotSent() throws Exception {
		try (Connection connection = this.mailer.connect()) {
			assertThatIllegalStateException().isThrownBy(() -> connection.send(letter("a"), letter("b"), () -> {
				throw new IllegalStateException("not yours");
			}));
			assertThat(connection.usable()).isFalse();
		}

		assertThat(this.relay.taken()).isEmpty();
	}

	@Test
	void aLetterWhoseHandingOverIsNotNotedIsNotTakenAlthoughItIsOnItsWay() throws Exception {
		try (Connection connection = this.mailer.connect()) {
			assertThatIllegalStateException().isThrownBy(() -> connection.send(letter("a"), letter("b"), () -> () -> {
				throw new IllegalStateException("the disk is full");
			}));
			assertThat(connection.usable()).isFalse();
		}
		this.mailer.send(letter("c"));

		assertThat(this.relay.taken()).extracting(Taken::recipient).containsExactly("c@example.org");
	}

	@Test
	void nothingIsSentInClearToARelayThatMustEncrypt() {
		SmtpMailer strict = mailer(this.relay.port(), "true");

		assertThatExceptionOfType(NoConnection.class).isThrownBy(strict::connect)
			.satisfies((ex) -> assertThat(ex.permanent()).isTrue())
			.withMessageContaining("STARTTLS");
	}

	@Test
	void aRelayThatIsNotThereMayComeBack() throws IOException {
		try (Socket held = new Socket()) {
			// Bound, so that nobody else listens there meanwhile, but not listening.
			held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

			assertThatExceptionOfType(NoConnection.class).isThrownBy(mailer(held.getLocalPort(), "")::connect)
				.satisfies((ex) -> assertThat(ex.permanent()).isFalse());
		}
	}

	private static SmtpMailer mailer(int port, String starttls) {
		JavaMailSenderImpl settings = new JavaMailSenderImpl();
		settings.setHost("localhost");
		settings.setPort(port);
		if (!starttls.isEmpty()) {
			settings.getJavaMailProperties().setProperty("mail.smtp.starttls.required", starttls);
		}
		return SmtpMailer.of(settings);
	}

	private static Letter letter(String local) {
		EmailAddress to = EmailAddress.of(local + "@example.org");
		return new Letter(EmailAddress.of("ofai@example.org"), to,
				List.of(Header.mailbox("To", to, null),
						new Header("Message-ID", "<" + local + "12345678@example.org>")),
				LetterForm.of("<p>.</p>\n.", ".\n..\nFrom\n.", Set.of()), Map.of());
	}

}
