package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.becas.delivery.Mailing;
import org.becas.offer.DateWords;
import org.becas.operate.Installation;
import org.becas.operate.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: a copy put in the place of an empty installation. */
@Command(name = "restore", mixinStandardHelpOptions = true,
		description = "Restaura una copia en una instalación sin datos. Con PostgreSQL, restaure primero la base con "
				+ "pg_restore.")
final class RestoreCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(paramLabel = "ARCHIVO", description = "la copia que hizo backup")
	private Path file;

	@Override
	public Integer call() throws IOException {
		Installation installation = Installation.read(Path.of(""));
		Restore.Restored restored = new Restore(installation, Clock.systemUTC()).from(this.file);
		DateWords words = new DateWords(Locale.forLanguageTag("es"), installation.office().zone());
		PrintWriter out = this.spec.commandLine().getOut();
		out.println("Restaurada la copia del " + words.moment(restored.copiedAt()) + ".");
		if (!restored.database()) {
			out.println(
					"La base de datos no venía en la copia: se dejó como está en PostgreSQL, con sus envíos retenidos.");
		}
		out.println("Ediciones retenidas, porque pudieron salir después de la copia: "
				+ restored.held().stream().map(Mailing::toString).collect(Collectors.joining(", ")) + ".");
		out.println("Si está seguro de que una no salió: deliver --edition AÑO-MES --after-restore.");
		out.println("Quien se retiró o pidió borrar sus datos después de la copia vuelve a figurar como antes: "
				+ "repita esos retiros antes del próximo envío.");
		return Commands.DONE;
	}

}
