package org.becas.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which process runs a job, so that two never run the same. A holder on this machine is
 * asked after directly; one elsewhere has lost its lease when it gives no sign for
 * {@link #SILENCE}.
 */
@Repository
class JobLeases {

	static final Duration HEARTBEAT = Duration.ofSeconds(5);

	static final Duration SILENCE = Duration.ofSeconds(60);

	private final JdbcClient jdbc;

	private final Clock clock;

	/**
	 * Host, process and start within it, in one line:
	 * {@code host/4711@1700000000000/uuid}.
	 */
	private final String owner;

	JobLeases(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.owner = host() + "/" + process(ProcessHandle.current()) + "/" + UUID.randomUUID();
	}

	/**
	 * Takes the job's lease.
	 * @return empty if taken, else who holds it and since when
	 */
	Optional<Holder> take(String job) {
		Optional<Holder> holder = holder(job);
		if (holder.isPresent() && alive(holder.get())) {
			return holder;
		}
		long now = this.clock.millis();
		int taken = this.jdbc.sql("""
				INSERT INTO job_lease (job, owner, since, heartbeat) VALUES (:job, :owner, :now, :now)
				ON CONFLICT (job) DO UPDATE SET owner = excluded.owner, since = excluded.since,
				  heartbeat = excluded.heartbeat WHERE job_lease.owner = :before
				""")
			.param("job", job)
			.param("owner", this.owner)
			.param("now", now)
			.param("before", holder.map(Holder::owner).orElse(""))
			.update();
		return (taken == 1) ? Optional.empty() : holder(job);
	}

	/** Gives a sign of life. */
	void renew(String job) {
		this.jdbc.sql("UPDATE job_lease SET heartbeat = :now WHERE job = :job AND owner = :owner")
			.param("now", this.clock.millis())
			.param("job", job)
			.param("owner", this.owner)
			.update();
	}

	void giveBack(String job) {
		this.jdbc.sql("DELETE FROM job_lease WHERE job = :job AND owner = :owner")
			.param("job", job)
			.param("owner", this.owner)
			.update();
	}

	/** Who holds the job's lease, alive or not. */
	Optional<Holder> holder(String job) {
		return this.jdbc.sql("SELECT owner, since, heartbeat FROM job_lease WHERE job = :job")
			.param("job", job)
			.query((row, n) -> new Holder(row.getString("owner"), Instant.ofEpochMilli(row.getLong("since")),
					Instant.ofEpochMilli(row.getLong("heartbeat"))))
			.optional();
	}

	/** Whether the holder still runs. */
	boolean alive(Holder holder) {
		String[] parts = holder.owner().split("/");
		if (parts[0].equals(host())) {
			long pid = Long.parseLong(parts[1].substring(0, parts[1].indexOf('@')));
			return ProcessHandle.of(pid).filter((process) -> process(process).equals(parts[1])).isPresent();
		}
		return holder.heartbeat().plus(SILENCE).isAfter(this.clock.instant());
	}

	private static String process(ProcessHandle process) {
		return process.pid() + "@" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName().replace('/', '_');
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

	/**
	 * Who runs a job.
	 *
	 * @param owner host, process and start within it
	 * @param since when the job was started
	 * @param heartbeat the last sign of life
	 */
	record Holder(String owner, Instant since, Instant heartbeat) {

		String machine() {
			return this.owner.substring(0, this.owner.indexOf('/'));
		}

	}

}
