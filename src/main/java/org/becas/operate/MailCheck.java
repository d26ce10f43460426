package org.becas.operate;

import java.util.List;

import org.becas.mail.Mailer;
import org.becas.mail.Mailer.Connection;
import org.becas.mail.Mailer.NoConnection;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Whether the relay answers: connection, EHLO, STARTTLS and AUTH, as before a letter, and
 * then QUIT.
 */
final class MailCheck {

	private static final String RELAY = "Servidor de correo";

	private final Installation installation;

	MailCheck(Installation installation) {
		this.installation = installation;
	}

	List<Finding> examine() {
		if (!this.installation.sends()) {
			return List.of(Finding.good(RELAY,
					"ninguno: las cartas quedan en %s y no salen. Para enviar, ponga spring.mail.host"
						.formatted(this.installation.folders().outbox())));
		}
		Mailer mailer = Mailer.relay(relay());
		try (Connection connection = mailer.connect()) {
			return List.of(Finding.good(RELAY, "%s acepta la conexión%s".formatted(mailer.destination(),
					connection.secure() ? ", cifrada" : ", sin cifrar")));
		}
		catch (NoConnection ex) {
			return List.of(Finding.bad(RELAY, String.valueOf(ex.getMessage()),
					ex.permanent() ? "Revise con sistemas spring.mail.username, password y el certificado"
							: "Revise spring.mail.host y port, y que el cortafuegos deje salir a este servidor"));
		}
	}

	private JavaMailSenderImpl relay() {
		MailProperties said = Binder.get(this.installation.settings())
			.bindOrCreate("spring.mail", MailProperties.class);
		JavaMailSenderImpl relay = new JavaMailSenderImpl();
		relay.setHost(said.getHost());
		relay.setPort((said.getPort() != null) ? said.getPort() : JavaMailSenderImpl.DEFAULT_PORT);
		relay.setUsername(said.getUsername());
		relay.setPassword(said.getPassword());
		relay.setProtocol(said.getProtocol());
		relay.getJavaMailProperties().putAll(said.getProperties());
		String prefix = "mail." + said.getProtocol() + ".";
		if (said.getSsl().isEnabled()) {
			relay.getJavaMailProperties().put(prefix + "ssl.enable", "true");
		}
		// A person waits
		relay.getJavaMailProperties().put(prefix + "connectiontimeout", "8000");
		relay.getJavaMailProperties().put(prefix + "timeout", "8000");
		return relay;
	}

}
