package org.becas.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.becas.collect.Advice;
import org.becas.collect.Health;
import org.becas.collect.Replay;
import org.becas.collect.Replay.Difference;
import org.becas.collect.SourceStates;
import org.becas.collect.Visit;
import org.becas.collect.Visits;
import org.becas.office.Folders;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;

/** {@code collect}: visits the sources and says what came of each. */
@Command(name = "collect", mixinStandardHelpOptions = true,
		description = "Visita las fuentes y reúne lo que publican; al final dice, fuente por fuente, qué pasó.")
final class CollectCommand implements Callable<Integer> {

	private static final Locale SPANISH = Locale.forLanguageTag("es");

	private final Starter starter;

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--source", paramLabel = "ID",
			description = "Visita solo esta fuente, aunque esté desactivada; se puede repetir.")
	private List<String> ids = List.of();

	@Option(names = "--sources", paramLabel = "ARCHIVO", description = "Lista de fuentes, en lugar de sources.yml.")
	private @Nullable Path file;

	@Option(names = "--replay", paramLabel = "RECOLECCIÓN",
			description = "No visita a nadie: relee una recolección pasada (o «ultima») con las reglas de hoy y muestra qué cambiaría.")
	private @Nullable String replay;

	@Option(names = "--json", description = "Una línea JSON por fuente en la salida.")
	private boolean json;

	CollectCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		try (ConfigurableApplicationContext app = this.starter.start(false)) {
			SourceCatalog catalog = catalog(app.getBean(Folders.class));
			refuseUnknown(catalog);
			if (this.replay != null) {
				return replay(app, catalog);
			}
			String run = app.getBean(Clock.class).instant().toString();
			Jobs.Outcome outcome = app.getBean(Jobs.class).run("collectJob", parameters(run));
			if (outcome instanceof Jobs.Outcome.Busy) {
				err().println("Ya hay una recolección en marcha; espere a que termine.");
				return Commands.NEEDS_A_PERSON;
			}
			List<Visit> visits = app.getBean(Visits.class).ofRun(run);
			tell(visits, catalog, app);
			if (outcome instanceof Jobs.Outcome.Ended ended && !ended.good()) {
				err().println("La recolección no terminó: " + ended.why());
				return Commands.NEEDS_A_PERSON;
			}
			SourceStates states = app.getBean(SourceStates.class);
			return visits.stream().anyMatch((visit) -> states.of(visit.sourceId()).needsAPerson())
					? Commands.NEEDS_A_PERSON : Commands.DONE;
		}
		catch (SourceProblems ex) {
			err().println(ex.getMessage());
			return Commands.WRONG_USE;
		}
	}

	private SourceCatalog catalog(Folders folders) {
		return (this.file != null) ? SourceCatalog.read(this.file)
				: SourceCatalog.read(folders.sources(), folders.overlay());
	}

	/** Shows what a past run would have read today; a difference needs a person. */
	private int replay(ConfigurableApplicationContext app, SourceCatalog catalog) {
		Replay replay = app.getBean(Replay.class);
		List<String> runs = replay.runs();
		String run = "ultima".equals(this.replay) && !runs.isEmpty() ? runs.get(0) : String.valueOf(this.replay);
		if (!runs.contains(run)) {
			err().println(runs.isEmpty() ? "Todavía no hay ninguna recolección guardada que releer."
					: "No hay ninguna recolección \"%s\" guardada; las que hay son:%n  %s".formatted(run,
							String.join("%n  ".formatted(), runs.subList(0, Math.min(20, runs.size())))));
			return Commands.WRONG_USE;
		}
		List<Difference> differences = replay.of(run, catalog, this.ids);
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		if (this.json) {
			differences.forEach((one) -> out.println(JsonMapper.shared().writeValueAsString(ReplayTable.values(one))));
			out.flush();
		}
		else {
			new ReplayTable(app.getBean(MessageSource.class)).tell(run, differences, out);
		}
		return differences.stream().allMatch(Difference::none) ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private Map<String, String> parameters(String run) {
		Map<String, String> parameters = new LinkedHashMap<>(Map.of("run", run));
		if (!this.ids.isEmpty()) {
			parameters.put("sources", String.join(",", this.ids));
		}
		if (this.file != null) {
			parameters.put("file", this.file.toAbsolutePath().toString());
		}
		return parameters;
	}

	private void refuseUnknown(SourceCatalog catalog) {
		for (String id : this.ids) {
			if (catalog.find(id).isEmpty()) {
				throw new ParameterException(Objects.requireNonNull(this.spec).commandLine(),
						"No hay ninguna fuente \"%s\" en %s; las que hay son %s".formatted(id, catalog.origin(),
								String.join(", ", catalog.sources().stream().map((source) -> source.id()).toList())));
			}
		}
	}

	private void tell(List<Visit> visits, SourceCatalog catalog, ConfigurableApplicationContext app) {
		SourceStates states = app.getBean(SourceStates.class);
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		if (this.json) {
			JsonMapper mapper = JsonMapper.builder().build();
			visits
				.forEach((visit) -> out.println(mapper.writeValueAsString(values(visit, states.of(visit.sourceId())))));
		}
		else if (visits.isEmpty()) {
			out.println("No hay ninguna fuente activada que visitar.");
		}
		else {
			table(visits, states, app.getBean(MessageSource.class), out);
			for (Visit visit : visits) {
				if (visit.why() != null) {
					out.printf("%n%s: %s.%s%n", visit.sourceId(), visit.why(), advice(visit, catalog, app));
				}
			}
		}
		out.flush();
	}

	private static Map<String, @Nullable Object> values(Visit visit, Health health) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("source", visit.sourceId());
		values.put("outcome", visit.outcome().key());
		values.put("found", visit.counts().found());
		values.put("added", visit.counts().added());
		values.put("same", visit.counts().same());
		values.put("changed", visit.counts().changed());
		values.put("gone", visit.counts().gone());
		values.put("failed", visit.counts().failed());
		values.put("state", health.key());
		values.put("why", visit.why());
		return values;
	}

	private static void table(List<Visit> visits, SourceStates states, MessageSource messages, PrintWriter out) {
		int width = visits.stream().mapToInt((visit) -> visit.sourceId().length()).max().orElse(0);
		String form = "%-" + Math.max(width, 6) + "s  %-24s %8s %7s %7s %9s %10s %7s  %s%n";
		out.printf(form, "fuente", "resultado", "halladas", "nuevas", "iguales", "cambiadas", "retiradas", "fallas",
				"aviso");
		for (Visit visit : visits) {
			Visit.Counts counts = visit.counts();
			out.printf(form, visit.sourceId(),
					messages.getMessage("collect.outcome." + visit.outcome().key(), null, SPANISH), counts.found(),
					counts.added(), counts.same(), counts.changed(), counts.gone(), counts.failed(),
					mark(states.of(visit.sourceId()), messages));
		}
	}

	/** What to do about a visit, if there is anything to be done. */
	private static String advice(Visit visit, SourceCatalog catalog, ConfigurableApplicationContext app) {
		Health health = app.getBean(SourceStates.class).of(visit.sourceId());
		return (visit.outcome().fine() && !health.needsAPerson()) ? "" : " " + app.getBean(Advice.class)
			.of(catalog.find(visit.sourceId()).orElse(null), health, visit.outcome(), SPANISH);
	}

	/** Draws the eye to a source that somebody should look at. */
	private static String mark(Health health, MessageSource messages) {
		return (health == Health.GOOD) ? ""
				: "<< " + messages.getMessage("collect.health." + health.key(), null, SPANISH);
	}

	private PrintWriter err() {
		return Objects.requireNonNull(this.spec).commandLine().getErr();
	}

}
