package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * A clock that goes on only while somebody sleeps, which takes no time. What is to happen
 * at a moment happens when the clock passes it.
 */
final class VirtualTime extends Clock implements Sleeper {

	private final TreeMap<Instant, Runnable> events = new TreeMap<>();

	private Instant now;

	VirtualTime(String now) {
		this.now = Instant.parse(now);
	}

	@Override
	public void sleep(Duration time) {
		pass(time);
	}

	/** Lets time pass. */
	synchronized void pass(Duration time) {
		Instant until = this.now.plus(time);
		for (Map.Entry<Instant, Runnable> event = this.events.firstEntry(); event != null
				&& !event.getKey().isAfter(until); event = this.events.firstEntry()) {
			this.events.remove(event.getKey());
			this.now = event.getKey();
			event.getValue().run();
		}
		this.now = until;
	}

	/** Has something happen once that much time has passed. */
	synchronized VirtualTime after(Duration time, Runnable event) {
		this.events.put(this.now.plus(time), event);
		return this;
	}

	@Override
	public synchronized Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
