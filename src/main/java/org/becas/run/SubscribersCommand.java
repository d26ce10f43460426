package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.becas.mail.EmailAddress;
import org.becas.subscriber.SubscriberFiles;
import org.becas.subscriber.SubscriberFiles.Import;
import org.becas.subscriber.Subscribers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code subscribers}: lists of subscribers in and out, and the right to be forgotten.
 */
@Command(name = "subscribers", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "(import | export | erase)",
		description = "Importa, exporta o borra suscriptores.")
final class SubscribersCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	SubscribersCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		throw new CommandLine.ParameterException(this.spec.commandLine(), "Diga qué: import, export o erase");
	}

	@Command(name = "import", mixinStandardHelpOptions = true,
			description = "Importa un CSV con email,name,levels,consent_at,consent_source; cada fila debe traer la "
					+ "constancia de la autorización.")
	int read(@Parameters(paramLabel = "ARCHIVO") Path file) throws IOException {
		if (!Files.isReadable(file)) {
			throw new IllegalArgumentException("No se puede leer el archivo " + file);
		}
		PrintWriter out = this.spec.commandLine().getOut();
		try (var app = this.starter.start(false); Reader csv = Files.newBufferedReader(file)) {
			Import done = app.getBean(SubscriberFiles.class).read(csv);
			out.printf("%d nuevos, %d ya estaban, %d filas con error%n", done.added(), done.known(),
					done.errors().size());
			PrintWriter err = this.spec.commandLine().getErr();
			done.errors().forEach((row) -> err.printf("%s:%d: %s %s%n", file, row.line(), row.email(), row.reason()));
			return done.errors().isEmpty() ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

	@Command(name = "export", mixinStandardHelpOptions = true, description = "Escribe los suscriptores como CSV.")
	int export() {
		try (var app = this.starter.start(false)) {
			PrintWriter out = this.spec.commandLine().getOut();
			app.getBean(SubscriberFiles.class).write(out::println);
			out.flush();
			return Commands.DONE;
		}
	}

	@Command(name = "erase", mixinStandardHelpOptions = true,
			description = "Borra todo lo que nombra a una persona; queda una huella para no volver a escribirle.")
	int erase(@Parameters(paramLabel = "CORREO") String email) {
		EmailAddress address = EmailAddress.of(email);
		try (var app = this.starter.start(false)) {
			boolean known = app.getBean(Subscribers.class).erase(address);
			this.spec.commandLine()
				.getOut()
				.println(known ? "Se borraron los datos de " + address : "No hay ningún suscriptor con " + address);
			return known ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

}
