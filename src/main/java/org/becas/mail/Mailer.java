package org.becas.mail;

import org.jspecify.annotations.Nullable;

import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The way out for letters: an SMTP relay, or the outbox folder while there is none. */
public interface Mailer {

	/**
	 * Opens a way out of one's own, to be used by one thread at a time.
	 * @throws NoConnection if there is none to be had
	 */
	Connection connect() throws NoConnection;

	/** Letters to the relay of these settings ({@code spring.mail.*}). */
	static Mailer relay(JavaMailSenderImpl settings) {
		return SmtpMailer.of(settings);
	}

	/** Where letters go, for people: {@code smtp.example.org:587} or a folder. */
	String destination();

	/** Whether letters really leave this machine. */
	boolean leaves();

	/**
	 * Sends one letter on a connection of its own.
	 * @throws NoConnection if nothing was tried
	 */
	default Outcome send(Letter letter) throws NoConnection {
		try (Connection connection = connect()) {
			return connection.send(letter, null, Handing.UNNOTED);
		}
	}

	/** One connection, kept open from letter to letter. */
	interface Connection extends AutoCloseable {

		/**
		 * Sends a letter.
		 * @param next the letter that will be sent right after this one on this
		 * connection, if that is known: its envelope may already go with this letter's
		 * last bytes, which saves the way to the relay and back
		 * @param handing begun when the relay is ready for the letter, and over before it
		 * can take it; if it fails, the letter is not sent, the connection is closed and
		 * the exception goes on
		 */
		Outcome send(Letter letter, @Nullable Letter next, Handing handing);

		/** Whether it is encrypted. */
		default boolean secure() {
			return false;
		}

		/** Whether another letter can be sent on it. */
		boolean usable();

		@Override
		void close();

	}

	/**
	 * Notes that a letter may reach the relay, while all of it but its end is already on
	 * the way.
	 */
	@FunctionalInterface
	interface Handing {

		/** For letters of which no book is kept. */
		Handing UNNOTED = () -> () -> {
		};

		/**
		 * Begins to note it.
		 * @return waits until it is noted for good, and throws if it cannot be
		 */
		Runnable begin();

	}

	/** There is no way out at present. */
	class NoConnection extends Exception {

		private static final long serialVersionUID = 1L;

		private final boolean permanent;

		/**
		 * @param permanent whether trying again is no use until a person has changed
		 * something
		 */
		public NoConnection(String message, boolean permanent, Throwable cause) {
			super(message, cause);
			this.permanent = permanent;
		}

		public boolean permanent() {
			return this.permanent;
		}

	}

}
