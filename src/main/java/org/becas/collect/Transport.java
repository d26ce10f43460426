package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts one request on the wire and reads its answer, within bounds of time and size.
 * Redirects are told, not followed. It never throws for what a portal does; thread-safe.
 */
final class Transport implements AutoCloseable {

	private static final String ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
			+ "application/feed+json,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5";

	/** Of what is left of an answer, so much is read to keep its connection. */
	private static final int REST = 16 * 1024;

	private final CollectSettings settings;

	private final Clock clock;

	private final FailureWords words;

	private final CloseableHttpClient http;

	private final ScheduledExecutorService timers = timers();

	/**
	 * @param guard refuses addresses at the moment of the connection
	 */
	Transport(CollectSettings settings, String userAgent, AddressGuard guard, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.words = new FailureWords(settings);
		this.http = client(settings, userAgent, guard);
	}

	/** A deadline that was met is forgotten at once, and its request with it. */
	private static ScheduledExecutorService timers() {
		ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "portal-deadlines");
			thread.setDaemon(true);
			return thread;
		});
		timers.setRemoveOnCancelPolicy(true);
		return timers;
	}

	private static CloseableHttpClient client(CollectSettings settings, String userAgent, AddressGuard guard) {
		Timeout read = Timeout.of(settings.readTimeout());
		return HttpClients.custom()
			.setUserAgent(userAgent)
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableAutomaticRetries()
			// Decompressed here, so that the size is bounded behind it
			.disableContentCompression()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDnsResolver(guard)
				.setMaxConnPerRoute(settings.connections())
				.setMaxConnTotal(settings.connections() * settings.sources())
				.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(read).setTcpNoDelay(true).build())
				.setDefaultConnectionConfig(ConnectionConfig.custom()
					.setConnectTimeout(Timeout.of(settings.connectTimeout()))
					.setSocketTimeout(read)
					.setValidateAfterInactivity(TimeValue.ofSeconds(2))
					.setTimeToLive(TimeValue.ofMinutes(5))
					.build())
				.build())
			.setDefaultRequestConfig(RequestConfig.custom()
				.setResponseTimeout(read)
				.setConnectionRequestTimeout(Timeout.ofMinutes(10))
				.build())
			.build();
	}

	/** Asks for an address as it is; what of it is already held need not come again. */
	Exchange send(URI url, Validators held) {
		Received received = new Received();
		try {
			return exchange(url, held, received);
		}
		catch (IOException ex) {
			return Exchange.of(this.words.of(url, ex), received.bytes);
		}
	}

	private Exchange exchange(URI url, Validators validators, Received received) throws IOException {
		HttpGet get = new HttpGet(url);
		get.setHeader("Accept", ACCEPT);
		get.setHeader("Accept-Language", "es, en;q=0.8, *;q=0.5");
		get.setHeader("Accept-Encoding", "gzip, deflate, br");
		if (validators.etag() != null) {
			get.setHeader("If-None-Match", validators.etag());
		}
		if (validators.lastModified() != null) {
			get.setHeader("If-Modified-Since", validators.lastModified());
		}
		Future<?> deadline = this.timers.schedule(get::cancel, this.settings.deadline().toMillis(),
				TimeUnit.MILLISECONDS);
		ClassicHttpResponse response = null;
		try {
			// A response handler would insist on the end of an answer that breaks off
			response = this.http.executeOpen(RoutingSupport.determineHost(get), get, null);
			return answer(url, response, validators, received);
		}
		catch (HttpException ex) {
			throw new ClientProtocolException(ex);
		}
		catch (TooLarge ex) {
			get.cancel();
			throw ex;
		}
		catch (IOException ex) {
			if (get.isCancelled()) {
				throw new Overdue();
			}
			throw ex;
		}
		finally {
			discard(get, response, received);
			deadline.cancel(false);
		}
	}

	/**
	 * Closing an answer reads it to its end: of one that goes on, the connection is
	 * broken off before.
	 */
	private static void discard(HttpGet get, @Nullable ClassicHttpResponse response, Received received) {
		if (response == null) {
			return;
		}
		try (response) {
			if (!get.isCancelled() && received.goesOn(response.getEntity())) {
				get.cancel();
			}
		}
		catch (IOException ex) {
			// What was wanted of the answer has been read
		}
	}

	private Exchange answer(URI url, ClassicHttpResponse response, Validators held, Received received)
			throws IOException {
		int status = response.getCode();
		if (status == 304) {
			return Exchange.of(new Unchanged(url, null, held.freshened(given(response))), 0);
		}
		if (status >= 300 && status < 400 && response.getFirstHeader("Location") != null) {
			return redirect(url, status, response.getFirstHeader("Location").getValue());
		}
		if (status < 200 || status >= 300) {
			Failed failed = challenges(response, received) ? FailureWords.challenge(url, status)
					: FailureWords.refused(url, status, retryAfter(response));
			return Exchange.of(failed, received.bytes);
		}
		Body body = body(response, received);
		return Exchange.of(new Fetched(url, body.bytes, value(response, "Content-Type"),
				body.whole ? given(response) : Validators.NONE, null, body.whole), received.bytes);
	}

	private static Validators given(ClassicHttpResponse response) {
		return new Validators(value(response, "ETag"), value(response, "Last-Modified"));
	}

	/** Challenges come with statuses such as 403, 412 and 503. */
	private static boolean challenges(ClassicHttpResponse response, Received received) throws IOException {
		HttpEntity entity = response.getEntity();
		int status = response.getCode();
		if (entity == null || status == 404 || status == 410 || status == 500) {
			return false;
		}
		try (InputStream in = decompressed(entity, received)) {
			return Challenge.isIn(new String(in.readNBytes(64 * 1024), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			// An error page that breaks off is an error page
			return false;
		}
	}

	private static Exchange redirect(URI url, int status, String location) {
		try {
			URI target = Addresses.resolve(url, location);
			if (target != null) {
				return Exchange.to(target, status == 301 || status == 308,
						new Failed(url, Outcome.MOVED, status, "El portal redirige a " + target, null));
			}
		}
		catch (IllegalArgumentException ex) {
			// told below
		}
		return Exchange.of(FailureWords.noAddress(url, status, location), 0);
	}

	/** What can be had of the body; one that breaks off at once is none. */
	private Body body(ClassicHttpResponse response, Received received) throws IOException {
		HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new Body(new byte[0], true);
		}
		ByteArrayOutputStream read = new ByteArrayOutputStream(
				(int) Math.min(Math.max(entity.getContentLength(), 8192), 1 << 20));
		boolean whole = true;
		try (InputStream in = decompressed(entity, received)) {
			copy(in, read);
		}
		catch (IOException ex) {
			if (read.size() == 0 || !FailureWords.breaksOff(ex)) {
				throw ex;
			}
			whole = false;
		}
		return new Body(read.toByteArray(), whole);
	}

	private void copy(InputStream in, ByteArrayOutputStream read) throws IOException {
		long most = this.settings.maxBody().toBytes();
		byte[] buffer = new byte[16384];
		for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
			read.write(buffer, 0, n);
			if (read.size() > most) {
				throw new TooLarge();
			}
		}
	}

	private static InputStream decompressed(HttpEntity entity, Received received) throws IOException {
		String coding = (entity.getContentEncoding() != null)
				? entity.getContentEncoding().toLowerCase(Locale.ROOT).strip() : "";
		InputStream in = received.counting(entity);
		return switch (coding) {
			case "gzip", "x-gzip" -> new GZIPInputStream(in, 8192);
			case "deflate" -> inflated(in);
			case "br" -> new BrotliInputStream(in);
			default -> in;
		};
	}

	/**
	 * Some servers send the bare format (RFC 1951) instead of the one with a head (RFC
	 * 1950) that the word stands for (RFC 9110, section 8.4.1.2).
	 */
	private static InputStream inflated(InputStream in) throws IOException {
		PushbackInputStream body = new PushbackInputStream(in, 2);
		byte[] head = body.readNBytes(2);
		body.unread(head);
		boolean headed = head.length == 2 && (head[0] & 0x0f) == 8
				&& ((head[0] & 0xff) << 8 | head[1] & 0xff) % 31 == 0;
		Inflater inflater = new Inflater(!headed);
		return new InflaterInputStream(body, inflater, 8192) {

			@Override
			public void close() throws IOException {
				super.close();
				inflater.end();
			}

		};
	}

	private @Nullable Duration retryAfter(ClassicHttpResponse response) {
		String header = value(response, "Retry-After");
		if (header == null) {
			return null;
		}
		if (header.matches("\\d{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(header));
		}
		try {
			Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return Duration.between(this.clock.instant(), at);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable String value(ClassicHttpResponse response, String name) {
		Header header = response.getFirstHeader(name);
		return (header != null && !header.getValue().isBlank()) ? header.getValue().strip() : null;
	}

	@Override
	public void close() throws IOException {
		this.timers.shutdownNow();
		this.http.close();
	}

	/**
	 * One host's answer to one request.
	 *
	 * @param redirect where to ask instead; then the result is a failure
	 * @param permanent whether that holds for good
	 * @param bytes of the body, as they came over the wire
	 */
	record Exchange(FetchResult result, @Nullable URI redirect, boolean permanent, long bytes) {

		static Exchange of(FetchResult result, long bytes) {
			return new Exchange(result, null, false, bytes);
		}

		static Exchange to(URI target, boolean permanent, Failed moved) {
			return new Exchange(moved, target, permanent, 0);
		}

	}

	private record Body(byte[] bytes, boolean whole) {
	}

	/** Counts what comes of a body before it is unpacked. */
	private static final class Received {

		private long bytes;

		private @Nullable InputStream in;

		/** Whether more of a body is left than is worth reading. */
		boolean goesOn(@Nullable HttpEntity entity) throws IOException {
			if (entity == null) {
				return false;
			}
			InputStream rest = (this.in != null) ? this.in : entity.getContent();
			return rest != null && rest.readNBytes(REST).length == REST;
		}

		/** The body, which is closed with its answer only. */
		InputStream counting(HttpEntity entity) throws IOException {
			this.in = entity.getContent();
			return new FilterInputStream(this.in) {

				@Override
				public void close() {
					// See discard
				}

				@Override
				public int read() throws IOException {
					int one = super.read();
					Received.this.bytes += (one >= 0) ? 1 : 0;
					return one;
				}

				@Override
				public int read(byte[] buffer, int from, int length) throws IOException {
					int read = super.read(buffer, from, length);
					Received.this.bytes += Math.max(0, read);
					return read;
				}

			};
		}

	}

	static final class TooLarge extends IOException {

		private static final long serialVersionUID = 1L;

	}

	static final class Overdue extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
