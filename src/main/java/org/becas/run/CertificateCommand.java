package org.becas.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.becas.delivery.Certificate;
import org.becas.delivery.CertificatePdf;
import org.becas.delivery.Certificates;
import org.becas.delivery.Mailing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code certificate}: what became of every letter of an edition, provably. */
@Command(name = "certificate", mixinStandardHelpOptions = true,
		description = "Expide el certificado de un envío terminado, o comprueba uno expedido antes.")
final class CertificateCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES",
			description = "el mes, como 2026-12, o una corrección, como 2026-12-c1")
	private String edition;

	@Option(names = "--csv", paramLabel = "ARCHIVO", description = "escribe una línea por persona, con sus huellas")
	private @Nullable Path csv;

	@Option(names = "--pdf", paramLabel = "ARCHIVO", description = "escribe el certificado para imprimir")
	private @Nullable Path pdf;

	@Option(names = "--check", paramLabel = "ARCHIVO", description = "comprueba un CSV expedido antes")
	private @Nullable Path check;

	CertificateCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws IOException {
		Mailing mailing = Mailing.of(this.edition);
		try (var app = this.starter.start(false)) {
			Certificates certificates = app.getBean(Certificates.class);
			if (this.check != null) {
				return check(certificates, mailing, this.check);
			}
			Certificate certificate = (this.csv != null) ? write(certificates, mailing, this.csv)
					: certificates.issue(mailing, (line) -> {
					});
			if (this.pdf != null) {
				try (OutputStream out = Files.newOutputStream(this.pdf)) {
					certificate = app.getBean(CertificatePdf.class).write(mailing, out);
				}
			}
			return tell(certificate);
		}
	}

	private static Certificate write(Certificates certificates, Mailing mailing, Path file) throws IOException {
		try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
			Certificate certificate = certificates.write(mailing, (line) -> out.print(line + "\r\n"));
			if (out.checkError()) {
				throw new IOException("No se pudo escribir " + file);
			}
			return certificate;
		}
	}

	private int tell(Certificate certificate) {
		PrintWriter out = this.spec.commandLine().getOut();
		out.printf(
				"Certificado de %s: %d planificadas = %d aceptadas + %d rechazadas + %d vencidas + %d sin respuesta "
						+ "+ %d no enviadas%n",
				certificate.mailing(), certificate.planned(), certificate.accepted(), certificate.rejected(),
				certificate.expired(), certificate.unknown(), certificate.skipped());
		out.println("Huella: " + certificate.head());
		out.flush();
		return certificate.balanced() ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private int check(Certificates certificates, Mailing mailing, Path file) throws IOException {
		if (!Files.isReadable(file)) {
			throw new IllegalArgumentException("No se puede leer el archivo " + file);
		}
		try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			List<String> problems = certificates.check(mailing, in);
			PrintWriter out = this.spec.commandLine().getOut();
			out.println(problems.isEmpty() ? "El certificado está íntegro y concuerda con el libro de envíos."
					: "El certificado no concuerda:");
			problems.forEach((problem) -> out.println("  " + problem));
			out.flush();
			return problems.isEmpty() ? Commands.DONE : Commands.NEEDS_A_PERSON;
		}
	}

}
