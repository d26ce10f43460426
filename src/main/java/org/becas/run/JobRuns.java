package org.becas.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** The history of the jobs, as Spring Batch keeps it, for people. */
@Component
class JobRuns {

	private final JobRepository history;

	JobRuns(JobRepository history) {
		this.history = history;
	}

	/** The latest runs of every job, newest first. */
	List<JobRun> latest(int limit) {
		return this.history.getJobNames()
			.stream()
			.flatMap((name) -> this.history.getJobInstances(name, 0, limit).stream())
			.flatMap((instance) -> this.history.getJobExecutions(instance).stream())
			.map(JobRuns::run)
			.sorted(Comparator.comparing(JobRun::started).reversed())
			.limit(limit)
			.toList();
	}

	/** When the job was last started, by whatever process. */
	Optional<Instant> lastStart(String job) {
		JobInstance last = this.history.getLastJobInstance(job);
		JobExecution execution = (last != null) ? this.history.getLastJobExecution(last) : null;
		return Optional.ofNullable(execution).map((run) -> instant(run.getCreateTime()));
	}

	private static JobRun run(JobExecution execution) {
		return new JobRun(execution.getId(), execution.getJobInstance().getJobName().replace("Job", ""),
				parameters(execution), instant(execution.getCreateTime()),
				(execution.getEndTime() != null) ? instant(execution.getEndTime()) : null, execution.getStatus(),
				steps(execution), failure(execution));
	}

	private static String parameters(JobExecution execution) {
		return execution.getJobParameters()
			.parameters()
			.stream()
			.filter((parameter) -> !parameter.name().equals("run"))
			.map((parameter) -> String.valueOf(parameter.value()))
			.sorted()
			.reduce((one, other) -> one + " · " + other)
			.orElse("");
	}

	private static Steps steps(JobExecution execution) {
		long done = execution.getStepExecutions()
			.stream()
			.filter((step) -> step.getStatus() == BatchStatus.COMPLETED)
			.count();
		return new Steps((int) done, execution.getStepExecutions().size());
	}

	/** The first line of what went wrong; Batch keeps whole stack traces. */
	private static String failure(JobExecution execution) {
		return execution.getStepExecutions()
			.stream()
			.map(StepExecution::getExitStatus)
			.map((exit) -> exit.getExitDescription().lines().findFirst().orElse(""))
			.filter((line) -> !line.isBlank())
			.map((line) -> line.replaceFirst("^[\\w.$]+(Exception|Error|Mistake): ", ""))
			.findFirst()
			.orElse("");
	}

	/** Batch writes the machine's local time. */
	private static Instant instant(LocalDateTime time) {
		return time.atZone(ZoneId.systemDefault()).toInstant();
	}

	/**
	 * One run of a job.
	 *
	 * @param id Batch's number for it
	 * @param job such as {@code collect}
	 * @param about the edition, or the sources, it was started for
	 * @param started when
	 * @param ended when, if it has
	 * @param status Batch's word for how it stands
	 * @param steps how much of it is done
	 * @param failure what went wrong, in one line
	 */
	record JobRun(long id, String job, String about, Instant started, @Nullable Instant ended, BatchStatus status,
			Steps steps, String failure) {
	}

	/** How many steps are done, of those begun. */
	record Steps(int done, int begun) {
	}

}
