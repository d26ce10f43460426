package org.becas.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP relay that behaves as it is told, letter by letter, and counts what it took.
 * What it took before it dropped the connection counts: that is the case which a sender
 * cannot tell from a loss.
 */
public final class ScriptedRelay implements AutoCloseable {

	/** What to do with a letter: nothing special, unless a case says otherwise. */
	public enum Act {

		ACCEPT,

		/** Takes the letter, and ends the connection instead of saying so. */
		TAKE_AND_DROP,

		/** Ends the connection at RCPT. */
		DROP_AT_RCPT,

		/** Answers nothing any more after the final dot, but takes the letter. */
		STALL

	}

	private final ServerSocket server;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();

	private final AtomicInteger count = new AtomicInteger();

	private final Map<String, String> answers = new ConcurrentHashMap<>();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile Function<String, Act> script = (recipient) -> Act.ACCEPT;

	private volatile boolean pipelining = true;

	private final Set<String> offers = ConcurrentHashMap.newKeySet();

	private final Queue<String> commands = new ConcurrentLinkedQueue<>();

	private volatile SSLContext tls;

	private final boolean smtps;

	public ScriptedRelay() {
		this(null);
	}

	/**
	 * A relay that speaks TLS from the first byte.
	 * @param smtps its certificate; {@code null} for plain SMTP
	 */
	public ScriptedRelay(SSLContext smtps) {
		this.tls = smtps;
		this.smtps = smtps != null;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/** What to do with each recipient's letter. */
	public ScriptedRelay script(Function<String, Act> script) {
		this.script = script;
		return this;
	}

	public ScriptedRelay withoutPipelining() {
		this.pipelining = false;
		return this;
	}

	/** Offers an extension in its answer to EHLO, such as {@code DSN}. */
	public ScriptedRelay offer(String extension) {
		this.offers.add(extension);
		return this;
	}

	/** Offers STARTTLS, with this certificate. */
	public ScriptedRelay starttls(SSLContext certificate) {
		this.tls = certificate;
		return offer("STARTTLS");
	}

	/** Every line it was told outside of letters, in order. */
	public List<String> commands() {
		return List.copyOf(this.commands);
	}

	/**
	 * Answers a command otherwise than with yes.
	 * @param command such as {@code RCPT}, or {@code RCPT ana@example.org}, or {@code .}
	 * @param answer such as {@code 550 5.1.1 no such user}; {@code null} for yes again
	 */
	public ScriptedRelay answer(String command, String answer) {
		if (answer == null) {
			this.answers.remove(command);
		}
		else {
			this.answers.put(command, answer);
		}
		return this;
	}

	/** Forgets what was taken and what it was told. */
	public void reset() {
		this.taken.clear();
		this.count.set(0);
		this.answers.clear();
		this.connections.set(0);
		this.script = (recipient) -> Act.ACCEPT;
		this.pipelining = true;
		this.offers.clear();
		this.commands.clear();
	}

	/** What was taken, in order. */
	public List<Taken> taken() {
		return List.copyOf(this.taken);
	}

	/** How many letters were taken so far. */
	public int count() {
		return this.count.get();
	}

	/** How many connections were opened so far. */
	public int connections() {
		return this.connections.get();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.open.add(socket);
				this.connections.incrementAndGet();
				start(() -> serve(socket));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			socket.setTcpNoDelay(true);
			new Session(this.smtps ? encrypted(socket) : socket).run();
		}
		catch (IOException ex) {
			// the sender is gone, which is what some tests are about
		}
		finally {
			this.open.remove(socket);
		}
	}

	private Socket encrypted(Socket plain) throws IOException {
		SSLSocket socket = (SSLSocket) this.tls.getSocketFactory().createSocket(plain, null, true);
		socket.setUseClientMode(false);
		socket.startHandshake();
		return socket;
	}

	private static void start(Runnable work) {
		Thread thread = new Thread(work, "relay");
		thread.setDaemon(true);
		thread.start();
	}

	/** A letter that was taken. */
	public record Taken(String from, String recipient, byte[] bytes) {

		public String text() {
			return new String(this.bytes, StandardCharsets.UTF_8);
		}

		public String header(String name) {
			return this.text()
				.lines()
				.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
				.map((line) -> line.substring(name.length() + 1).strip())
				.findFirst()
				.orElse("");
		}

	}

