package org.becas.run;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import org.becas.bulletin.Edition;
import org.becas.delivery.Corrections;
import org.becas.delivery.Corrections.Preview;
import org.becas.delivery.Mailing;
import org.becas.offer.OfferId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code correct}: puts an offer right in an edition that has left. */
@Command(name = "correct", mixinStandardHelpOptions = true,
		description = "Escribe una corrección para quienes recibieron una oferta; sin --by, solo la muestra.")
final class CorrectCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	@Option(names = "--offer", required = true, paramLabel = "NÚMERO", description = "la oferta que tenía el error")
	private long offer;

	@Option(names = "--text", required = true, paramLabel = "TEXTO",
			description = "qué estaba mal y qué es lo correcto")
	private String text;

	@Option(names = "--by", paramLabel = "NOMBRE", description = "quién la escribe; con ella queda lista para enviar")
	private @Nullable String by;

	CorrectCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Edition month = Edition.of(this.edition);
		OfferId id = new OfferId(this.offer);
		try (var app = this.starter.start(false)) {
			Corrections corrections = app.getBean(Corrections.class);
			PrintWriter out = this.spec.commandLine().getOut();
			if (this.by != null) {
				Mailing mailing = corrections.write(month, id, this.text, this.by);
				out.printf("Corrección %s lista. Para enviarla: deliver --edition %s%n", mailing, mailing);
			}
			else {
				Preview preview = corrections.preview(month, id, this.text);
				out.printf("Iría a %d personas que recibieron «%s»:%n%n%s%n", preview.recipients(), preview.title(),
						preview.text());
			}
			out.flush();
			return Commands.DONE;
		}
	}

}
