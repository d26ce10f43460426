package org.becas.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;

import org.becas.offer.Offers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares what the program reads with what people read in the same announcements. */
@Command(name = "evaluate", mixinStandardHelpOptions = true,
		description = "Compara lo que lee el programa con lo que leyó una persona (JSON Lines con etiquetas).")
final class EvaluateCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--offers", paramLabel = "ARCHIVO",
			description = "Convocatorias con offer, levels, deadline, deadline_alt, countries, ambiguous.")
	private @Nullable String offers;

	@Option(names = "--pairs", paramLabel = "ARCHIVO",
			description = "Pares de convocatorias con su respuesta: si son la misma o no.")
	private @Nullable String pairs;

	@Option(names = "--from-corrections",
			description = "Lee de nuevo todo lo que corrigió una persona: por campo, qué se lee ya bien y qué todavía mal.")
	private boolean corrections;

	@Option(names = "--today", paramLabel = "FECHA",
			description = "El día desde el cual se lee (AAAA-MM-DD); si falta, hoy.")
	private @Nullable LocalDate today;

	@Option(names = "--errors", description = "Muestra cada respuesta equivocada.")
	private boolean errors;

	EvaluateCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws IOException {
		if (this.offers == null && this.pairs == null && !this.corrections) {
			throw new ParameterException(this.spec.commandLine(),
					"Falta --offers ARCHIVO, --pairs ARCHIVO o --from-corrections");
		}
		PrintWriter out = this.spec.commandLine().getOut();
		LocalDate day = (this.today != null) ? this.today : LocalDate.now(Clock.systemDefaultZone());
		if (this.offers != null) {
			try (InputStream in = Lines.open(this.offers)) {
				OfferEvaluation.of(in, day).print(out, this.errors);
			}
		}
		if (this.pairs != null) {
			try (InputStream in = Lines.open(this.pairs)) {
				PairEvaluation.of(in, day).print(out, this.errors);
			}
		}
		if (this.corrections) {
			try (var app = this.starter.start(false)) {
				CorrectionEvaluation.of(app.getBean(Offers.class), day, app.getBean(ZoneId.class)).print(out);
			}
		}
		out.flush();
		return Commands.DONE;
	}

}
