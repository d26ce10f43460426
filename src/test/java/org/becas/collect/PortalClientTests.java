package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.collect.PortalClient.Request;
import org.becas.mail.Certificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class PortalClientTests {

	private static final String PAGE = "<h1>Beca</h1>";

	private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T14:00:00Z"), ZoneOffset.UTC);

	private Portal portal;

	private PortalClient client;

	@BeforeEach
	void open() {
		this.portal = new Portal();
		this.client = client(true);
	}

	@AfterEach
	void close() throws Exception {
		this.client.close();
		this.portal.close();
	}

	@Test
	void saysWhoItIsAndUnpacksWhatIsPacked() throws Exception {
		byte[] packed = gzip(PAGE.getBytes());
		AtomicInteger named = new AtomicInteger();
		this.portal.on("/", (exchange) -> {
			named.addAndGet(
					exchange.getRequestHeaders().getFirst("User-Agent").contains("https://becas.example") ? 1 : 0);
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			exchange.sendResponseHeaders(200, packed.length);
			exchange.getResponseBody().write(packed);
		});

		assertThat(new String(fetched("/").body(), StandardCharsets.UTF_8)).isEqualTo(PAGE);
		assertThat(named).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void unpacksDeflateWithItsHeadAndWithout(boolean bare) {
		byte[] packed = deflate(PAGE.getBytes(), bare);
		this.portal.on("/", packed("deflate", packed));

		assertThat(new String(fetched("/").body(), StandardCharsets.UTF_8)).isEqualTo(PAGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void whatIsNotPackedAsItSaysIsAskedForOnce(String coding) {
		this.portal.on("/", packed(coding, PAGE.getBytes()));

		assertThat(failed("/").outcome()).isEqualTo(Outcome.UNREADABLE);
		assertThat(this.portal.asked()).hasSize(1);
	}

	@Test
	void onlyACertificateThatCannotBeBelievedIsHeldAgainstThePortal() throws Exception {
		HttpsServer self = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		self.setHttpsConfigurator(new HttpsConfigurator(Certificates.of("ip:127.0.0.1").server()));
		self.start();
		try (ServerSocket silent = saying(""); ServerSocket plain = saying("HTTP/1.0 400 Bad Request\r\n\r\n")) {
			assertThat(secure(self.getAddress().getPort()).outcome()).isEqualTo(Outcome.TLS);
			assertThat(secure(silent.getLocalPort()).outcome()).isEqualTo(Outcome.UNREACHABLE);
			Failed spoken = secure(plain.getLocalPort());
			assertThat(spoken.outcome()).isEqualTo(Outcome.UNREACHABLE);
			assertThat(spoken.why()).startsWith("No se logró la conexión segura con 127.0.0.1: ");
		}
		finally {
			self.stop(0);
		}
	}

	/** A server that says one thing to everybody and hangs up. */
	private static ServerSocket saying(String words) throws IOException {
		ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
		new Thread(() -> {
			try {
				while (true) {
					try (Socket socket = server.accept()) {
						socket.getInputStream().read(new byte[4096]);
						socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
					}
				}
			}
			catch (IOException ex) {
				// the test is over
			}
		}).start();
		return server;
	}

	private Failed secure(int port) {
		return (Failed) this.client
			.fetch(new Request(URI.create("https://127.0.0.1:" + port + "/"), null, Validators.NONE));
	}

	private static HttpHandler packed(String coding, byte[] body) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Content-Encoding", coding);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		};
	}

	private static byte[] deflate(byte[] bytes, boolean bare) {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
		deflater.setInput(bytes);
		deflater.finish();
		byte[] packed = new byte[256];
		int length = deflater.deflate(packed);
		deflater.end();
		return Arrays.copyOf(packed, length);
	}

	@Test
	void unpacksBrotli() {
		byte[] page = PAGE.getBytes();
		// RFC 7932: a window of 16 bits, one piece that is not compressed, the end
		int head = (page.length - 1) << 4 | 1 << 20;
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		packed.writeBytes(new byte[] { (byte) head, (byte) (head >> 8), (byte) (head >> 16) });
		packed.writeBytes(page);
		packed.write(3);
		this.portal.on("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Encoding", "br");
			exchange.sendResponseHeaders(200, packed.size());
			exchange.getResponseBody().write(packed.toByteArray());
		});

		assertThat(new String(fetched("/").body(), StandardCharsets.UTF_8)).isEqualTo(PAGE);
	}

	@Test
	void asksOnlyForWhatChanged() {
		this.portal.html("/", PAGE);
		Validators validators = fetched("/").validators();

		assertThat(this.client.fetch(new Request(this.portal.url("/"), null, validators)))
			.isInstanceOf(Unchanged.class);
	}

	@Test
	void aFailureThatPassesCostsNothing() {
		AtomicInteger asked = new AtomicInteger();
		this.portal.on("/",
				(exchange) -> Portal.answer((asked.incrementAndGet() < 3) ? 500 : 200, "text/html", PAGE.getBytes())
					.handle(exchange));

		assertThat(fetched("/").body()).isNotEmpty();
	}

	@Test
	void waitsAsLongAsThePortalAsksForIfThatIsNotLong() {
		AtomicInteger asked = new AtomicInteger();
		this.portal.on("/", (exchange) -> {
			exchange.getResponseHeaders().set("Retry-After", "0");
			Portal.answer((asked.incrementAndGet() < 2) ? 429 : 200, "text/html", PAGE.getBytes()).handle(exchange);
		}).on("/later", (exchange) -> {
			exchange.getResponseHeaders().set("Retry-After", "Mon, 23 Nov 2026 15:00:00 GMT");
			Portal.answer(503, "text/html", PAGE.getBytes()).handle(exchange);
		});

		assertThat(fetched("/").body()).isNotEmpty();
		assertThat(failed("/later").outcome()).isEqualTo(Outcome.THROTTLED);
		assertThat(failed("/later").retryAfter()).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void ofAnAnswerThatBreaksOffWhatCameIsRead() {
		this.portal.on("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 100_000);
			exchange.getResponseBody().write(PAGE.getBytes());
			exchange.getResponseBody().flush();
			exchange.close();
		});

		assertThat(fetched("/").whole()).isFalse();
		assertThat(fetched("/").validators()).isEqualTo(Validators.NONE);
		assertThat(new String(fetched("/").body(), StandardCharsets.UTF_8)).isEqualTo(PAGE);
	}

	@Test
	void anAnswerThatNeverEndsIsEnded() {
		CountDownLatch asked = new CountDownLatch(1);
		this.portal.on("/", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			try {
				do {
					exchange.getResponseBody().write('x');
					exchange.getResponseBody().flush();
				}
				while (!asked.await(50, TimeUnit.MILLISECONDS));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});

		assertThat(failed("/").outcome()).isEqualTo(Outcome.TIMEOUT);
		asked.countDown();
	}

	@Test
	void theSizeIsBoundedBehindTheDecompression() throws Exception {
		byte[] bomb = gzip(new byte[50_000_000]);
		this.portal.on("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Encoding", "gzip");
			exchange.sendResponseHeaders(200, bomb.length);
			exchange.getResponseBody().write(bomb);
		});

		assertThat(failed("/").outcome()).isEqualTo(Outcome.TOO_LARGE);
	}

	/** Whatever it is that never ends, the connection is broken off soon. */
	@ParameterizedTest
	@CsvSource({ "200, TOO_LARGE", "403, REFUSED", "404, NOT_FOUND", "301, UNREADABLE" })
	void ofAnAnswerWithoutEndLittleMoreIsTakenThanIsWanted(int status, Outcome outcome) throws Exception {
		AtomicLong written = new AtomicLong();
		CountDownLatch over = new CountDownLatch(1);
		this.portal.on("/", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "mailto:nadie@portal.example");
			exchange.sendResponseHeaders(status, 0);
			byte[] piece = "<p>más y más</p>".repeat(1000).getBytes(StandardCharsets.UTF_8);
			try {
				while (written.get() < 200_000_000) {
					exchange.getResponseBody().write(piece);
					written.addAndGet(piece.length);
				}
			}
			finally {
				over.countDown();
			}
		});

		assertThat(failed("/").outcome()).isEqualTo(outcome);
		over.await();
		assertThat(written).as("the limit, and what the network holds").hasValueLessThan(20_000_000);
	}

	@Test
	void namesTheOtherHostThatSaysNoBehindARedirect() {
		this.portal.on("/cerrado", Portal.answer(403, "text/html", "no".getBytes()))
			.on("/becas", redirect(302, this.portal.url("/cerrado").toString().replace("127.0.0.1", "localhost")));

		Failed failed = failed("/becas");

		assertThat(failed.outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(failed.why()).startsWith("127.0.0.1 redirige a localhost. El portal respondió 403");
	}

	@Test
	void redirectsAreFollowedUntilTheyGoInCircles() {
		this.portal.on("/a", redirect(301, "/b"))
			.html("/b", PAGE)
			.on("/c", redirect(302, "/d"))
			.on("/d", redirect(302, "/c"));

		assertThat(fetched("/a").movedTo()).isEqualTo(this.portal.url("/b"));
		assertThat(failed("/c").outcome()).isEqualTo(Outcome.TOO_MANY_REDIRECTS);
	}

	@Test
	void aRedirectToTheSecretsOfACloudMachineIsNeverFollowed() {
		this.portal.on("/", redirect(302, "http://169.254.169.254/latest/meta-data/"));

		assertThat(failed("/").outcome()).isEqualTo(Outcome.PRIVATE_ADDRESS);
	}

	/** The portal's own address is all that is allowed of our networks. */
	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.2:%d/beca", "http://127.1.2.3:%d/beca", "http://[::1]:%d/beca",
			"http://169.254.169.254/latest/meta-data/", "http://10.0.0.7/", "http://[::ffff:127.0.0.2]:%d/beca" })
	void aRedirectIntoOurNetworkIsSeenThroughWhenTheConnectionIsMade(String target) throws Exception {
		HttpServer inside = HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
		AtomicInteger reached = new AtomicInteger();
		inside.createContext("/", (exchange) -> reached.incrementAndGet());
		inside.start();
		this.portal.on("/becas", redirect(302, target.formatted(inside.getAddress().getPort())));
		InetAddress own = InetAddress.getByName(this.portal.url("/").getHost());
		try (PortalClient strict = new PortalClient(settings(false), null, this.clock, new AddressGuard(own::equals))) {
			FetchResult result = strict.fetch(new Request(this.portal.url("/becas"), null, Validators.NONE));

			assertThat(result).isInstanceOfSatisfying(Failed.class, (failed) -> {
				assertThat(failed.outcome()).isEqualTo(Outcome.PRIVATE_ADDRESS);
				assertThat(failed.why()).isEqualTo(
						"127.0.0.1 redirige a una dirección de la red interna (%s) y no se sigue",
						failed.url().getHost());
			});
			assertThat(this.portal.asked()).containsExactly("/becas");
			assertThat(reached).as("not even asked for robots.txt").hasValue(0);
			assertThat(strict.asked()).containsOnlyKeys("127.0.0.1");
		}
		finally {
			inside.stop(0);
		}
	}

	@Test
	void aRedirectToAFileIsNotFollowed() {
		this.portal.on("/", redirect(302, "file:///etc/passwd"));

		assertThat(failed("/").outcome()).isEqualTo(Outcome.UNREADABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433" })
	void ourOwnMachineIsNotVisitedUnlessAllowed(String host) throws Exception {
		try (PortalClient strict = client(false)) {
			URI url = URI.create("http://" + host + ":" + this.portal.url("/").getPort() + "/");
			FetchResult result = strict.fetch(new Request(url, Duration.ZERO, Validators.NONE));

			assertThat(result).isInstanceOf(Failed.class);
			assertThat(this.portal.asked()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "0.1.2.3",
			"192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1",
			"64:ff9b::7f00:1", "::ffff:10.0.0.1", "2002:7f00:1::", "2001:0:1::1", "2001:db8::1", "ff02::1" })
	void addressesThatNobodyOutsideCanMeanAreRefused(String address) throws Exception {
		assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.8.8.8", "190.0.0.1", "2606:4700::1111" })
	void addressesOfTheInternetAreNot(String address) throws Exception {
		assertThat(AddressGuard.isPublic(InetAddress.getByName(address))).isTrue();
	}

	@Test
	void aPortalWhoseRulesCannotBeReadIsLeftAlone() {
		this.portal.on("/robots.txt", Portal.answer(503, "text/plain", new byte[0])).html("/", PAGE);

		assertThat(failed("/").outcome()).isEqualTo(Outcome.ROBOTS);
		assertThat(this.portal.asked()).isEmpty();
	}

	@Test
	void aChallengeIsNamedWhateverItsStatus() {
		this.portal.on("/", Portal.answer(403, "text/html", "<title>Just a moment...</title>".getBytes()));

		assertThat(failed("/").outcome()).isEqualTo(Outcome.CHALLENGE);
	}

	@Test
	void aNameThatDoesNotExistIsTold() {
		FetchResult result = this.client
			.fetch(new Request(URI.create("http://portal.invalid/"), Duration.ZERO, Validators.NONE));

		assertThat(result).isInstanceOfSatisfying(Failed.class,
				(failed) -> assertThat(failed.outcome()).isEqualTo(Outcome.UNREACHABLE));
	}

	private PortalClient client(boolean allowPrivate) {
		return new PortalClient(settings(allowPrivate), null, this.clock);
	}

	private static CollectSettings settings(boolean allowPrivate) {
		return new CollectSettings("becas-test/1 (+https://becas.example/contacto)", Duration.ofMillis(1),
				Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), DataSize.ofMegabytes(2), 2, 4, 4,
				1000, allowPrivate);
	}

	private Fetched fetched(String path) {
		FetchResult result = this.client.fetch(new Request(this.portal.url(path), null, Validators.NONE));
		assertThat(result).isInstanceOf(Fetched.class);
		return (Fetched) result;
	}

	private Failed failed(String path) {
		FetchResult result = this.client.fetch(new Request(this.portal.url(path), null, Validators.NONE));
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(((Failed) result).why()).isNotBlank();
		return (Failed) result;
	}

	private static HttpHandler redirect(int status, String location) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Location", location);
			exchange.sendResponseHeaders(status, -1);
		};
	}

	private static byte[] gzip(byte[] bytes) throws Exception {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(bytes);
		}
		return packed.toByteArray();
	}

}
