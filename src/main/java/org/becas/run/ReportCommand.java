package org.becas.run;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import org.becas.delivery.DeliveryReport;
import org.becas.delivery.Mailing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code report}: who got an edition. */
@Command(name = "report", mixinStandardHelpOptions = true,
		description = "Dice qué pasó con el envío de un mes; con --json, una línea por suscriptor.")
final class ReportCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	@Option(names = "--json", description = "un objeto JSON por línea: email, levels, state, reason, attempts, "
			+ "message_id, accepted_at")
	private boolean json;

	ReportCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Mailing month = Mailing.of(this.edition);
		PrintWriter out = this.spec.commandLine().getOut();
		try (var app = this.starter.start(false)) {
			DeliveryReport report = app.getBean(DeliveryReport.class);
			if (this.json) {
				JsonMapper mapper = app.getBean(JsonMapper.class);
				report.each(month, (row) -> out.println(mapper.writeValueAsString(row)));
			}
			else {
				DeliveryWords.totals(report.totals(month)).forEach(out::println);
			}
			out.flush();
			return Commands.DONE;
		}
	}

}
