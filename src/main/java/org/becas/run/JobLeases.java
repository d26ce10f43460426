package org.becas.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which process runs a job, so that two never run the same. A holder has lost its lease
 * when it gives no sign for {@link #SILENCE}; at once when it is a process of this very
 * place that has ended.
 */
@Repository
class JobLeases {

	static final Duration HEARTBEAT = Duration.ofSeconds(5);

	static final Duration SILENCE = Duration.ofSeconds(60);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final Place place;

	private final String owner;

	@Autowired
	JobLeases(JdbcClient jdbc, Clock clock) {
		this(jdbc, clock, Place.here(), ProcessHandle.current());
	}

	JobLeases(JdbcClient jdbc, Clock clock, Place place, ProcessHandle process) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.place = place;
		this.owner = String.join("/", place.host(), process(process), UUID.randomUUID().toString(), place.mark());
	}

	/**
	 * Takes the job's lease.
	 * @return empty if taken, else who holds it and since when
	 */
	Optional<Holder> take(String job) {
		while (true) {
			Optional<Holder> holder = holder(job);
			if (holder.isPresent() && alive(holder.get())) {
				return holder;
			}
			if (replace(job, holder.map(Holder::owner).orElse(""))) {
				return Optional.empty();
			}
			// Another was quicker; it may have given the lease back already
		}
	}

	private boolean replace(String job, String before) {
		return this.jdbc.sql("""
				INSERT INTO job_lease (job, owner, since, heartbeat) VALUES (:job, :owner, :now, :now)
				ON CONFLICT (job) DO UPDATE SET owner = excluded.owner, since = excluded.since,
				  heartbeat = excluded.heartbeat WHERE job_lease.owner = :before
				""")
			.param("job", job)
			.param("owner", this.owner)
			.param("now", this.clock.millis())
			.param("before", before)
			.update() == 1;
	}

	/**
	 * Gives a sign of life.
	 * @return whether the lease is still this process's
	 */
	boolean renew(String job) {
		return this.jdbc.sql("UPDATE job_lease SET heartbeat = :now WHERE job = :job AND owner = :owner")
			.param("now", this.clock.millis())
			.param("job", job)
			.param("owner", this.owner)
			.update() == 1;
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

	/**
	 * Whether the holder still runs. Only a process of the same place can be asked after:
	 * two machines may bear one name, and each has its own process 4711.
	 */
	boolean alive(Holder holder) {
		if (holder.place().equals(this.place.mark())) {
			long pid = Long.parseLong(holder.process().substring(0, holder.process().indexOf('@')));
			return ProcessHandle.of(pid).filter((process) -> process(process).equals(holder.process())).isPresent();
		}
		return holder.heartbeat().plus(SILENCE).isAfter(this.clock.instant());
	}

	private static String process(ProcessHandle process) {
		return process.pid() + "@" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	/**
	 * Where processes are numbered in one row.
	 *
	 * @param host its name, for people
	 * @param mark tells it from every other, also of the same name
	 */
	record Place(String host, String mark) {

		/**
		 * On Linux a boot of a kernel, and within it a container; elsewhere a machine, by
		 * its network cards.
		 */
		static Place here() {
			return new Place(name(), UUID.nameUUIDFromBytes(described().getBytes(StandardCharsets.UTF_8)).toString());
		}

		private static String described() {
			try {
				return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
						+ Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
			}
			catch (IOException | UnsupportedOperationException ex) {
				return name() + cards();
			}
		}

		private static String cards() {
			try {
				StringBuilder cards = new StringBuilder();
				for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
					byte[] address = card.getHardwareAddress();
					cards.append((address != null) ? HexFormat.of().formatHex(address) : "");
				}
				return cards.toString();
			}
			catch (SocketException ex) {
				return "";
			}
		}

		private static String name() {
			try {
				return InetAddress.getLocalHost().getHostName().replace('/', '_');
			}
			catch (UnknownHostException ex) {
				return "localhost";
			}
		}

	}

	/**
	 * Who runs a job.
	 *
	 * @param owner in one line: {@code host/4711@1700000000000/uuid/place}, with the
	 * process and its start, and the mark of its place
	 * @param since when the job was started
	 * @param heartbeat the last sign of life
	 */
	record Holder(String owner, Instant since, Instant heartbeat) {

		String machine() {
			return part(0);
		}

		String process() {
			return part(1);
		}

		/** Empty for a holder that does not say it. */
		String place() {
			return part(3);
		}

		private String part(int n) {
			String[] parts = this.owner.split("/");
			return (n < parts.length) ? parts[n] : "";
		}

	}

}
