package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.becas.bulletin.Edition;
import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.delivery.LetterComposer.Composition;
import org.becas.mail.Letter;
import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.Connection;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome;
import org.becas.mail.Outcome.Deferred;
import org.becas.mail.Outcome.Rejected;
import org.becas.mail.Outcome.Stage;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what the ledger says is to be sent, on as many connections as the settings allow,
 * each with a thread of its own. No transaction is open while a letter is on its way.
 */
@Component
class Sending {

	/** Few enough that who leaves the list in this moment still gets nothing. */
	private static final int CLAIMED_AT_ONCE = 20;

	/** A letter that ends the connection each time must not keep the others waiting. */
	private static final int TRIES_AT_ONCE = 3;

	private final Deliveries deliveries;

	private final Subscribers subscribers;

	private final LetterComposer composer;

	private final Mailer mailer;

	private final MailSettings mail;

	private final DeliverySettings settings;

	private final PlatformTransactionManager transactions;

	private final Clock clock;

	private final Pace pace;

	Sending(Deliveries deliveries, Subscribers subscribers, LetterComposer composer, Mailer mailer, MailSettings mail,
			DeliverySettings settings, PlatformTransactionManager transactions, Clock clock) {
		this.deliveries = deliveries;
		this.subscribers = subscribers;
		this.composer = composer;
		this.mailer = mailer;
		this.mail = mail;
		this.settings = settings;
		this.transactions = transactions;
		this.clock = clock;
		this.pace = new Pace(mail.perMinute());
	}

	/**
	 * Sends an edition until nobody is left, somebody halts it, or something is wrong
	 * that a person must see to.
	 * @param halted asked now and then
	 * @throws Stop saying what is wrong
	 */
	void send(Edition edition, BooleanSupplier halted) {
		long fence = this.deliveries.takeOver(edition, this.clock.instant());
		try (LedgerWriter ledger = new LedgerWriter(new TransactionTemplate(this.transactions))) {
			Run run = new Run(edition, fence, giveUpAt(edition), ledger, this.composer.begin(edition), halted);
			do {
				run.once();
			}
			while (run.waitForWhatWasPutOff());
		}
		catch (Stop ex) {
			this.deliveries.become(edition, List.of(Status.RUNNING), Status.STOPPED, ex.getMessage(),
					this.clock.instant());
			throw ex;
		}
	}

	private Instant giveUpAt(Edition edition) {
		return this.deliveries.dispatch(edition).orElseThrow().giveUpAt();
	}

	/** One process's turn at an edition. */
	private final class Run {

		private final Edition edition;

		private final long fence;

		private final Instant giveUpAt;

		private final LedgerWriter ledger;

		private final Composition composition;

		private final BooleanSupplier halted;

		private final AtomicBoolean over = new AtomicBoolean();

		private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

		Run(Edition edition, long fence, Instant giveUpAt, LedgerWriter ledger, Composition composition,
				BooleanSupplier halted) {
			this.edition = edition;
			this.fence = fence;
			this.giveUpAt = giveUpAt;
			this.ledger = ledger;
			this.composition = composition;
			this.halted = halted;
		}

		/** Sends all that is due. */
		void once() {
			int connections = Sending.this.mail.connections();
			ExecutorService threads = Executors.newFixedThreadPool(connections);
			try {
				List<Future<?>> senders = new ArrayList<>();
				for (int i = 0; i < connections; i++) {
					senders.add(threads.submit(() -> new OneConnection(this).work()));
				}
				senders.forEach(this::join);
			}
			finally {
				this.over.set(true);
				threads.shutdownNow();
			}
			this.over.set(false);
			Stop reason = this.stop.get();
			if (reason != null) {
				throw reason;
			}
		}

		private void join(Future<?> sender) {
			try {
				sender.get();
			}
			catch (ExecutionException ex) {
				if (ex.getCause() instanceof Stop reason) {
					this.stop.compareAndSet(null, reason);
				}
				else {
					this.stop.compareAndSet(null, new Stop("El envío se interrumpió: " + ex.getCause()));
				}
			}
			catch (InterruptedException ex) {
				this.over.set(true);
				Thread.currentThread().interrupt();
			}
		}

		boolean goesOn() {
			return !this.over.get() && this.stop.get() == null && !this.halted.getAsBoolean();
		}

		/** Whether there is more to send, once it is due. */
		boolean waitForWhatWasPutOff() {
			Instant now = Sending.this.clock.instant();
			Instant due = Sending.this.deliveries.nextDue(this.edition).orElse(Instant.MAX);
			if (due.isAfter(now.plus(Sending.this.settings.patience())) || !running()) {
				return false;
			}
			while (Sending.this.clock.instant().isBefore(due)) {
				if (!goesOn() || !running() || !sleep(Duration.ofMillis(500))) {
					return false;
				}
			}
			return goesOn();
		}

		private boolean running() {
			return Sending.this.deliveries.dispatch(this.edition)
				.filter((dispatch) -> dispatch.status() == Status.RUNNING && dispatch.fence() == this.fence)
				.isPresent();
		}

		List<Delivery> claim() {
			return this.ledger.write(() -> Sending.this.deliveries.claim(this.edition, this.fence, CLAIMED_AT_ONCE,
					Sending.this.clock.instant()));
		}

		void hand(Delivery delivery) {
			if (!this.ledger
				.write(() -> Sending.this.deliveries.hand(delivery.id(), this.fence, Sending.this.clock.instant()))) {
				throw new Stop("Otro proceso se hizo cargo de este envío");
			}
		}

		void settle(Delivery delivery, State state, String reason, Instant nextAt) {
			this.ledger.later(() -> {
				Sending.this.deliveries.settle(delivery.id(), this.fence, state, reason, nextAt,
						Sending.this.clock.instant());
				return null;
			}).exceptionally((ex) -> {
				this.stop.compareAndSet(null, new Stop("No se puede escribir en la base de datos: " + ex.getMessage()));
				return null;
			});
		}

