package org.becas.collect;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.becas.collect.Recording.Progress;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is remembered of a visit besides its offers, and how far those are that go on. */
@Component
class VisitMemory {

	private final Visits visits;

	private final Responses responses;

	private final HostMonths hosts;

	private final Drift drift;

	private final ZoneId zone;

	private final Map<String, Recording> underway = new ConcurrentHashMap<>();

	VisitMemory(Visits visits, Responses responses, HostMonths hosts, Drift drift, ZoneId officeZone) {
		this.visits = visits;
		this.responses = responses;
		this.hosts = hosts;
		this.drift = drift;
		this.zone = officeZone;
	}

	/** A visit begins: what it asks and reads goes through the recording. */
	Recording begin(Source source, Fetcher portal, Intake intake) {
		Recording recording = this.responses.record(portal, intake);
		this.underway.put(source.id(), recording);
		return recording;
	}

	/**
	 * Keeps what came of a visit.
	 * @param understood the source as it was read
	 * @return the visit, with what is to be said of the page's structure
	 */
	Visit keep(Visit visit, Source understood, Recording recording) {
		this.responses.keep(visit.run(), visit.sourceId(), recording, visit.finishedAt());
		return this.drift.examine(understood, recording, visit).map(visit::because).orElse(visit);
	}

	/**
	 * Writes down how a visit ended, all at once: many visits end at the same time, and
	 * each write waits for the others.
	 * @param pause that follows from it; null for none
	 * @param hosts what was asked of each
	 */
	@Transactional
	void close(Source source, Visit visit, @Nullable Pause pause, Map<String, HostCount> hosts) {
		this.visits.add(visit);
		this.visits.put(source, pause);
		count(hosts, visit.finishedAt());
	}

	/** Writes down what was asked of each host. */
	void count(Map<String, HostCount> hosts, Instant at) {
		this.hosts.add(YearMonth.from(at.atZone(this.zone)), hosts);
	}

	void end(Source source) {
		this.underway.remove(source.id());
	}

	/** How far the visit to a source is; empty if none goes on in this process. */
	Optional<Progress> progress(String sourceId) {
		return Optional.ofNullable(this.underway.get(sourceId)).map(Recording::progress);
	}

}
