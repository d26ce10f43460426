package org.becas.delivery;

import java.time.Instant;

import org.becas.bulletin.Edition;

/**
 * The sending of one edition.
 *
 * @param reason why it stopped, for people; empty if it did not
 * @param fence the number of the process that may send; grows with each start
 * @param plannedAt when its audience was frozen
 * @param giveUpAt from when on letters that were put off are not tried again
 * @param changedAt when it came to its present status
 */
public record Dispatch(Edition edition, Status status, String reason, long fence, Instant plannedAt, Instant giveUpAt,
		Instant changedAt) {

	/** Where the sending stands. */
	public enum Status {

		/** The audience is frozen; nothing was sent yet. */
		READY, RUNNING,

		/** Staff asked for a halt. */
		PAUSED,

		/** Staff ended it; what was not sent never will be. */
		CANCELLED,

		/** It halted by itself, for a reason that a person must see to. */
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