		void release(List<Delivery> claimed) {
			this.ledger.write(() -> {
				Sending.this.deliveries.release(claimed.stream().map(Delivery::id).toList(), this.fence);
				return true;
			});
		}

	}

	private static boolean sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** One sender: a thread, its connection, and the letters it has claimed. */
	private final class OneConnection {

		private final Run run;

		private @Nullable Connection connection;

		private int sent;

		private int failures;

		private Duration idle = Duration.ZERO;

		OneConnection(Run run) {
			this.run = run;
		}

		void work() {
			try {
				List<Delivery> claimed = this.run.claim();
				while (!claimed.isEmpty()) {
					deliver(claimed);
					claimed = this.run.goesOn() ? this.run.claim() : List.of();
				}
			}
			finally {
				disconnect();
			}
		}

		private void deliver(List<Delivery> claimed) {
			List<Delivery> due = stillWanted(claimed);
			int done = 0;
			Letter letter = null;
			try {
				while (done < due.size() && this.run.goesOn()) {
					Letter current = (letter != null) ? letter : this.run.composition.letter(due.get(done));
					boolean more = done + 1 < due.size() && this.sent + 1 < Sending.this.mail.lettersPerConnection();
					letter = more ? this.run.composition.letter(due.get(done + 1)) : null;
					deliver(due.get(done++), current, letter);
				}
			}
			finally {
				this.run.release(due.subList(done, due.size()));
			}
		}

		/** Settles those who are not to get it any more, and returns the others. */
		private List<Delivery> stillWanted(List<Delivery> claimed) {
			Map<Long, Subscriber.Status> standing = Sending.this.subscribers
				.statuses(claimed.stream().map(Delivery::subscriber).toList());
			Instant now = Sending.this.clock.instant();
			List<Delivery> wanted = new ArrayList<>();
			for (Delivery delivery : claimed) {
				Skip skip = Audience.skip(standing.get(delivery.subscriber()));
				if (skip == null && now.isAfter(this.run.giveUpAt)) {
					skip = Skip.EXPIRED;
				}
				if (skip == null) {
					wanted.add(delivery);
				}
				else {
					this.run.settle(delivery, State.SKIPPED, skip.name(), now);
				}
			}
			return wanted;
		}

		private void deliver(Delivery delivery, Letter letter, @Nullable Letter next) {
			Sending.this.pace.await();
			Connection way = connected();
			Outcome outcome = way.send(letter, next, () -> this.run.hand(delivery));
			this.sent++;
			if (!way.usable() || this.sent >= Sending.this.mail.lettersPerConnection()) {
				disconnect();
			}
			record(delivery, outcome);
		}

		private void record(Delivery delivery, Outcome outcome) {
			Instant now = Sending.this.clock.instant();
			Instant later = now.plus(Sending.this.settings.backoff(delivery.attempts()));
			switch (Verdict.of(outcome)) {
				case ACCEPTED -> {
					this.failures = 0;
					this.idle = Duration.ZERO;
					this.run.settle(delivery, State.ACCEPTED, outcome.text(), now);
				}
				case LATER -> {
					this.run.settle(delivery, State.DEFERRED, outcome.text(), later);
					if (outcome instanceof Deferred deferred
							&& (deferred.stage() != Stage.RCPT || deferred.reply().code() == 421)) {
						// Only an answer to RCPT speaks of one recipient, and 421 never
						// does; this
						// relay is busy
						slowDown(outcome.text());
					}
				}
				case NOT_SENT -> {
					boolean often = delivery.attempts() >= TRIES_AT_ONCE;
					this.run.settle(delivery, often ? State.DEFERRED : State.PLANNED, outcome.text(),
							often ? later : now);
					slowDown(outcome.text());
				}
				case UNKNOWN -> this.run.settle(delivery, State.UNKNOWN, outcome.text(), now);
				case REFUSED -> this.run.settle(delivery, State.REJECTED, outcome.text(), now);
				case BAD_ADDRESS -> {
					this.run.settle(delivery, State.REJECTED, outcome.text(), now);
					this.run.ledger.write(() -> {
						Sending.this.subscribers.suspend(delivery.subscriber(), outcome.text());
						return true;
					});
				}
				case OUR_FAULT -> {
					this.run.settle(delivery, State.DEFERRED, outcome.text(), later);
					throw new Stop(RelayWords.explain(((Rejected) outcome).reply()));
				}
			}
		}

		/** A connection, however long it takes within the run's patience. */
		private Connection connected() {
			Connection open = this.connection;
			while (open == null) {
				try {
					open = Sending.this.mailer.connect();
				}
				catch (NoConnection ex) {
					if (ex.permanent()) {
						throw new Stop(String.valueOf(ex.getMessage()));
					}
					slowDown(String.valueOf(ex.getMessage()));
				}
			}
			this.connection = open;
			return open;
		}

		/** Waits longer the more often in a row nothing could be sent. */
		private void slowDown(String reason) {
			this.failures++;
			Duration wait = Sending.this.settings.reconnect(this.failures);
			this.idle = this.idle.plus(wait);
			boolean patient = this.idle.compareTo(Sending.this.settings.patience().plusMinutes(1)) < 0;
			if (!patient) {
				throw new Stop(reason);
			}
			if (!this.run.goesOn() || !sleep(wait)) {
				throw new Stop("El envío se detuvo mientras esperaba al servidor de correo: " + reason);
			}
		}

		private void disconnect() {
			if (this.connection != null) {
				this.connection.close();
				this.connection = null;
			}
			this.sent = 0;
		}

	}

}
