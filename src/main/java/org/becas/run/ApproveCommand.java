package org.becas.run;

import java.util.concurrent.Callable;

import org.becas.bulletin.Bulletin;
import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Approves the month's bulletin as it stands now. */
@Command(name = "approve", mixinStandardHelpOptions = true,
		description = "Aprueba el boletín de un mes tal como está; después ya se puede enviar.")
final class ApproveCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	@Option(names = "--by", required = true, paramLabel = "NOMBRE", description = "quién lo aprueba")
	private String by;

	ApproveCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Edition month = Edition.of(this.edition);
		if (this.by.isBlank()) {
			throw new ParameterException(this.spec.commandLine(), "Falta --by NOMBRE: quién lo aprueba");
		}
		try (var app = this.starter.start(false)) {
			BulletinDesk desk = app.getBean(BulletinDesk.class);
			Bulletin approved = desk.approve(month, desk.proof(month).hash(), this.by);
			this.spec.commandLine()
				.getOut()
				.printf("Boletín %s aprobado por %s: %d ofertas, huella %s%n", month, approved.approvedBy(),
						approved.entries().size(), approved.contentHash());
			return Commands.DONE;
		}
		catch (IllegalStateException | IllegalArgumentException ex) {
			this.spec.commandLine().getErr().println(ex.getMessage());
			return Commands.NEEDS_A_PERSON;
		}
	}

}
