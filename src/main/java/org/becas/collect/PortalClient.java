package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.office.Office;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Asks portals for pages, with manners: says who we are, keeps to robots.txt (RFC 9309),
 * asks one host for one page at a time, and only for what has changed. It trusts nobody:
 * time and size of an answer are bounded, and no address or redirect leads it into our
 * own network. It never throws for what a portal does; that is a {@link Failed}.
 */
@Component
class PortalClient implements Fetcher, AutoCloseable {

	private static final int MOST_REDIRECTS = 10;

	/** A portal that wants us back later than this is visited again another day. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private static final String ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
			+ "application/feed+json,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5";

	private final CollectSettings settings;

	private final Clock clock;

	private final String userAgent;

	private final CloseableHttpClient http;

	private final ScheduledExecutorService timers;

	private final HostQueue queue = new HostQueue();

	private final Robots robots;

	PortalClient(CollectSettings settings, Office office, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.userAgent = userAgent(settings, office);
		this.http = client(settings, this.userAgent);
		this.timers = timers();
		this.robots = new Robots(this.userAgent.split("[/ ]", 2)[0], clock,
				(address) -> follow(new Request(address, Duration.ZERO, Validators.NONE), false));
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

	/** How the program introduces itself. */
	static String userAgent(CollectSettings settings, Office office) {
		return settings.userAgent().isBlank() ? "Becas/0.1 (+%s; %s)".formatted(office.publicUrl(), office.email())
				: settings.userAgent();
	}

