package org.becas.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The sending of one bulletin or correction.
 *
 * @param reason why it stopped, for people; empty if it did not
 * @param fence the number of the process that may send; grows with each start
 * @param plannedAt when its audience was frozen
 * @param giveUpAt from when on letters that were put off are not tried again
 * @param changedAt when it came to its present status
 * @param resumeAt when it goes on by itself, if it stopped and will
 * @param stops how often in a row it stopped without a letter taken in between
 */
public record Dispatch(Mailing mailing, Status status, String reason, long fence, Instant plannedAt, Instant giveUpAt,
		Instant changedAt, @Nullable Instant resumeAt, int stops) {

	/** Where the sending stands. */
	public enum Status {

		/** The audience is frozen; nothing was sent yet. */
		READY, RUNNING,

		/** Staff asked for a halt. */
		PAUSED,

		/** Staff ended it; what was not sent never will be. */
		CANCELLED,

		/** It halted by itself, for the reason given. */
		STOPPED,

		/**
		 * It comes from a copy of the data, and letters may have left after the copy was
		 * made; nothing goes on until a person has released it.
		 */
		HELD,

		/** Every subscriber is accounted for. */
		DONE

	}

}
