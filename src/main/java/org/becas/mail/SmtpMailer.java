package org.becas.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.jspecify.annotations.Nullable;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Letters to an SMTP relay. Connecting, TLS and authentication are the mail library's;
 * what it leaves open is closed here: every wait ends, STARTTLS is required unless the
 * relay is this machine or the settings say otherwise, certificates are checked, and
 * sockets send at once.
 */
final class SmtpMailer implements Mailer {

	private final Properties properties;

	private final SSLSocketFactory tls;

	private final String protocol;

	private final String host;

	private final int port;

	private final @Nullable String username;

	private final @Nullable String password;

	private final Supplier<LetterSigner> signing;

	private SmtpMailer(Properties properties, SSLSocketFactory tls, String protocol, String host, int port,
			@Nullable String username, @Nullable String password, Supplier<LetterSigner> signing) {
		this.properties = properties;
		this.tls = tls;
		this.protocol = protocol;
		this.host = host;
		this.port = port;
		this.username = username;
		this.password = password;
		this.signing = signing;
	}

	/** A mailer for what {@code spring.mail.*} says. */
	static SmtpMailer of(JavaMailSenderImpl relay) {
		return of(relay, () -> LetterSigner.NONE);
	}

	/**
	 * A mailer for what {@code spring.mail.*} says.
	 * @param signing asked at each connection
	 */
	static SmtpMailer of(JavaMailSenderImpl relay, Supplier<LetterSigner> signing) {
		String protocol = (relay.getProtocol() != null) ? relay.getProtocol() : "smtp";
		String host = (relay.getHost() != null) ? relay.getHost() : "localhost";
		String prefix = "mail." + protocol + ".";
		Properties properties = defaults(prefix, host, relay.getUsername() != null);
		properties.putAll(relay.getJavaMailProperties());
		SSLSocketFactory tls = (properties.get(prefix + "ssl.socketFactory") instanceof SSLSocketFactory given) ? given
				: (SSLSocketFactory) SSLSocketFactory.getDefault();
		int port = (relay.getPort() > 0) ? relay.getPort() : protocol.equals("smtps") ? 465 : 25;
		return new SmtpMailer(properties, tls, protocol, host, port, relay.getUsername(), relay.getPassword(), signing);
	}

	static Properties defaults(String prefix, String host, boolean auth) {
		Properties defaults = new Properties();
		defaults.put(prefix + "connectiontimeout", "15000");
		defaults.put(prefix + "timeout", "60000");
		defaults.put(prefix + "writetimeout", "60000");
		defaults.put(prefix + "auth", Boolean.toString(auth));
		defaults.put(prefix + "starttls.enable", "true");
		defaults.put(prefix + "starttls.required", Boolean.toString(prefix.equals("mail.smtp.") && !thisMachine(host)));
		defaults.put(prefix + "ssl.checkserveridentity", "true");
		defaults.put(prefix + "quitwait", "false");
		return defaults;
	}

	/**
	 * The library's settings for one connection, with our sockets in place; without
	 * fallback, since a socket that waits is twenty times slower and nobody would know
	 * why.
	 */
	private Session session(Wire wire) {
		String prefix = "mail." + this.protocol + ".";
		Properties properties = new Properties();
		properties.putAll(this.properties);
		properties.put(prefix + "socketFactory", wire.plain());
		properties.put(prefix + "socketFactory.fallback", "false");
		properties.put(prefix + "ssl.socketFactory", wire.tls(this.tls));
		properties.put(prefix + "ssl.socketFactory.fallback", "false");
		return Session.getInstance(properties);
	}

	private static boolean thisMachine(String host) {
		try {
			return InetAddress.getByName(host).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	@Override
	public Connection connect() throws NoConnection {
		Wire wire = new Wire();
		SmtpConnection connection = new SmtpConnection(session(wire),
				new URLName(this.protocol, this.host, this.port, null, this.username, this.password), wire,
				LetterSigner.from(this.signing));
		try {
			connection.connect(this.host, this.port, this.username, this.password);
			return connection;
		}
		catch (AuthenticationFailedException ex) {
			throw new NoConnection("El servidor de correo %s no acepta el usuario o la contraseña: %s"
				.formatted(destination(), ex.getMessage()), true, ex);
		}
		catch (MessagingException ex) {
			TlsProblem problem = TlsProblem.of(ex);
			throw new NoConnection("No hay conexión con el servidor de correo %s: %s%s".formatted(destination(),
					(problem != null) ? problem.words() + " " : "", reason(ex)), problem != null, ex);
		}
	}

	@Override
	public String destination() {
		return this.host + ":" + this.port;
	}

	@Override
	public boolean leaves() {
		return true;
	}

	private static @Nullable String reason(MessagingException ex) {
		return (ex.getCause() != null && ex.getCause().getMessage() != null)
				? ex.getMessage() + " (" + ex.getCause().getMessage() + ")" : ex.getMessage();
	}

}