	private static CloseableHttpClient client(CollectSettings settings, String userAgent) {
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
				.setDnsResolver(new AddressGuard(settings.allowPrivateAddresses()))
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

	/**
	 * @param url what is wanted, http or https
	 * @param delay between two requests to its host; null for the usual one
	 * @param validators of the page as we last read it
	 */
	record Request(URI url, @Nullable Duration delay, Validators validators) {
	}

	/**
	 * Asks for a page, once more where a failure may pass. Of an answer that breaks off
	 * every time, what came is given.
	 */
	@Override
	public FetchResult fetch(Request request) {
		for (int attempt = 0;; attempt++) {
			FetchResult result = follow(request, true);
			Duration pause = pauseBeforeRetry(result, request, attempt);
			if (attempt == this.settings.retries() || pause == null) {
				return result;
			}
			try {
				Thread.sleep(pause.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return result;
			}
		}
	}

	/** Null if asking again would be of no use, or impolite. */
	private @Nullable Duration pauseBeforeRetry(FetchResult result, Request request, int attempt) {
		if (result instanceof Failed failed && failed.retryAfter() != null) {
			boolean soon = failed.retryAfter().compareTo(LONGEST_WAIT) <= 0;
			return soon ? (failed.retryAfter().isNegative() ? Duration.ZERO : failed.retryAfter()) : null;
		}
		boolean again = (result instanceof Failed failed) ? failed.outcome().mayPass()
				: result instanceof Fetched fetched && !fetched.whole();
		return again ? delay(request).plusMillis(200L << attempt) : null;
	}

	private FetchResult follow(Request request, boolean askRobots) {
		URI url = request.url();
		Set<URI> seen = new HashSet<>();
		boolean forGood = true;
		while (seen.add(url)) {
			if (seen.size() > MOST_REDIRECTS + 1) {
				return new Failed(url, Outcome.TOO_MANY_REDIRECTS,
						"Más de %d redirecciones seguidas desde %s".formatted(MOST_REDIRECTS, request.url()));
			}
			Answer answer = ask(url, request, askRobots);
			if (answer.redirect == null) {
				return settle(answer.result, url, forGood && seen.size() > 1);
			}
			forGood &= answer.permanent;
			url = answer.redirect;
		}
		return new Failed(url, Outcome.TOO_MANY_REDIRECTS,
				"Las redirecciones de %s dan vueltas sin llegar a ninguna página".formatted(request.url()));
	}

	private static FetchResult settle(FetchResult result, URI url, boolean moved) {
		if (moved && result instanceof Unchanged) {
			return new Unchanged(url, url);
		}
		return (moved && result instanceof Fetched fetched)
				? new Fetched(url, fetched.body(), fetched.contentType(), fetched.validators(), url, fetched.whole())
				: result;
	}

	private Answer ask(URI url, Request request, boolean askRobots) {
		Duration delay = delay(new Request(url, request.delay(), Validators.NONE));
		if (askRobots) {
			Robots.Rules rules = this.robots.of(url);
			if (rules.away() != null) {
				return new Answer(away(url, rules.away()));
			}
			if (!rules.allow(url)) {
				return new Answer(new Failed(url, Outcome.ROBOTS,
						"El archivo robots.txt de %s pide que no se visite %s".formatted(url.getHost(), path(url))));
			}
			delay = rules.delay(delay);
		}
		try {
			return this.queue.inTurn(url.getHost(), delay, () -> send(url, request.validators()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Answer(new Failed(url, Outcome.TIMEOUT, "La visita se interrumpió"));
		}
		catch (IOException ex) {
			return new Answer(failed(url, ex));
		}
	}

	/** A host that cannot say what it allows is left alone, for the host's own reason. */
	private static Failed away(URI url, Failed robots) {
		if (robots.status() == 0) {
			return new Failed(url, robots.outcome(), robots.why());
		}
		return new Failed(url, Outcome.ROBOTS, robots.status(),
				"El archivo robots.txt de %s respondió %d; la norma (RFC 9309) pide no visitarlo mientras tanto"
					.formatted(url.getHost(), robots.status()),
				robots.retryAfter());
	}

	@Override
	public Optional<String> slowed(URI url) {
		return this.robots.of(url).capped(url.getHost());
	}

	/** Whether a host may be asked for several pages at the same time. */
	@Override
	public boolean mayBeHurried(URI url, @Nullable Duration delay) {
		return delay(new Request(url, delay, Validators.NONE)).isZero();
	}

	private Duration delay(Request request) {
		if (request.delay() != null) {
			return request.delay();
		}
		String host = request.url().getHost();
		boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
		return loopback ? Duration.ZERO : this.settings.delay();
	}

	private Answer send(URI url, Validators validators) throws IOException {
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
			return answer(url, response);
		}
		catch (HttpException ex) {
			throw new ClientProtocolException(ex);
		}
		catch (IOException ex) {
			if (get.isCancelled()) {
				throw new Overdue();
			}
			throw ex;
		}
		finally {
			deadline.cancel(false);
			discard(response);
		}
	}

	private static void discard(@Nullable ClassicHttpResponse response) {
		try {
			if (response != null) {
				response.close();
			}
		}
		catch (IOException ex) {
			// What was wanted of the answer has been read
		}
	}

	private Answer answer(URI url, ClassicHttpResponse response) throws IOException {
		int status = response.getCode();
		if (status == 304) {
			return new Answer(new Unchanged(url));
		}
		if (status >= 300 && status < 400 && response.getFirstHeader("Location") != null) {
			return redirect(url, status, response.getFirstHeader("Location").getValue());
		}
		if (status < 200 || status >= 300) {
			return new Answer(
					challenges(response) ? challenge(url, status) : refused(url, status, retryAfter(response)));
		}
		Body body = body(response);
		Validators validators = body.whole ? new Validators(value(response, "ETag"), value(response, "Last-Modified"))
				: Validators.NONE;
		return new Answer(new Fetched(url, body.bytes, value(response, "Content-Type"), validators, null, body.whole));
	}

	/** Challenges come with statuses such as 403, 412 and 503. */
	private static boolean challenges(ClassicHttpResponse response) throws IOException {
		HttpEntity entity = response.getEntity();
		int status = response.getCode();
		if (entity == null || status == 404 || status == 410 || status == 500) {
			return false;
		}
		try (InputStream in = decompressed(entity)) {
			return Obstacle.challenges(new String(in.readNBytes(64 * 1024), StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			// An error page that breaks off is an error page
			return false;
		}
	}

	private static Failed challenge(URI url, int status) {
		return new Failed(url, Outcome.CHALLENGE, status,
				"El portal respondió %d con una página de comprobación y no deja pasar a los programas"
					.formatted(status),
				null);
	}

	private static Answer redirect(URI url, int status, String location) {
		try {
			URI target = Addresses.resolve(url, location);
			if (target != null) {
				return new Answer(new Failed(url, Outcome.MOVED, status, "El portal redirige a " + target, null),
						target, status == 301 || status == 308);
			}
		}
		catch (IllegalArgumentException ex) {
			// told below
		}
		return new Answer(new Failed(url, Outcome.UNREADABLE, status,
				"El portal redirige a \"%s\", que no es una dirección web".formatted(shorten(location)), null));
	}

	/** What can be had of the body; one that breaks off at once is none. */
	private Body body(ClassicHttpResponse response) throws IOException {
		HttpEntity entity = response.getEntity();
		if (entity == null) {
			return new Body(new byte[0], true);
		}
		ByteArrayOutputStream read = new ByteArrayOutputStream(
				(int) Math.min(Math.max(entity.getContentLength(), 8192), 1 << 20));
		boolean whole = true;
		try (InputStream in = decompressed(entity)) {
			copy(in, read);
		}
		catch (ConnectionClosedException | TruncatedChunkException | EOFException | ZipException ex) {
			if (read.size() == 0) {
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

	private static InputStream decompressed(HttpEntity entity) throws IOException {
		String coding = (entity.getContentEncoding() != null)
				? entity.getContentEncoding().toLowerCase(Locale.ROOT).strip() : "";
		return switch (coding) {
			case "gzip", "x-gzip" -> new GZIPInputStream(entity.getContent(), 8192);
			case "deflate" -> new InflaterInputStream(entity.getContent());
			case "br" -> new BrotliInputStream(entity.getContent());
			default -> entity.getContent();
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

	private static Failed refused(URI url, int status, @Nullable Duration retryAfter) {
		if (status == 404 || status == 410) {
			return new Failed(url, Outcome.NOT_FOUND, status,
					"El portal respondió %d: la página %s ya no existe".formatted(status, path(url)), null);
		}
		if (status == 429 || (status == 503 && retryAfter != null)) {
			return new Failed(url, Outcome.THROTTLED, status,
					"El portal respondió %d: pide esperar antes de volver".formatted(status), retryAfter);
		}
		if (status >= 500) {
			return new Failed(url, Outcome.SERVER_ERROR, status,
					"El portal respondió %d: tiene una avería".formatted(status), retryAfter);
		}
		return new Failed(url, Outcome.REFUSED, status, "El portal respondió %d: no deja entrar".formatted(status),
				retryAfter);
	}

	private Failed failed(URI url, IOException ex) {
		if (ex instanceof AddressGuard.PrivateAddress) {
			return new Failed(url, Outcome.PRIVATE_ADDRESS,
					"%s lleva a la red interna (%s) y no se visita".formatted(url.getHost(), ex.getMessage()));
		}
		if (ex instanceof UnknownHostException) {
			return new Failed(url, Outcome.UNREACHABLE, "El nombre %s no existe en internet".formatted(url.getHost()));
		}
		if (ex instanceof Overdue) {
			return new Failed(url, Outcome.TIMEOUT, "%s no terminó de responder en %d segundos".formatted(url.getHost(),
					this.settings.deadline().toSeconds()));
		}
		if (ex instanceof TooLarge) {
			return new Failed(url, Outcome.TOO_LARGE,
					"La respuesta de %s pasa de %d MB".formatted(url.getHost(), this.settings.maxBody().toMegabytes()));
		}
		if (ex instanceof SSLException) {
			return new Failed(url, Outcome.TLS,
					"La conexión segura con %s no es aceptable: %s".formatted(url.getHost(), shorten(ex.getMessage())));
		}
		if (ex instanceof ConnectionClosedException || ex instanceof TruncatedChunkException
				|| ex instanceof EOFException || ex instanceof ZipException) {
			return new Failed(url, Outcome.TRUNCATED, "La respuesta de %s llegó incompleta".formatted(url.getHost()));
		}
		if (ex instanceof SocketTimeoutException && !(ex instanceof ConnectTimeoutException)) {
			return new Failed(url, Outcome.TIMEOUT, "%s dejó de responder durante %d segundos".formatted(url.getHost(),
					this.settings.readTimeout().toSeconds()));
		}
		if (ex instanceof SocketException || ex instanceof InterruptedIOException
				|| ex instanceof NoHttpResponseException) {
			return new Failed(url, Outcome.UNREACHABLE, "%s no responde".formatted(url.getHost()));
		}
		return new Failed(url, Outcome.UNREADABLE,
				"%s no responde como un servidor web: %s".formatted(url.getHost(), shorten(ex.getMessage())));
	}

	private static String path(URI url) {
		String path = url.getRawPath();
		return (path == null || path.isEmpty()) ? "/" : shorten(path);
	}

	private static String shorten(@Nullable String text) {
		String line = String.valueOf(text).replaceAll("\\s+", " ");
		return (line.length() > 200) ? line.substring(0, 200) + "…" : line;
	}

	@Override
	public void close() throws IOException {
		this.timers.shutdownNow();
		this.http.close();
	}

	/** One host's answer to one request: a result, or where to ask instead. */
	private record Answer(FetchResult result, @Nullable URI redirect, boolean permanent) {

		Answer(FetchResult result) {
			this(result, null, false);
		}

	}

	private record Body(byte[] bytes, boolean whole) {
	}

	private static final class TooLarge extends IOException {

		private static final long serialVersionUID = 1L;

	}

	private static final class Overdue extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
