package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the connections of one round take up next. A domain to which the rate is limited
 * is a lane of its own, so that its letters keep nobody else waiting.
 */
final class DueLetters {

	/** The lane of all letters to domains without a limit. */
	private static final String OTHERS = "";

	private final Books books;

	private final Pace pace;

	private final RateLimits limits;

	private final Halt halt;

	private final Clock clock;

	/** The limited domains to which something is due. */
	private final Set<String> lanes = ConcurrentHashMap.newKeySet();

	DueLetters(Books books, Pace pace, RateLimits limits, Halt halt, Clock clock) {
		this.books = books;
		this.pace = pace;
		this.limits = limits;
		this.halt = halt;
		this.clock = clock;
		this.lanes.addAll(pace.domains());
	}

	/**
	 * Claims a letter to a limited domain whose turn it is, else some of the others;
	 * waits for a turn if nothing else is left.
	 * @return empty if nothing is due, or the sending does not go on
	 * @throws Stop if letters must not leave at this hour
	 */
	List<Delivery> claim() {
		List<Delivery> claimed = List.of();
		while (claimed.isEmpty() && this.halt.goesOn()) {
			this.pace.mustBeOpen();
			claimed = claimNow();
			if (claimed.isEmpty() && !waitForTurn()) {
				return claimed;
			}
		}
		return claimed;
	}

	private boolean waitForTurn() {
		Optional<Instant> turn = this.lanes.stream()
			.map((lane) -> this.limits.turn(List.of(lane), this.clock.instant()))
			.min(Instant::compareTo);
		return turn.isPresent() && this.halt.rest(turn.get());
	}

	private List<Delivery> claimNow() {
		Instant now = this.clock.instant();
		for (String lane : this.lanes) {
			if (!this.limits.turn(List.of(lane), now).isAfter(now)) {
				List<Delivery> claimed = this.books.claim(lane, 1, now);
				if (!claimed.isEmpty()) {
					return claimed;
				}
				this.lanes.remove(lane);
			}
		}
		return this.books.claim(OTHERS, this.pace.atOnce(), now);
	}

}