	private final class Session {

		private final Socket socket;

		private InputStream in;

		private OutputStream out;

		private String from = "";

		private final List<String> recipients = new ArrayList<>();

		Session(Socket socket) throws IOException {
			this.socket = socket;
			open(socket);
		}

		private void open(Socket socket) throws IOException {
			this.in = new BufferedInputStream(socket.getInputStream(), 65536);
			this.out = socket.getOutputStream();
		}

		void run() throws IOException {
			say("220 relay ready");
			String line = line();
			while (line != null && obey(line)) {
				line = line();
			}
		}

		private boolean obey(String line) throws IOException {
			ScriptedRelay.this.commands.add(line);
			String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
			String refusal = refusal(command, line);
			if (refusal != null) {
				say(refusal);
				return !refusal.startsWith("421");
			}
			switch (command) {
				case "EHLO" -> {
					StringBuilder answer = new StringBuilder("250-relay\r\n");
					ScriptedRelay.this.offers.forEach((offer) -> answer.append("250-" + offer + "\r\n"));
					say(answer + (ScriptedRelay.this.pipelining ? "250-PIPELINING\r\n" : "") + "250 8BITMIME");
				}
				case "STARTTLS" -> {
					say("220 2.0.0 go on");
					open(encrypted(this.socket));
				}
				case "MAIL" -> {
					this.from = address(line);
					this.recipients.clear();
					say("250 2.1.0 ok");
				}
				case "RCPT" -> {
					this.recipients.add(address(line));
					if (act() == Act.DROP_AT_RCPT) {
						return false;
					}
					say("250 2.1.5 ok");
				}
				case "DATA" -> {
					return data();
				}
				case "QUIT" -> {
					say("221 bye");
					return false;
				}
				default -> say("250 ok");
			}
			return true;
		}

		private String refusal(String command, String line) {
			String all = ScriptedRelay.this.answers.get(command);
			return (all != null) ? all : ScriptedRelay.this.answers.get(command + " " + address(line));
		}

		private boolean data() throws IOException {
			if (this.recipients.isEmpty()) {
				say("554 5.5.1 no valid recipients");
				return true;
			}
			say("354 go on");
			byte[] letter = letter();
			String refusal = refusal(".", "<" + this.recipients.get(0) + ">");
			if (refusal != null) {
				say(refusal);
				return !refusal.startsWith("421");
			}
			ScriptedRelay.this.taken.add(new Taken(this.from, this.recipients.get(0), letter));
			ScriptedRelay.this.count.incrementAndGet();
			switch (act()) {
				case TAKE_AND_DROP -> {
					return false;
				}
				case STALL -> {
					while (this.in.read() != -1) {
						// until the sender gives up
					}
					return false;
				}
				default -> say("250 2.0.0 queued as " + ScriptedRelay.this.count.get());
			}
			this.recipients.clear();
			return true;
		}

		private Act act() {
			return ScriptedRelay.this.script.apply(this.recipients.get(0));
		}

		private static String address(String line) {
			int from = line.indexOf('<');
			int to = line.indexOf('>', from);
			return (from >= 0 && to > from) ? line.substring(from + 1, to) : "";
		}

		private byte[] letter() throws IOException {
			ByteArrayOutputStream letter = new ByteArrayOutputStream();
			for (String line = line(); !".".equals(line); line = line()) {
				if (line == null) {
					throw new IOException("cut");
				}
				String plain = line.startsWith(".") ? line.substring(1) : line;
				letter.writeBytes(plain.getBytes(StandardCharsets.ISO_8859_1));
				letter.writeBytes(new byte[] { '\r', '\n' });
			}
			return letter.toByteArray();
		}

		private String line() throws IOException {
			StringBuilder line = new StringBuilder();
			int octet = this.in.read();
			while (octet != -1 && octet != '\n') {
				if (octet != '\r') {
					line.append((char) octet);
				}
				octet = this.in.read();
			}
			if (octet == -1) {
				if (line.isEmpty()) {
					return null;
				}
				throw new IOException("cut");
			}
			return line.toString();
		}

		private void say(String answer) throws IOException {
			this.out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
			this.out.flush();
		}

	}

}
