package org.becas.collect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.becas.dedupe.AcceptedWeights;
import org.becas.dedupe.Matcher;
import org.becas.extract.AnnouncementReader;
import org.becas.office.Office;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The job {@code collectJob}: each source is visited in a step of its own, so that the
 * history shows it and a start with the parameters of a run that was cut off repeats only
 * what was not finished. A source that fails is a visit with that outcome, not a failed
 * step.
 * <p>
 * Parameters: {@code run} (identifying) names the run; {@code sources}, ids joined by
 * commas, limits it to those, even if they are disabled; {@code file} names another
 * {@code sources.yml}.
 */
@Configuration(proxyBeanMethods = false)
class CollectJobConfiguration {

	@Bean
	AnnouncementReader announcementReader(Office office) {
		return new AnnouncementReader(office.country());
	}

	@Bean
	Matcher matcher() {
		return new Matcher();
	}

	/** One partition for each source that is to be visited. */
	@Bean
	@StepScope
	Partitioner oneForEachSource(RunCatalogs catalogs, @Value("#{stepExecution}") StepExecution step,
			@Value("#{jobParameters['sources']}") @Nullable String wanted) {
		List<String> ids = (wanted != null) ? List.of(wanted.split(",")) : List.of();
		return (gridSize) -> {
			Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
			for (Source source : catalogs.of(step.getJobExecution()).sources()) {
				if (ids.contains(source.id()) || (ids.isEmpty() && source.enabled())) {
					partitions.put(source.id(), new ExecutionContext(Map.of("source", source.id())));
				}
			}
			return partitions;
		};
	}

	/** Visits the one source that its partition names. */
	@Bean
	Tasklet visitSource(RunCatalogs catalogs, Visitor visitor) {
		return (contribution, chunk) -> {
			StepExecution step = contribution.getStepExecution();
			String run = Objects.toString(chunk.getStepContext().getJobParameters().get("run"));
			boolean byName = chunk.getStepContext().getJobParameters().get("sources") != null;
			catalogs.of(step.getJobExecution())
				.find(step.getExecutionContext().getString("source"))
				.ifPresent((source) -> visitor.visit(source, run, byName));
			return RepeatStatus.FINISHED;
		};
	}

	/** No transaction is open while portals answer; offers are admitted in short ones. */
	@Bean
	Step visitStep(JobRepository repository, Tasklet visitSource) {
		return new StepBuilder("visit", repository).tasklet(visitSource, new ResourcelessTransactionManager()).build();
	}

	@Bean
	Step collectStep(JobRepository repository, Partitioner oneForEachSource, Step visitStep, CollectSettings settings) {
		SimpleAsyncTaskExecutor visitors = new SimpleAsyncTaskExecutor("visit-");
		visitors.setConcurrencyLimit(settings.sources());
		return new StepBuilder("collect", repository).partitioner("visit", oneForEachSource)
			.step(visitStep)
			.taskExecutor(visitors)
			.build();
	}

	@Bean
	Job collectJob(JobRepository repository, Step collectStep, RunCatalogs catalogs, Watch watch, Matcher matcher,
			AcceptedWeights weights) {
		return new JobBuilder("collectJob", repository).listener(new JobExecutionListener() {

			/** People may have accepted others since this process was started. */
			@Override
			public void beforeJob(JobExecution run) {
				matcher.weigh(weights.standing());
			}

		}).listener(catalogs).listener(watch).start(collectStep).build();
	}

}
