package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.delivery.Deliveries.Candidate;
import org.becas.delivery.Delivery.Skip;
import org.becas.mail.Sender;
import org.becas.mail.SigningKey;
import org.becas.offer.Level;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides, once for an edition, who gets it: everybody we know is entered, and who gets
 * nothing with the reason.
 */
@Component
class Audience {

	private final Subscribers subscribers;

	private final Bulletins bulletins;

	private final Deliveries deliveries;

	private final SigningKey key;

	private final Sender sender;

	private final DeliverySettings settings;

	private final Clock clock;

	Audience(Subscribers subscribers, Bulletins bulletins, Deliveries deliveries, SigningKey key, Sender sender,
			DeliverySettings settings, Clock clock) {
		this.subscribers = subscribers;
		this.bulletins = bulletins;
		this.deliveries = deliveries;
		this.key = key;
		this.sender = sender;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Freezes the audience of an edition in one transaction; a second time changes
	 * nothing.
	 * @throws IllegalStateException if the edition is not approved
	 * @throws Stop if the edition is held
	 */
	@Transactional
	void freeze(Edition edition) {
		this.deliveries.mustNotBeHeld(edition);
		Instant now = this.clock.instant();
		this.bulletins.markSending(edition, now);
		if (!this.deliveries.open(edition, now, now.plus(this.settings.giveUpAfter()))) {
			return;
		}
		this.subscribers.forgetUnconfirmed();
		Map<Set<Level>, Boolean> empty = new HashMap<>();
		String domain = this.sender.address().domain();
		this.subscribers
			.each((subscriber) -> this.deliveries.plan(edition,
					new Candidate(subscriber.id(), subscriber.email(), subscriber.name(),
							Level.join(subscriber.levels()), messageId(edition, subscriber.id(), domain)),
					skip(edition, subscriber, empty), now));
	}

	/**
	 * The same at every attempt, so that the second copy can be told from a second
	 * letter.
	 */
	private String messageId(Edition edition, long subscriber, String domain) {
		return this.key.sign("message-id", edition.toString(), Long.toString(subscriber)) + "@" + domain;
	}

	private @Nullable Skip skip(Edition edition, Subscriber subscriber, Map<Set<Level>, Boolean> empty) {
		Skip standing = skip(subscriber.status());
		if (standing != null) {
			return standing;
		}
		boolean nothing = empty.computeIfAbsent(subscriber.levels(),
				(levels) -> this.bulletins.rendering(edition, levels).isEmpty());
		return nothing ? Skip.NOTHING_FOR_THEM : null;
	}

	/** Why somebody of that standing gets nothing, or null if they do. */
	static @Nullable Skip skip(Subscriber.@Nullable Status status) {
		if (status == null) {
			return Skip.ERASED;
		}
		return switch (status) {
			case ACTIVE -> null;
			case PENDING -> Skip.UNCONFIRMED;
			case PAUSED -> Skip.PAUSED;
			case LEFT -> Skip.LEFT;
			case SUSPENDED -> Skip.SUSPENDED;
		};
	}

}
