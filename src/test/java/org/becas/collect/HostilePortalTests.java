package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.becas.Database;
import org.becas.collect.Visit.Counts;
import org.becas.offer.Offer;
import org.becas.source.Source;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Everything that a portal may do to its readers, in one visit: nothing is lost that
 * could be had, and what could not is named.
 */
class HostilePortalTests {

	private static final int PAGES = 150;

	@TempDir
	Path folder;

	private final CountDownLatch over = new CountDownLatch(1);

	private VisitedPortal visited;

	@BeforeEach
	void open() {
		this.visited = new VisitedPortal(Database.SQLITE, this.folder);
	}

	@AfterEach
	void close() {
		this.over.countDown();
		this.visited.close();
	}

	@Test
	void losesNothingThatCouldBeHadAndNamesTheRest() throws Exception {
		Map<Integer, HttpHandler> odd = Map.ofEntries(Map.entry(10, breaksTwice(10)), Map.entry(20, breaksTwice(20)),
				Map.entry(30, breaksTwice(30)), Map.entry(40, Portal.answer(500, "text/html", new byte[0])),
				Map.entry(50, slowly(50)), Map.entry(51, this::endless), Map.entry(60, breaksOff(60)),
				Map.entry(70,
						page(page(70) + "<!--" + "x".repeat(10_000_000) + "-->", StandardCharsets.UTF_8, "utf-8")),
				Map.entry(80, bomb()), Map.entry(90, redirect("/beca/90")),
				Map.entry(91, redirect("http://169.254.169.254/latest/meta-data/")),
				Map.entry(92, redirect("http://0.0.0.0:%d/beca/1".formatted(this.visited.portal.url("/").getPort()))),
				Map.entry(93, redirect("file:///etc/passwd")),
				Map.entry(100, page(entities(100), StandardCharsets.UTF_8, "utf-8")),
				Map.entry(110, page(page(110), Charset.forName("windows-1252"), "utf-8")),
				Map.entry(111, page(page(111), StandardCharsets.UTF_8, "iso-8859-1")),
				Map.entry(112, page("\ufeff" + page(112), StandardCharsets.UTF_16LE, "utf-8")),
				Map.entry(120, gzipThatIsNone()));
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < PAGES; i++) {
			list.append("<article><h3><a href='/beca/%d'>Enlace %d</a></h3></article>".formatted(i, i));
			this.visited.portal.on("/beca/" + i, odd.getOrDefault(i, page(page(i), StandardCharsets.UTF_8, "utf-8")));
		}
		this.visited.portal.html("/becas", list.toString());

