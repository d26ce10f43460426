package org.becas.run;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Check;
import org.becas.bulletin.Edition;
import org.becas.bulletin.Proof;
import org.becas.run.Jobs.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the month's draft and says what to know before it is approved. */
@Command(name = "prepare", mixinStandardHelpOptions = true,
		description = "Prepara el borrador del boletín de un mes; se puede repetir hasta aprobarlo.")
final class PrepareCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	PrepareCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Edition month = Edition.of(this.edition);
		try (var app = this.starter.start(false)) {
			Outcome outcome = app.getBean(Jobs.class)
				.run("prepareJob",
						Map.of("edition", month.toString(), "run", app.getBean(Clock.class).instant().toString()));
			if (!outcome.good()) {
				this.spec.commandLine().getErr().println(why(outcome));
				return Commands.NEEDS_A_PERSON;
			}
			return tell(app.getBean(BulletinDesk.class).proof(month));
		}
	}

	private static String why(Outcome outcome) {
		return (outcome instanceof Outcome.Ended ended) ? ended.why()
				: "Otro proceso está preparando un boletín; espere a que termine";
	}

	private int tell(Proof proof) {
		var out = this.spec.commandLine().getOut();
		out.printf("Boletín %s: %d ofertas, %d cartas distintas, la más larga de %.1f KB%n", proof.bulletin().edition(),
				proof.entries().size(), proof.renderings().size(), proof.longest() / 1000.0);
		for (Check check : proof.checks()) {
			out.println((check.blocks() ? "  impide aprobar: " : "  aviso: ") + check.text());
		}
		out.flush();
		return proof.blocked() ? Commands.NEEDS_A_PERSON : Commands.DONE;
	}

}
