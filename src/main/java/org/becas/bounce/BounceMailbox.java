package org.becas.bounce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import java.util.function.Predicate;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The mailbox that undeliverable letters come back to, by IMAP or POP3. Connections are
 * encrypted and certificates checked; every wait ends.
 */
@Component
public class BounceMailbox {

	/** What a notification says stands at its beginning. */
	private static final int MOST_OF_ONE = 512 * 1024;

	/** Marks what was looked at and left for a person, where the server keeps marks. */
	private static final Flags LOOKED_AT = new Flags("$BecasLookedAt");

	private final BounceSettings settings;

	public BounceMailbox(BounceSettings settings) {
		this.settings = settings;
	}

	/** Whether there is one. */
	public boolean present() {
		return this.settings.enabled();
	}

	/**
	 * Shows every message, oldest first, and removes those that are settled. Others stay
	 * as they are, unread if nobody has read them.
	 * @param settled is given the message, cut short if it is long; true once everything
	 * about it is kept elsewhere for good
	 * @throws MailboxProblem saying what is wrong, for people
	 */
	public void read(Predicate<byte[]> settled) {
		if (!present()) {
			throw new MailboxProblem("No hay buzón de devoluciones: ponga becas.bounces.host, username y password",
					null);
		}
		try (Store store = Session.getInstance(properties()).getStore(this.settings.protocol())) {
			store.connect(this.settings.host(), (this.settings.port() > 0) ? this.settings.port() : -1,
					this.settings.username(), this.settings.password());
			read(store, settled);
		}
		catch (AuthenticationFailedException ex) {
			throw new MailboxProblem("El buzón %s no acepta el usuario o la contraseña: %s"
				.formatted(this.settings.destination(), ex.getMessage()), ex);
		}
		catch (MessagingException ex) {
			throw new MailboxProblem(
					"No se puede leer el buzón %s: %s".formatted(this.settings.destination(), deepest(ex)), ex);
		}
	}

	private void read(Store store, Predicate<byte[]> settled) throws MessagingException {
		Folder folder = store.getFolder(this.settings.protocol().startsWith("pop3") ? "INBOX" : this.settings.folder());
		folder.open(Folder.READ_WRITE);
		try {
			boolean marks = folder.getPermanentFlags() != null && folder.getPermanentFlags().contains(Flag.USER);
			for (Message message : marks ? folder.search(new FlagTerm(LOOKED_AT, false)) : folder.getMessages()) {
				show(message, settled, marks);
			}
		}
		finally {
			// What is marked as deleted goes now: with POP3 at QUIT, with IMAP by EXPUNGE
			folder.close(true);
		}
	}

	private static void show(Message message, Predicate<byte[]> settled, boolean marks) throws MessagingException {
		try {
			if (settled.test(bytes(message))) {
				message.setFlag(Flag.DELETED, true);
			}
			else if (marks) {
				message.setFlags(LOOKED_AT, true);
			}
		}
		catch (MessageRemovedException ex) {
			// somebody has taken it out meanwhile
		}
	}

	private static byte[] bytes(Message message) throws MessagingException {
		Bounded out = new Bounded();
		try {
			message.writeTo(out);
		}
		catch (IOException ex) {
			if (!out.full()) {
				throw new MessagingException("No se pudo leer un mensaje", ex);
			}
		}
		return out.bytes.toByteArray();
	}

	private Properties properties() {
		String prefix = "mail." + this.settings.protocol() + ".";
		Properties properties = new Properties();
		properties.put(prefix + "connectiontimeout", "15000");
		properties.put(prefix + "timeout", "60000");
		properties.put(prefix + "writetimeout", "60000");
		properties.put(prefix + "ssl.checkserveridentity", "true");
		properties.put(prefix + "starttls.enable", "true");
		properties.put(prefix + "starttls.required",
				Boolean.toString(!this.settings.protocol().endsWith("s") && !thisMachine()));
		// Who looks into the mailbox must still see what is new
		properties.put(prefix + "peek", "true");
		return properties;
	}

	private boolean thisMachine() {
		try {
			return InetAddress.getByName(this.settings.host()).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static String deepest(Throwable ex) {
		Throwable deepest = ex;
		while (deepest.getCause() != null && deepest.getCause() != deepest) {
			deepest = deepest.getCause();
		}
		return String.valueOf(deepest.getMessage());
	}

	/** The mailbox cannot be read; the message says why, for people. */
	public static class MailboxProblem extends RuntimeException {

		private static final long serialVersionUID = 1L;

		MailboxProblem(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

	/** Takes so much and no more. */
	private static final class Bounded extends OutputStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		boolean full() {
			return this.bytes.size() >= MOST_OF_ONE;
		}

		@Override
		public void write(int octet) throws IOException {
			write(new byte[] { (byte) octet }, 0, 1);
		}

		@Override
		public void write(byte[] octets, int from, int length) throws IOException {
			this.bytes.write(octets, from, Math.min(length, MOST_OF_ONE - this.bytes.size()));
			if (full()) {
				throw new IOException("enough");
			}
		}

	}

}
