package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.becas.collect.Visit.Counts;
import org.becas.collect.Visit.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@DirtiesContext(classMode = ClassMode.AFTER_CLASS)
class WatchTests {

	@TempDir
	static Path folder;

	@Autowired
	Job collectJob;

	@Autowired
	JobOperator operator;

	@Autowired
	SourceStates states;

	@Autowired
	Visits visits;

	@Autowired
	Acceptance acceptance;

	private Portal portal;

	private int run;

	@DynamicPropertySource
	static void folders(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
		registry.add("becas.sources", () -> folder.resolve("sources.yml").toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
		registry.add("becas.collect.retries", () -> "0");
	}

	@BeforeEach
	void open() throws IOException {
		this.portal = new Portal();
		for (Path letter : letters()) {
			Files.delete(letter);
		}
	}

	@AfterEach
	void close() {
		this.portal.close();
	}

	@Test
	void staffAreToldOnceWhenASourceGoesQuietAndOnceWhenItIsBack() throws Exception {
		write("uno", "/uno");
		publish("/uno", 4);
		collect("uno");
		assertThat(letters()).isEmpty();

		this.portal.html("/uno", "<form><input type=password></form>");
		collect("uno");
		collect("uno");
		assertThat(letters()).hasSize(1);
		assertThat(letter()).contains("Portal uno", "sin leer", "Busque en el portal una dirección")
			.contains("Subject: Una fuente necesita");
		assertThat(this.states.of("uno")).isEqualTo(Health.QUIET);

		publish("/uno", 5);
		collect("uno");
		collect("uno");
		assertThat(letters()).hasSize(2);
		assertThat(this.states.of("uno")).isEqualTo(Health.GOOD);
	}

	@Test
	void oneBadNightIsShownButNotMailed() throws Exception {
		write("dos", "/dos");
		publish("/dos", 4);
		collect("dos");
		this.portal.on("/dos", Portal.answer(500, "text/html", new byte[0]));
		collect("dos");
		assertThat(this.states.of("dos")).isEqualTo(Health.WAVERING);
		assertThat(letters()).isEmpty();

		collect("dos");
		assertThat(this.states.of("dos")).isEqualTo(Health.QUIET);
		assertThat(letters()).hasSize(1);
	}

	@Test
	void oneBadNightNeedsNoGoodNews() throws Exception {
		write("tres", "/tres");
		publish("/tres", 4);
		collect("tres");
		this.portal.on("/tres", Portal.answer(500, "text/html", new byte[0]));
		collect("tres");
		publish("/tres", 5);
		collect("tres");

		assertThat(this.states.of("tres")).isEqualTo(Health.GOOD);
		assertThat(letters()).isEmpty();
	}

	@Test
	void farFewerThanUsualIsToldWithTheRange() throws Exception {
		write("cuatro", "/cuatro");
		for (int i = 0; i < 5; i++) {
			publish("/cuatro", 20 + i % 3);
			collect("cuatro");
		}
		publish("/cuatro", 3);
		collect("cuatro");

		assertThat(this.states.of("cuatro")).isEqualTo(Health.FEW);
		assertThat(letters()).hasSize(1);
		assertThat(letter()).contains("Se hallaron 3 convocatorias; lo habitual en esta fuente es entre");
	}

	@Test
	void whatIsUsualIsToldFromTheDaysOnWhichSomethingChanged() throws Exception {
		write("siete", "/siete");
		for (int week = 0; week < 4; week++) {
			publish("/siete", 20);
			collect("siete");
			for (int day = 1; day < 4; day++) {
				collect("siete");
				assertThat(this.visits.latest().get("siete").outcome()).isEqualTo(Outcome.UNCHANGED);
			}
		}
		publish("/siete", 3);
		collect("siete");

		assertThat(this.states.of("siete")).isEqualTo(Health.FEW);
	}

	@Test
	void aPortalThatSaysThatNothingIsOpenIsWellForSomeWeeks() throws Exception {
		write("ocho", "/ocho");
		this.portal.html("/ocho", "<h1>Convocatorias</h1><p>En este momento no hay convocatorias abiertas.</p>");
		collect("ocho");
		collect("ocho");
		assertThat(this.visits.latest().get("ocho").outcome()).isEqualTo(Outcome.NOTHING_OPEN);
		assertThat(this.states.of("ocho")).isEqualTo(Health.GOOD);
		assertThat(letters()).isEmpty();

		Instant longAgo = Instant.now().minus(Duration.ofDays(57));
		this.visits.add(new Visit("long-ago", "ocho", this.portal.url("/ocho"), longAgo, longAgo, Outcome.NOTHING_OPEN,
				null, Counts.NONE, new Traffic(1, 0, 0, 200)));
		collect("ocho");
		assertThat(this.states.of("ocho")).isEqualTo(Health.QUIET);
		assertThat(letters()).hasSize(1);
		assertThat(letter()).contains("La propia página dice que por ahora no hay convocatorias", "que así está bien");

		assertThat(this.acceptance.accept("ocho", "laura", Instant.now())).isTrue();
		collect("ocho");
		assertThat(this.states.of("ocho")).isEqualTo(Health.GOOD);
	}

	@Test
	void severalSourcesShareOneLetter() throws Exception {
		Files.writeString(folder.resolve("sources.yml"), """
				sources:
				  - {id: cinco, name: Portal cinco, url: '%s', tier: press, kind: feed}
				  - {id: seis, name: Portal seis, url: '%s', tier: press, kind: feed}
				""".formatted(this.portal.url("/nada"), this.portal.url("/nada")));

		collect("cinco,seis");

		assertThat(letters()).hasSize(1);
		assertThat(letter()).contains("2 fuentes necesitan", "Portal cinco", "Portal seis");
	}

	@Test
	void aMistakeInTheListCostsItsEntryAndOneLetterWhileItStaysTheSame() throws Exception {
		publish("/diez", 4);
		String good = "  - {id: diez, name: Diez, url: '%s', tier: press}\n".formatted(this.portal.url("/diez"));
		String bad = "  - {id: once, nam: Once, url: '%s', tier: press}\n".formatted(this.portal.url("/once"));
		list(good, bad);
		collect("diez");
		assertThat(this.portal.asked()).contains("/diez");
		assertThat(letters()).hasSize(1);
		assertThat(letter()).contains("tiene 2 errores", "línea 3", "la clave \"nam\" no existe");

		list("\n", good, bad);
		collect("diez");
		assertThat(letters()).hasSize(1);

		list(good);
		collect("diez");
		assertThat(letters()).hasSize(1);

		list(good, bad);
		collect("diez");
		assertThat(letters()).hasSize(2);
	}

	private static void list(String... entries) throws IOException {
		Files.writeString(folder.resolve("sources.yml"), "sources:\n" + String.join("", entries));
	}

	private void write(String id, String path) throws IOException {
		Files.writeString(folder.resolve("sources.yml"), """
				sources:
				  - {id: %s, name: Portal %s, url: '%s', tier: press, kind: page, list: article,
				     fields: {title: h3, link: a@href}}
				""".formatted(id, id, this.portal.url(path)));
	}

	private void publish(String path, int count) {
		this.portal.html(path,
				IntStream.range(0, count)
					.mapToObj((i) -> "<article><h3>Beca %s %s</h3><a href='%s/%d'>Ver</a><p>Número %d</p></article>"
						.formatted(path, (char) ('A' + i), path, i, this.run))
					.collect(Collectors.joining()));
	}

	private void collect(String sources) throws Exception {
		this.operator.start(this.collectJob,
				new JobParametersBuilder().addString("run", sources + ++this.run)
					.addString("sources", sources)
					.toJobParameters());
	}

	/** The newest letter, its text decoded. */
	private static String letter() {
		try {
			String raw = Files.readString(letters().get(letters().size() - 1), StandardCharsets.US_ASCII)
				.replace("=\r\n", "");
			byte[] bytes = raw.getBytes(StandardCharsets.US_ASCII);
			ByteArrayOutputStream decoded = new ByteArrayOutputStream();
			for (int i = 0; i < bytes.length; i++) {
				boolean code = bytes[i] == '=' && i + 2 < bytes.length
						&& raw.substring(i + 1, i + 3).matches("[0-9A-F]{2}");
				decoded.write(code ? Integer.parseInt(raw.substring(i + 1, i + 3), 16) : bytes[i]);
				i += code ? 2 : 0;
			}
			return decoded.toString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Path> letters() throws IOException {
		Path outbox = folder.resolve("outbox");
		if (!Files.isDirectory(outbox)) {
			return List.of();
		}
		try (Stream<Path> letters = Files.list(outbox)) {
			return letters.sorted().toList();
		}
	}

}
