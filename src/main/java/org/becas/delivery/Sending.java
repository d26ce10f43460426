package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.becas.bulletin.OpenLetters;
import org.becas.delivery.Deliveries.Handed;
import org.becas.delivery.Deliveries.Settled;
import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.delivery.LetterComposer.Composition;
import org.becas.delivery.LetterComposer.Ready;
import org.becas.mail.EmailAddress;
import org.becas.mail.Letter;
import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.becas.mail.Mailer.Connection;
import org.becas.mail.Mailer.NoConnection;
import org.becas.mail.Outcome;
import org.becas.mail.Outcome.Deferred;
import org.becas.mail.Outcome.Rejected;
import org.becas.mail.Outcome.Stage;
import org.becas.offer.DateWords;
import org.becas.office.Office;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what the ledger says is to be sent, on as many connections as the settings allow,
 * each with a thread of its own. No transaction is open while a letter is on its way.
 */
@Component
class Sending {

	private static final Logger log = LoggerFactory.getLogger(Sending.class);

	/** Few enough that who leaves the list in this moment still gets nothing. */
	private static final int CLAIMED_AT_ONCE = 20;

	/** A letter that ends the connection each time must not keep the others waiting. */
	private static final int TRIES_AT_ONCE = 3;

	/** The scope of a limit for all letters to the relay. */
	private static final String RELAY = "relay";

	private static final String CONNECTION = "connection:";

	/** Relays end connections that say nothing for longer. */
	private static final Duration QUIET = Duration.ofSeconds(20);

	/** How soon a waiting sender sees that somebody has halted the sending. */
	private static final Duration LOOK_UP = Duration.ofMillis(500);

	private final Deliveries deliveries;

	private final Subscribers subscribers;

	private final LetterComposer composer;

	private final OpenLetters letters;

	private final Mailer mailer;

	private final MailSettings mail;

	private final DeliverySettings settings;

	private final SendHours hours;

	private final Trouble trouble;

	private final PlatformTransactionManager transactions;

	private final Office office;

	private final Clock clock;

	private final Sleeper sleeper;

	Sending(Deliveries deliveries, Subscribers subscribers, LetterComposer composer, OpenLetters letters, Mailer mailer,
			MailSettings mail, DeliverySettings settings, SendHours hours, Trouble trouble,
			PlatformTransactionManager transactions, Office office, Clock clock, Sleeper sleeper) {
		this.deliveries = deliveries;
		this.subscribers = subscribers;
		this.composer = composer;
		this.letters = letters;
		this.mailer = mailer;
		this.mail = mail;
		this.settings = settings;
		this.hours = hours;
		this.trouble = trouble;
		this.transactions = transactions;
		this.office = office;
		this.clock = clock;
		this.sleeper = sleeper;
	}

	/**
	 * Sends a mailing until nobody is left, somebody halts it, its hours are over, or
	 * something is wrong.
	 * @param halted asked now and then
	 * @throws Stop saying what is wrong
	 */
	void send(Mailing mailing, BooleanSupplier halted) {
		long fence = this.deliveries.takeOver(mailing, this.settings.perDomain().keySet(), this.clock.instant());
		Dispatch dispatch = this.deliveries.dispatch(mailing).orElseThrow();
		AtomicInteger taken = new AtomicInteger();
		try (LedgerWriter ledger = new LedgerWriter(new TransactionTemplate(this.transactions), this.sleeper,
				this.settings.patience(), (ex) -> this.trouble.tell(mailing, Trouble.database(ex)))) {
			Composition composition = this.composer.begin(mailing,
					(content) -> ledger.write(() -> this.deliveries.keep(mailing, content, this.clock.instant())));
			Run run = new Run(dispatch, fence, limits(), ledger, composition, halted, taken);
			do {
				run.once();
			}
			while (run.waitForWhatWasPutOff());
			this.trouble.over(mailing);
		}
		catch (Stop ex) {
			stop(dispatch, fence, ex, taken.get() > 0);
			throw ex;
		}
	}

