package org.becas.mail;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import jakarta.mail.MessagingException;
import org.becas.mail.Mailer.Connection;
import org.becas.mail.Mailer.Handing;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Outcome.Deferred;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Nothing goes in clear that should not, and to nobody who is not who they should be. */
class TlsTests {

	private static Certificates right;

	private static Certificates otherName;

	@BeforeAll
	static void make() throws Exception {
		right = Certificates.of("dns:localhost");
		otherName = Certificates.of("dns:correo.otra.example");
	}

	@ParameterizedTest
	@EnumSource(names = { "STARTTLS", "SMTPS" })
	void aLetterGoesEncryptedAndAtOnce(Way way) throws Exception {
		try (ScriptedRelay relay = way.relay(right)) {
			Watching sockets = new Watching(right.trusting());
			List<Letter> letters = List.of(letter("ana"), letter("berta"));
			try (Connection connection = mailer(relay, way, sockets).connect()) {
				assertThat(connection.secure()).isTrue();
				assertThat(connection.send(letters.get(0), letters.get(1), Handing.UNNOTED))
					.isInstanceOf(Accepted.class);
				assertThat(connection.send(letters.get(1), null, Handing.UNNOTED)).isInstanceOf(Accepted.class);
				assertThat(sockets.made).isNotEmpty();
				assertThat(sockets.made.get(sockets.made.size() - 1).getTcpNoDelay()).isTrue();
			}
			assertThat(relay.count()).isEqualTo(2);
			if (way == Way.STARTTLS) {
				assertThat(relay.commands().subList(0, 4)).satisfiesExactly(
						(first) -> assertThat(first).startsWith("EHLO"),
						(second) -> assertThat(second).isEqualTo("STARTTLS"),
						(third) -> assertThat(third).startsWith("EHLO"),
						(fourth) -> assertThat(fourth).startsWith("MAIL"));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "STARTTLS", "SMTPS" })
	void aCertificateOfAnotherNameIsRefused(Way way) {
		refused(way, otherName, otherName.trusting(), "su certificado es de otro nombre");
	}

	@ParameterizedTest
	@EnumSource(names = { "STARTTLS", "SMTPS" })
	void aCertificateThatNobodyKnowsIsRefused(Way way) {
		refused(way, right, (SSLSocketFactory) SSLSocketFactory.getDefault(), "no lo firma nadie en quien confíe");
	}

	@Test
	void aCertificateThatHasExpiredIsToldAsSuch() {
		assertThat(TlsProblem.of(new MessagingException("no", new SSLException("no",
				new CertificateException("timestamp check failed", new CertificateExpiredException("NotAfter"))))))
			.isEqualTo(TlsProblem.EXPIRED);
		assertThat(TlsProblem.of(new MessagingException("no", new ConnectException("refused")))).isNull();
		assertThat(TlsProblem.values()).allSatisfy((problem) -> assertThat(problem.words()).endsWith("."));
	}

	@Test
	void encryptionThatIsNotOfferedIsNotDoneWithout() {
		try (ScriptedRelay relay = new ScriptedRelay()) {
			refused(relay, mailer(relay, Way.STARTTLS, right.trusting()), "no ofrece cifrado");
		}
	}

	@Test
	void encryptionThatIsOfferedAndThenRefusedIsNotDoneWithout() {
		try (ScriptedRelay relay = Way.STARTTLS.relay(right)) {
			relay.answer("STARTTLS", "454 4.7.0 TLS not available");

			assertThatExceptionOfType(NoConnection.class)
				.isThrownBy(() -> mailer(relay, Way.STARTTLS, right.trusting()).connect());

			assertThat(relay.commands()).noneMatch((command) -> command.startsWith("MAIL"));
		}
	}

	@Test
	void encryptionIsRequiredOfEveryRelayButOnesOwnMachine() {
		assertThat(SmtpMailer.defaults("mail.smtp.", "relay.invalid", false))
			.containsEntry("mail.smtp.starttls.required", "true");
		assertThat(SmtpMailer.defaults("mail.smtp.", "192.0.2.1", false)).containsEntry("mail.smtp.starttls.required",
				"true");
		assertThat(SmtpMailer.defaults("mail.smtp.", "127.0.0.1", false)).containsEntry("mail.smtp.starttls.required",
				"false");
	}

	@Test
	void everyWaitEnds() {
		Properties settings = SmtpMailer.defaults("mail.smtps.", "relay.invalid", true);

		for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
			assertThat(Integer.parseInt(settings.getProperty("mail.smtps." + wait))).isBetween(1, 60_000);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "STARTTLS", "SMTPS" })
	void aRelayThatSaysNothingIsLeft(Way way) throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			JavaMailSenderImpl settings = settings(silent.getLocalPort(), way, right.trusting());
			settings.getJavaMailProperties().setProperty("mail." + way.protocol + ".timeout", "200");

