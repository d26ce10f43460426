package org.becas.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

import org.becas.bulletin.Edition;
import org.becas.delivery.EditionArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archive}: an edition with all that it rests on, and no recipient. */
@Command(name = "archive", mixinStandardHelpOptions = true,
		description = "Guarda una edición para el archivo de la oficina: cartas, ofertas con sus pruebas, aprobación, "
				+ "plantillas y cuentas del envío. No contiene ningún suscriptor.")
final class ArchiveCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	@Parameters(paramLabel = "ARCHIVO", description = "el zip que se escribe; no debe existir")
	private Path file;

	ArchiveCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws IOException {
		Edition month = Edition.of(this.edition);
		if (Files.exists(this.file)) {
			throw new IllegalArgumentException("El archivo %s ya existe".formatted(this.file));
		}
		try (var app = this.starter.start(false);
				OutputStream out = Files.newOutputStream(this.file, StandardOpenOption.CREATE_NEW)) {
			app.getBean(EditionArchive.class).write(month, out);
		}
		this.spec.commandLine().getOut().printf("Archivada la edición %s en %s%n", month, this.file);
		return Commands.DONE;
	}

}
