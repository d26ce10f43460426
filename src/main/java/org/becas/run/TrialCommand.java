package org.becas.run;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.becas.bulletin.Edition;
import org.becas.delivery.TrialSending;
import org.becas.delivery.TrialSending.Answer;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code trial}: a bulletin to a short list, to be looked at. */
@Command(name = "trial", mixinStandardHelpOptions = true,
		description = "Envía el boletín de un mes a unas pocas direcciones, marcado [PRUEBA]; no cuenta como envío.")
final class TrialCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	@Option(names = "--to", required = true, split = ",", paramLabel = "CORREO", description = "hasta diez direcciones")
	private List<String> to = new ArrayList<>();

	@Option(names = "--levels", paramLabel = "NIVELES", description = "como maestria;doctorado; sin ella, todos")
	private String levels = "";

	TrialCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Edition month = Edition.of(this.edition);
		List<EmailAddress> addresses = this.to.stream().map(EmailAddress::of).toList();
		Set<Level> chosen = this.levels.isBlank() ? EnumSet.allOf(Level.class) : Level.split(this.levels);
		try (var app = this.starter.start(false)) {
			Map<EmailAddress, Answer> answers = app.getBean(TrialSending.class).send(month, chosen, addresses);
			answers.forEach((address, answer) -> this.spec.commandLine()
				.getOut()
				.printf("%s %s: %s%n", answer.taken() ? "salió" : "NO salió", address, answer.text()));
			this.spec.commandLine().getOut().flush();
			return answers.values().stream().allMatch(Answer::taken) ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

}
