package org.becas.run;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.becas.delivery.Deliveries;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Mailing;
import org.becas.delivery.RestoredLedger;
import org.becas.mail.Mailer;
import org.jspecify.annotations.Nullable;
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

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	private String edition;

	@Option(names = "--after-restore",
			description = "los datos vienen de una copia, y usted está seguro de que lo que en ella falta por enviar "
					+ "no salió después")
	private boolean afterRestore;

	DeliverCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() {
		Mailing month = Mailing.of(this.edition);
		try (var app = this.starter.start(false)) {
			PrintWriter out = this.spec.commandLine().getOut();
			Deliveries deliveries = app.getBean(Deliveries.class);
			if (this.afterRestore) {
				app.getBean(RestoredLedger.class).release(month, app.getBean(Clock.class).instant());
			}
			out.println("Cartas hacia " + app.getBean(Mailer.class).destination());
			out.flush();
			Jobs.Outcome outcome;
			try (Progress progress = new Progress(month, deliveries, out)) {
				progress.start();
				outcome = app.getBean(Jobs.class).run("deliverJob", Map.of("edition", month.toString()));
			}
			return tell(outcome, deliveries.totals(month));
		}
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

	/**
	 * Shows how far the sending is: a bar on a terminal, a line now and then elsewhere.
	 */
	private static final class Progress implements AutoCloseable {

		private final Mailing edition;

		private final Deliveries deliveries;

		private final PrintWriter out;

		private final @Nullable ProgressBar bar;

		private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

		private final boolean terminal = System.console() != null;

		private long told = -1;

		Progress(Mailing edition, Deliveries deliveries, PrintWriter out) {
			this.edition = edition;
			this.deliveries = deliveries;
			this.out = out;
			this.bar = this.terminal ? new ProgressBarBuilder().setTaskName("Envío " + edition)
				.setStyle(ProgressBarStyle.ASCII)
				.setUnit(" cartas", 1)
				.showSpeed()
				.build() : null;
		}

		void start() {
			int every = this.terminal ? 1 : 5;
			this.clock.scheduleAtFixedRate(this::show, 1, every, TimeUnit.SECONDS);
		}

		private void show() {
			Map<State, Integer> totals = this.deliveries.totals(this.edition);
			long all = totals.values().stream().mapToInt(Integer::intValue).sum();
			long settled = totals.entrySet()
				.stream()
				.filter((total) -> total.getKey().settled())
				.mapToInt(Map.Entry::getValue)
				.sum();
			if (this.bar != null) {
				this.bar.maxHint(all).stepTo(settled);
			}
			else if (settled != this.told && all > 0) {
				this.told = settled;
				this.out.printf("%d de %d%n", settled, all);
				this.out.flush();
			}
		}

		@Override
		public void close() {
			this.clock.shutdownNow();
			if (this.bar != null) {
				show();
				this.bar.close();
			}
		}

	}

}