	/** When the sending goes on depends on why it stops, and how often it has. */
	private void stop(Dispatch dispatch, long fence, Stop reason, boolean anyTaken) {
		Instant now = this.clock.instant();
		boolean tries = reason.then() == Stop.Then.TRY_AGAIN;
		int stops = tries ? (anyTaken ? 1 : dispatch.stops() + 1) : 0;
		Instant resumeAt = tries ? now.plus(this.settings.restart(stops)) : reason.resumeAt();
		try {
			this.deliveries.stop(dispatch.mailing(), fence, String.valueOf(reason.getMessage()), resumeAt, stops, now);
			this.trouble.over(dispatch.mailing());
		}
		catch (DataAccessException | TransactionException ex) {
			// The sending stays as it is and is taken up by the clock; people see why
			this.trouble.tell(dispatch.mailing(), Trouble.database(ex));
			log.warn("No se pudo anotar que el envío de {} se detuvo: {}", dispatch.mailing(), ex.getMessage());
		}
	}

	private RateLimits limits() {
		Map<String, Integer> limits = new HashMap<>(this.settings.perDomain());
		limits.put(RELAY, this.mail.perMinute());
		for (int i = 0; i < this.mail.connections(); i++) {
			limits.put(CONNECTION + i, this.settings.perConnection());
		}
		return new RateLimits(limits, this.deliveries.rates(), this.clock.instant(),
				Duration.ofMinutes(this.mail.connections()));
	}

	/**
	 * @throws Stop if letters must not leave at this hour; says until when
	 */
	private void mustBeOpen() {
		if (!this.hours.limited() || !this.mailer.leaves()) {
			return;
		}
		Instant now = this.clock.instant();
		Optional<Instant> opens = this.hours.in(this.office.zone()).open(now);
		if (opens.isEmpty()) {
			throw new Stop("Con las horas de becas.delivery.hours ninguna carta podría salir en un año; corríjalas");
		}
		if (opens.get().isAfter(now)) {
			String when = new DateWords(Locale.forLanguageTag("es"), this.office.zone()).moment(opens.get());
			throw Stop.until(opens.get(), "Fuera del horario de envío. Sigue por su cuenta el %s".formatted(when));
		}
	}

