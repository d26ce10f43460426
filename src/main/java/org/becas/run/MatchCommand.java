package org.becas.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.becas.dedupe.Candidate;
import org.becas.dedupe.Comparison;
import org.becas.dedupe.Matcher;
import org.becas.extract.Announcement;
import org.becas.extract.Announcement.Hints;
import org.becas.extract.AnnouncementReader;
import org.becas.offer.Facts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says of each pair of announcements whether they are the same call. */
@Command(name = "match", mixinStandardHelpOptions = true,
		description = { "Dice de cada pareja de anuncios si son la misma convocatoria, y por qué.",
				"Lee JSON Lines {\"id\", \"a\": {\"title\", \"text\", \"url\", \"published\", \"lang\"}, \"b\": {…}}" })
final class MatchCommand implements Callable<Integer> {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final AnnouncementReader reader = new AnnouncementReader();

	private final Matcher matcher = new Matcher();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Parameters(arity = "0..1", paramLabel = "ARCHIVO", defaultValue = "-",
			description = "archivo de parejas; - es la entrada estándar")
	private String file = "-";

	@Option(names = "--today", paramLabel = "FECHA", description = "el día en que se leen, como 2026-11-23")
	private @Nullable LocalDate today;

	@Override
	public Integer call() throws IOException {
		PrintWriter out = this.spec.commandLine().getOut();
		boolean clean = true;
		try (BufferedReader lines = open()) {
			int number = 0;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				number++;
				if (!line.isBlank()) {
					Map<String, Object> answer = answer(line, number);
					clean &= !answer.containsKey("error");
					out.println(JSON.writeValueAsString(answer));
				}
			}
		}
		out.flush();
		return clean ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private BufferedReader open() throws IOException {
		return this.file.equals("-") ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
				: Files.newBufferedReader(Path.of(this.file));
	}

	private Map<String, Object> answer(String line, int number) {
		try {
			JsonNode pair = JSON.readTree(line);
			return verdict(pair.path("id").asString(""), side(pair, "a"), side(pair, "b"));
		}
		catch (JacksonException | IllegalArgumentException | java.time.DateTimeException ex) {
			return Map.of("line", number, "error", "Línea %d: %s".formatted(number, ex.getMessage()));
		}
	}

	private Map<String, Object> verdict(String id, Candidate a, Candidate b) {
		Comparison comparison = this.matcher.compare(a, b);
		Map<String, Object> verdict = new LinkedHashMap<>();
		verdict.put("id", id);
		verdict.put("verdict", comparison.outcome().name().toLowerCase(Locale.ROOT));
		verdict.put("score", comparison.score());
		verdict.put("reasons", comparison.reasons());
		return verdict;
	}

	private Candidate side(JsonNode pair, String name) {
		JsonNode side = pair.path(name);
		if (!side.path("title").isString()) {
			throw new IllegalArgumentException(
					"falta el título de \"%s\"; se espera {\"id\", \"a\": {\"title\", \"text\", \"url\"}, \"b\": {…}}"
						.formatted(name));
		}
		String text = side.path("text").asString("");
		String url = side.path("url").asString(null);
		String published = side.path("published").asString(null);
		Hints hints = new Hints(side.path("lang").asString(null), null, null, Set.of(), null, null);
		Announcement announcement = new Announcement(side.path("title").asString(), text, url,
				(published != null) ? LocalDate.parse(published.substring(0, Math.min(10, published.length()))) : null,
				hints);
		Facts facts = this.reader.read(announcement, day()).facts();
		return new Candidate(facts, text, (url != null) ? Set.of(url) : Set.of());
	}

	private LocalDate day() {
		return (this.today != null) ? this.today : LocalDate.now(java.time.Clock.systemDefaultZone());
	}

}
