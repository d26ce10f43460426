package org.becas.delivery;

import java.time.Instant;
import java.util.Set;

import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * One bulletin for one subscriber.
 *
 * @param id our number for it
 * @param subscriber their number, valid even after they have been erased
 * @param email where it goes, as it was when the edition was planned; after an erasure a
 * hash at {@code erased.invalid}
 * @param messageId without angle brackets; the same at every attempt
 * @param reason the relay's answer, what broke, or why nothing is sent; empty if there is
 * nothing to say
 * @param attempts how often it was taken up for sending
 * @param nextAt not before this moment
 * @param changedAt when it came to its present state
 * @param content what its letter says, from its handing over on
 * @param replyTo the Message-ID of the letter that it corrects
 * @param recipient keyed hash of the address, which outlives it
 */
public record Delivery(long id, Mailing mailing, long subscriber, EmailAddress email, @Nullable String name,
		Set<Level> levels, String messageId, State state, String reason, int attempts, Instant nextAt,
		Instant changedAt, @Nullable Long content, @Nullable String replyTo, @Nullable String recipient) {

	/** Where a delivery stands. */
	public enum State {

		/** To be sent. */
		PLANNED,

		/** In the hands of a running process, which has not given it to the relay. */
		CLAIMED,

		/** May have reached the relay. */
		HANDED,

		/** The relay has taken it over. */
		ACCEPTED,

		/** The relay asked us to come back later. */
		DEFERRED,

		/** The relay does not take letters for this address. */
		REJECTED,

		/**
		 * The connection or the process ended between handing over and the relay's
		 * answer: nobody on this side can know. Never sent again by itself.
		 */
		UNKNOWN,

		/** Not sent, for the reason given. */
		SKIPPED;

		/** Whether nothing will happen to it by itself any more. */
		public boolean settled() {
			return this == ACCEPTED || this == REJECTED || this == UNKNOWN || this == SKIPPED;
		}

	}

	/** Why somebody gets no letter; the key of the words that people read. */
	public enum Skip {

		/** No offer of this edition is at their levels. */
		NOTHING_FOR_THEM,

		/** Never confirmed the subscription. */
		UNCONFIRMED, PAUSED, LEFT,

		/** The address does not take our mail. */
		SUSPENDED,

		/** Was erased after the edition had been planned. */
		ERASED,

		/** The address is on the list of those that get nothing. */
		SUPPRESSED,

		/** Every offer at their levels closed before the letter could leave. */
		CLOSED,

		/** The day of the next edition had come before the letter could leave. */
		OUTDATED,

		/** The relay put it off until it was too late. */
		EXPIRED,

		/** Staff ended the delivery. */
		CANCELLED

	}

}
