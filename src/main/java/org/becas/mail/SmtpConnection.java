package org.becas.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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

	/**
	 * How long a relay may take for its answer to the final dot (RFC 5321, 4.5.3.2.6).
	 */
	private static final Duration FOR_THE_LAST_ANSWER = Duration.ofMinutes(10);

	/** Ends connections that take no more bytes; reading has a limit of its own. */
	private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "smtp-watch");
		thread.setDaemon(true);
		return thread;
	});

	private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);

	private final Wire wire;

	private final LetterSigner signer;

	private boolean broken;

	/** The letter whose envelope is already with the relay. */
	private @Nullable Letter announced;

	SmtpConnection(Session session, URLName relay, Wire wire, LetterSigner signer) {
		super(session, relay, relay.getProtocol(), relay.getProtocol().equals("smtps"));
		this.wire = wire;
		this.signer = signer;
	}

	@Override
	public synchronized Outcome send(Letter letter, @Nullable Letter next, Runnable handing) {
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
		handing(handing);
		try {
			this.announced = supportsExtension("PIPELINING") ? next : null;
			// RFC 2920, 3.1: a letter's bytes may be followed at once by the next
			// envelope; its
			// own bytes wait until this letter has been answered
			write(message, DOT, (this.announced != null) ? commands(this.announced) : new byte[0]);
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
		String name = xtext(letter.header("Message-ID").replaceAll("[<>]", ""));
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

	private void write(byte[]... parts) throws IOException {
		Socket socket = this.wire.socket();
		Future<?> watch = WATCH.schedule(() -> cut(socket), 60, TimeUnit.SECONDS);
		try {
			ByteArrayOutputStream all = new ByteArrayOutputStream(parts[0].length + 256);
			for (byte[] part : parts) {
				all.writeBytes(part);
			}
			OutputStream out = socket.getOutputStream();
			out.write(all.toByteArray());
			out.flush();
		}
		finally {
			watch.cancel(false);
		}
	}

	private static void cut(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// whoever is writing to it finds out
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
