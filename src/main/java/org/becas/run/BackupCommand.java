package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import org.becas.operate.Backup;
import org.becas.operate.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: a copy of everything, while the program works. */
@Command(name = "backup", mixinStandardHelpOptions = true,
		description = "Copia los datos, las fuentes, las plantillas y la configuración en un archivo zip; "
				+ "el programa puede estar en marcha.")
final class BackupCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Parameters(paramLabel = "ARCHIVO", description = "la copia, como becas-2026-12-01.zip; no debe existir")
	private Path file;

	@Override
	public Integer call() throws IOException {
		Backup.Copied copied = new Backup(Installation.read(Path.of("")), Clock.systemUTC()).write(this.file);
		PrintWriter out = this.spec.commandLine().getOut();
		out.printf(
				"Copia terminada: %s (%d archivos, %d KB). Guárdela en otra máquina y en secreto: "
						+ "contiene datos personales y la clave de la instalación.%n",
				this.file, copied.files(), copied.bytes() / 1024);
		if (!copied.database()) {
			out.println("La base de datos NO está en esta copia: está en PostgreSQL y se copia aparte con "
					+ "pg_dump --format=custom. Haga las dos copias a la vez.");
		}
		return Commands.DONE;
	}

}
