package org.becas.bulletin;

import java.util.Objects;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job {@code prepareJob}: begin the month's draft, then write its letters once, so
 * that a mistake in a template is found now and not on the day of sending. Its
 * identifying parameters are {@code edition} and a run number, since a draft may be
 * prepared again.
 */
@Configuration(proxyBeanMethods = false)
class PrepareJobConfiguration {

	private final BulletinDesk desk;

	PrepareJobConfiguration(BulletinDesk desk) {
		this.desk = desk;
	}

	@Bean
	Step beginDraft(JobRepository repository, PlatformTransactionManager transactions) {
		return new StepBuilder("beginDraft", repository).tasklet((contribution, chunk) -> {
			this.desk.prepare(edition(chunk));
			return RepeatStatus.FINISHED;
		}, transactions).build();
	}

	@Bean
	Step writeLetters(JobRepository repository, PlatformTransactionManager transactions) {
		return new StepBuilder("writeLetters", repository).tasklet((contribution, chunk) -> {
			this.desk.proof(edition(chunk));
			return RepeatStatus.FINISHED;
		}, transactions).build();
	}

	@Bean
	Job prepareJob(JobRepository repository, Step beginDraft, Step writeLetters) {
		return new JobBuilder("prepareJob", repository).start(beginDraft).next(writeLetters).build();
	}

	private static Edition edition(ChunkContext chunk) {
		Object edition = chunk.getStepContext().getJobParameters().get("edition");
		return Edition.of(Objects.requireNonNull(edition, "Falta el parámetro edition").toString());
	}

}
