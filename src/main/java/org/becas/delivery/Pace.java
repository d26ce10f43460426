package org.becas.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets so many letters a minute through, evenly spaced and for all connections together.
 * Nothing is saved up while nobody sends, so a start never begins with a burst.
 */
final class Pace {

	private final long interval;

	private long next = System.nanoTime();

	/**
	 * @param perMinute 0 for as many as anybody likes
	 */
	Pace(int perMinute) {
		this.interval = (perMinute > 0) ? TimeUnit.MINUTES.toNanos(1) / perMinute : 0;
	}

	/** Waits for the caller's turn. */
	void await() {
		if (this.interval > 0) {
			long turn = take(System.nanoTime());
			for (long left = turn - System.nanoTime(); left > 0
					&& !Thread.currentThread().isInterrupted(); left = turn - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
		}
	}

	/** The moment of the caller's turn. */
	synchronized long take(long now) {
		long turn = (this.next - now > 0) ? this.next : now;
		this.next = turn + this.interval;
		return turn;
	}

}
