package org.becas.delivery;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.becas.bounce.BounceMailbox;
import org.becas.bounce.Notice;
import org.becas.bounce.Notice.Kind;
import org.becas.bounce.NoticeReader;
import org.becas.delivery.Delivery.State;
import org.becas.office.Sha256;
import org.becas.subscriber.Consent.Channel;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscriber.Status;
import org.becas.subscriber.Subscribers;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works through the bounce mailbox: what each message says goes to the letter it speaks
 * of and, where it says something of the person, to their subscription. What speaks of no
 * letter of ours changes nothing and stays in the mailbox, since anybody can write there.
 */
@Component
class BounceDesk {

	private final BounceMailbox mailbox;

	private final NoticeReader reader;

	private final Deliveries deliveries;

	private final Bounces bounces;

	private final Subscribers subscribers;

	private final TransactionTemplate transactions;

	private final Clock clock;

	BounceDesk(BounceMailbox mailbox, NoticeReader reader, Deliveries deliveries, Bounces bounces,
			Subscribers subscribers, PlatformTransactionManager transactions, Clock clock) {
		this.mailbox = mailbox;
		this.reader = reader;
		this.deliveries = deliveries;
		this.bounces = bounces;
		this.subscribers = subscribers;
		this.transactions = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Reads the mailbox once. Each message is committed before it is removed; one that is
	 * met again after a crash counts once.
	 */
	Tally work() {
		Tally tally = new Tally();
		this.mailbox.read((message) -> settle(message, tally));
		return tally;
	}

	/** Whether the message may go. */
	private boolean settle(byte[] message, Tally tally) {
		Notice notice = this.reader.read(message);
		Optional<Delivery> delivery = delivery(notice);
		Long subscription = notice.subscription();
		if (delivery.isEmpty() && subscription != null && notice.kind() != Kind.OTHER) {
			this.transactions.executeWithoutResult((status) -> ofSubscription(subscription, notice));
			tally.read.merge(notice.kind(), 1, Integer::sum);
			return true;
		}
		if (notice.kind() == Kind.OTHER || delivery.isEmpty()) {
			tally.left++;
			return false;
		}
		if (notice.kind() == Kind.AUTO_REPLY
				|| Boolean.TRUE.equals(this.transactions.execute((status) -> keep(message, notice, delivery.get())))) {
			tally.read.merge(notice.kind(), 1, Integer::sum);
		}
		return true;
	}

	/** Our signed return path wins over a Message-ID that somebody quotes. */
	private Optional<Delivery> delivery(Notice notice) {
		if (notice.letter() != null) {
			return this.deliveries.find(notice.letter());
		}
		return notice.messageIds().stream().map(this.deliveries::find).flatMap(Optional::stream).findFirst();
	}

	private boolean keep(byte[] message, Notice notice, Delivery delivery) {
		Optional<Subscriber> subscriber = this.subscribers.find(delivery.subscriber());
		String answer = subscriber.isPresent() ? notice.text() : "";
		if (!this.bounces.keep(hash(message), delivery, notice, answer, this.clock.instant())) {
			return false;
		}
		// Whatever it says, the relay had taken the letter
		this.deliveries.resolve(delivery.id(), State.ACCEPTED, (notice.kind() == Kind.DELIVERED)
				? "Una notificación dice que llegó" : "Volvió una notificación: el servidor sí había recibido la carta",
				this.clock.instant());
		subscriber.filter((person) -> person.status() != Status.LEFT && person.status() != Status.SUSPENDED)
			.ifPresent((person) -> act(person, notice));
		return true;
	}

	/**
	 * What came back of the letter that asks to confirm a subscription. Of one that may
	 * yet arrive nothing is kept: who waits for it asks for it again.
	 */
	private void ofSubscription(long number, Notice notice) {
		boolean over = notice.kind() == Kind.HARD || notice.kind() == Kind.COMPLAINT;
		this.subscribers.find(number)
			.filter((person) -> over && person.status() != Status.LEFT && person.status() != Status.SUSPENDED)
			.ifPresent((person) -> act(person, notice));
	}

	private void act(Subscriber person, Notice notice) {
		switch (notice.kind()) {
			case HARD -> this.subscribers.suspend(person.id(),
					"Devuelta: la dirección no existe o no recibe correo. " + notice.text());
			case SOFT, FULL -> {
				if (this.bounces.again(person.id(), this.subscribers.changedAt(person.id()))) {
					this.subscribers.suspend(person.id(),
							"Devuelta %d meses seguidos. %s".formatted(Bounces.PATIENCE, notice.text()));
				}
			}
			case COMPLAINT -> this.subscribers.leave(person.id(), Channel.COMPLAINT);
			default -> {
				// nothing that the person did or is
			}
		}
	}

	private static String hash(byte[] message) {
		return Sha256.of(message);
	}

	/** What one reading of the mailbox came to. */
	static final class Tally {

		private final Map<Kind, Integer> read = new EnumMap<>(Kind.class);

		private int left;

		/** How many were new, of each kind. */
		Map<Kind, Integer> read() {
			return this.read;
		}

		/** How many stay in the mailbox for a person. */
		int left() {
			return this.left;
		}

	}

}
