package org.becas.run;

import java.time.Clock;
import java.util.concurrent.Callable;

import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Check;
import org.becas.bulletin.Edition;
import org.becas.bulletin.Proof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.context.ApplicationContext;

/** Makes the month's draft and says what to know before it is approved. */
@Command(name = "prepare", mixinStandardHelpOptions = true,
		description = "Prepara el borrador del boletín de un mes; se puede repetir hasta aprobarlo.")
final class PrepareCommand implements Callable<Integer> {

	private final Starter starter;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = "--edition", required = true, paramLabel = "AÑO-MES", description = "el mes, como 2026-12")
	@SuppressWarnings("NullAway.Init")
	private String edition;

	PrepareCommand(Starter starter) {
		this.starter = starter;
	}

	@Override
	public Integer call() throws JobExecutionException {
		Edition month = edition(this.spec, this.edition);
		try (var app = this.starter.start(false)) {
			JobExecution run = run(app, month);
			if (run.getStatus() != BatchStatus.COMPLETED) {
				run.getAllFailureExceptions()
					.forEach((ex) -> this.spec.commandLine().getErr().println(ex.getMessage()));
				return Commands.NEEDS_A_PERSON;
			}
			return tell(app.getBean(BulletinDesk.class).proof(month));
		}
	}

	private static JobExecution run(ApplicationContext app, Edition month) throws JobExecutionException {
		JobParameters parameters = new JobParametersBuilder().addString("edition", month.toString())
			.addLong("run", app.getBean(Clock.class).millis())
			.toJobParameters();
		return app.getBean(JobOperator.class).start(app.getBean("prepareJob", Job.class), parameters);
	}

	private int tell(Proof proof) {
		var out = this.spec.commandLine().getOut();
		out.printf("Boletín %s: %d ofertas, %d cartas distintas, la más larga de %.1f KB%n", proof.bulletin().edition(),
				proof.entries().size(), proof.renderings().size(), proof.longest() / 1000.0);
		for (Check check : proof.checks()) {
			out.println((check.blocks() ? "  impide aprobar: " : "  aviso: ") + check.text());
		}
		out.flush();
		return proof.blocked() ? Commands.NEEDS_A_PERSON : Commands.DONE;
	}

	static Edition edition(CommandSpec spec, String text) {
		try {
			return Edition.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ParameterException(spec.commandLine(), "--edition: " + ex.getMessage(), ex);
		}
	}

}
