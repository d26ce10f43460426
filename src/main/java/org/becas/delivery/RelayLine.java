package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;

import org.becas.mail.Letter;
import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.Connection;
import org.becas.mail.Mailer.Handing;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One line to the relay: a connection, opened when a letter needs it, renewed after a set
 * number of letters, and patient while the relay is away or busy. For one thread.
 */
final class RelayLine implements AutoCloseable {

	private final Mailer mailer;

	private final MailSettings mail;

	private final DeliverySettings settings;

	private final Books books;

	private final Halt halt;

	private final Clock clock;

	private @Nullable Connection connection;

	/** Letters on the present connection. */
	private int sent;

	/** In a row. */
	private int failures;

	/** How long the line has waited since the relay last took a letter. */
	private Duration idle = Duration.ZERO;

	RelayLine(Mailer mailer, MailSettings mail, DeliverySettings settings, Books books, Halt halt, Clock clock) {
		this.mailer = mailer;
		this.mail = mail;
		this.settings = settings;
		this.books = books;
		this.halt = halt;
		this.clock = clock;
	}

	/** Whether the letter after the next one goes over the same connection. */
	boolean carriesMore() {
		return this.sent + 1 < this.mail.lettersPerConnection();
	}

	/**
	 * Sends a letter, however long it takes to connect within the run's patience.
	 * @param next the letter after it on this connection, if there is one
	 * @throws Stop if there is no way to the relay
	 */
	Outcome send(Letter letter, @Nullable Letter next, Handing handing) {
		Connection way = connected();
		Outcome outcome = way.send(letter, next, handing);
		this.sent++;
		if (!way.usable() || this.sent >= this.mail.lettersPerConnection()) {
			close();
		}
		return outcome;
	}

	private Connection connected() {
		Connection open = this.connection;
		while (open == null) {
			try {
				open = this.mailer.connect();
			}
			catch (NoConnection ex) {
				if (ex.permanent()) {
					throw Stop.tryingAgain(RelayWords.noConnection(String.valueOf(ex.getMessage())));
				}
				slowDown(String.valueOf(ex.getMessage()));
			}
		}
		this.connection = open;
		return open;
	}

	/** The relay has taken a letter: all is well. */
	void good() {
		this.failures = 0;
		this.idle = Duration.ZERO;
		this.books.tell("");
	}

	/**
	 * Waits longer the more often in a row nothing could be sent, and shows why.
	 * @throws Stop if patience is at its end, or somebody halts the sending
	 */
	void slowDown(String reason) {
		this.failures++;
		Duration wait = this.settings.reconnect(this.failures);
		this.idle = this.idle.plus(wait);
		if (this.idle.compareTo(this.settings.patience().plusMinutes(1)) >= 0) {
			throw Stop.tryingAgain(RelayWords.away(reason));
		}
		this.books.tell(RelayWords.waiting(reason));
		if (!this.halt.rest(this.clock.instant().plus(wait))) {
			throw Stop.tryingAgain(RelayWords.away(reason));
		}
	}

	/** Hangs up; the next letter opens a new connection. */
	@Override
	public void close() {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
		this.sent = 0;
	}

}
