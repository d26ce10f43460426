package org.becas.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/**
 * Starts jobs: one of a kind at a time in the whole installation. What did not come to
 * its end is taken up where it stopped when the job is started again with the same
 * parameters; see {@link JobRuns} for those.
 */
@Component
class Jobs {

	private static final Logger log = LoggerFactory.getLogger(Jobs.class);

	private final Map<String, Job> jobs;

	private final JobOperator operator;

	private final JobRepository history;

	private final JobLeases leases;

	/** What this process runs, by the job's name. */
	private final Map<String, JobExecution> running = new ConcurrentHashMap<>();

	Jobs(Map<String, Job> jobs, JobOperator operator, JobRepository history, JobLeases leases) {
		this.jobs = jobs;
		this.operator = operator;
		this.history = history;
		this.leases = leases;
		jobs.values().forEach(this::watch);
	}

	private void watch(Job job) {
		if (job instanceof AbstractJob known) {
			known.registerJobExecutionListener(new JobExecutionListener() {
				@Override
				public void beforeJob(JobExecution execution) {
					Jobs.this.running.put(job.getName(), execution);
				}
			});
		}
	}

	/**
	 * Runs a job to its end.
	 * @param name of the job's bean, such as {@code collectJob}
	 * @param parameters a start with the same ones is a restart
	 */
	Outcome run(String name, Map<String, String> parameters) {
		Job job = job(name);
		Optional<JobLeases.Holder> holder = this.leases.take(job.getName());
		if (holder.isPresent()) {
			return new Outcome.Busy(holder.get());
		}
		ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
		Duration beat = JobLeases.HEARTBEAT;
		heart.scheduleAtFixedRate(() -> beat(job.getName()), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
		try {
			closeWhatWasKilled(job);
			return start(job, parameters);
		}
		finally {
			heart.shutdownNow();
			this.running.remove(job.getName());
			this.leases.giveBack(job.getName());
		}
	}

	/**
	 * Gives a sign of life. A database that does not answer now may answer the next time;
	 * but whoever has lost the lease runs the job beside another, and stops.
	 */
	boolean beat(String job) {
		try {
			if (this.leases.renew(job)) {
				return true;
			}
			log.error("Otro proceso se hizo cargo de {}; aquí se detiene", job);
			JobExecution execution = this.running.get(job);
			if (execution != null) {
				execution.getStepExecutions().forEach(StepExecution::setTerminateOnly);
			}
		}
		catch (RuntimeException ex) {
			log.warn("{} no pudo dar señal de vida: {}", job, ex.getMessage());
		}
		return false;
	}

	/**
	 * Starts a job and returns without waiting for its end, which the history shows.
	 * @return false if one of its kind is running
	 */
	boolean begin(String name, Map<String, String> parameters) {
		if (this.leases.holder(job(name).getName()).filter(this.leases::alive).isPresent()) {
			return false;
		}
		new Thread(() -> {
			try {
				if (run(name, parameters) instanceof Outcome.Ended ended && !ended.good()) {
					log.error("{} no terminó: {}", name, ended.why());
				}
			}
			catch (RuntimeException | Error ex) {
				log.error("No se pudo ejecutar {}", name, ex);
			}
		}, name).start();
		return true;
	}

	/**
	 * Whoever holds the lease is the only one running: what else says it runs, was
	 * killed.
	 */
	private void closeWhatWasKilled(Job job) {
		for (JobExecution killed : this.history.findRunningJobExecutions(job.getName())) {
			this.operator.recover(killed);
		}
	}

	private Job job(String name) {
		Job job = this.jobs.get(name);
		if (job == null) {
			throw new IllegalArgumentException("No hay ningún proceso \"%s\"; los posibles son %s".formatted(name,
					String.join(", ", this.jobs.keySet())));
		}
		return job;
	}

	private Outcome start(Job job, Map<String, String> parameters) {
		try {
			return new Outcome.Ended(this.operator.start(job, parameters(parameters)));
		}
		catch (JobInstanceAlreadyCompleteException ex) {
			return new Outcome.DoneBefore();
		}
		catch (JobExecutionException ex) {
			throw new IllegalStateException("No se pudo iniciar %s: %s".formatted(job.getName(), ex.getMessage()), ex);
		}
	}

	private static JobParameters parameters(Map<String, String> parameters) {
		JobParametersBuilder builder = new JobParametersBuilder();
		parameters.forEach(builder::addString);
		return builder.toJobParameters();
	}

	/** What came of a start. */
	sealed interface Outcome {

		/** The job ran to its end, good or bad. */
		record Ended(JobExecution execution) implements Outcome {

			@Override
			public boolean good() {
				return this.execution.getStatus() == BatchStatus.COMPLETED;
			}

			/** Why it failed, in one line. */
			String why() {
				return this.execution.getAllFailureExceptions()
					.stream()
					.map((failure) -> String.valueOf(failure.getMessage()))
					.distinct()
					.reduce((one, other) -> one + "; " + other)
					.orElse(this.execution.getExitStatus().getExitCode());
			}
		}

		/** There was nothing left to do for these parameters. */
		record DoneBefore() implements Outcome {

			@Override
			public boolean good() {
				return true;
			}
		}

		/** Another process runs this job. */
		record Busy(JobLeases.Holder holder) implements Outcome {

			@Override
			public boolean good() {
				return false;
			}
		}

		boolean good();

	}

}
