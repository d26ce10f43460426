package org.becas.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.becas.Database;
import org.becas.collect.Replay.Difference;
import org.becas.collect.Replay.Item;
import org.becas.offer.Field;
import org.becas.offer.Offer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Database.class)
class ReplayTests {

	private static final String LIST = """
			<article class=card><h3><a href=/1>Beca del río</a></h3><p class=fecha>15 de marzo de 2027</p></article>
			<article class=card><h3><a href=/2>Beca del monte</a></h3><p class=fecha>20 de abril de 2027</p></article>
			<article class=vieja><h3><a href=/3>Beca de la costa</a></h3><p class=fecha>1 de mayo de 2027</p></article>
			""";

	private static final String[] CARDS = { "kind: page", "list: article.card",
			"fields: {title: h3, link: h3 a@href}" };

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private Rig rig;

	@BeforeEach
	void open() {
		this.rig = new Rig(this.database, this.folder);
		this.rig.portal.html("/becas", LIST);
	}

	@AfterEach
	void close() {
		this.rig.close();
	}

	@Test
	void theSameRulesReadTheSame() {
		this.rig.visit(this.rig.source("/becas", CARDS));

		assertThat(replay(CARDS)).satisfies((one) -> {
			assertThat(one.none()).isTrue();
			assertThat(one.read()).isEqualTo(2);
			assertThat(one.missing()).isZero();
		});
	}

	@Test
	void showsWhatOtherSelectorsWouldAddAndLose() {
		this.rig.visit(this.rig.source("/becas", CARDS));

		Difference difference = replay("kind: page", "list: article.vieja", "fields: {title: h3, link: h3 a@href}");

		assertThat(difference.added()).extracting(Item::title).containsExactly("Beca de la costa");
		assertThat(difference.gone()).extracting(Item::title).containsExactly("Beca del río", "Beca del monte");
	}

	@Test
	void showsWhatIsReadOtherwiseFromTheSameWords() {
		this.rig.visit(this.rig.source("/becas", CARDS));

		Difference difference = replay("kind: page", "list: article.card", "fields: {title: h3, link: h3 a@href}",
				"country: DE");

		assertThat(difference.changed()).hasSize(2).allSatisfy((changed) -> {
			assertThat(changed.text()).isFalse();
			assertThat(changed.fields()).containsOnlyKeys(Field.COUNTRIES);
			assertThat(changed.fields().get(Field.COUNTRIES).after()).isEqualTo("DE");
		});
	}

	@Test
	void asksNobodyAndHoldsNothing() {
		this.rig.visit(this.rig.source("/becas", CARDS));
		int asked = this.rig.portal.asked().size();
		List<Offer> held = this.rig.offers();

		replay("kind: page", "list: article", "fields: {title: h3, link: h3 a@href}");

		assertThat(this.rig.portal.asked()).hasSize(asked);
		assertThat(this.rig.offers()).isEqualTo(held);
		assertThat(this.rig.visits.history("portal", 10)).hasSize(1);
	}

	@Test
	void aPageThatHadNotChangedIsReadAsItCameBefore() {
		this.rig.visit(this.rig.source("/becas", CARDS));
		Visit second = this.rig.visit(this.rig.source("/becas", CARDS));

		assertThat(second.outcome()).isEqualTo(Outcome.UNCHANGED);
		Difference difference = this.rig.replay().of("run-2", this.rig.catalog("/becas", CARDS), Set.of()).get(0);
		assertThat(difference.read()).isEqualTo(2);
		assertThat(difference.missing()).isZero();
	}

	@Test
	void eachEarlierVisitIsLookedIntoOnceForAllThatHadNotChanged() {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < 40; i++) {
			list.append("<article class=card><h3><a href=/%d>Beca número %d</a></h3></article>".formatted(i, i));
		}
		for (int i = 0; i < 4; i++) {
			this.rig.portal.html("/becas", list + "<!-- " + i + " -->");
			this.rig.visit(this.rig.source("/becas", CARDS));
		}
		AtomicInteger looked = new AtomicInteger();
		Responses counted = new Responses(new JdbcTemplate(this.rig.connected.dataSource()), this.rig.bodies,
				new JdbcTransactionManager(this.rig.connected.dataSource()),
				new ResponseSettings(DataSize.ofMegabytes(64))) {
			@Override
			Map<String, KeptPosting> postings(KeptVisit visit) {
				looked.incrementAndGet();
				return super.postings(visit);
			}
		};

