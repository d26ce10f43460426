package org.becas.collect;

import java.time.Instant;
import java.util.List;

import org.becas.collect.SourceStates.SourceState;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The word of a person who looked at the portal that all is well as it is: what is there
 * from now on is how it should be, and what is usual is learnt anew.
 */
@Component
class Acceptance {

	private final GoodPages pages;

	private final Visits visits;

	private final SourceStates states;

	Acceptance(GoodPages pages, Visits visits, SourceStates states) {
		this.pages = pages;
		this.visits = visits;
		this.states = states;
	}

	/** Whether a source is in a state that may be as it should be. */
	static boolean mayBe(@Nullable SourceState state) {
		return state != null
				&& (state.health() == Health.DRIFTED || state.health() == Health.FEW || state.health() == Health.MANY);
	}

	/** Takes a source as it is; nothing happens if there was nothing to be said of it. */
	@Transactional
	boolean accept(String sourceId, String by, Instant at) {
		if (!mayBe(this.states.all().get(sourceId))) {
			return false;
		}
		this.pages.forget(sourceId);
		this.visits.accept(sourceId, by, at);
		this.states.put(List.of(new SourceState(sourceId, Health.GOOD, at, null, true)));
		return true;
	}

}
