package org.becas.run;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.becas.collect.Inspection;
import org.becas.collect.Inspection.Look;
import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Evidence;
import org.becas.offer.Level;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code sources}: what the list of sources says, and what would be read from them. */
@Command(name = "sources", mixinStandardHelpOptions = true, description = "Revisa la lista de fuentes.",
		subcommands = SourcesCommand.Check.class)
final class SourcesCommand implements Callable<Integer> {

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() {
		throw new ParameterException(Objects.requireNonNull(this.spec).commandLine(), "Falta qué hacer: sources check");
	}

	/** {@code sources check [ID|URL|FILE]}. */
	@Command(name = "check", mixinStandardHelpOptions = true,
			description = "Sin nada más, revisa sources.yml. Con una fuente o una dirección, muestra lo que se leería de ella.")
	static final class Check implements Callable<Integer> {

		private static final int OPENED = 3;

		@Spec
		private @Nullable CommandSpec spec;

		@Parameters(paramLabel = "ID|URL|ARCHIVO", arity = "0..1",
				description = "Una fuente de la lista, una dirección http(s), o un archivo como sources.yml.")
		private @Nullable String subject;

		@Option(names = "--sources", paramLabel = "ARCHIVO", description = "Lista de fuentes, en lugar de sources.yml.")
		private Path file = Path.of(Objects.requireNonNullElse(System.getenv("BECAS_SOURCES"), "sources.yml"));

		@Option(names = "--json", description = "Una línea JSON por fuente en la salida.")
		private boolean json;

		@Override
		public Integer call() {
			try {
				String what = this.subject;
				if (what == null || what.endsWith(".yml") || what.endsWith(".yaml")) {
					return list(SourceCatalog.read((what != null) ? Path.of(what) : this.file));
				}
				if (what.startsWith("http://") || what.startsWith("https://")) {
					return look(SourceCatalog
						.parse(what,
								"sources: [{id: nueva, name: nueva, tier: aggregator, url: '%s', verified: never}]"
									.formatted(what.replace("'", "%27")))
						.sources()
						.get(0));
				}
				SourceCatalog catalog = SourceCatalog.read(this.file);
				Optional<Source> source = catalog.find(what);
				if (source.isEmpty()) {
					throw new ParameterException(command().commandLine(),
							"No hay ninguna fuente \"%s\" en %s; las que hay son %s".formatted(what, catalog.origin(),
									String.join(", ", catalog.sources().stream().map(Source::id).toList())));
				}
				return look(source.get());
			}
			catch (SourceProblems ex) {
				command().commandLine().getErr().println(ex.getMessage());
				return Commands.WRONG_USE;
			}
		}

		private int list(SourceCatalog catalog) {
			PrintWriter out = command().commandLine().getOut();
			for (Source source : catalog.sources()) {
				if (this.json) {
					Map<String, @Nullable Object> line = new LinkedHashMap<>();
					line.put("source", source.id());
					line.put("name", source.name());
					line.put("url", source.url().toString());
					line.put("kind", (source.kind() != null) ? source.kind().key() : null);
					line.put("tier", source.tier().key());
					line.put("enabled", source.enabled());
					line.put("verified", (source.verified() != null) ? source.verified().toString() : "never");
					out.println(JsonMapper.shared().writeValueAsString(line));
				}
				else {
					out.printf("%-24s %-10s %-14s %s%n", source.id(),
							(source.kind() != null) ? source.kind().key() : "–", source.tier().key(),
							!source.enabled() ? "desactivada"
									: (source.verified() != null) ? "vista " + source.verified() : "sin comprobar");
				}
			}
			command().commandLine()
				.getErr()
				.printf("%s: %d fuentes, sin errores. Pruebe cada una con: sources check ID%n", catalog.origin(),
						catalog.sources().size());
			return Commands.DONE;
		}

		private int look(Source source) {
			try (Inspection inspection = Inspection.open()) {
				Look look = inspection.look(source, OPENED);
				if (this.json) {
					command().commandLine()
						.getOut()
						.println(JsonMapper.shared().writeValueAsString(values(source, look)));
				}
				else {
					tell(source, look);
				}
				if (source.kind() == null && look.source().kind() != null && look.outcome().good()) {
					keep(look.source());
				}
				return look.outcome().good() ? Commands.DONE : Commands.NEEDS_A_PERSON;
			}
		}

		private void tell(Source source, Look look) {
			PrintWriter out = command().commandLine().getOut();
			out.printf("%s (%s): %s, %d convocatorias%n", source.name(), source.url(), look.outcome().key(),
					look.found());
			if (look.why() != null) {
				out.println(look.why() + ".");
			}
			for (Announcement announcement : look.first()) {
				Reading reading = read(announcement);
				out.printf("%n  %s%n  %s%n  niveles: %s · fecha límite: %s%n", announcement.title(), announcement.url(),
						Level.join(reading.facts().levels()), reading.facts().deadline().code());
				for (Evidence evidence : reading.evidence()) {
					out.printf("    %s: «%s» (%s)%n", evidence.field().key(), evidence.quote(), evidence.rule());
				}
			}
			out.flush();
		}

		/** The entry that says what was found out, to be kept. */
		private void keep(Source source) {
			PrintWriter to = this.json ? command().commandLine().getErr() : command().commandLine().getOut();
			to.printf("Se entendió así; cópielo en sources.yml y ponga id, name y tier:%n%n%s%n", source.yaml());
		}

		private static Map<String, @Nullable Object> values(Source source, Look look) {
			Map<String, @Nullable Object> line = new LinkedHashMap<>();
			line.put("source", source.id());
			line.put("url", source.url().toString());
			line.put("outcome", look.outcome().key());
			line.put("why", look.why());
			line.put("found", look.found());
			List<Map<String, @Nullable Object>> items = new ArrayList<>();
			for (Announcement announcement : look.first()) {
				Reading reading = read(announcement);
				Map<String, @Nullable Object> item = new LinkedHashMap<>();
				item.put("title", announcement.title());
				item.put("url", announcement.url());
				item.put("text", announcement.text());
				item.put("levels", reading.facts().levels().stream().map(Level::key).toList());
				item.put("deadline", reading.facts().deadline().code());
				item.put("evidence", reading.evidence());
				items.add(item);
			}
			line.put("items", items);
			return line;
		}

		private static Reading read(Announcement announcement) {
			return new AnnouncementReader().read(announcement, LocalDate.now(Clock.systemUTC()));
		}

		private CommandSpec command() {
			return Objects.requireNonNull(this.spec);
		}

	}

}