	private boolean sleep(Duration time) {
		try {
			this.sleeper.sleep(time);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** One process's turn at a mailing. */
	private final class Run {

		private final Mailing mailing;

		private final long fence;

		private final Instant giveUpAt;

		private final RateLimits limits;

		private final LedgerWriter ledger;

		private final Composition composition;

		private final BooleanSupplier halted;

		private final AtomicInteger taken;

		private final AtomicBoolean over = new AtomicBoolean();

		private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

		private final AtomicReference<String> told = new AtomicReference<>("");

		private final LedgerWriter.Statement<Handed, Boolean> handing = Sending.this.deliveries::hand;

		private final LedgerWriter.Statement<Settled, Boolean> settling = Sending.this.deliveries::settle;

		private final LedgerWriter.Statement<String, Boolean> takingTurns = this::keepRates;

		/** The limited domains to which something is due. */
		private final Set<String> lanes = ConcurrentHashMap.newKeySet();

		Run(Dispatch dispatch, long fence, RateLimits limits, LedgerWriter ledger, Composition composition,
				BooleanSupplier halted, AtomicInteger taken) {
			this.mailing = dispatch.mailing();
			this.fence = fence;
			this.giveUpAt = dispatch.giveUpAt();
			this.limits = limits;
			this.ledger = ledger;
			this.composition = composition;
			this.halted = halted;
			this.taken = taken;
		}

		/** Sends all that is due. */
		void once() {
			mustBeOpen();
			this.lanes.addAll(Sending.this.settings.perDomain().keySet());
			int connections = Sending.this.mail.connections();
			ExecutorService threads = Executors.newFixedThreadPool(connections);
			try {
				List<Future<?>> senders = new ArrayList<>();
				for (int i = 0; i < connections; i++) {
					OneConnection sender = new OneConnection(this, CONNECTION + i);
					senders.add(threads.submit(sender::work));
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
				this.stop.compareAndSet(null, reason(ex.getCause()));
			}
			catch (InterruptedException ex) {
				this.over.set(true);
				Thread.currentThread().interrupt();
			}
		}

		private Stop reason(@Nullable Throwable cause) {
			if (cause instanceof Stop reason) {
				return reason;
			}
			if (cause instanceof DataAccessException || cause instanceof TransactionException) {
				return Stop.tryingAgain(Trouble.database(cause));
			}
			log.error("El envío de {} se interrumpió", this.mailing, cause);
			return new Stop("El envío se interrumpió: " + cause);
		}

		boolean goesOn() {
			return !this.over.get() && this.stop.get() == null && !this.halted.getAsBoolean();
		}

		/** Whether there is more to send, once it is due. */
		boolean waitForWhatWasPutOff() {
			Instant now = Sending.this.clock.instant();
			Instant due = Sending.this.deliveries.nextDue(this.mailing).orElse(Instant.MAX);
			if (due.isAfter(now.plus(Sending.this.settings.patience())) || !running()) {
				return false;
			}
			return rest(due, this::running);
		}

		/** Waits for a moment, unless somebody halts the sending. */
		boolean rest(Instant until, BooleanSupplier wanted) {
			Instant now = Sending.this.clock.instant();
			while (now.isBefore(until)) {
				Duration left = Duration.between(now, until);
				if (!goesOn() || !wanted.getAsBoolean() || !sleep((left.compareTo(LOOK_UP) < 0) ? left : LOOK_UP)) {
					return false;
				}
				now = Sending.this.clock.instant();
			}
			return goesOn();
		}

		private boolean running() {
			return Sending.this.deliveries.dispatch(this.mailing)
				.filter((dispatch) -> dispatch.status() == Status.RUNNING && dispatch.fence() == this.fence)
				.isPresent();
		}

		/**
		 * What one sender takes up next: a letter to a limited domain whose turn it is,
		 * else some of the others; empty if nothing is due.
		 */
		List<Delivery> claim() {
			List<Delivery> claimed = List.of();
			while (claimed.isEmpty() && goesOn()) {
				mustBeOpen();
				claimed = claimNow();
				if (claimed.isEmpty()) {
					Optional<Instant> turn = this.lanes.stream()
						.map((lane) -> this.limits.turn(List.of(lane), Sending.this.clock.instant()))
						.min(Instant::compareTo);
					if (turn.isEmpty() || !rest(turn.get(), () -> true)) {
						return claimed;
					}
				}
			}
			return claimed;
		}

		private List<Delivery> claimNow() {
			Instant now = Sending.this.clock.instant();
			for (String lane : this.lanes) {
				if (!this.limits.turn(List.of(lane), now).isAfter(now)) {
					List<Delivery> claimed = claim(lane, 1, now);
					if (!claimed.isEmpty()) {
						return claimed;
					}
					this.lanes.remove(lane);
				}
			}
			return claim("", atOnce(), now);
		}

		/**
		 * Letters that wait for their turn are claimed late, so that who leaves the list
		 * meanwhile gets nothing.
		 */
		private int atOnce() {
			int perMinute = Math.min(most(Sending.this.mail.perMinute() / Sending.this.mail.connections()),
					most(Sending.this.settings.perConnection()));
			boolean limited = this.limits.limits(RELAY) || Sending.this.settings.perConnection() > 0;
			return limited ? Math.max(1, Math.min(CLAIMED_AT_ONCE, perMinute / 60)) : CLAIMED_AT_ONCE;
		}

		private static int most(int perMinute) {
			return (perMinute > 0) ? perMinute : Integer.MAX_VALUE;
		}

		private List<Delivery> claim(String lane, int limit, Instant now) {
			return this.ledger.write(() -> Sending.this.deliveries.claim(this.mailing, this.fence, lane, limit, now));
		}

		/** Notes that a letter is about to be handed over, and the turns that it took. */
		Runnable hand(Ready ready, Collection<String> scopes) {
			scopes.stream().filter(this.limits::limits).forEach((scope) -> this.ledger.write(this.takingTurns, scope));
			CompletableFuture<Boolean> ours = this.ledger.write(this.handing,
					new Handed(ready.delivery().id(), this.fence, ready.content(), Sending.this.clock.instant()));
			return () -> {
				if (!LedgerWriter.durable(ours)) {
					throw new Stop("Otro proceso se hizo cargo de este envío, o el personal lo canceló");
				}
			};
		}

		private List<Boolean> keepRates(List<String> scopes) {
			Set.copyOf(scopes).forEach((scope) -> Sending.this.deliveries.keepRate(scope, this.limits.next(scope)));
			return Collections.nCopies(scopes.size(), true);
		}

		void settle(Delivery delivery, State state, String reason, Instant nextAt) {
			Instant now = Sending.this.clock.instant();
			this.ledger.happened(this.settling, new Settled(delivery.id(), this.fence, state, reason, nextAt, now))
				.exceptionally((ex) -> {
					this.stop.compareAndSet(null, Stop.tryingAgain(Trouble.database(ex)));
					return false;
				});
		}

		/** A letter that was refused for our sake counts as never tried. */
		void keepPlace(Delivery delivery, String reason) {
			Instant now = Sending.this.clock.instant();
			this.ledger.happened(() -> Sending.this.deliveries.keepPlace(delivery.id(), this.fence, reason, now));
		}

		/** Shows what keeps the sending waiting, or nothing. */
		void tell(String reason) {
			if (!reason.equals(this.told.getAndSet(reason))) {
				this.ledger.happened(() -> Sending.this.deliveries.tell(this.mailing, this.fence, reason));
				Sending.this.trouble.over(this.mailing);
			}
		}

		void release(List<Ready> claimed) {
			if (!claimed.isEmpty()) {
				List<Long> ids = claimed.stream().map((ready) -> ready.delivery().id()).toList();
				this.ledger.happened(() -> Sending.this.deliveries.release(ids, this.fence));
			}
		}

	}

	/** One sender: a thread, its connection, and the letters it has claimed. */
	private final class OneConnection {

		private final Run run;

		private final String scope;

		private @Nullable Connection connection;

		private int sent;

		private int failures;

		private Duration idle = Duration.ZERO;

		OneConnection(Run run, String scope) {
			this.run = run;
			this.scope = scope;
		}

		void work() {
			try {
				List<Delivery> claimed = this.run.claim();
				while (!claimed.isEmpty()) {
					deliver(stillWanted(claimed));
					claimed = this.run.claim();
				}
			}
			catch (RuntimeException ex) {
				// The others stop at once, not when this one is joined
				this.run.stop.compareAndSet(null, this.run.reason(ex));
				throw ex;
			}
			finally {
				disconnect();
			}
		}

		private void deliver(List<Ready> due) {
			int done = 0;
			try {
				boolean tried = true;
				while (tried && done < due.size() && this.run.goesOn()) {
					boolean more = done + 1 < due.size() && this.sent + 1 < Sending.this.mail.lettersPerConnection();
					tried = deliver(due.get(done), more ? due.get(done + 1).letter() : null);
					done += tried ? 1 : 0;
				}
			}
			finally {
				// What was handed over or settled in the meantime is not given back by
				// this
				this.run.release(due.subList(done, due.size()));
			}
		}

		/**
		 * Settles those who are not to get it any more, and returns the letters of the
		 * others.
		 */
		private List<Ready> stillWanted(List<Delivery> claimed) {
			Instant now = Sending.this.clock.instant();
			Map<Long, Subscriber.Status> standing = Sending.this.subscribers
				.statuses(claimed.stream().map(Delivery::subscriber).toList());
			Set<EmailAddress> suppressed = Sending.this.subscribers
				.suppressed(claimed.stream().map(Delivery::email).toList());
			List<Ready> wanted = new ArrayList<>();
			for (Delivery delivery : claimed) {
				Skip skip = suppressed.contains(delivery.email()) ? Skip.SUPPRESSED
						: skip(delivery, standing.get(delivery.subscriber()), now);
				Optional<Ready> ready = (skip == null) ? this.run.composition.letter(delivery, now) : Optional.empty();
				if (ready.isPresent()) {
					wanted.add(ready.get());
				}
				else {
					this.run.settle(delivery, State.SKIPPED, ((skip != null) ? skip : Skip.CLOSED).name(), now);
				}
			}
			return wanted;
		}

		private @Nullable Skip skip(Delivery delivery, Subscriber.@Nullable Status standing, Instant now) {
			Skip skip = Audience.skip(standing);
			if (skip != null) {
				return skip;
			}
			if (!delivery.mailing().corrects()
					&& !now.isBefore(Sending.this.letters.outdated(delivery.mailing().edition()))) {
				return Skip.OUTDATED;
			}
			// Only who was put off before has had their time
			return (delivery.attempts() > 1 && now.isAfter(this.run.giveUpAt)) ? Skip.EXPIRED : null;
		}

		private boolean deliver(Ready ready, @Nullable Letter next) {
			List<String> scopes = List.of(RELAY, this.scope, ready.delivery().email().domain());
			if (!waitForTurn(scopes)) {
				return false;
			}
			Connection way = connected();
			Outcome outcome = way.send(ready.letter(), next, () -> this.run.hand(ready, scopes));
			this.sent++;
			if (!way.usable() || this.sent >= Sending.this.mail.lettersPerConnection()) {
				disconnect();
			}
			record(ready.delivery(), outcome);
			return true;
		}

		/**
		 * Waits for the letter's turn; a connection would not last through a long wait.
		 */
		private boolean waitForTurn(List<String> scopes) {
			Instant now = Sending.this.clock.instant();
			Instant turn = this.run.limits.take(scopes, now);
			if (turn.isAfter(now.plus(QUIET))) {
				disconnect();
			}
			return this.run.rest(turn, () -> true);
		}

		private void record(Delivery delivery, Outcome outcome) {
			Instant now = Sending.this.clock.instant();
			Instant later = now.plus(Sending.this.settings.backoff(delivery.attempts()));
			switch (Verdict.of(outcome)) {
				case ACCEPTED -> {
					this.failures = 0;
					this.idle = Duration.ZERO;
					this.run.taken.incrementAndGet();
					this.run.tell("");
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
					this.run.ledger
						.happened(() -> Sending.this.subscribers.suspend(delivery.subscriber(), outcome.text()));
				}
				case OUR_FAULT -> {
					this.run.keepPlace(delivery, outcome.text());
					throw refused((Rejected) outcome);
				}
			}
		}

		/**
		 * What is wrong with us may be put right by the IT office while we wait; a letter
		 * that is refused for what it says must be looked at.
		 */
		private static Stop refused(Rejected refusal) {
			return (refusal.stage() == Stage.DOT) ? new Stop(RelayWords.letterRefused(refusal.reply()))
					: Stop.tryingAgain(RelayWords.refused(refusal.reply()));
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
						throw Stop.tryingAgain(RelayWords.noConnection(String.valueOf(ex.getMessage())));
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
				throw Stop.tryingAgain(RelayWords.away(reason));
			}
			this.run.tell(RelayWords.waiting(reason));
			if (!this.run.rest(Sending.this.clock.instant().plus(wait), () -> true)) {
				throw Stop.tryingAgain(RelayWords.away(reason));
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
