package org.becas.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import com.sun.net.httpserver.HttpHandler;
import org.becas.bounce.BounceMailbox;
import org.becas.bulletin.Bulletins;
import org.becas.collect.Portal;
import org.becas.collect.Visit;
import org.becas.collect.Visits;
import org.becas.delivery.Deliveries;
import org.becas.operate.ScheduleSettings;
import org.becas.subscriber.Subscribers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Collections that were cut off: the second of two sources was not visited. */
@SpringBootTest
@DirtiesContext
class ResumedCollectionTests {

	@TempDir
	static Path folder;

	@Autowired
	ConfigurableApplicationContext app;

	@Autowired
	Map<String, Job> all;

	@Autowired
	JobOperator operator;

	@Autowired
	JobRepository history;

	@Autowired
	JobLeases leases;

	@Autowired
	JobRuns runs;

	@Autowired
	Visits visits;

	@Autowired
	JdbcClient jdbc;

	private Portal portal;

	private Jobs jobs;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("becas.data", () -> folder.resolve("data").toString());
		registry.add("becas.outbox", () -> folder.resolve("outbox").toString());
		registry.add("becas.sources", () -> folder.resolve("sources.yml").toString());
		registry.add("becas.collect.allow-private-addresses", () -> "true");
		registry.add("becas.collect.sources", () -> "1");
	}

	@BeforeEach
	void publish() throws Exception {
		this.portal = new Portal();
		this.portal.html("/uno", "<h1>Una beca</h1><p>Hasta el 15 de marzo de 2027");
		this.portal.html("/dos", "<h1>Otra beca</h1><p>Hasta el 20 de abril de 2027");
		Files.writeString(folder.resolve("sources.yml"), """
				sources:
				  - {id: uno, name: Uno, url: '%s', tier: press, kind: page}
				  - {id: dos, name: Dos, url: '%s', tier: press, kind: page}
				""".formatted(this.portal.url("/uno"), this.portal.url("/dos")));
		// Starts at once what else has a thread of its own
		this.jobs = new Jobs(this.all, this.operator, this.history, this.leases) {
			@Override
			boolean begin(String name, Map<String, String> parameters) {
				return run(name, parameters).good();
			}
		};
	}

	@AfterEach
	void close() {
		this.portal.close();
	}

	@Test
	void theClockVisitsWhatAKilledCollectionLeftAndNothingElse() {
		killed("2026-11-23T10:00:00Z");

		schedule().tick();

		assertThat(this.portal.asked()).containsExactly("/dos");
		assertThat(this.visits.ofRun("2026-11-23T10:00:00Z")).extracting(Visit::sourceId).containsExactly("dos");
		assertThat(this.runs.lastCollection()).hasValueSatisfying((last) -> assertThat(last.done()).isTrue());
		schedule().tick();
		assertThat(this.portal.asked()).hasSize(1);
	}

	@Test
	void aVisitToOneSourceIsNoCollection() {
		this.jobs.run("collectJob", Map.of("run", "2026-11-23T11:00:00Z"));
		JobRuns.Started whole = this.runs.lastCollection().orElseThrow();

		this.jobs.run("collectJob", Map.of("run", "2026-11-23T12:00:00Z", "sources", "uno"));
		this.jobs.run("collectJob",
				Map.of("run", "2026-11-23T12:30:00Z", "file", folder.resolve("sources.yml").toString()));

		assertThat(whole.parameters()).containsEntry("run", "2026-11-23T11:00:00Z");
		assertThat(this.runs.lastCollection()).contains(whole);
	}

	@Test
	void theCommandTakesUpARunByItsName() {
		killed("2026-11-23T13:00:00Z");
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();

		assertThat(collect(out, err, "--resume", "2026-11-23T13:00:00Z")).isEqualTo(Commands.DONE);

		assertThat(this.portal.asked()).containsExactly("/dos");
		assertThat(out.toString()).contains("dos").doesNotContain("uno");
		assertThat(err.toString()).contains("1 de 2 · dos: leída, halladas 1, nuevas");
		assertThat(collect(out, err, "--resume", "2026-11-23T13:00:00Z")).isEqualTo(Commands.WRONG_USE);
	}

	@Test
	void theCommandVisitsWhatCanBeReadOfAListAndSaysWhatCannot() throws Exception {
		Files.writeString(folder.resolve("sources.yml"), """
				sources:
				  - {id: uno, nam: Uno, url: '%s', tier: press, kind: page}
				  - {id: dos, name: Dos, url: '%s', tier: press, kind: page}
				""".formatted(this.portal.url("/uno"), this.portal.url("/dos")));
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();

		assertThat(collect(out, err, "--json")).isEqualTo(Commands.WRONG_USE);

		assertThat(this.portal.asked()).containsExactly("/dos");
		assertThat(out.toString().lines()).singleElement().asString().startsWith("{\"source\":\"dos\"");
		assertThat(err.toString()).contains("línea 2", "\"nam\"");
	}

	@Test
	void whoLostTheLeaseBeginsNoFurtherVisit() {
		HttpHandler overtaken = (exchange) -> {
			this.jdbc.sql("UPDATE job_lease SET owner = 'otra/1@1/x/y'").update();
			this.jobs.beat("collectJob");
			exchange.sendResponseHeaders(404, -1);
		};
		this.portal.on("/uno", overtaken).on("/dos", overtaken);

		Jobs.Outcome outcome = this.jobs.run("collectJob", Map.of("run", "2026-11-23T14:00:00Z"));
		this.jdbc.sql("DELETE FROM job_lease").update();

		assertThat(outcome.good()).isFalse();
		assertThat(this.portal.asked()).hasSize(1);
	}

	/** One that had visited the first source when its process ended. */
	private void killed(String run) {
		JobParameters parameters = new JobParametersBuilder().addString("run", run).toJobParameters();
		JobExecution execution = this.history.createJobExecution(
				this.history.createJobInstance("collectJob", parameters), parameters, new ExecutionContext());
		execution.setStatus(BatchStatus.STARTED);
		execution.setStartTime(LocalDateTime.now());
		this.history.update(execution);
		StepExecution step = this.history.createStepExecution("visit:uno", execution);
		step.setStatus(BatchStatus.COMPLETED);
		step.setExitStatus(ExitStatus.COMPLETED);
		this.history.update(step);
	}

	/** Eleven minutes later; the next collection is due many hours from now. */
	private Schedule schedule() {
		Instant now = Instant.now().plus(Duration.ofMinutes(11));
		int hour = now.atOffset(ZoneOffset.UTC).plusHours(12).getHour();
		return new Schedule(new ScheduleSettings(true, "0 0 %d * * *".formatted(hour), "0 20 * * * *", 28), this.jobs,
				this.runs, this.app.getBean(Bulletins.class), this.app.getBean(BounceMailbox.class),
				this.app.getBean(Deliveries.class), this.app.getBean(Subscribers.class),
				Clock.fixed(now, ZoneOffset.UTC), ZoneOffset.UTC);
	}

	private int collect(StringWriter out, StringWriter err, String... words) {
		// The command closes what it started
		ConfigurableApplicationContext open = (ConfigurableApplicationContext) java.lang.reflect.Proxy.newProxyInstance(
				getClass().getClassLoader(), new Class<?>[] { ConfigurableApplicationContext.class },
				(proxy, method, args) -> method.getName().equals("close") ? null : method.invoke(this.app, args));
		String[] all = new String[words.length + 1];
		all[0] = "collect";
		System.arraycopy(words, 0, all, 1, words.length);
		return Commands.line("collect", (web, settings) -> open)
			.setOut(new PrintWriter(out, true))
			.setErr(new PrintWriter(err, true))
			.execute(all);
	}

}
