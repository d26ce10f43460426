package org.becas.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import org.becas.Database;
import org.becas.run.JobLeases.Holder;
import org.becas.run.JobLeases.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Database.class)
class JobLeasesTests {

	private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

	private static final Place HERE = new Place("becas", "here");

	@Parameter
	Database database;

	private Database.Connected connected;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void aProcessOfThisPlaceThatHasEndedLosesItsLeaseAtOnce() throws Exception {
		leases(HERE, NOW, ended()).take("collectJob");

		assertThat(leases(HERE, NOW).take("collectJob")).isEmpty();
	}

	@Test
	void aMachineOfTheSameNameIsAliveUntilItIsSilent() throws Exception {
		leases(new Place("becas", "elsewhere"), NOW, ended()).take("collectJob");

		assertThat(leases(HERE, NOW.plus(JobLeases.SILENCE).minusMillis(1)).take("collectJob")).isPresent();
		assertThat(leases(HERE, NOW.plus(JobLeases.SILENCE)).take("collectJob")).isEmpty();
	}

	@Test
	void aHolderThatLivesHereKeepsItsLease() {
		leases(HERE, NOW).take("collectJob");

		assertThat(leases(HERE, NOW.plus(JobLeases.SILENCE.multipliedBy(2))).take("collectJob")).map(Holder::machine)
			.contains("becas");
	}

	@Test
	void aLeaseThatAnotherTookAndGaveBackInThisMomentIsTaken() {
		JobLeases other = leases(new Place("otra", "elsewhere"), NOW);
		JobLeases late = new JobLeases(this.connected.jdbc(), clock(NOW), HERE, ProcessHandle.current()) {

			private int asked;

			@Override
			Optional<Holder> holder(String job) {
				if (++this.asked == 1) {
					Optional<Holder> free = super.holder(job);
					other.take(job);
					return free;
				}
				other.giveBack(job);
				return super.holder(job);
			}
		};

		assertThat(late.take("collectJob")).isEmpty();

		assertThat(other.holder("collectJob")).map(Holder::machine).contains("becas");
	}

	@Test
	void whoLostTheLeaseDoesNotRenewIt() {
		JobLeases first = leases(new Place("una", "one"), NOW);
		first.take("collectJob");
		assertThat(first.renew("collectJob")).isTrue();

		leases(HERE, NOW.plus(JobLeases.SILENCE)).take("collectJob");

		assertThat(first.renew("collectJob")).isFalse();
	}

	@Test
	void aDatabaseThatDoesNotAnswerNowEndsNoHeartbeat() throws Exception {
		Jobs jobs = new Jobs(Map.of(), null, null, leases(HERE, NOW));
		this.connected.dataSource().close();

		assertThat(jobs.beat("collectJob")).isFalse();
	}

	private JobLeases leases(Place place, Instant now) {
		return leases(place, now, ProcessHandle.current());
	}

	private JobLeases leases(Place place, Instant now, ProcessHandle process) {
		return new JobLeases(this.connected.jdbc(), clock(now), place, process);
	}

	private static Clock clock(Instant now) {
		return Clock.fixed(now, ZoneOffset.UTC);
	}

	private static ProcessHandle ended() throws Exception {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		return process.toHandle();
	}

}
