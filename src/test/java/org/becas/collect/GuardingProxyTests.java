package org.becas.collect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuardingProxyTests {

	private final Portal portal = new Portal().html("/pagina?x=1", "<p>Hola</p>").html("/larga", "x".repeat(200_000));

	@AfterEach
	void close() {
		this.portal.close();
	}

	@Test
	void passesPagesOn() throws Exception {
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(true), 1000, new HostCounts())) {
			assertThat(get(proxy, "/pagina?x=1").body()).isEqualTo("<p>Hola</p>");
		}
	}

	@Test
	void whatABrowserAsksForIsCounted() throws Exception {
		HostCounts counts = new HostCounts();
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(true), 10_000, counts)) {
			get(proxy, "/pagina?x=1");
			get(proxy, "/pagina?x=2");
		}

		assertThat(counts.take()).hasEntrySatisfying("127.0.0.1", (count) -> {
			assertThat(count.requests()).isEqualTo(2);
			assertThat(count.shown()).isEqualTo(2);
			assertThat(count.bytes()).isPositive();
		});
	}

	@Test
	void whatIsLedIntoOurOwnNetworkIsNotCounted() throws Exception {
		HostCounts counts = new HostCounts();
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(false), 1000, counts)) {
			get(proxy, "/pagina?x=1");
		}

		assertThat(counts.take()).isEmpty();
	}

	@Test
	void leadsNowhereInOurOwnNetwork() throws Exception {
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(false), 1000, new HostCounts())) {
			assertThat(get(proxy, "/pagina?x=1").statusCode()).isEqualTo(403);
			assertThat(tunnel(proxy, "127.0.0.1:" + this.portal.url("/").getPort())).startsWith("HTTP/1.1 403");
			assertThat(tunnel(proxy, "[::1]:" + this.portal.url("/").getPort())).startsWith("HTTP/1.1 403");
			assertThat(tunnel(proxy, "169.254.169.254:80")).startsWith("HTTP/1.1 403");
		}

		assertThat(this.portal.asked()).isEmpty();
	}

	@Test
	void whatPassesIsBounded() {
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(true), 100_000, new HostCounts())) {
			assertThatThrownBy(() -> get(proxy, "/larga")).isInstanceOf(IOException.class);
		}
	}

	@Test
	void whatIsNoRequestIsRefused() throws Exception {
		try (GuardingProxy proxy = new GuardingProxy(new AddressGuard(true), 1000, new HostCounts())) {
			assertThat(say(proxy, "hola\r\n\r\n")).startsWith("HTTP/1.1 400");
			assertThat(say(proxy, "GET file:///etc/passwd HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400");
			assertThat(say(proxy, "GET http://[ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 502");
		}
	}

	private HttpResponse<String> get(GuardingProxy proxy, String path) throws Exception {
		HttpClient client = HttpClient.newBuilder().proxy(ProxySelector.of(address(proxy))).build();
		return client.send(HttpRequest.newBuilder(this.portal.url(path)).build(), BodyHandlers.ofString());
	}

	private static String tunnel(GuardingProxy proxy, String to) throws IOException {
		return say(proxy, "CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(to, to));
	}

	private static String say(GuardingProxy proxy, String words) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(address(proxy));
			socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
	}

	private static InetSocketAddress address(GuardingProxy proxy) {
		URI address = URI.create(proxy.address());
		return new InetSocketAddress(address.getHost(), address.getPort());
	}

}
