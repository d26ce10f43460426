package org.becas.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.becas.Database;
import org.becas.bounce.BounceMailbox;
import org.becas.bounce.BounceSettings;
import org.becas.bulletin.Bulletins;
import org.becas.delivery.Deliveries;
import org.becas.mail.SigningKey;
import org.becas.operate.ScheduleSettings;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The clock as it ticks; the jobs that it starts only write down that they were. */
class ScheduleTests {

	private static final ZoneId ZONE = ZoneId.of("America/Bogota");

	private final Database.Connected database = Database.SQLITE.fresh();

	private final Hands clock = new Hands();

	private final Begun jobs = new Begun();

	private final Bulletins bulletins = new Bulletins(this.database.jdbc());

	private final Subscribers subscribers = new Subscribers(this.database.jdbc(), new SigningKey(new byte[] { 1 }),
			this.clock, (event) -> {
			});

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void collectsOnceAtItsHourAndMakesUpForWhatFellDueWhileTheMachineWasOff() {
		Schedule schedule = at("2026-11-23T04:59").schedule("");
		schedule.tick();
		assertThat(this.jobs.started).isEmpty();

		at("2026-11-23T05:00");
		schedule.tick();
		this.clock.pass(Duration.ofMinutes(1));
		schedule.tick();
		assertThat(this.jobs.started).containsExactly("collectJob");

		at("2026-11-24T23:00").schedule("").tick();
		schedule.tick();
		assertThat(this.jobs.started).containsExactly("collectJob", "collectJob");
	}

	@Test
	void takesUpTheSendingsThatAreDueAndNoneThatWaitsForAPerson() {
		Schedule schedule = at("2026-11-23T12:00").schedule("");
		dispatch("2026-01", "STOPPED", this.clock.instant());
		dispatch("2026-02", "STOPPED", this.clock.instant().plusSeconds(1));
		dispatch("2026-03", "STOPPED", null);
		dispatch("2026-04", "RUNNING", null);
		dispatch("2026-05", "PAUSED", null);
		dispatch("2026-06", "HELD", null);
		dispatch("2026-07", "DONE", null);

		schedule.tick();

		assertThat(this.jobs.started).containsExactly("deliverJob 2026-01", "deliverJob 2026-04");
	}

	@Test
	void preparesTheNextEditionFromItsDayOnUntilItIsThere() {
		Schedule schedule = at("2026-11-24T23:59").schedule("");
		schedule.tick();
		assertThat(this.jobs.started).noneMatch((job) -> job.startsWith("prepareJob"));

		at("2026-11-25T00:00");
		schedule.tick();
		schedule.tick();
		assertThat(this.jobs.started).filteredOn("prepareJob 2026-12"::equals).hasSize(2);

		this.database.jdbc()
			.sql("INSERT INTO bulletin (edition, status, intro, prepared_at) VALUES ('2026-12', 'DRAFT', '', 0)")
			.update();
		schedule.tick();
		assertThat(this.jobs.started).filteredOn("prepareJob 2026-12"::equals).hasSize(2);
	}

	@Test
	void readsTheBounceMailboxEveryHourWhereThereIsOne() {
		at("2026-11-23T12:19").schedule("").tick();
		Schedule schedule = schedule("imap.example.org");
		schedule.tick();
		this.clock.pass(Duration.ofMinutes(1));
		schedule.tick();
		schedule.tick();

		assertThat(this.jobs.started).containsExactly("bouncesJob");
	}

	@Test
	void whatFailsIsTriedAgainWithTheNextTick() {
		Schedule schedule = at("2026-11-23T04:59").schedule("");
		at("2026-11-23T05:00");
		this.jobs.broken = new IllegalStateException("the disk is full");
		schedule.tick();
		this.jobs.broken = null;

		schedule.tick();

		assertThat(this.jobs.started).containsExactly("collectJob");
	}

	@Test
	void anErrorOfOneJobCostsNeitherTheOthersNorTheClock() {
		Schedule schedule = at("2026-11-25T04:59").schedule("");
		at("2026-11-25T05:00");
		this.jobs.broken = new OutOfMemoryError("unable to create native thread");

		schedule.tick();

		assertThat(this.jobs.tried).containsExactly("collectJob", "prepareJob 2026-12");
	}

