package org.becas.subscriber;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * Lets one network address send the public forms only so often: a few at once, then one a
 * minute. Kept in memory, for the addresses seen last.
 */
@Component
class Throttle {

	private static final int AT_ONCE = 5;

	private static final Duration ONE_MORE = Duration.ofMinutes(1);

	private static final int REMEMBERED = 20_000;

	private final Clock clock;

	/** The moment at which each address would have a full allowance again. */
	private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
			return size() > REMEMBERED;
		}

	};

	Throttle(Clock clock) {
		this.clock = clock;
	}

	/** Takes one from the address's allowance, if there is any left. */
	synchronized boolean allows(String address) {
		long now = this.clock.millis();
		long full = Math.max(this.full.getOrDefault(address, now), now) + ONE_MORE.toMillis();
		if (full - now > ONE_MORE.multipliedBy(AT_ONCE).toMillis()) {
			return false;
		}
		this.full.put(address, full);
		return true;
	}

}
