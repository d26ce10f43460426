package org.becas.subscriber;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants the bulletin, or wanted it.
 *
 * @param id the number under which we hold them; never used again
 * @param name how they want to be greeted
 * @param levels what they want to read about; never empty
 * @param language of their letters
 * @param since when they first asked, or were imported
 * @param reason why they are {@link Status#SUSPENDED}
 */
public record Subscriber(long id, EmailAddress email, @Nullable String name, Set<Level> levels, Locale language,
		Status status, Instant since, @Nullable String reason) {

	/** Where a subscription stands. */
	public enum Status {

		/** Asked for it, and has not yet confirmed by mail. */
		PENDING,

		/** Gets the bulletin. */
		ACTIVE,

		/** Has asked for silence for a while. */
		PAUSED,

		/** Does not want it any more. */
		LEFT,

		/** The address does not take our mail. */
		SUSPENDED

	}

}
