package org.becas.run;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.becas.dedupe.Comparison;
import org.becas.dedupe.Matcher;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says of each pair of announcements whether they are the same call. */
@Command(name = "match", mixinStandardHelpOptions = true,
		description = "Dice de cada par de convocatorias (uno por línea, JSON) si son la misma, y por qué.")
final class MatchCommand implements Callable<Integer> {

	private final Matcher matcher = new Matcher();

	@Spec
	private CommandSpec spec;

	@Parameters(arity = "0..1", defaultValue = "-", paramLabel = "ARCHIVO|URL|-",
			description = "JSON Lines con id, a y b, cada una con title, text y, si se conocen, url, lang, published; "
					+ "- es la entrada estándar.")
	private String where;

	@Option(names = "--today", paramLabel = "FECHA",
			description = "El día respecto del cual se leen (AAAA-MM-DD); si falta, hoy.")
	private @Nullable LocalDate today;

	@Override
	public Integer call() throws IOException {
		LocalDate day = (this.today != null) ? this.today : LocalDate.now(Clock.systemDefaultZone());
		try (InputStream in = Lines.open(this.where)) {
			boolean good = Lines.answer(in, this.spec.commandLine().getOut(), line -> answer(line, day));
			return good ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

	private ObjectNode answer(JsonNode line, LocalDate day) {
		Pair pair = Pair.of(line, day);
		Comparison comparison = this.matcher.compare(pair.a(), pair.b());
		ObjectNode answer = Lines.JSON.createObjectNode();
		answer.set("id", line.path("id").isMissingNode() ? null : line.path("id"));
		answer.put("verdict", comparison.outcome().name().toLowerCase(Locale.ROOT));
		answer.put("score", comparison.score());
		ArrayNode reasons = answer.putArray("reasons");
		comparison.reasons().forEach(reasons::add);
		return answer;
	}

}