		Visit visit = this.visited
			.visit(this.visited.source("/becas", "kind: page, list: article, detail: {title: h1, text: .t}"));

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(failures()).isEqualTo(Map.of("/beca/40", "SERVER_ERROR", "/beca/51", "TIMEOUT", "/beca/80",
				"TOO_LARGE", "/beca/90", "TOO_MANY_REDIRECTS", "/beca/91", "PRIVATE_ADDRESS", "/beca/92",
				"PRIVATE_ADDRESS", "/beca/93", "UNREADABLE", "/beca/120", "UNREADABLE"));
		assertThat(visit.counts().failed()).isEqualTo(failures().size());
		assertThat(visit.counts().found()).isEqualTo(PAGES);
		assertThat(this.visited.offers()).hasSize(PAGES - failures().size())
			.extracting((offer) -> offer.facts().title())
			.contains(title(10), title(20), title(30), title(50), title(60), title(70), title(100), title(110),
					title(112));
		assertThat(this.visited.offers()).extracting(Offer::text).noneMatch((text) -> text.contains("ñañaña"));
	}

	@Test
	void aPageThatTakesAllOfTheStackCostsOnlyItself() {
		this.visited.close();
		this.visited = new VisitedPortal(Database.SQLITE, this.folder, new DeepReader());
		this.visited.portal.html("/becas", "<article><h3><a href='/1'>Beca 1</a></h3></article>"
				+ "<article><h3><a href='/2'>Beca 2</a></h3></article><article><h3><a href='/3'>Beca 3</a></h3></article>")
			.html("/1", "<h1>Beca 1</h1>")
			.html("/2", "<h1>Beca 2</h1><hr>")
			.html("/3", "<h1>Beca 3</h1>")
			.html("/honda", "<h1>Beca 4</h1><hr>");
		Source list = this.visited.source("/becas", "kind: page, list: article, detail: {title: h1}");

		Visit visit = this.visited.visit(list);
		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.counts()).isEqualTo(new Counts(3, 2, 0, 0, 0, 1));
		assertThat(visit.why()).isEqualTo(
				"La página %s tiene partes dentro de partes hasta tal profundidad que no se " + "puede leer",
				this.visited.portal.url("/2"));

		Visit only = this.visited.visit(this.visited.source("/honda", "kind: page"));
		assertThat(only.outcome()).isEqualTo(Outcome.UNREADABLE);
		assertThat(only.why()).contains("tal profundidad que no se puede leer");
	}

	@Test
	void whereMemoryEndsTheRunIsToldSo() {
		this.visited.close();
		this.visited = new VisitedPortal(Database.SQLITE, this.folder, new PageReader() {
			@Override
			Posting detail(Source source, Posting listed, Document document) {
				throw new OutOfMemoryError("de prueba");
			}
		});
		this.visited.portal.html("/becas", "<article><h3><a href='/1'>Beca 1</a></h3></article>")
			.html("/1", "<h1>Beca 1</h1>");
		Source list = this.visited.source("/becas", "kind: page, list: article, detail: {title: h1}");

		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.visited.visit(list));
	}

	/** Reads as one reads who goes too deep into a page with a rule. */
	private static final class DeepReader extends PageReader {

		@Override
		Posting detail(Source source, Posting listed, Document document) {
			return (document.selectFirst("hr") != null) ? detail(source, listed, document)
					: super.detail(source, listed, document);
		}

	}

	@Test
	void memoryDoesNotGrowWithWhatPasses() throws Exception {
		int pages = 120;
		List<Long> held = new CopyOnWriteArrayList<>();
		HttpHandler large = page(page(1) + "<!--" + "x".repeat(10_000_000) + "-->", StandardCharsets.UTF_8, "utf-8");
		HttpHandler wordy = page(page(2) + "<p>" + "Una palabra más. ".repeat(600_000), StandardCharsets.UTF_8,
				"utf-8");
		HttpHandler bomb = bomb();
		HttpHandler broken = Portal.answer(403, "text/html", new byte[100_000]);
		HttpHandler entities = page(entities(3), StandardCharsets.UTF_8, "utf-8");
		HttpHandler[] odd = { large, bomb, entities, wordy, broken, redirect("http://169.254.169.254/"),
				redirect("/beca/17") };
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < pages; i++) {
			list.append("<article><h3><a href='/beca/%d'>Beca %d</a></h3></article>".formatted(i, i));
			HttpHandler plain = page(page(i), StandardCharsets.UTF_8, "utf-8");
			this.visited.portal.on("/beca/" + i,
					(i % 30 == 29) ? measured(held, plain) : (i % 5 == 2) ? odd[i / 5 % odd.length] : plain);
		}
		this.visited.portal.html("/becas", list.toString());

		// One at a time, so that none is on its way while memory is measured
		Visit visit = this.visited.visit(
				this.visited.source("/becas", "kind: page, list: article, delay: 1ms, detail: {title: h1, text: p}"));

		assertThat(visit.counts().found()).isEqualTo(pages);
		assertThat(visit.traffic().bytes()).as("what passed").isGreaterThan(60_000_000);
		assertThat(held).hasSize(4);
		assertThat(held.subList(1, 4)).as("held after each thirty pages, the first thirty held %d", held.get(0))
			.allMatch((later) -> later - held.get(0) < 6_000_000);
	}

	@Test
	void aHundredThousandLinksAreReadAsFarAsTheSourceWantsAndHeldInLittle() throws Exception {
		int links = 100_000;
		List<Long> held = new CopyOnWriteArrayList<>();
		StringBuilder list = new StringBuilder("<ul>");
		for (int i = 0; i < links; i++) {
			list.append("<li><a href='/beca/").append(i).append("'>Beca de maestría ").append(i).append("</a>");
		}
		this.visited.portal.html("/becas", list.toString());
		for (int i = 0; i < 120; i++) {
			HttpHandler plain = page(page(i), StandardCharsets.UTF_8, "utf-8");
			this.visited.portal.on("/beca/" + i, (i == 20 || i == 119) ? measured(held, plain) : plain);
		}
		long before = held();

		Visit visit = this.visited
			.visit(this.visited.source("/becas", "kind: page, list: li, limit: 120, delay: 1ms, detail: yes"));

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.counts().found()).isEqualTo(120);
		assertThat(held).hasSize(2);
		assertThat((held.get(0) - before) / links).as("bytes for each link").isLessThan(1000);
		assertThat(held.get(1) - held.get(0)).as("bytes for a hundred pages more").isLessThan(8_000_000);
	}

	/**
	 * A page that is asked for again, as while a busy machine collects, is not measured
	 * again.
	 */
	private static HttpHandler measured(List<Long> held, HttpHandler page) {
		AtomicBoolean done = new AtomicBoolean();
		return (exchange) -> {
			if (!done.getAndSet(true)) {
				held.add(held());
			}
			page.handle(exchange);
		};
	}

	/** Bytes in memory that something still refers to. */
	private static long held() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	@Test
	void aFeedOfEntitiesIsReadWithoutThem() {
		this.visited.portal.xml("/canal",
				"""
						<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ñañañañaña"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
						<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY s SYSTEM "file:///etc/passwd">]>
						<rss version="2.0"><channel><item><title>Beca de maestría &c;&s;</title><link>/b/1</link></item></channel></rss>""");

		assertThat(this.visited.visit(this.visited.source("/canal", "kind: feed")).counts().added()).isOne();
		assertThat(this.visited.offers()).singleElement()
			.extracting((offer) -> offer.facts().title())
			.asString()
			.startsWith("Beca de maestría")
			.doesNotContain("ñaña", "root:");
	}

	/** What was answered of each page that could not be read. */
	private Map<String, String> failures() {
		Map<String, String> failures = new TreeMap<>();
		this.visited.connected.jdbc()
			.sql("SELECT url, outcome, why FROM response WHERE outcome <> 'OK'")
			.query((row) -> {
				assertThat(row.getString("why")).isNotBlank();
				failures.put(row.getString("url").replaceFirst("http://[^/]+", ""), row.getString("outcome"));
			});
		return failures;
	}

	private static String title(int number) {
		return "Beca número %d de maestría en biología, año %d".formatted(number, 2027);
	}

	private static String page(int number) {
		return "<html><body><h1>%s</h1><div class=t>Código: %d. Para estudiar en Bogotá, con corazón. Cierra el %d de mayo de 2027.</div>"
			.formatted(title(number), number, number % 28 + 1);
	}

	private static String entities(int number) {
		return "<!DOCTYPE html [<!ENTITY a \"ñañañañaña\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>" + page(number) + "&b;&b;";
	}

	private static HttpHandler page(String html, Charset written, String declared) {
		return Portal.answer(200, "text/html; charset=" + declared, html.getBytes(written));
	}

	private HttpHandler breaksTwice(int number) {
		AtomicInteger asked = new AtomicInteger();
		return (exchange) -> Portal
			.answer((asked.incrementAndGet() < 3) ? 500 : 200, "text/html; charset=utf-8",
					page(number).getBytes(StandardCharsets.UTF_8))
			.handle(exchange);
	}

	private HttpHandler slowly(int number) {
		return (exchange) -> {
			byte[] body = page(number).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, body.length);
			for (int at = 0; at < body.length; at += 40) {
				exchange.getResponseBody().write(body, at, Math.min(40, body.length - at));
				exchange.getResponseBody().flush();
				pause(20);
			}
		};
	}

	private void endless(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		do {
			exchange.getResponseBody().write('x');
			exchange.getResponseBody().flush();
		}
		while (!pause(100));
	}

	private boolean pause(int millis) {
		try {
			return this.over.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private static HttpHandler breaksOff(int number) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, 100_000);
			exchange.getResponseBody().write(page(number).getBytes(StandardCharsets.UTF_8));
			exchange.getResponseBody().flush();
			exchange.close();
		};
	}

	private static HttpHandler bomb() throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			for (int i = 0; i < 100; i++) {
				out.write(new byte[1 << 20]);
			}
		}
		return packed("gzip", packed.toByteArray());
	}

	private static HttpHandler gzipThatIsNone() {
		return packed("gzip", "<h1>Beca</h1>".getBytes(StandardCharsets.UTF_8));
	}

	private static HttpHandler packed(String coding, byte[] body) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Content-Encoding", coding);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		};
	}

	private static HttpHandler redirect(String location) {
		return (exchange) -> {
			exchange.getResponseHeaders().set("Location", location);
			exchange.sendResponseHeaders(302, -1);
		};
	}

}
