package org.becas.run;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import org.becas.delivery.Deliveries;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.DeliveryDesk;
import org.becas.delivery.Mailing;
import org.becas.delivery.RestoredLedger;
import org.becas.mail.Mailer;
import org.becas.run.Progress.Stand;
import org.becas.run.Progress.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deliver}: sends an edition, or goes on where an earlier start ended. */
@Command(name = "deliver", mixinStandardHelpOptions = true,
		description = "Envía el boletín aprobado de un mes; si quedó a medias, lo continúa.")
final class DeliverCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES",
			description = "el mes, como 2026-12, o una corrección, como 2026-12-c1")
	private String edition;

	@Option(names = "--after-restore",
			description = "los datos vienen de una copia, y usted está seguro de que lo que en ella falta por enviar "
					+ "no salió después")
	private boolean afterRestore;

	@Option(names = "--pause", description = "detiene el envío hasta que alguien lo continúe")
	private boolean pause;

	@Option(names = "--cancel", description = "termina el envío; quien no ha recibido carta ya no la recibe")
	private boolean cancel;

	DeliverCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Mailing month = Mailing.of(this.edition);
		try (var app = this.starter.start(false)) {
			PrintWriter out = this.spec.commandLine().getOut();
			Deliveries deliveries = app.getBean(Deliveries.class);
			if (this.pause || this.cancel) {
				return halt(app.getBean(DeliveryDesk.class), month);
			}
			if (this.afterRestore) {
				app.getBean(RestoredLedger.class).release(month, app.getBean(Clock.class).instant());
			}
			out.println("Cartas hacia " + app.getBean(Mailer.class).destination());
			out.flush();
			Jobs.Outcome outcome;
			try (Progress progress = new Progress("Envío " + month, "cartas", underway(month, deliveries), out,
					Duration.ofSeconds(5))) {
				progress.start();
				outcome = app.getBean(Jobs.class).run("deliverJob", Map.of("edition", month.toString()));
			}
			return tell(outcome, deliveries.totals(month));
		}
	}

	private int halt(DeliveryDesk desk, Mailing month) {
		boolean done = this.cancel ? desk.cancel(month) : desk.pause(month);
		this.spec.commandLine()
			.getOut()
			.println(done ? (this.cancel ? "Cancelado: " : "En pausa: ") + month
					: "El envío de %s no está en marcha; no se cambió nada".formatted(month));
		return done ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private int tell(Jobs.Outcome outcome, Map<State, Integer> totals) {
		PrintWriter out = this.spec.commandLine().getOut();
		DeliveryWords.totals(totals).forEach(out::println);
		if (outcome instanceof Jobs.Outcome.Busy busy) {
			this.spec.commandLine()
				.getErr()
				.println("Otro proceso está enviando, en " + busy.holder().machine() + "; no se inició ninguno más");
		}
		else if (outcome instanceof Jobs.Outcome.Ended ended && !ended.good()) {
			this.spec.commandLine().getErr().println(ended.why());
		}
		return (outcome.good() && totals.getOrDefault(State.UNKNOWN, 0) == 0) ? Commands.DONE : Commands.NEEDS_A_PERSON;
	}

	private static Work underway(Mailing month, Deliveries deliveries) {
		AtomicLong told = new AtomicLong(-1);
		return () -> {
			Map<State, Integer> totals = deliveries.totals(month);
			long all = totals.values().stream().mapToInt(Integer::intValue).sum();
			long settled = totals.entrySet()
				.stream()
				.filter((total) -> total.getKey().settled())
				.mapToInt(Map.Entry::getValue)
				.sum();
			boolean news = all > 0 && told.getAndSet(settled) != settled;
			return new Stand(settled, all, news ? List.of("%d de %d".formatted(settled, all)) : List.of());
		};
	}

}
