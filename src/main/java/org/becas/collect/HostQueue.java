package org.becas.collect;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests to one host pass one at a time, with a pause in between. A host that asks
 * for no pause is not queued.
 */
class HostQueue {

	private final Map<String, Turn> turns = new ConcurrentHashMap<>();

	/** Runs the request when it is its host's turn. */
	<T> T inTurn(String host, Duration delay, Request<T> request) throws InterruptedException {
		if (delay.isZero()) {
			return request.send();
		}
		Turn turn = this.turns.computeIfAbsent(host, (name) -> new Turn());
		turn.lock.lockInterruptibly();
		try {
			TimeUnit.NANOSECONDS.sleep(turn.next - System.nanoTime());
			return request.send();
		}
		finally {
			// A fifth more or less, so that we do not knock in step with anybody
			turn.next = System.nanoTime() + (long) (delay.toNanos() * ThreadLocalRandom.current().nextDouble(0.9, 1.3));
			turn.lock.unlock();
		}
	}

	/** A request that may be sent now. */
	@FunctionalInterface
	interface Request<T> {

		T send();

	}

	private static final class Turn {

		private final ReentrantLock lock = new ReentrantLock(true);

		private long next = System.nanoTime();

	}

}
