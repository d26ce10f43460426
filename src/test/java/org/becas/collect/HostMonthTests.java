package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpHandler;
import org.becas.Database;
import org.becas.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of a host is what the host has seen. */
@ParameterizedClass
@EnumSource(Database.class)
class HostMonthTests {

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicLong sent = new AtomicLong();

	private VisitedPortal visited;

	@BeforeEach
	void open() {
		this.visited = new VisitedPortal(this.database, this.folder);
	}

	@AfterEach
	void close() {
		this.visited.close();
	}

	@Test
	void everyRequestIsCountedForWhatItWas() {
		AtomicInteger tries = new AtomicInteger();
		on("/robots.txt", 200, "User-agent: *\nDisallow: /cerrada");
		on("/becas", 200, "<ul><li><a href=/b/1>Beca uno</a><li><a href=/b/2>Beca dos</a>"
				+ "<li><a href=/b/3>Beca tres</a><li><a href=/cerrada/4>Beca cuatro</a></ul>");
		on("/b/1", 200, "<h1>Beca uno</h1><p>Para maestría, cierra el 15 de marzo de 2027.");
		this.visited.portal.on("/b/2", counted((exchange) -> {
			exchange.getResponseHeaders().set("Location", "/b/dos");
			exchange.sendResponseHeaders(302, -1);
		}));
		on("/b/dos", 200, "<h1>Beca dos</h1><p>Para doctorado, cierra el 16 de marzo de 2027.");
		this.visited.portal.on("/b/3", counted((exchange) -> answer((tries.incrementAndGet() < 3) ? 500 : 200,
				"<h1>Beca tres</h1><p>Para pregrado, cierra el 17 de marzo de 2027.")
			.handle(exchange)));
		Source source = this.visited.source("/becas", "kind: page, list: li, detail: yes");

		this.visited.visit(source);

		HostCount first = month();
		assertThat(first.requests()).isEqualTo(this.asked.get()).isEqualTo(8);
		assertThat(first.bytes()).isEqualTo(this.sent.get());
		assertThat(first.robotsTxt()).isOne();
		assertThat(first.redirected()).isOne();
		assertThat(first.repeated()).isEqualTo(2);
		assertThat(first.pages()).isEqualTo(4);
		assertThat(first.failed()).isEqualTo(2);
		assertThat(first.unchanged()).isZero();
		assertThat(first.refused()).isOne();
		assertThat(first.robots()).contains("robots.txt", "/cerrada/4");

		this.visited.visit(source);

		HostCount both = month();
		assertThat(both.requests()).isEqualTo(this.asked.get());
		assertThat(both.bytes()).isEqualTo(this.sent.get());
		assertThat(both.robotsTxt()).as("kept for a day").isOne();
		assertThat(both.unchanged()).isEqualTo(3);
		assertThat(both.pages()).isEqualTo(8);
		assertThat(both.unchangedPercent()).isEqualTo(38);
		assertThat(both.refused()).isEqualTo(2);
	}

	@Test
	void siteMapsCountAndAMissingRobotsTxtIsNoFailure() {
		on("/mapa.xml", 200, "<sitemapindex><sitemap><loc>%s</loc></sitemap></sitemapindex>"
			.formatted(this.visited.portal.url("/uno.xml")));
		on("/uno.xml", 200, "<urlset><url><loc>%s</loc></url></urlset>".formatted(this.visited.portal.url("/b/1")));
		on("/b/1", 200, "<h1>Beca uno</h1><p>Para maestría, cierra el 15 de marzo de 2027.");

		this.visited.visit(this.visited.source("/mapa.xml", "kind: sitemap"));

		assertThat(month().requests()).isEqualTo(this.asked.get() + 1);
		assertThat(month().robotsTxt()).isOne();
		assertThat(month().failed()).isZero();
	}

	private HostCount month() {
		return new HostMonths(this.visited.connected.jdbc()).of(YearMonth.of(2026, 11)).get(0).count();
	}

	private void on(String path, int status, String body) {
		this.visited.portal.on(path, counted(answer(status, body)));
	}

	private HttpHandler counted(HttpHandler handler) {
		return (exchange) -> {
			this.asked.incrementAndGet();
			handler.handle(exchange);
		};
	}

	/** Counts the bytes of what is sent, which is nothing for a 304. */
	private HttpHandler answer(int status, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		String tag = "\"" + Arrays.hashCode(bytes) + "\"";
		return (exchange) -> {
			boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
			// Of an error page nothing is read
			this.sent.addAndGet((same || status == 500) ? 0 : bytes.length);
			Portal.answer(status, "text/html; charset=utf-8", bytes).handle(exchange);
		};
	}

}
