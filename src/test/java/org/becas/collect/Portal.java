package org.becas.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** A portal on loopback, told page by page what it answers. */
public final class Portal implements AutoCloseable {

	static {
		// Else each small answer waits for the acknowledgement of its header
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, HttpHandler> pages = new ConcurrentHashMap<>();

	private final List<String> asked = new CopyOnWriteArrayList<>();

	public Portal() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	public URI url(String path) {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + path);
	}

	/** Paths asked for so far, robots.txt left out. */
	public List<String> asked() {
		return this.asked.stream().filter((path) -> !path.equals("/robots.txt")).toList();
	}

	public Portal html(String path, String body) {
		return on(path, answer(200, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8)));
	}

	public Portal xml(String path, String body) {
		return on(path, answer(200, "application/xml", body.getBytes(StandardCharsets.UTF_8)));
	}

	public Portal on(String path, HttpHandler handler) {
		this.pages.put(path, handler);
		return this;
	}

	public Portal remove(String path) {
		this.pages.remove(path);
		return this;
	}

	/** An answer with an ETag made of its body. */
	static HttpHandler answer(int status, String contentType, byte[] body) {
		return (exchange) -> {
			String tag = "\"" + java.util.Arrays.hashCode(body) + "\"";
			exchange.getResponseHeaders().set("ETag", tag);
			exchange.getResponseHeaders().set("Content-Type", contentType);
			if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
				exchange.sendResponseHeaders(304, -1);
			}
			else {
				exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
				// In pieces, since the server keeps a buffer as large as the largest
				for (int at = 0; at < body.length; at += 65536) {
					exchange.getResponseBody().write(body, at, Math.min(65536, body.length - at));
				}
			}
		};
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().toString();
			this.asked.add(path);
			HttpHandler page = this.pages.get(path);
			((page != null) ? page : answer(404, "text/html", "<h1>404</h1>".getBytes(StandardCharsets.UTF_8)))
				.handle(exchange);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
