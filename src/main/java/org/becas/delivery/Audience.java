package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.bulletin.Bulletins;
import org.becas.bulletin.OpenLetters;
import org.becas.delivery.Delivery.Skip;
import org.becas.mail.EmailAddress;
import org.becas.mail.Sender;
import org.becas.mail.SigningKey;
import org.becas.offer.Level;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides, once for a mailing, who gets it: everybody we know is entered, and who gets
 * nothing with the reason.
 */
@Component
class Audience {

	private static final int AT_ONCE = 500;

	private final Subscribers subscribers;

	private final Bulletins bulletins;

	private final OpenLetters letters;

	private final Corrections corrections;

	private final Deliveries deliveries;

	private final FrozenAudience frozen;

	private final SigningKey key;

	private final Sender sender;

	private final DeliverySettings settings;

	private final Clock clock;

	Audience(Subscribers subscribers, Bulletins bulletins, OpenLetters letters, Corrections corrections,
			Deliveries deliveries, FrozenAudience frozen, SigningKey key, Sender sender, DeliverySettings settings,
			Clock clock) {
		this.subscribers = subscribers;
		this.bulletins = bulletins;
		this.letters = letters;
		this.corrections = corrections;
		this.deliveries = deliveries;
		this.frozen = frozen;
		this.key = key;
		this.sender = sender;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Freezes the audience of a mailing in one transaction; a second time changes
	 * nothing.
	 * @throws IllegalStateException if the edition is not approved
	 * @throws Stop if the mailing is held or cancelled, or the next edition is due
	 */
	@Transactional
	void freeze(Mailing mailing) {
		this.deliveries.mustNotBeOver(mailing);
		Instant now = this.clock.instant();
		boolean open = this.deliveries.dispatch(mailing).isPresent();
		if (!open && !mailing.corrects()) {
			mustBeInTime(mailing, now);
		}
		if (!mailing.corrects()) {
			this.bulletins.markSending(mailing.edition(), now);
		}
		if (open || !this.frozen.open(mailing, now, now.plus(this.settings.giveUpAfter()))) {
			return;
		}
		if (mailing.corrects()) {
			planCorrection(mailing, now);
		}
		else {
			planBulletin(mailing, now);
		}
	}

	private void mustBeInTime(Mailing mailing, Instant now) {
		if (!now.isBefore(this.letters.outdated(mailing.edition()))) {
			throw new Stop("El boletín %s podía salir hasta el %s, antes del siguiente; ya no se envía"
				.formatted(mailing, this.letters.lastDay(mailing.edition())));
		}
	}

	private void planBulletin(Mailing mailing, Instant now) {
		this.subscribers.forgetUnconfirmed();
		Map<Set<Level>, Boolean> empty = new HashMap<>();
		Batch batch = new Batch(mailing, now);
		this.subscribers.each((subscriber) -> batch
			.add(candidate(mailing, subscriber, subscriber.levels(), skip(mailing, subscriber, empty), null)));
		batch.enter();
	}

	/** Those whose letter held the call that is corrected. */
	private void planCorrection(Mailing mailing, Instant now) {
		Batch batch = new Batch(mailing, now);
		this.corrections.eachRecipient(mailing, (subscriber, original) -> batch
			.add(candidate(mailing, subscriber, original.levels(), skip(subscriber.status()), original.messageId())));
		batch.enter();
	}

	private Candidate candidate(Mailing mailing, Subscriber subscriber, Set<Level> levels, @Nullable Skip skip,
			@Nullable String replyTo) {
		return new Candidate(subscriber.id(), subscriber.email(), subscriber.name(), Level.join(levels),
				messageId(mailing, subscriber.id()), skip, replyTo, recipient(this.key, subscriber.email()));
	}

	/**
	 * The same at every attempt, so that the second copy can be told from a second
	 * letter.
	 */
	private String messageId(Mailing mailing, long subscriber) {
		return this.key.sign("message-id", mailing.toString(), Long.toString(subscriber)) + "@"
				+ this.sender.address().domain();
	}

	/** What stands for an address in the certificate, also after its erasure. */
	static String recipient(SigningKey key, EmailAddress email) {
		return key.sign("recipient", email.key());
	}

	private @Nullable Skip skip(Mailing mailing, Subscriber subscriber, Map<Set<Level>, Boolean> empty) {
		Skip standing = skip(subscriber.status());
		if (standing != null) {
			return standing;
		}
		boolean nothing = empty.computeIfAbsent(subscriber.levels(),
				(levels) -> this.bulletins.rendering(mailing.edition(), levels).isEmpty());
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

	/** Candidates on their way into the ledger, some hundred at once. */
	private final class Batch {

		private final Mailing mailing;

		private final Instant now;

		private final List<Candidate> waiting = new ArrayList<>(AT_ONCE);

		Batch(Mailing mailing, Instant now) {
			this.mailing = mailing;
			this.now = now;
		}

		void add(Candidate candidate) {
			this.waiting.add(candidate);
			if (this.waiting.size() == AT_ONCE) {
				enter();
			}
		}

		void enter() {
			Set<EmailAddress> suppressed = Audience.this.subscribers.suppressed(this.waiting.stream()
				.filter((candidate) -> candidate.skip() == null)
				.map(Candidate::email)
				.collect(Collectors.toSet()));
			Audience.this.frozen.plan(this.mailing,
					this.waiting.stream()
						.map((candidate) -> suppressed.contains(candidate.email()) ? candidate.without(Skip.SUPPRESSED)
								: candidate)
						.toList(),
					this.now);
			this.waiting.clear();
		}

	}

}
