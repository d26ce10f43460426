package org.becas.collect;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What we asked of each host, month by month, so that the office can show it to any
 * webmaster.
 */
@Repository
public class HostMonths {

	private final JdbcClient jdbc;

	HostMonths(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(YearMonth month, Map<String, HostCount> hosts) {
		hosts.forEach((host, count) -> this.jdbc
			.sql("""
					INSERT INTO host_month (host, month, requests, robots_txt, redirected, repeated, shown, unchanged, failed, refused,
					  bytes, robots)
					VALUES (:host, :month, :requests, :robotsTxt, :redirected, :repeated, :shown, :unchanged, :failed, :refused,
					  :bytes, :robots)
					ON CONFLICT (host, month) DO UPDATE SET requests = host_month.requests + excluded.requests,
					  robots_txt = host_month.robots_txt + excluded.robots_txt,
					  redirected = host_month.redirected + excluded.redirected,
					  repeated = host_month.repeated + excluded.repeated, shown = host_month.shown + excluded.shown,
					  unchanged = host_month.unchanged + excluded.unchanged, failed = host_month.failed + excluded.failed,
					  refused = host_month.refused + excluded.refused, bytes = host_month.bytes + excluded.bytes,
					  robots = coalesce(excluded.robots, host_month.robots)
					""")
			.param("host", host)
			.param("month", month.toString())
			.param("requests", count.requests())
			.param("robotsTxt", count.robotsTxt())
			.param("redirected", count.redirected())
			.param("repeated", count.repeated())
			.param("shown", count.shown())
			.param("unchanged", count.unchanged())
			.param("failed", count.failed())
			.param("refused", count.refused())
			.param("bytes", count.bytes())
			.param("robots", count.robots())
			.update());
	}

	/** The hosts of a month, the one with the most requests first. */
	public List<HostMonth> of(YearMonth month) {
		return this.jdbc.sql("SELECT * FROM host_month WHERE month = :month ORDER BY requests DESC, host")
			.param("month", month.toString())
			.query((row, n) -> new HostMonth(row.getString("host"),
					new HostCount(row.getLong("requests"), row.getLong("robots_txt"), row.getLong("redirected"),
							row.getLong("repeated"), row.getLong("shown"), row.getLong("unchanged"),
							row.getLong("failed"), row.getLong("refused"), row.getLong("bytes"),
							row.getString("robots"))))
			.list();
	}

	/** Months of which there is something to tell, newest first. */
	public List<YearMonth> months() {
		return this.jdbc.sql("SELECT DISTINCT month FROM host_month ORDER BY month DESC")
			.query((row, n) -> YearMonth.parse(row.getString("month")))
			.list();
	}

	/** What we asked of one host in one month. */
	public record HostMonth(String host, HostCount count) {
	}

}
