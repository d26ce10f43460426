package org.becas.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.becas.offer.DateWords;

/**
 * The portals of the demonstration, served on this machine only: a feed in each of two
 * formats and languages, and two sites. Their dates are written as of the day on which
 * they are served, so that there is always something left to apply to.
 */
final class SamplePortals implements AutoCloseable {

	/**
	 * {@code {{es +38}}} is the day 38 days from now as a Spanish page would write it.
	 */
	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(base|(es|en|iso|rfc822|year) ([+-]\\d+))}}");

	private final HttpServer server;

	private final LocalDate today;

	SamplePortals(LocalDate today) throws IOException {
		this.today = today;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/** A file of the demonstration, with its dates filled in. */
	Optional<String> file(String path) throws IOException {
		try (InputStream in = SamplePortals.class.getResourceAsStream("/demo/" + path)) {
			return (in != null) ? Optional.of(fill(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
					: Optional.empty();
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath().substring(1);
			byte[] body = (path.contains("..") ? Optional.<String>empty() : file(path)).orElse("")
				.getBytes(StandardCharsets.UTF_8);
			if (body.length == 0) {
				exchange.sendResponseHeaders(404, -1);
				return;
			}
			String tag = "\"" + Integer.toHexString(new String(body, StandardCharsets.UTF_8).hashCode()) + "\"";
			exchange.getResponseHeaders().set("ETag", tag);
			exchange.getResponseHeaders()
				.set("Content-Type",
						path.endsWith(".xml") ? "application/xml; charset=utf-8" : "text/html; charset=utf-8");
			if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
				exchange.sendResponseHeaders(304, -1);
				return;
			}
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private String fill(String text) {
		return PLACEHOLDER.matcher(text).replaceAll(this::value);
	}

	private String value(MatchResult placeholder) {
		if (placeholder.group(1).equals("base")) {
			return "http://127.0.0.1:" + this.server.getAddress().getPort();
		}
		LocalDate date = this.today.plusDays(Integer.parseInt(placeholder.group(3)));
		return switch (placeholder.group(2)) {
			case "es" -> withoutWeekday(new DateWords(Locale.forLanguageTag("es"), ZoneOffset.UTC), date);
			case "en" -> withoutWeekday(new DateWords(Locale.ENGLISH, ZoneOffset.UTC), date);
			case "rfc822" ->
				DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atTime(LocalTime.NOON).atOffset(ZoneOffset.UTC));
			case "year" -> String.valueOf(date.getYear());
			default -> date.toString();
		};
	}

	private static String withoutWeekday(DateWords words, LocalDate date) {
		String day = words.day(date);
		return day.substring(day.indexOf(' ') + 1);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
