package org.becas.run;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import org.becas.account.Accounts;
import org.becas.office.Office;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serve}: the pages and the scheduler, until the process is stopped. */
@Command(name = "serve", mixinStandardHelpOptions = true,
		description = "Abre las páginas y el reloj que recoge a diario y prepara el boletín del mes.")
final class ServeCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	ServeCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		var app = this.starter.start(true);
		PrintWriter out = this.spec.commandLine().getOut();
		Office office = app.getBean(Office.class);
		Accounts accounts = app.getBean(Accounts.class);
		out.println("Páginas en " + office.url("/"));
		if (accounts.none()) {
			out.println("Aún no hay ninguna cuenta. Cree la primera aquí (sirve una vez, durante 24 horas): "
					+ office.url(accounts.newLink()));
		}

		out.println(app.getBean(Schedule.class).begin());
		out.flush();
		return Commands.STAYS_UP;
	}

}
