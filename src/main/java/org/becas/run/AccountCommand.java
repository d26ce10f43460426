package org.becas.run;

import java.util.concurrent.Callable;

import org.becas.account.Accounts;
import org.becas.office.Office;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code account}: a one-time link to make an account, or to set its password anew. */
@Command(name = "account", mixinStandardHelpOptions = true,
		description = "Crea un enlace de un solo uso para abrir una cuenta o cambiar su contraseña.")
final class AccountCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	AccountCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		try (var app = this.starter.start(false)) {
			String link = app.getBean(Office.class).url(app.getBean(Accounts.class).newLink());
			this.spec.commandLine().getOut().println("Abra este enlace (sirve una vez, durante 24 horas): " + link);
			return Commands.DONE;
		}
	}

}