		Difference difference = this.rig.replay(counted)
			.of("run-4", this.rig.catalog("/becas", CARDS), Set.of())
			.get(0);

		assertThat(difference.read()).isEqualTo(40);
		assertThat(difference.none()).isTrue();
		assertThat(looked).hasValue(4);
	}

	@Test
	void whatWasReadCountsAmongWhatIsKept() throws IOException {
		this.rig.portal.html("/becas", cards(0));
		this.rig.visit(this.rig.source("/becas", CARDS));
		long once = 0;
		for (Path file : files()) {
			once += Files.size(file);
		}
		try (Rig small = new Rig(this.database, this.folder.resolve("small"), DataSize.ofBytes(once * 3 / 2))) {
			for (int i = 0; i < 2; i++) {
				small.portal.html("/becas", cards(i));
				small.visit(small.source("/becas", CARDS));
			}

			small.responses.trim();

			// both pages alone would take less
			assertThat(small.replay().runs()).containsExactly("run-2");
		}
	}

	private static String cards(int run) {
		StringBuilder list = new StringBuilder();
		for (int i = 0; i < 60; i++) {
			list.append("<article class=card><h3><a href=/%d>Beca</a></h3></article>".formatted(run * 100 + i));
		}
		return list.toString();
	}

	@Test
	void aPageThatWasNotAskedForIsCountedAsMissing() {
		this.rig.visit(this.rig.source("/becas", CARDS));

		Difference difference = replay("kind: page", "list: article.card", "fields: {title: h3, link: h3 a@href}",
				"detail: yes");

		assertThat(difference.missing()).isEqualTo(2);
	}

	@Test
	void theSameBodyIsKeptOnce() throws IOException {
		this.rig.portal.on("/becas", (exchange) -> {
			byte[] body = LIST.getBytes(java.nio.charset.StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		});
		this.rig.visit(this.rig.source("/becas", CARDS));
		List<Path> once = files();

		this.rig.visit(this.rig.source("/becas", CARDS));

		// what the second visit read is another file, since it knew the announcements
		assertThat(files()).containsAll(once).hasSize(once.size() + 1);
	}

	@Test
	void onlyTheNewestVisitsOfASourceAreKept() throws IOException {
		for (int i = 0; i < 12; i++) {
			this.rig.portal.html("/becas", LIST + "<!-- " + i + " -->");
			this.rig.visit(this.rig.source("/becas", CARDS));
		}
		for (Path file : files()) {
			Files.setLastModifiedTime(file, FileTime.from(this.rig.now().minus(Duration.ofDays(30))));
		}

		this.rig.responses.trim();

		assertThat(this.rig.replay().runs()).hasSize(10).startsWith("run-12").doesNotContain("run-1", "run-2");
		assertThat(this.rig.responses.answers(this.rig.responses.ofRun("run-12").get(0)))
			.allSatisfy((answer) -> assertThat(this.rig.responses.page(answer)).isPresent());
		assertThat(files()).hasSizeLessThan(12 * 2);
	}

	@Test
	void allTogetherTakeNoMoreThanIsAllowed() throws IOException {
		try (Rig small = new Rig(this.database, this.folder.resolve("small"), DataSize.ofKilobytes(8))) {
			Random random = new Random(1);
			for (int i = 0; i < 4; i++) {
				byte[] noise = new byte[2500];
				random.nextBytes(noise);
				small.portal.html("/becas", LIST + "<!-- " + HexFormat.of().formatHex(noise) + " -->");
				small.visit(small.source("/becas", CARDS));
			}

			small.responses.trim();

			// each page takes a little more than its noise
			assertThat(small.replay().runs()).containsExactly("run-4", "run-3");
		}
	}

	@Test
	void nothingIsKeptWhereThatIsNotWanted() throws IOException {
		try (Rig none = new Rig(this.database, this.folder.resolve("none"), DataSize.ofBytes(0))) {
			none.portal.html("/becas", LIST);
			none.visit(none.source("/becas", CARDS));

			assertThat(none.replay().runs()).isEmpty();
			assertThat(this.folder.resolve("none")).doesNotExist();
		}
	}

	private Difference replay(String... lines) {
		return this.rig.replay().of("run-1", this.rig.catalog("/becas", lines), Set.of()).get(0);
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.folder.resolve("responses"))) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
