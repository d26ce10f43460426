package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.becas.Database;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is asked for again, and with which validators (RFC 9110, 13; RFC 9111, 4.3). */
@ParameterizedClass
@EnumSource(Database.class)
class FreshnessTests {

	private static final String MONDAY = "Mon, 16 Nov 2026 10:00:00 GMT";

	private static final String SUNDAY = "Sun, 22 Nov 2026 10:00:00 GMT";

	private static final String FEED = """
			<rss version="2.0"><channel><title>Becas</title><item><title>Beca de maestría</title><link>/b/1</link>
			</item></channel></rss>""";

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private final List<String> asked = new ArrayList<>();

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
	void aDateThatCameWithA304IsSentTheNextTime() {
		answer("\"a\"", MONDAY, "\"a\"", SUNDAY);

		assertThat(visits(3)).containsExactly("null null", "\"a\" " + MONDAY, "\"a\" " + SUNDAY);
	}

	@Test
	void aWeakTagThatCameWithA304IsSentTheNextTime() {
		answer("W/\"a\"", MONDAY, "W/\"b\"", MONDAY);

		assertThat(visits(3)).containsExactly("null null", "W/\"a\" " + MONDAY, "W/\"b\" " + MONDAY);
	}

	/** By the new tag the portal would keep a page from us that we have never read. */
	@Test
	void aStrongTagOfAPageThatWasNeverReadIsNotTakenOver() {
		answer("\"a\"", MONDAY, "\"b\"", SUNDAY);

		assertThat(visits(3)).containsExactly("null null", "\"a\" " + MONDAY, "\"a\" " + MONDAY);
	}

	@Test
	void a304WithoutValidatorsTakesNoneAway() {
		answer("\"a\"", MONDAY, null, null);

		assertThat(visits(3)).containsExactly("null null", "\"a\" " + MONDAY, "\"a\" " + MONDAY);
	}

	@Test
	void newValidatorsDoNotPutOffTheDayOnWhichThePageIsReadAnew() {
		answer("\"a\"", MONDAY, "\"a\"", SUNDAY);

		assertThat(visits(9)).endsWith("\"a\" " + SUNDAY, "null null", "\"a\" " + MONDAY).hasSize(9);
	}

	@Test
	void whatHoldsForAListHoldsForThePagesBehindItsLinks() {
		this.visited.portal.html("/becas", "<ul><li><a href=/canal>Beca de maestría</a></ul>");
		answer("\"a\"", MONDAY, "\"a\"", SUNDAY);
		Source source = this.visited.source("/becas", "kind: page, list: li, detail: yes");

		for (int i = 0; i < 3; i++) {
			this.visited.visit(source);
			this.visited.pass(Duration.ofDays(1));
		}

		assertThat(this.asked).containsExactly("null null", "\"a\" " + MONDAY, "\"a\" " + SUNDAY);
	}

	/** Else the next visit would be told that nothing changed, and the calls be lost. */
	@Test
	void aListIsNotTakenForReadWhenItsCallsWereNotHeld() {
		answer("\"a\"", MONDAY, "\"a\"", MONDAY);
		Source source = this.visited.source("/canal", "kind: feed");
		this.visited.connected.jdbc().sql("ALTER TABLE offer RENAME TO elsewhere").update();
		assertThatThrownBy(() -> this.visited.visit(source)).isInstanceOf(DataAccessException.class);
		this.visited.connected.jdbc().sql("ALTER TABLE elsewhere RENAME TO offer").update();

		assertThat(this.visited.visit(source).counts().added()).isOne();
		assertThat(this.asked).containsExactly("null null", "null null");
	}

	/** The first answer has the first two validators; a 304 has the others. */
	private void answer(String tag, String date, @Nullable String otherTag, @Nullable String otherDate) {
		this.visited.portal.on("/canal", (exchange) -> {
			String match = exchange.getRequestHeaders().getFirst("If-None-Match");
			this.asked.add(match + " " + exchange.getRequestHeaders().getFirst("If-Modified-Since"));
			if (match == null) {
				exchange.getResponseHeaders().set("ETag", tag);
				exchange.getResponseHeaders().set("Last-Modified", date);
				byte[] body = FEED.getBytes(StandardCharsets.UTF_8);
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
				return;
			}
			if (otherTag != null) {
				exchange.getResponseHeaders().set("ETag", otherTag);
			}
			if (otherDate != null) {
				exchange.getResponseHeaders().set("Last-Modified", otherDate);
			}
			exchange.sendResponseHeaders(304, -1);
		});
	}

	/** The validators that so many daily visits sent. */
	private List<String> visits(int count) {
		Source source = this.visited.source("/canal", "kind: feed");
		for (int i = 0; i < count; i++) {
			this.visited.visit(source);
			this.visited.pass(Duration.ofDays(1));
		}
		return this.asked;
	}

}
