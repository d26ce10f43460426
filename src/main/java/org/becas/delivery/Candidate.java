package org.becas.delivery;

import org.becas.delivery.Delivery.Skip;
import org.becas.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may get a mailing.
 *
 * @param skip why they get nothing, or null if they get a letter
 * @param replyTo the Message-ID of the letter that theirs corrects
 * @param recipient keyed hash of the address
 */
record Candidate(long subscriber, EmailAddress email, @Nullable String name, String levels, String messageId,
		@Nullable Skip skip, @Nullable String replyTo, String recipient) {

	/** The same person, who gets nothing. */
	Candidate without(Skip reason) {
		return new Candidate(this.subscriber, this.email, this.name, this.levels, this.messageId, reason, this.replyTo,
				this.recipient);
	}

}
