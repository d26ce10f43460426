package org.becas.delivery;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;

import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
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
 * The job that delivers one edition (parameter {@code edition}): plan, send, account. A
 * start with the same edition goes on where the last one ended. Mail is no transaction:
 * the steps hold none open, and the ledger alone says what was sent.
 */
@Configuration(proxyBeanMethods = false)
class DeliverJobConfiguration {

	@Bean
	Job deliverJob(JobRepository jobs, Audience audience, Sending sending, Deliveries deliveries, Bulletins bulletins,
			Clock clock) {
		return new JobBuilder("deliverJob", jobs).start(plan(jobs, audience))
			.next(send(jobs, sending))
			.next(account(jobs, deliveries, bulletins, clock))
			.build();
	}

	private static Step plan(JobRepository jobs, Audience audience) {
		return new StepBuilder("plan", jobs).tasklet((contribution, context) -> {
			audience.freeze(edition(context));
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).build();
	}

	private static Step send(JobRepository jobs, Sending sending) {
		return new StepBuilder("send", jobs).tasklet((contribution, context) -> {
			StepExecution step = context.getStepContext().getStepExecution();
			sending.send(edition(context), step::isTerminateOnly);
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).allowStartIfComplete(true).build();
	}

	private static Step account(JobRepository jobs, Deliveries deliveries, Bulletins bulletins, Clock clock) {
		return new StepBuilder("account", jobs).tasklet((contribution, context) -> {
			close(edition(context), deliveries, bulletins, clock);
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).allowStartIfComplete(true).build();
	}

	private static void close(Edition edition, Deliveries deliveries, Bulletins bulletins, Clock clock) {
		Status status = deliveries.dispatch(edition).orElseThrow().status();
		if (status == Status.PAUSED) {
			throw new Stop("El envío de %s está en pausa".formatted(edition));
		}
		if (status == Status.CANCELLED) {
			deliveries.skipTheRest(edition, Skip.CANCELLED, clock.instant());
		}
		int left = unsettled(deliveries.totals(edition));
		if (left > 0) {
			String reason = "Cartas que quedan por entregar: %d. Vuelva a iniciar el envío más tarde".formatted(left);
			deliveries.become(edition, EnumSet.of(Status.RUNNING), Status.STOPPED, reason, clock.instant());
			throw new Stop(reason);
		}
		deliveries.become(edition, EnumSet.of(Status.RUNNING), Status.DONE, null, clock.instant());
		bulletins.markSent(edition, clock.instant());
		int unknown = deliveries.totals(edition).getOrDefault(State.UNKNOWN, 0);
		if (unknown > 0) {
			// Everybody is accounted for, but the job stays open: a person may yet decide
			// to
			// send these again
			throw new Stop("Cartas sin respuesta, que no se sabe si llegaron: %d. Decida en la página del envío de %s"
				.formatted(unknown, edition));
		}
	}

	private static int unsettled(Map<State, Integer> totals) {
		return totals.entrySet()
			.stream()
			.filter((total) -> !total.getKey().settled())
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	private static Edition edition(ChunkContext context) {
		return Edition.of(String.valueOf(context.getStepContext().getJobParameters().get("edition")));
	}

}
