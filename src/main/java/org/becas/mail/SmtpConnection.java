package org.becas.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.becas.mail.Mailer.Handing;
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
 * relay offers PIPELINING (RFC 2920), and a word to the ledger before the final dot,
 * which is written down while the letter is on its way.
 */
final class SmtpConnection extends SMTPTransport implements Mailer.Connection {

	/**
	 * How long a relay may take for its answer to the final dot (RFC 5321, 4.5.3.2.6).
	 */
	private static final Duration FOR_THE_LAST_ANSWER = Duration.ofMinutes(10);

	private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

	private final Wire wire;

	private final LetterSigner signer;

	private final WriteWatch watch;

	private boolean broken;

	/** The letter whose envelope is already with the relay. */
	private @Nullable Letter announced;

	SmtpConnection(Session session, URLName relay, Wire wire, LetterSigner signer) {
		super(session, relay, relay.getProtocol(), relay.getProtocol().equals("smtps"));
		this.wire = wire;
		this.signer = signer;
		this.watch = new WriteWatch(wire);
	}

	@Override
	public synchronized Outcome send(Letter letter, @Nullable Letter next, Handing handing) {
		byte[] message = letter.bytes(this.signer);
		try {
			Outcome refused = envelope(letter);
			if (refused != null) {
				return refused;
			}
		}
		catch (MessagingException | IOException ex) {
			return broken(ex, false);
		}
		Runnable handed = handing(handing);
		try {
			// Without its end no relay takes a letter (RFC 5321, 4.1.1.4)
			write(message);
		}
		catch (IOException ex) {
			noted(handed);
			return broken(ex, false);
		}
		noted(handed);
		try {
			this.announced = supportsExtension("PIPELINING") ? next : null;
			// RFC 2920, 3.1: a letter's end may be followed at once by the next envelope;
			// its own bytes wait until this letter has been answered
			write((this.announced != null) ? end(this.announced) : DOT);
			return closing();
		}
		catch (MessagingException | IOException ex) {
			return broken(ex, true);
		}
	}

	@Override
	public synchronized boolean secure() {
		return isSSL();
	}

	@Override
	public synchronized boolean usable() {
		return !this.broken;
	}

	@Override
	public synchronized void close() {
		this.watch.close();
		try {
			super.close();
		}
		catch (MessagingException ex) {
			// it is closed all the same, and no letter depends on how
		}
	}

	/** MAIL, RCPT and DATA; returns a refusal, or null if the letter may follow. */
	private @Nullable Outcome envelope(Letter letter) throws MessagingException, IOException {
		List<Answer> answers = supportsExtension("PIPELINING") ? together(letter) : oneByOne(letter);
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
			write(DOT);
			readServerResponse();
		}
		return refused(refusal);
	}

	private List<Answer> together(Letter letter) throws MessagingException, IOException {
		if (this.announced == null) {
			write(commands(letter));
		}
		else if (this.announced != letter) {
			throw new IOException("La conexión esperaba otra carta");
		}
		this.announced = null;
		List<Answer> answers = new ArrayList<>();
		for (Stage stage : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA)) {
			answers.add(answer(stage));
			if (answers.get(answers.size() - 1).reply().code() == 421) {
				// It is closing (RFC 5321, 3.8), and says nothing of the rest
				break;
			}
		}
		return answers;
	}

	private List<Answer> oneByOne(Letter letter) throws MessagingException, IOException {
		List<Answer> answers = new ArrayList<>();
		String[] commands = new String(commands(letter), StandardCharsets.US_ASCII).split("(?<=\n)");
		for (Stage stage : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA)) {
			write(ascii(commands[stage.ordinal()]));
			answers.add(answer(stage));
			if (!answers.get(answers.size() - 1).positive()) {
				break;
			}
		}
		return answers;
	}

	/**
	 * Where the relay offers it, a notification is asked for if the letter is late or
	 * cannot be delivered (RFC 3461), without its body and with our name for it.
	 */
	private byte[] commands(Letter letter) {
		boolean dsn = supportsExtension("DSN");
		String name = xtext(letter.messageId());
		// RFC 3461, 4.4: at most 100 characters
		String envelope = !dsn ? "" : " RET=HDRS" + ((name.length() <= 100) ? " ENVID=" + name : "");
		String recipient = !dsn ? "" : " NOTIFY=FAILURE,DELAY ORCPT=rfc822;" + xtext(letter.recipient().toString());
		return ascii("MAIL FROM:<" + letter.returnPath() + ">" + envelope + "\r\nRCPT TO:<" + letter.recipient() + ">"
				+ recipient + "\r\nDATA\r\n");
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

	private Outcome closing() throws MessagingException, IOException {
		int patience = this.wire.socket().getSoTimeout();
		this.wire.socket().setSoTimeout((int) FOR_THE_LAST_ANSWER.toMillis());
		Answer answer = answer(Stage.DOT);
		this.wire.socket().setSoTimeout(patience);
		if (answer.reply().code() == 421) {
			end();
		}
		return (answer.reply().code() / 100 == 2) ? new Accepted(answer.reply().toString()) : outcome(answer);
	}

	private static Outcome outcome(Answer answer) {
		return answer.reply().transientFailure() ? new Deferred(answer.stage(), answer.reply())
				: new Rejected(answer.stage(), answer.reply());
	}

	private Runnable handing(Handing handing) {
		try {
			return handing.begin();
		}
		catch (RuntimeException ex) {
			end();
			throw ex;
		}
	}

	private void noted(Runnable handed) {
		try {
			handed.run();
		}
		catch (RuntimeException ex) {
			end();
			throw ex;
		}
	}

	private byte[] end(Letter next) {
		byte[] commands = commands(next);
		byte[] end = Arrays.copyOf(DOT, DOT.length + commands.length);
		System.arraycopy(commands, 0, end, DOT.length, commands.length);
		return end;
	}

	private void write(byte[] bytes) throws IOException {
		this.watch.begin();
		try {
			OutputStream out = this.wire.socket().getOutputStream();
			out.write(bytes);
			out.flush();
		}
		finally {
			this.watch.end();
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private Outcome broken(Exception ex, boolean handed) {
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
