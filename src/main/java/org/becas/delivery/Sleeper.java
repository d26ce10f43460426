package org.becas.delivery;

import java.time.Duration;

/** How a sender lets time pass; in tests it passes at once. */
@FunctionalInterface
interface Sleeper {

	/**
	 * Comes back when that much time is over.
	 * @throws InterruptedException if somebody ends the waiting
	 */
	void sleep(Duration time) throws InterruptedException;

}