	@Test
	void aCollectionThatWasCutOffGoesOnUntilTheNextOneIsDue() {
		Schedule schedule = at("2026-11-23T04:59").schedule("");
		at("2026-11-23T05:00");
		schedule.tick();
		Map<String, String> parameters = this.jobs.parameters;
		this.jobs.done = false;

		at("2026-11-23T05:09");
		schedule.tick();
		assertThat(this.jobs.started).containsExactly("collectJob");

		at("2026-11-23T05:10");
		schedule.tick();
		assertThat(this.jobs.started).containsExactly("collectJob", "collectJob");
		assertThat(this.jobs.parameters).isEqualTo(parameters);

		at("2026-11-24T05:00");
		schedule.tick();
		assertThat(this.jobs.started).hasSize(3);
		assertThat(this.jobs.parameters).isNotEqualTo(parameters);
	}

	@Test
	void whoNeverConfirmedIsForgottenAfterAWeekWithoutAnySending() {
		this.database.jdbc().sql("""
				INSERT INTO subscriber (email, email_key, levels, language, status, since, changed_at)
				VALUES ('ana@example.org', 'ana@example.org', 'maestria', 'es-CO', 'PENDING', 0, :asked)
				""").param("asked", at("2026-11-23T12:00").clock.millis()).update();
		Schedule schedule = schedule("");
		schedule.tick();
		assertThat(this.subscribers.totals()).isNotEmpty();

		this.clock.pass(Duration.ofDays(7).plusMillis(1));
		schedule.tick();

		assertThat(this.subscribers.totals()).isEmpty();
	}

	private ScheduleTests at(String local) {
		this.clock.now = LocalDateTime.parse(local).atZone(ZONE).toInstant();
		return this;
	}

	private Schedule schedule(String mailbox) {
		return new Schedule(new ScheduleSettings(true, "0 0 5 * * *", "0 20 * * * *", 25), this.jobs, this.jobs.runs(),
				this.bulletins, new BounceMailbox(new BounceSettings(mailbox, "imaps", 0, null, null, "INBOX")),
				new Deliveries(this.database.jdbc()), this.subscribers, this.clock, ZONE);
	}

	private void dispatch(String edition, String status, @Nullable Instant resumeAt) {
		this.database.jdbc()
			.sql("""
					INSERT INTO dispatch (edition, status, fence, planned_at, give_up_at, changed_at, resume_at)
					VALUES (:edition, :status, 0, 0, 0, 0, :resumeAt)
					""")
			.param("edition", edition)
			.param("status", status)
			.param("resumeAt", (resumeAt != null) ? resumeAt.toEpochMilli() : null)
			.update();
	}

	/** A clock that stands still until somebody moves its hands. */
	private static final class Hands extends Clock {

		private Instant now = Instant.EPOCH;

		void pass(Duration time) {
			this.now = this.now.plus(time);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZONE;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

	}

	/**
	 * Which jobs were started, and when last. None is waited for: each takes longer than
	 * a tick.
	 */
	private final class Begun extends Jobs {

		private final List<String> tried = new ArrayList<>();

		private final List<String> started = new ArrayList<>();

		private final Map<String, Instant> last = new HashMap<>();

		private Map<String, String> parameters = Map.of();

		private boolean done = true;

		private @Nullable Throwable broken;

		Begun() {
			super(Map.of(), null, null, null);
		}

		@Override
		Outcome run(String name, Map<String, String> parameters) {
			throw new UnsupportedOperationException("the clock does not wait for a job");
		}

		@Override
		boolean begin(String name, Map<String, String> parameters) {
			String job = (name + " " + parameters.getOrDefault("edition", "")).strip();
			this.tried.add(job);
			if (this.broken instanceof Error error) {
				throw error;
			}
			if (this.broken instanceof RuntimeException exception) {
				throw exception;
			}
			this.started.add(job);
			this.parameters = parameters;
			this.last.put(name, ScheduleTests.this.clock.instant());
			return true;
		}

		JobRuns runs() {
			return new JobRuns(null, null) {
				@Override
				Optional<Instant> lastStart(String job) {
					return Optional.ofNullable(Begun.this.last.get(job));
				}

				@Override
				Optional<JobRuns.Started> lastCollection() {
					return lastStart("collectJob")
						.map((at) -> new JobRuns.Started(Begun.this.parameters, at, Begun.this.done));
				}
			};
		}

	}

}
