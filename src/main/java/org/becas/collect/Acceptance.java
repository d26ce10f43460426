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

	/**
	 * Whether a source is in a state that may be as it should be: what cannot be read is
	 * not, but a portal may have nothing open for long.
	 * @param last visit
	 */
	static boolean mayBe(@Nullable SourceState state, @Nullable Visit last) {
		if (state == null || last == null) {
			return false;
		}
		return switch (state.health()) {
			case DRIFTED, FEW, MANY -> true;
			case QUIET -> last.outcome() == Outcome.NOTHING_OPEN;
			case GOOD, WAVERING -> false;
		};
	}

	/** Takes a source as it is; nothing happens if there was nothing to be said of it. */
	@Transactional
	boolean accept(String sourceId, String by, Instant at) {
		Visit last = this.visits.history(sourceId, 1).stream().findFirst().orElse(null);
		if (!mayBe(this.states.all().get(sourceId), last)) {
			return false;
		}
		this.pages.forget(sourceId);
		this.visits.accept(sourceId, by, at);
		this.states.put(List.of(new SourceState(sourceId, Health.GOOD, at, null, true)));
		return true;
	}

}
