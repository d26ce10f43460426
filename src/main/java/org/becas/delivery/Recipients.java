package org.becas.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.bulletin.OpenLetters;
import org.becas.delivery.Delivery.Skip;
import org.becas.mail.EmailAddress;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** What is known of the recipients in the moment in which their letters are taken up. */
@Component
class Recipients {

	private final Subscribers subscribers;

	private final OpenLetters letters;

	Recipients(Subscribers subscribers, OpenLetters letters) {
		this.subscribers = subscribers;
		this.letters = letters;
	}

	/** Which of these deliveries, by number, are not to be sent any more, and why. */
	Map<Long, Skip> withoutLetter(List<Delivery> claimed, Instant giveUpAt, Instant now) {
		Map<Long, Subscriber.Status> standing = this.subscribers
			.statuses(claimed.stream().map(Delivery::subscriber).toList());
		Set<EmailAddress> suppressed = this.subscribers.suppressed(claimed.stream().map(Delivery::email).toList());
		Map<Long, Skip> without = new HashMap<>();
		for (Delivery delivery : claimed) {
			Skip skip = suppressed.contains(delivery.email()) ? Skip.SUPPRESSED
					: skip(delivery, standing.get(delivery.subscriber()), giveUpAt, now);
			if (skip != null) {
				without.put(delivery.id(), skip);
			}
		}
		return without;
	}

	private @Nullable Skip skip(Delivery delivery, Subscriber.@Nullable Status standing, Instant giveUpAt,
			Instant now) {
		Skip skip = Audience.skip(standing);
		if (skip != null) {
			return skip;
		}
		if (!delivery.mailing().corrects() && !now.isBefore(this.letters.outdated(delivery.mailing().edition()))) {
			return Skip.OUTDATED;
		}
		// Only who was put off before has had their time
		return (delivery.attempts() > 1 && now.isAfter(giveUpAt)) ? Skip.EXPIRED : null;
	}

	/**
	 * The recipient's address takes no mail; nothing goes there until they say otherwise.
	 * @param answer the relay's words
	 */
	void suspend(Delivery delivery, String answer) {
		this.subscribers.suspend(delivery.subscriber(), answer);
	}

}
