package org.becas.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The only way out for a program that asks for pages in our place, such as a browser: an
 * HTTP proxy on loopback (RFC 9110, 9.3.6 and RFC 9112, 3.2.2) that connects to addresses
 * which the {@link AddressGuard} allows, and passes on so many bytes in all.
 */
final class GuardingProxy implements AutoCloseable {

	private static final int LONGEST_HEAD = 64 * 1024;

	private static final int CONNECT_MILLIS = 10_000;

	/** Between two pieces of what is passed on. */
	private static final int READ_MILLIS = 30_000;

	private static final int AT_ONCE = 64;

	private final AddressGuard guard;

	private final HostCounts counts;

	private final ServerSocket door;

	private final AtomicLong left;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newFixedThreadPool(2 * AT_ONCE, (task) -> {
		Thread thread = new Thread(task, "browser-proxy");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * @param most bytes that come in before every connection is closed
	 * @param counts where what is asked of each host is counted
	 */
	GuardingProxy(AddressGuard guard, long most, HostCounts counts) {
		this.guard = guard;
		this.counts = counts;
		this.left = new AtomicLong(most);
		try {
			this.door = new ServerSocket(0, AT_ONCE, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	/** What a browser is told of it. */
	String address() {
		return "http://%s:%d".formatted(this.door.getInetAddress().getHostAddress(), this.door.getLocalPort());
	}

	private void accept() {
		while (!this.door.isClosed()) {
			try {
				Socket client = hold(this.door.accept());
				this.threads.execute(() -> serve(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private Socket hold(Socket socket) throws IOException {
		socket.setSoTimeout(READ_MILLIS);
		socket.setTcpNoDelay(true);
		this.open.add(socket);
		if (this.door.isClosed()) {
			release(socket);
		}
		return socket;
	}

	private void release(Socket socket) {
		this.open.remove(socket);
		try {
			socket.close();
		}
		catch (IOException ex) {
			// it is gone all the same
		}
	}

	private void serve(Socket client) {
		try {
			String head = head(client.getInputStream());
			String[] asked = (head != null) ? head.lines().findFirst().orElse("").split(" ") : new String[0];
			if (head == null || asked.length != 3) {
				refuse(client, "400 Bad Request");
			}
			else if (asked[0].equals("CONNECT")) {
				tunnel(client, URI.create("https://" + asked[1]));
			}
			else {
				passOn(client, asked, head);
			}
		}
		catch (UnknownHostException ex) {
			refuse(client, "403 Forbidden");
		}
		catch (IOException | IllegalArgumentException ex) {
			refuse(client, "502 Bad Gateway");
		}
		finally {
			release(client);
		}
	}

	private void tunnel(Socket client, URI target) throws IOException {
		Socket portal = dial(target, 443);
		try {
			client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			both(client, portal, target.getHost());
		}
		finally {
			release(portal);
		}
	}

	/** One request for each connection, since the next may be meant for another host. */
	private void passOn(Socket client, String[] asked, String head) throws IOException {
		URI target = URI.create(asked[1]);
		if (!"http".equalsIgnoreCase(target.getScheme()) || target.getHost() == null) {
			refuse(client, "400 Bad Request");
			return;
		}
		Socket portal = dial(target, 80);
		try {
			String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
			String query = (target.getRawQuery() != null) ? "?" + target.getRawQuery() : "";
			List<String> lines = new ArrayList<>(List.of("%s %s%s HTTP/1.1".formatted(asked[0], path, query)));
			head.lines()
				.skip(1)
				.filter((line) -> !line.matches("(?i)(?:proxy-)?connection:.*") && !line.isEmpty())
				.forEach(lines::add);
			lines.add("Connection: close");
			portal.getOutputStream()
				.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			both(client, portal, target.getHost());
		}
		finally {
			release(portal);
		}
	}

	private Socket dial(URI target, int usualPort) throws IOException {
		if (target.getHost() == null) {
			throw new UnknownHostException(target.toString());
		}
		String host = target.getHost().replaceAll("[\\[\\]]", "");
		int port = (target.getPort() > 0) ? target.getPort() : usualPort;
		Socket portal = new Socket();
		try {
			portal.connect(new InetSocketAddress(this.guard.resolve(host)[0], port), CONNECT_MILLIS);
		}
		catch (IOException ex) {
			release(portal);
			throw ex;
		}
		return hold(portal);
	}

	private void both(Socket client, Socket portal, String host) throws IOException {
		this.threads.execute(() -> {
			try {
				client.getInputStream().transferTo(portal.getOutputStream());
			}
			catch (IOException ex) {
				// the other direction ends too
			}
		});
		this.counts.shown(host);
		InputStream in = portal.getInputStream();
		OutputStream out = client.getOutputStream();
		byte[] buffer = new byte[16 * 1024];
		for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
			this.counts.brought(host, read);
			if (this.left.addAndGet(-read) < 0) {
				close();
				return;
			}
			out.write(buffer, 0, read);
		}
	}

	private static @Nullable String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.length() < LONGEST_HEAD) {
			int c = in.read();
			if (c < 0) {
				return null;
			}
			head.append((char) c);
			if (c == '\n' && (head.toString().endsWith("\r\n\r\n"))) {
				return head.toString();
			}
		}
		return null;
	}

	private static void refuse(Socket client, String status) {
		try {
			client.getOutputStream()
				.write("HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status)
					.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			// it does not wait for an answer any more
		}
	}

	@Override
	public void close() {
		try {
			this.door.close();
		}
		catch (IOException ex) {
			// nobody is let in any more all the same
		}
		this.open.forEach(this::release);
		this.threads.shutdownNow();
	}

}