			assertThatExceptionOfType(NoConnection.class).isThrownBy(() -> SmtpMailer.of(settings).connect())
				.satisfies((ex) -> assertThat(ex.permanent()).isFalse());
		}
	}

	/** RFC 5321, 3.8: a server that is closing says so to any command. */
	@ParameterizedTest
	@ValueSource(strings = { "MAIL", "RCPT", "DATA", ". ana@example.org" })
	void aRelayThatIsClosingIsNotUsedAgain(String command) throws Exception {
		try (ScriptedRelay relay = new ScriptedRelay()) {
			relay.answer(command, "421 4.3.2 closing");
			try (Connection connection = mailer(relay, Way.PLAIN, right.trusting()).connect()) {
				Outcome outcome = connection.send(letter("ana"), letter("berta"), Handing.UNNOTED);

				assertThat(outcome).isInstanceOfSatisfying(Deferred.class,
						(deferred) -> assertThat(deferred.reply().code()).isEqualTo(421));
				assertThat(connection.usable()).isFalse();
			}
		}
	}

	private static void refused(Way way, Certificates shown, SSLSocketFactory believed, String why) {
		try (ScriptedRelay relay = way.relay(shown)) {
			refused(relay, mailer(relay, way, believed), why);
		}
	}

	private static void refused(ScriptedRelay relay, SmtpMailer mailer, String why) {
		assertThatExceptionOfType(NoConnection.class).isThrownBy(mailer::connect)
			.satisfies((ex) -> assertThat(ex.permanent()).isTrue())
			.withMessageContaining(why)
			.withMessageContaining("localhost");
		assertThat(relay.commands()).noneMatch((command) -> command.startsWith("MAIL") || command.startsWith("AUTH"));
	}

	private static SmtpMailer mailer(ScriptedRelay relay, Way way, SSLSocketFactory sockets) {
		return SmtpMailer.of(settings(relay.port(), way, sockets));
	}

	private static JavaMailSenderImpl settings(int port, Way way, SSLSocketFactory sockets) {
		JavaMailSenderImpl settings = new JavaMailSenderImpl();
		settings.setHost("localhost");
		settings.setPort(port);
		settings.setProtocol(way.protocol);
		settings.getJavaMailProperties().put("mail." + way.protocol + ".ssl.socketFactory", sockets);
		settings.getJavaMailProperties()
			.setProperty("mail." + way.protocol + ".starttls.required", Boolean.toString(way == Way.STARTTLS));
		return settings;
	}

	private static Letter letter(String local) {
		EmailAddress to = EmailAddress.of(local + "@example.org");
		return new Letter(EmailAddress.of("ofai@example.org"), to,
				List.of(Header.mailbox("To", to, null), new Header("Message-ID", "<" + local + "@example.org>")),
				LetterForm.of("<p>Hola</p>", "Hola", Set.of()), Map.of());
	}

	enum Way {

		STARTTLS("smtp"), SMTPS("smtps"), PLAIN("smtp");

		private final String protocol;

		Way(String protocol) {
			this.protocol = protocol;
		}

		ScriptedRelay relay(Certificates shown) {
			return (this == SMTPS) ? new ScriptedRelay(shown.server()) : new ScriptedRelay().starttls(shown.server());
		}

	}

	/** Keeps the sockets that it makes. */
	private static final class Watching extends SSLSocketFactory {

		private final SSLSocketFactory sockets;

		private final List<Socket> made = new ArrayList<>();

		Watching(SSLSocketFactory sockets) {
			this.sockets = sockets;
		}

		private Socket kept(Socket socket) {
			this.made.add(socket);
			return socket;
		}

		@Override
		public String[] getDefaultCipherSuites() {
			return this.sockets.getDefaultCipherSuites();
		}

		@Override
		public String[] getSupportedCipherSuites() {
			return this.sockets.getSupportedCipherSuites();
		}

		@Override
		public Socket createSocket() throws IOException {
			return kept(this.sockets.createSocket());
		}

		@Override
		public Socket createSocket(Socket socket, String host, int port, boolean close) throws IOException {
			return kept(this.sockets.createSocket(socket, host, port, close));
		}

		@Override
		public Socket createSocket(String host, int port) throws IOException {
			return kept(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
			return kept(this.sockets.createSocket(host, port, from, fromPort));
		}

		@Override
		public Socket createSocket(InetAddress host, int port) throws IOException {
			return kept(this.sockets.createSocket(host, port));
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
			return kept(this.sockets.createSocket(host, port, from, fromPort));
		}

	}

}
