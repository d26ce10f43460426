package org.becas.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import org.becas.collect.Advice;
import org.becas.collect.Replay;
import org.becas.collect.Replay.Difference;
import org.becas.collect.SourceStates;
import org.becas.collect.Visit;
import org.becas.collect.Visits;
import org.becas.office.Folders;
import org.becas.run.JobRuns.Started;
import org.becas.run.Progress.Stand;
import org.becas.run.Progress.Work;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceCatalog.Legible;
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

	@Option(names = "--resume", paramLabel = "RECOLECCIÓN",
			description = "Continúa una recolección que quedó a medias (o «ultima») donde se detuvo.")
	private @Nullable String resume;

	@Option(names = "--json", description = "Una línea JSON por fuente en la salida.")
	private boolean json;

	CollectCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		refuseMixture();
		try (ConfigurableApplicationContext app = this.starter.start(false)) {
			Map<String, String> parameters = parameters(app);
			Legible list = list(app.getBean(Folders.class), parameters.get("file"));
			list.problems().forEach((problem) -> err().println(problem));
			int said = list.problems().isEmpty() ? Commands.DONE : Commands.WRONG_USE;
			SourceCatalog catalog = list.catalog();
			if (catalog.sources().isEmpty() && said != Commands.DONE) {
				return said;
			}
			refuseUnknown(catalog);
			int come = (this.replay != null) ? replay(app, catalog) : collect(app, catalog, parameters);
			return Math.max(said, come);
		}
	}

	private void refuseMixture() {
		if (this.resume != null && (!this.ids.isEmpty() || this.file != null || this.replay != null)) {
			throw wrong("--resume continúa lo que se pidió entonces: no admite --source, --sources ni --replay");
		}
	}

	private Legible list(Folders folders, @Nullable String named) {
		Path other = (this.file != null) ? this.file : (named != null) ? Path.of(named) : null;
		return (other != null) ? SourceCatalog.legible(other)
				: SourceCatalog.legible(folders.sources(), folders.overlay());
	}

	/** Visits the sources; one that is not doing well needs a person. */
	private int collect(ConfigurableApplicationContext app, SourceCatalog catalog, Map<String, String> parameters) {
		String run = Objects.requireNonNull(parameters.get("run"));
		Visits visits = app.getBean(Visits.class);
		SourceStates states = app.getBean(SourceStates.class);
		VisitTable table = new VisitTable(catalog, states, app.getBean(Advice.class), app.getBean(MessageSource.class));
		Jobs.Outcome outcome;
		try (Progress progress = new Progress("Recolección", "fuentes",
				underway(run, visits, count(catalog, parameters.get("sources")), table), err(),
				Duration.ofSeconds(1))) {
			progress.start();
			outcome = app.getBean(Jobs.class).run("collectJob", parameters);
		}
		if (outcome instanceof Jobs.Outcome.Busy) {
			err().println("Ya hay una recolección en marcha; espere a que termine.");
			return Commands.NEEDS_A_PERSON;
		}
		List<Visit> made = visits.ofRun(run);
		tell(made, table);
		if (outcome instanceof Jobs.Outcome.Ended ended && !ended.good()) {
			err().println("La recolección no terminó: " + ended.why());
			err().println("Para continuarla: collect --resume " + run);
			return Commands.NEEDS_A_PERSON;
		}
		return made.stream().anyMatch((visit) -> states.of(visit.sourceId()).needsAPerson()) ? Commands.NEEDS_A_PERSON
				: Commands.DONE;
	}

	/** How many sources are to be visited. */
	private static long count(SourceCatalog catalog, @Nullable String wanted) {
		return (wanted != null) ? wanted.split(",").length : catalog.sources().stream().filter(Source::enabled).count();
	}

	/** Tells each source when it is done. */
	private static Work underway(String run, Visits visits, long all, VisitTable table) {
		Set<String> told = new HashSet<>();
		return () -> {
			List<Visit> made = visits.ofRun(run);
			List<String> news = new ArrayList<>();
			for (Visit visit : made) {
				if (told.add(visit.sourceId())) {
					news.add("%d de %d · %s".formatted(told.size(), Math.max(all, made.size()), table.line(visit)));
				}
			}
			return new Stand(made.size(), Math.max(all, made.size()), news);
		};
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

	/** Those of a run that is named, or of a new one. */
	private Map<String, String> parameters(ConfigurableApplicationContext app) {
		if (this.resume != null) {
			return unfinished(app.getBean(JobRuns.class).unfinished("collectJob"), this.resume);
		}
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("run", app.getBean(Clock.class).instant().toString());
		if (!this.ids.isEmpty()) {
			parameters.put("sources", String.join(",", this.ids));
		}
		if (this.file != null) {
			parameters.put("file", this.file.toAbsolutePath().toString());
		}
		return parameters;
	}

	private Map<String, String> unfinished(List<Started> runs, String named) {
		return runs.stream()
			.map(Started::parameters)
			.filter((run) -> named.equals("ultima") || named.equals(run.get("run")))
			.findFirst()
			.orElseThrow(() -> wrong(runs.isEmpty() ? "No hay ninguna recolección a medias que continuar."
					: "No hay ninguna recolección \"%s\" a medias; las que hay son %s".formatted(named,
							String.join(", ", runs.stream().map((run) -> run.parameters().get("run")).toList()))));
	}

	private ParameterException wrong(String why) {
		return new ParameterException(Objects.requireNonNull(this.spec).commandLine(), why);
	}

	private void refuseUnknown(SourceCatalog catalog) {
		for (String id : this.ids) {
			if (catalog.find(id).isEmpty()) {
				throw wrong("No hay ninguna fuente \"%s\" en %s; las que hay son %s".formatted(id, catalog.origin(),
						String.join(", ", catalog.sources().stream().map((source) -> source.id()).toList())));
			}
		}
	}

	private void tell(List<Visit> visits, VisitTable table) {
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		if (this.json) {
			table.json(visits, out);
		}
		else if (visits.isEmpty()) {
			out.println("No hay ninguna fuente activada que visitar.");
		}
		else {
			table.tell(visits, out);
		}
		out.flush();
	}

	private PrintWriter err() {
		return Objects.requireNonNull(this.spec).commandLine().getErr();
	}

}
