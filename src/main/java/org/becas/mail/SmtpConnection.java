package org.becas.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Outcome.Broken;
import org.becas.mail.Outcome.Deferred;
import org.becas.mail.Outcome.Rejected;
import org.becas.mail.Outcome.Stage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * The mail library's own connection, which we make speak faster: prepared bytes instead
 * of a message that is encoded each time, MAIL, RCPT and DATA in one packet where the
 * relay offers PIPELINING (RFC 2920), and a word to the ledger before the final dot.
 */
final class SmtpConnection extends SMTPTransport implements Mailer.Connection {

	private static final byte[] DOT = "\r\n.".getBytes(StandardCharsets.US_ASCII);

	private boolean broken;

	SmtpConnection(Session session, URLName relay, String protocol) {
		super(session, relay, protocol, protocol.equals("smtps"));
	}

	@Override
	public synchronized Outcome send(Letter letter, Runnable handing) {
		byte[] message = message(letter);
		try {
			Outcome refused = envelope(letter);
			if (refused != null) {
				return refused;
			}
		}
		catch (MessagingException ex) {
			return broken(ex, false);
		}
		handing(handing);
		try {
			return closing(simpleCommand(message));
		}
		catch (MessagingException ex) {
			return broken(ex, true);
		}
	}

	@Override
	public synchronized boolean usable() {
		return !this.broken;
	}

	@Override
	public synchronized void close() {
		try {
			super.close();
		}
		catch (MessagingException ex) {
			// it is closed all the same, and no letter depends on how
		}
	}

	/** The letter with the dot that ends it; the library adds the last line break. */
	private static byte[] message(Letter letter) {
		byte[] bytes = letter.bytes();
		// The letter ends in CRLF, which the dot's own line break stands for
		byte[] message = new byte[bytes.length + 1];
		System.arraycopy(bytes, 0, message, 0, bytes.length - 2);
		System.arraycopy(DOT, 0, message, bytes.length - 2, DOT.length);
		return message;
	}

	/** MAIL, RCPT and DATA; returns a refusal, or null if the letter may follow. */
	private @Nullable Outcome envelope(Letter letter) throws MessagingException {
		String mail = "MAIL FROM:<" + letter.returnPath() + ">";
		String rcpt = "RCPT TO:<" + letter.recipient() + ">";
		List<Answer> answers = supportsExtension("PIPELINING") ? together(mail, rcpt) : oneByOne(mail, rcpt);
		Answer last = answers.get(answers.size() - 1);
		boolean open = last.stage() == Stage.DATA && last.reply().code() == 354;
		Answer refusal = answers.stream().filter((answer) -> !answer.positive()).findFirst().orElse(null);
		if (refusal == null) {
			return null;
		}
		if (open) {
			// A relay that took DATA without a recipient waits for a letter to nobody
			// (RFC
			// 2920, 3.1); it must be an empty one
			simpleCommand(".");
		}
		return refused(refusal);
	}

	private List<Answer> together(String mail, String rcpt) throws MessagingException {
		sendCommand(mail + "\r\n" + rcpt + "\r\nDATA");
		return List.of(answer(Stage.MAIL), answer(Stage.RCPT), answer(Stage.DATA));
	}

	private List<Answer> oneByOne(String mail, String rcpt) throws MessagingException {
		List<Answer> answers = new ArrayList<>();
		String[] commands = { mail, rcpt, "DATA" };
		for (Stage stage : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA)) {
			sendCommand(commands[stage.ordinal()]);
			answers.add(answer(stage));
			if (!answers.get(answers.size() - 1).positive()) {
				break;
			}
		}
		return answers;
	}

	private Answer answer(Stage stage) throws MessagingException {
		int code = readServerResponse();
		if (code < 0) {
			throw new MessagingException("El servidor cerró la conexión");
		}
		return new Answer(stage, new Reply(code, getLastServerResponse()));
	}

	/** A refused letter leaves its envelope open, which must not meet the next one. */
	private Outcome refused(Answer refusal) throws MessagingException {
		if (refusal.reply().code() == 421) {
			end();
		}
		else if (simpleCommand("RSET") != 250) {
			end();
		}
		return outcome(refusal);
	}

	private Outcome closing(int code) {
		if (code < 0) {
			return broken(new MessagingException("El servidor cerró la conexión"), true);
		}
		Answer answer = new Answer(Stage.DOT, new Reply(code, getLastServerResponse()));
		if (code == 421) {
			end();
		}
		return (code / 100 == 2) ? new Accepted(answer.reply().toString()) : outcome(answer);
	}

	private static Outcome outcome(Answer answer) {
		return answer.reply().transientFailure() ? new Deferred(answer.stage(), answer.reply())
				: new Rejected(answer.stage(), answer.reply());
	}

	private void handing(Runnable handing) {
		boolean done = false;
		try {
			handing.run();
			done = true;
		}
		finally {
			if (!done) {
				end();
			}
		}
	}

	private Outcome broken(MessagingException ex, boolean handed) {
		end();
		String reason = (ex.getCause() != null) ? ex.getMessage() + ": " + ex.getCause().getMessage()
				: String.valueOf(ex.getMessage());
		return new Broken(new Reply(0, reason).text(), handed);
	}

	private void end() {
		this.broken = true;
		close();
	}

	private record Answer(Stage stage, Reply reply) {

		boolean positive() {
			return (this.stage == Stage.DATA) ? this.reply.code() == 354 : this.reply.code() / 100 == 2;
		}

	}

}
