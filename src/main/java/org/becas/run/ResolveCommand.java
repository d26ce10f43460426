package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.becas.delivery.DeliveryDesk;
import org.becas.delivery.DeliveryDesk.Found;
import org.becas.delivery.DeliveryReport;
import org.becas.delivery.Mailing;
import org.becas.mail.EmailAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code resolve}: says what became of letters of which nobody knows. */
@Command(name = "resolve", mixinStandardHelpOptions = true,
		description = "Resuelve las cartas sin respuesta: con el registro del servidor de correo, o una por una.")
final class ResolveCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES",
			description = "el mes, como 2026-12, o una corrección, como 2026-12-c1")
	private String edition;

	@Option(names = "--log", paramLabel = "ARCHIVO", description = "registro de Postfix, como mail.log")
	private @Nullable Path log;

	@Option(names = "--arrived", split = ",", paramLabel = "CORREO", description = "a estas personas sí les llegó")
	private List<String> arrived = new ArrayList<>();

	@Option(names = "--again", split = ",", paramLabel = "CORREO",
			description = "a estas personas se les envía otra vez, con el mismo Message-ID")
	private List<String> again = new ArrayList<>();

	@Option(names = "--by", defaultValue = "la línea de comandos", paramLabel = "NOMBRE",
			description = "quién lo decide")
	private String by;

	ResolveCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws IOException {
		Mailing mailing = Mailing.of(this.edition);
		if (this.log != null && !Files.isReadable(this.log)) {
			throw new IllegalArgumentException("No se puede leer el archivo " + this.log);
		}
		if (this.log == null && this.arrived.isEmpty() && this.again.isEmpty()) {
			throw new IllegalArgumentException(
					"Diga qué se sabe de las cartas sin respuesta: --log, --arrived o --again. Cuáles son lo dice report --edition %s --json"
						.formatted(mailing));
		}
		try (var app = this.starter.start(false)) {
			// Says so if nothing of it was ever sent
			app.getBean(DeliveryReport.class).totals(mailing);
			DeliveryDesk desk = app.getBean(DeliveryDesk.class);
			boolean all = decide(desk, mailing, this.arrived, true) & decide(desk, mailing, this.again, false);
			return all && lookUp(desk, mailing) ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

	private boolean decide(DeliveryDesk desk, Mailing mailing, List<String> emails, boolean arrived) {
		boolean all = true;
		for (String email : emails) {
			if (!desk.resolve(mailing, EmailAddress.of(email), arrived, this.by)) {
				this.spec.commandLine().getErr().printf("La carta a %s no estaba sin respuesta%n", email);
				all = false;
			}
		}
		return all;
	}

	private boolean lookUp(DeliveryDesk desk, Mailing mailing) throws IOException {
		if (this.log == null) {
			return true;
		}
		try (Reader lines = Files.newBufferedReader(this.log, StandardCharsets.ISO_8859_1)) {
			Found found = desk.lookUp(mailing, lines, this.by);
			PrintWriter out = this.spec.commandLine().getOut();
			out.printf("Según el registro: %d recibidas por el servidor, %d devueltas; de %d sigue sin saberse%n",
					found.taken(), found.refused(), found.left());
			out.flush();
			return found.left() == 0;
		}
	}

}
