package org.becas.collect;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests to one host pass one at a time, with a pause in between. A host that asks
 * for no pause is not queued. Thread-safe.
 */
class HostQueue {

	/** With more hosts than this, those that nobody waits for are forgotten. */
	static final int MANY = 256;

	/** Guarded by itself. */
	private final Map<String, Turn> turns;

	HostQueue() {
		this(new HashMap<>());
	}

	/**
	 * @param turns where hosts are remembered
	 */
	HostQueue(Map<String, Turn> turns) {
		this.turns = turns;
	}

	/** Runs the request when it is its host's turn. */
	<T> T inTurn(String host, Duration delay, Request<T> request) throws InterruptedException {
		if (delay.isZero()) {
			return request.send();
		}
		Turn turn = turn(host);
		try {
			return turn.take(delay, request);
		}
		finally {
			leave(turn);
		}
	}

	private Turn turn(String host) {
		synchronized (this.turns) {
			Turn turn = this.turns.computeIfAbsent(host, (name) -> new Turn());
			turn.wanted++;
			return turn;
		}
	}

	private void leave(Turn left) {
		synchronized (this.turns) {
			left.wanted--;
			if (this.turns.size() > MANY) {
				this.turns.values().removeIf((turn) -> turn.wanted == 0 && turn.next - System.nanoTime() <= 0);
			}
		}
	}

	/** A request that may be sent now. */
	@FunctionalInterface
	interface Request<T> {

		T send();

	}

	/** One host: whose turn it is, and from when on. */
	static final class Turn {

		private final ReentrantLock lock = new ReentrantLock(true);

		/** Written by whoever holds the lock; read when nobody wants it. */
		private volatile long next = System.nanoTime();

		/** How many hold it or wait for it; guarded by the queue. */
		private int wanted;

		private <T> T take(Duration delay, Request<T> request) throws InterruptedException {
			this.lock.lockInterruptibly();
			try {
				TimeUnit.NANOSECONDS.sleep(this.next - System.nanoTime());
				return request.send();
			}
			finally {
				// A fifth more or less, so that we do not knock in step with anybody
				this.next = System.nanoTime()
						+ (long) (delay.toNanos() * ThreadLocalRandom.current().nextDouble(0.9, 1.3));
				this.lock.unlock();
			}
		}

	}

}
