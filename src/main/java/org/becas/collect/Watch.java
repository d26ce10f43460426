package org.becas.collect;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.becas.collect.SourceStates.SourceState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.stereotype.Component;

/**
 * After each run tells how the sources are doing that were visited. Staff get one letter
 * when something has become worse or better, and none while nothing changes.
 */
@Component
class Watch implements JobExecutionListener {

	private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

	/** Visits among which the one before is looked for that was not put off. */
	private static final int LOOKED_AT = 9;

	/** For so long a page may say that nothing is open. */
	private static final Duration NOTHING_OPEN = Duration.ofDays(8 * 7);

	private final Visits visits;

	private final SourceStates states;

	private final GoodPages pages;

	private final Responses responses;

	private final WatchLetter letter;

	Watch(Visits visits, SourceStates states, GoodPages pages, Responses responses, WatchLetter letter) {
		this.visits = visits;
		this.states = states;
		this.pages = pages;
		this.responses = responses;
		this.letter = letter;
	}

	@Override
	public void afterJob(JobExecution run) {
		look(Objects.toString(run.getJobParameters().getString("run")));
		try {
			this.responses.trim();
		}
		catch (IOException ex) {
			LOG.warn("No se pudo hacer sitio en la carpeta de respuestas: {}", ex.getMessage());
		}
	}

	/** Judges the visits of a run, and tells staff what changed. */
	void look(String run) {
		Map<String, SourceState> before = this.states.all();
		this.states
			.put(this.visits.ofRun(run).stream().map((visit) -> state(visit, before.get(visit.sourceId()))).toList());
		List<SourceState> news = this.states.untold();
		if (!news.isEmpty() && this.letter.send(news)) {
			this.states.put(news.stream()
				.map((one) -> new SourceState(one.sourceId(), one.health(), one.since(), one.why(), true))
				.toList());
		}
	}

	private SourceState state(Visit visit, @Nullable SourceState before) {
		Health health = health(visit);
		if (before != null && before.health() == health) {
			return new SourceState(visit.sourceId(), health, before.since(), visit.why(), before.told());
		}
		Health earlier = (before != null) ? before.health() : Health.GOOD;
		// What staff were never told of need not be taken back
		boolean news = health.needsAPerson() || (earlier.needsAPerson() && health == Health.GOOD);
		boolean owed = before != null && !before.told() && health != Health.GOOD;
		return new SourceState(visit.sourceId(), health, visit.finishedAt(), visit.why(), !news && !owed);
	}

	private Health health(Visit visit) {
		List<Visit> history = new ArrayList<>(this.visits.history(visit.sourceId(), LOOKED_AT));
		history.removeIf((one) -> one.run().equals(visit.run()) || one.outcome() == Outcome.POSTPONED);
		if (visit.outcome() == Outcome.POSTPONED) {
			return this.states.of(visit.sourceId());
		}
		if (visit.outcome() == Outcome.NOTHING_OPEN) {
			return nothingOpen(visit);
		}
		if (!visit.outcome().good()) {
			boolean first = history.isEmpty() || history.get(0).outcome().fine();
			boolean passing = visit.outcome().mayPass() || visit.outcome() == Outcome.THROTTLED;
			return (first && passing) ? Health.WAVERING : Health.QUIET;
		}
		if (visit.outcome() == Outcome.UNCHANGED) {
			return unchanged(visit);
		}
		if (this.pages.hasFallen(visit.run(), visit.sourceId())) {
			return Health.DRIFTED;
		}
		Optional<Yield> usual = this.visits.usual(visit.sourceId(), visit.run());
		int found = visit.counts().found();
		return usual.filter((range) -> found < range.least()).isPresent() ? Health.FEW
				: usual.filter((range) -> found > range.most()).isPresent() ? Health.MANY : Health.GOOD;
	}

	/**
	 * Between one call and the next it is all well that a page says that none is open;
	 * after a time somebody looks whether calls are published elsewhere.
	 */
	private Health nothingOpen(Visit visit) {
		Instant since = this.visits.nothingOpenSince(visit.sourceId()).orElse(visit.finishedAt());
		return since.plus(NOTHING_OPEN).isAfter(visit.finishedAt()) ? Health.GOOD : Health.QUIET;
	}

	/** What has not changed is as good or bad as it was; but it does answer. */
	private Health unchanged(Visit visit) {
		Health before = this.states.of(visit.sourceId());
		return (before == Health.QUIET || before == Health.WAVERING) ? Health.GOOD : before;
	}

}
