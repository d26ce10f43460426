package org.becas.collect;

import org.jspecify.annotations.Nullable;

/**
 * What was asked of one host.
 *
 * @param requests that were sent, all of them: pages, robots.txt, what the host
 * redirected and what was asked again
 * @param robotsTxt of those: for robots.txt
 * @param redirected of the others: answered with another address
 * @param repeated of the others: for a page once more, after a failure
 * @param shown of the others: made by a browser that shows a page; over TLS its
 * connections
 * @param unchanged of those: answered with 304
 * @param failed of those: answered with an error, or not at all; a robots.txt that is not
 * there is no error
 * @param refused pages not asked for, since robots.txt forbids it
 * @param bytes of the answers' bodies, as they came over the wire
 * @param robots what robots.txt last kept us from, in words; null for nothing
 */
public record HostCount(long requests, long robotsTxt, long redirected, long repeated, long shown, long unchanged,
		long failed, long refused, long bytes, @Nullable String robots) {

	HostCount and(HostCount other) {
		return new HostCount(this.requests + other.requests, this.robotsTxt + other.robotsTxt,
				this.redirected + other.redirected, this.repeated + other.repeated, this.shown + other.shown,
				this.unchanged + other.unchanged, this.failed + other.failed, this.refused + other.refused,
				this.bytes + other.bytes, (other.robots != null) ? other.robots : this.robots);
	}

	/** A page that was not asked for. */
	static HostCount refused(String robots) {
		return new HostCount(0, 0, 0, 0, 0, 0, 0, 1, 0, robots);
	}

	/** A request that a browser made. */
	static HostCount shownOnce() {
		return new HostCount(1, 0, 0, 0, 1, 0, 0, 0, 0, null);
	}

	/** What came for a browser. */
	static HostCount brought(long bytes) {
		return new HostCount(0, 0, 0, 0, 0, 0, 0, 0, bytes, null);
	}

	/** Requests for pages, each counted once however often it was tried or led on. */
	public long pages() {
		return Math.max(0, this.requests - this.robotsTxt - this.redirected - this.repeated - this.shown);
	}

	/** Share of the pages that the host answered with 304, in percent. */
	public int unchangedPercent() {
		return (pages() > 0) ? (int) Math.min(100, Math.round(100.0 * this.unchanged / pages())) : 0;
	}

}
