package org.becas.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.becas.collect.Inspection;
import org.becas.collect.Inspection.Look;
import org.becas.office.Folders;
import org.becas.operate.Installation;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceOverlay;
import org.becas.source.SourceProblems;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sources}: what the list of sources says, and what would be read from them. */
@Command(name = "sources", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "[COMANDO]",
		description = "Revisa la lista de fuentes, y cuenta lo que se pidió a cada portal.",
		subcommands = { SourcesCommand.Check.class, TrafficCommand.class })
final class SourcesCommand implements Callable<Integer> {

	@Spec
	private @Nullable CommandSpec spec;

	@Override
	public Integer call() {
		throw new ParameterException(Objects.requireNonNull(this.spec).commandLine(),
				"Falta qué hacer: sources check o sources report");
	}

	/** {@code sources check [ID|URL|FILE]}. */
	@Command(name = "check", mixinStandardHelpOptions = true,
			description = "Sin nada más, revisa sources.yml y lo que se espera de las páginas guardadas. Con una fuente o una dirección, muestra lo que se leería de ella; con --visit, de todas.")
	static final class Check implements Callable<Integer> {

		private static final int OPENED = 3;

		@Spec
		private @Nullable CommandSpec spec;

		@Parameters(paramLabel = "ID|URL|ARCHIVO", arity = "0..1",
				description = "Una fuente de la lista, una dirección http(s), o un archivo como sources.yml.")
		private @Nullable String subject;

		@Option(names = "--sources", paramLabel = "ARCHIVO", description = "Lista de fuentes, en lugar de sources.yml.")
		private @Nullable Path file;

		@Option(names = "--visit",
				description = "Visita todas las fuentes activadas sin guardar nada, y dice qué hacer con cada una.")
		private boolean visit;

		@Option(names = "--json", description = "Una línea JSON por fuente en la salida.")
		private boolean json;

		@Override
		public Integer call() {
			try {
				String what = this.subject;
				// as the program itself would be set if it were started here
				Installation here = Installation.read(Path.of(""));
				if (what != null && (what.startsWith("http://") || what.startsWith("https://"))) {
					return look(SourceCatalog
						.parse(what,
								"sources: [{id: nueva, name: nueva, tier: aggregator, url: '%s', verified: never}]"
									.formatted(what.replace("'", "%27")))
						.sources()
						.get(0), here);
				}
				if (what == null || what.endsWith(".yml") || what.endsWith(".yaml")) {
					return list((what != null) ? Path.of(what) : this.file, here);
				}
				SourceCatalog catalog = overlay(this.file, here.folders()).over(written(this.file, here.folders()));
				Optional<Source> source = catalog.find(what);
				if (source.isEmpty()) {
					throw new ParameterException(command().commandLine(), unknown(what, catalog));
				}
				return look(source.get(), here);
			}
			catch (SourceProblems ex) {
				command().commandLine().getErr().println(ex.getMessage());
				return Commands.WRONG_USE;
			}
		}

		private static String unknown(String what, SourceCatalog catalog) {
			String address = what.contains(".")
					? ". Si es una dirección, escríbala completa: sources check https://" + what : "";
			return "No hay ninguna fuente \"%s\" en %s; las que hay son %s%s".formatted(what, catalog.origin(),
					String.join(", ", catalog.sources().stream().map(Source::id).toList()), address);
		}

		/** The list that people write. */
		private SourceCatalog written(@Nullable Path named, Folders folders) {
			return SourceCatalog.read((named != null) ? named : folders.sources());
		}

		/**
		 * What staff changed on the pages; it lies over the list of the installation
		 * only.
		 */
		private SourceOverlay overlay(@Nullable Path named, Folders folders) {
			boolean own = named == null || named.equals(folders.sources());
			return own ? SourceOverlay.read(folders.overlay()) : new SourceOverlay(folders.overlay(), List.of());
		}

		private int list(@Nullable Path named, Installation here) {
			SourceCatalog written = written(named, here.folders());
			SourceOverlay overlay = overlay(named, here.folders());
			SourcesReport report = new SourcesReport(command().commandLine().getOut(), command().commandLine().getErr(),
					report(here), this.json);
			return this.visit ? report.visit(overlay.over(written)) : report.list(written, overlay);
		}

		private int look(Source source, Installation here) {
			try (Inspection inspection = Inspection.open()) {
				Look look = inspection.look(source, OPENED);
				if (this.json) {
					report(here).json(source, look);
				}
				else {
					report(here).tell(source, look);
				}
				return look.outcome().good() ? Commands.DONE : Commands.NEEDS_A_PERSON;
			}
		}

		private LookReport report(Installation here) {
			return new LookReport(command().commandLine().getOut(), here.office(), Clock.systemUTC());
		}

		private CommandSpec command() {
			return Objects.requireNonNull(this.spec);
		}

	}

}
