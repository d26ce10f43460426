package org.becas.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Keeps letters apart in time, so that no more than a set number a minute goes to the
 * relay, over one connection, or to one domain. Turns are evenly spaced. A sender that
 * comes late for its turn makes up for at most half a second, so that the mean is the set
 * rate and a start never begins with a burst. Safe to share between threads.
 */
final class RateLimits {

	private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(500);

	/** Nanoseconds between two letters of a scope. */
	private final Map<String, Long> intervals = new HashMap<>();

	/** The moment of each scope's next turn, in nanoseconds since 1970. */
	private final Map<String, Long> next = new HashMap<>();

	/**
	 * @param perMinute letters a minute in each limited scope; a scope that is not in it,
	 * or with 0, has no limit
	 * @param kept what {@link #next} said when the process before ended
	 * @param longest how far ahead a kept moment may lie at most; what lies farther comes
	 * from a clock that was wrong
	 */
	RateLimits(Map<String, Integer> perMinute, Map<String, Long> kept, Instant now, Duration longest) {
		perMinute.forEach((scope, letters) -> {
			if (letters > 0) {
				this.intervals.put(scope, TimeUnit.MINUTES.toNanos(1) / letters);
			}
		});
		long latest = nanos(now.plus(longest));
		this.intervals.keySet()
			.forEach((scope) -> this.next.put(scope, Math.min(kept.getOrDefault(scope, Long.MIN_VALUE), latest)));
	}

	boolean limits(String scope) {
		return this.intervals.containsKey(scope);
	}

	/** The scopes that have a limit. */
	Set<String> scopes() {
		return Set.copyOf(this.intervals.keySet());
	}

	/** Takes the next turn that all these scopes have in common. */
	synchronized Instant take(Collection<String> scopes, Instant now) {
		long turn = nanos(turn(scopes, now));
		for (String scope : scopes) {
			Long interval = this.intervals.get(scope);
			if (interval != null) {
				long due = this.next.getOrDefault(scope, Long.MIN_VALUE);
				boolean first = due == Long.MIN_VALUE;
				this.next.put(scope, (first ? turn : Math.max(due, turn - CATCH_UP)) + interval);
			}
		}
		return instant(turn);
	}

	/** The turn that {@link #take} would take. */
	synchronized Instant turn(Collection<String> scopes, Instant now) {
		long turn = nanos(now);
		for (String scope : scopes) {
			turn = Math.max(turn, this.next.getOrDefault(scope, Long.MIN_VALUE));
		}
		return instant(turn);
	}

	/** Before which moment nothing more goes in a scope, in nanoseconds since 1970. */
	synchronized long next(String scope) {
		return this.next.getOrDefault(scope, Long.MIN_VALUE);
	}

	private static long nanos(Instant instant) {
		return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
	}

	private static Instant instant(long nanos) {
		long second = TimeUnit.SECONDS.toNanos(1);
		return Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second));
	}

}
