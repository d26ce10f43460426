package org.becas.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;

import javax.net.ssl.SSLException;
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

	private final Session session;

	private final String protocol;

	private final String host;

	private final int port;

	private final @Nullable String username;

	private final @Nullable String password;

	private SmtpMailer(Session session, String protocol, String host, int port, @Nullable String username,
			@Nullable String password) {
		this.session = session;
		this.protocol = protocol;
		this.host = host;
		this.port = port;
		this.username = username;
		this.password = password;
	}

	/** A mailer for what {@code spring.mail.*} says. */
	static SmtpMailer of(JavaMailSenderImpl relay) {
		String protocol = (relay.getProtocol() != null) ? relay.getProtocol() : "smtp";
		String host = (relay.getHost() != null) ? relay.getHost() : "localhost";
		Properties properties = new Properties();
		properties.putAll(defaults("mail." + protocol + ".", host, relay.getUsername() != null));
		properties.putAll(relay.getJavaMailProperties());
		hurry(properties, "mail." + protocol + ".");
		int port = (relay.getPort() > 0) ? relay.getPort() : protocol.equals("smtps") ? 465 : 25;
		return new SmtpMailer(Session.getInstance(properties), protocol, host, port, relay.getUsername(),
				relay.getPassword());
	}

	private static Properties defaults(String prefix, String host, boolean auth) {
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
	 * Puts our sockets in place, over those that the settings name; without fallback,
	 * since a socket that waits is twenty times slower and nobody would know why.
	 */
	private static void hurry(Properties properties, String prefix) {
		Object tls = properties.get(prefix + "ssl.socketFactory");
		properties.put(prefix + "ssl.socketFactory", NoDelay
			.tls((tls instanceof SSLSocketFactory given) ? given : (SSLSocketFactory) SSLSocketFactory.getDefault()));
		properties.put(prefix + "socketFactory", NoDelay.plain());
		properties.put(prefix + "socketFactory.fallback", "false");
		properties.put(prefix + "ssl.socketFactory.fallback", "false");
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
		SmtpConnection connection = new SmtpConnection(this.session,
				new URLName(this.protocol, this.host, this.port, null, this.username, this.password), this.protocol);
		try {
			connection.connect(this.host, this.port, this.username, this.password);
			return connection;
		}
		catch (AuthenticationFailedException ex) {
			throw new NoConnection("El servidor de correo %s no acepta el usuario o la contraseña: %s"
				.formatted(destination(), ex.getMessage()), true, ex);
		}
		catch (MessagingException ex) {
			throw new NoConnection(
					"No hay conexión con el servidor de correo %s: %s".formatted(destination(), reason(ex)),
					permanent(ex), ex);
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

	/** A certificate that is not trusted, or STARTTLS that is missing, stays so. */
	private static boolean permanent(MessagingException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SSLException || String.valueOf(cause.getMessage()).contains("STARTTLS is required")) {
				return true;
			}
		}
		return false;
	}

}
