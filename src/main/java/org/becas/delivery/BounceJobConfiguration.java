package org.becas.delivery;

import org.becas.delivery.BounceDesk.Tally;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job that reads the bounce mailbox once. What it found stands in the run's execution
 * context: {@code bounces.KIND} for each kind, and {@code bounces.left}.
 */
@Configuration(proxyBeanMethods = false)
class BounceJobConfiguration {

	@Bean
	Job bouncesJob(JobRepository jobs, BounceDesk desk) {
		return new JobBuilder("bouncesJob", jobs).start(read(jobs, desk)).build();
	}

	private static Step read(JobRepository jobs, BounceDesk desk) {
		return new StepBuilder("mailbox", jobs).tasklet((contribution, context) -> {
			Tally tally = desk.work();
			ExecutionContext found = context.getStepContext()
				.getStepExecution()
				.getJobExecution()
				.getExecutionContext();
			tally.read().forEach((kind, n) -> {
				found.putInt("bounces." + kind, n);
				contribution.incrementWriteCount(n);
			});
			found.putInt("bounces.left", tally.left());
			return RepeatStatus.FINISHED;
		}, new ResourcelessTransactionManager()).build();
	}

}
