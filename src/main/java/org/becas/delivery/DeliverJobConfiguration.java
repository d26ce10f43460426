package org.becas.delivery;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.becas.bulletin.Bulletins;
import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job that delivers one mailing (parameter {@code edition}): plan, send, account. A
 * start with the same one goes on where the last one ended. Mail is no transaction: the
 * steps hold none open, and the ledger alone says what was sent.
 */
@Configuration(proxyBeanMethods = false)
class DeliverJobConfiguration {

	@Bean
	Sleeper sleeper() {
		return (time) -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
	}

	@Bean
	Job deliverJob(JobRepository jobs, Audience audience, Sending sending, Deliveries deliveries, Ledger ledger,
			Bulletins bulletins, Clock clock) {
		return new JobBuilder("deliverJob", jobs).start(plan(jobs, audience))
			.next(send(jobs, sending))
			.next(account(jobs, deliveries, ledger, bulletins, clock))
			.build();
	}

	private static Step plan(JobRepository jobs, Audience audience) {
		return new StepBuilder("plan", jobs).tasklet((contribution, context) -> {
			audience.freeze(mailing(context));
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).build();
	}

	private static Step send(JobRepository jobs, Sending sending) {
		return new StepBuilder("send", jobs).tasklet((contribution, context) -> {
			StepExecution step = context.getStepContext().getStepExecution();
			sending.send(mailing(context), step::isTerminateOnly);
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).allowStartIfComplete(true).build();
	}

	private static Step account(JobRepository jobs, Deliveries deliveries, Ledger ledger, Bulletins bulletins,
			Clock clock) {
		return new StepBuilder("account", jobs).tasklet((contribution, context) -> {
			close(mailing(context), deliveries, ledger, bulletins, clock);
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).allowStartIfComplete(true).build();
	}

	/**
	 * Tells what became of a sending that has ended.
	 * @throws Stop if it is not over
	 */
	static void close(Mailing mailing, Deliveries deliveries, Ledger ledger, Bulletins bulletins, Clock clock) {
		Dispatch dispatch = deliveries.dispatch(mailing).orElseThrow();
		if (dispatch.status() == Status.PAUSED) {
			throw new Stop("El envío de %s está en pausa".formatted(mailing));
		}
		if (dispatch.status() == Status.CANCELLED) {
			deliveries.skipTheRest(mailing, Skip.CANCELLED, clock.instant());
		}
		int left = unsettled(deliveries.totals(mailing));
		if (left > 0) {
			String reason = "Cartas que el servidor de correo aplazó: %d. El envío sigue por su cuenta".formatted(left);
			ledger.stop(mailing, dispatch.fence(), reason, deliveries.nextDue(mailing).orElse(null), 0,
					clock.instant());
			throw new Stop(reason);
		}
		deliveries.become(mailing, EnumSet.of(Status.RUNNING), Status.DONE, null, clock.instant());
		if (!mailing.corrects()) {
			bulletins.markSent(mailing.edition(), clock.instant());
		}
		int unknown = deliveries.totals(mailing).getOrDefault(State.UNKNOWN, 0);
		if (unknown > 0) {
			// Everybody is accounted for, but the job stays open: a person may yet decide
			// to
			// send these again
			throw new Stop("Cartas sin respuesta, que no se sabe si llegaron: %d. Decida en la página del envío de %s"
				.formatted(unknown, mailing));
		}
	}

	private static int unsettled(Map<State, Integer> totals) {
		return totals.entrySet()
			.stream()
			.filter((total) -> !total.getKey().settled())
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	private static Mailing mailing(ChunkContext context) {
		return Mailing.of(String.valueOf(context.getStepContext().getJobParameters().get("edition")));
	}

}
