package org.becas.run;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of the jobs, as Spring Batch keeps it, for people. */
@Component
class JobRuns {

	/** Runs that are looked through for those that did not end. */
	private static final int LOOKED_AT = 100;

	private final JobRepository history;

	private final JdbcClient jdbc;

	JobRuns(JobRepository history, JdbcClient jdbc) {
		this.history = history;
		this.jdbc = jdbc;
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

	/**
	 * The last run of the whole office list: one of single sources, or of another list,
	 * is not what the schedule asks for.
	 */
	Optional<Started> lastCollection() {
		return this.jdbc.sql("""
				SELECT e.JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION e
				JOIN BATCH_JOB_INSTANCE i ON i.JOB_INSTANCE_ID = e.JOB_INSTANCE_ID
				WHERE i.JOB_NAME = 'collectJob' AND NOT EXISTS (
				  SELECT 1 FROM BATCH_JOB_EXECUTION_PARAMS p
				  WHERE p.JOB_EXECUTION_ID = e.JOB_EXECUTION_ID AND p.PARAMETER_NAME IN ('sources', 'file'))
				ORDER BY e.JOB_EXECUTION_ID DESC LIMIT 1
				""")
			.query((row, n) -> row.getLong(1))
			.optional()
			.map(this.history::getJobExecution)
			.map(JobRuns::started);
	}

	/** Runs of a job that have not come to their end, newest first. */
	List<Started> unfinished(String job) {
		return this.history.getJobInstances(job, 0, LOOKED_AT)
			.stream()
			.map(this.history::getLastJobExecution)
			.filter(Objects::nonNull)
			.map(JobRuns::started)
			.filter((run) -> !run.done())
			.toList();
	}

	private static Started started(JobExecution execution) {
		Map<String, String> parameters = new TreeMap<>();
		execution.getJobParameters()
			.parameters()
			.forEach((parameter) -> parameters.put(parameter.name(), String.valueOf(parameter.value())));
		return new Started(parameters, instant(execution.getCreateTime()),
				execution.getStatus() == BatchStatus.COMPLETED || execution.getStatus() == BatchStatus.ABANDONED);
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
	 * A run as it was started last.
	 *
	 * @param parameters a start with the same ones goes on where it stopped
	 * @param at when it was started last
	 * @param done whether it came to its end; one that did not may be running still
	 */
	record Started(Map<String, String> parameters, Instant at, boolean done) {
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
