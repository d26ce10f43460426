package org.becas.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.becas.mail.DkimKey;
import org.becas.mail.DkimSettings;
import org.becas.operate.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code dkim}: the key with which letters are signed, made if there is none, and what IT
 * has to publish of it. Nothing needs to be running.
 */
@Command(name = "dkim", mixinStandardHelpOptions = true,
		description = "Muestra lo que sistemas debe publicar para la firma DKIM; crea la clave si no la hay.")
final class DkimCommand implements Callable<Integer> {

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		Installation installation = Installation.read(Path.of(""));
		DkimSettings settings = installation.dkim();
		if (!settings.enabled()) {
			throw new IllegalArgumentException(
					"Este programa no firma. Para que firme, ponga becas.mail.dkim.selector (una palabra corta, como becas) y repita");
		}
		Path file = settings.file(installation.folders());
		PrintWriter out = this.spec.commandLine().getOut();
		boolean made = !Files.exists(file);
		DkimKey key = made ? DkimKey.create(file) : DkimKey.read(file);
		String name = settings.name(installation.sender());
		out.println((made ? "Clave nueva en " : "Clave en ") + file);
		out.println("Sistemas debe publicar en el DNS este registro TXT, con este nombre:");
		out.println("  " + name);
		out.println("y este texto:");
		out.println("  " + key.record());
		out.println("Lo mismo como línea de un archivo de zona:");
		out.println("  " + key.line(name));
		out.println("Cuando esté publicado, compruébelo con doctor.");
		return Commands.DONE;
	}

}
