package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Whether a sending goes on, and if not, why. All its connections share one, so that what
 * stops one of them stops the others at once.
 */
final class Halt {

	private static final Logger log = LoggerFactory.getLogger(Halt.class);

	/** How soon a waiting sender sees that somebody has halted the sending. */
	private static final Duration LOOK_UP = Duration.ofMillis(500);

	private final Mailing mailing;

	private final BooleanSupplier asked;

	private final Clock clock;

	private final Sleeper sleeper;

	private final AtomicReference<@Nullable Stop> reason = new AtomicReference<>();

	private volatile boolean over;

	/**
	 * @param asked whether somebody wants it to halt
	 */
	Halt(Mailing mailing, BooleanSupplier asked, Clock clock, Sleeper sleeper) {
		this.mailing = mailing;
		this.asked = asked;
		this.clock = clock;
		this.sleeper = sleeper;
	}

	boolean goesOn() {
		return !this.over && this.reason.get() == null && !this.asked.getAsBoolean();
	}

	/** Says for the present whether the senders have ended or are to end. */
	void over(boolean over) {
		this.over = over;
	}

	/** Stops the sending for that reason, unless there is one already. */
	void because(@Nullable Throwable cause) {
		if (this.reason.get() == null) {
			this.reason.compareAndSet(null, stop(cause));
		}
	}

	/**
	 * @throws Stop if there is a reason
	 */
	void mustGoOn() {
		Stop stop = this.reason.get();
		if (stop != null) {
			throw stop;
		}
	}

	private Stop stop(@Nullable Throwable cause) {
		if (cause instanceof Stop stop) {
			return stop;
		}
		if (cause instanceof DataAccessException || cause instanceof TransactionException) {
			return Stop.tryingAgain(Trouble.database(cause));
		}
		log.error("El envío de {} se interrumpió", this.mailing, cause);
		return new Stop("El envío se interrumpió: " + cause);
	}

	/**
	 * Waits for a moment.
	 * @return false if the sending does not go on then
	 */
	boolean rest(Instant until) {
		return rest(until, () -> true);
	}

	/**
	 * Waits for a moment, as long as it is wanted.
	 * @return false if it is not wanted any more, or the sending does not go on
	 */
	boolean rest(Instant until, BooleanSupplier wanted) {
		Instant now = this.clock.instant();
		while (now.isBefore(until)) {
			Duration left = Duration.between(now, until);
			if (!goesOn() || !wanted.getAsBoolean() || !sleep((left.compareTo(LOOK_UP) < 0) ? left : LOOK_UP)) {
				return false;
			}
			now = this.clock.instant();
		}
		return goesOn();
	}

	private boolean sleep(Duration time) {
		try {
			this.sleeper.sleep(time);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
