package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.becas.delivery.Courier.Round;
import org.becas.delivery.Dispatch.Status;
import org.becas.delivery.LetterComposer.Composition;
import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
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

	private final Deliveries deliveries;

	private final Ledger ledger;

	private final KeptRates rates;

	private final Pace pace;

	private final Recipients recipients;

	private final LetterComposer composer;

	private final Mailer mailer;

	private final MailSettings mail;

	private final DeliverySettings settings;

	private final Trouble trouble;

	private final PlatformTransactionManager transactions;

	private final Clock clock;

	private final Sleeper sleeper;

	Sending(Deliveries deliveries, Ledger ledger, KeptRates rates, Pace pace, Recipients recipients,
			LetterComposer composer, Mailer mailer, MailSettings mail, DeliverySettings settings, Trouble trouble,
			PlatformTransactionManager transactions, Clock clock, Sleeper sleeper) {
		this.deliveries = deliveries;
		this.ledger = ledger;
		this.rates = rates;
		this.pace = pace;
		this.recipients = recipients;
		this.composer = composer;
		this.mailer = mailer;
		this.mail = mail;
		this.settings = settings;
		this.trouble = trouble;
		this.transactions = transactions;
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
		long fence = this.ledger.takeOver(mailing, this.pace.domains(), this.clock.instant());
		Dispatch dispatch = this.deliveries.dispatch(mailing).orElseThrow();
		Turn turn = new Turn(mailing, fence, dispatch.giveUpAt());
		AtomicBoolean anyTaken = new AtomicBoolean();
		try (LedgerWriter writer = writer(mailing)) {
			send(turn, writer, new Halt(mailing, halted, this.clock, this.sleeper), anyTaken);
			this.trouble.over(mailing);
		}
		catch (Stop ex) {
			stop(turn, dispatch.stops(), ex, anyTaken.get());
			throw ex;
		}
	}

	private LedgerWriter writer(Mailing mailing) {
		return new LedgerWriter(new TransactionTemplate(this.transactions), this.sleeper, this.settings.patience(),
				(ex) -> this.trouble.tell(mailing, Trouble.database(ex)));
	}

	private void send(Turn turn, LedgerWriter writer, Halt halt, AtomicBoolean anyTaken) {
		RateLimits limits = this.pace.limits();
		Books books = new Books(turn, this.ledger, writer, limits, this.rates, this.trouble, halt, this.clock);
		Composition composition = this.composer.begin(turn.mailing(), books::keep);
		Crew crew = new Crew(halt);
		do {
			this.pace.mustBeOpen();
			DueLetters due = new DueLetters(books, this.pace, limits, halt, this.clock);
			Round round = new Round(turn, due, this.recipients, composition, limits, books, halt, anyTaken,
					this.settings, this.clock);
			crew.work(IntStream.range(0, this.mail.connections())
				.mapToObj((number) -> new Courier(number, round, line(books, halt)))
				.toList());
		}
		while (waitForWhatWasPutOff(turn, halt));
	}

	private RelayLine line(Books books, Halt halt) {
		return new RelayLine(this.mailer, this.mail, this.settings, books, halt, this.clock);
	}

	/** Whether there is more to send, once it is due. */
	private boolean waitForWhatWasPutOff(Turn turn, Halt halt) {
		Instant due = this.deliveries.nextDue(turn.mailing()).orElse(Instant.MAX);
		if (due.isAfter(this.clock.instant().plus(this.settings.patience())) || !running(turn)) {
			return false;
		}
		return halt.rest(due, () -> running(turn));
	}

	private boolean running(Turn turn) {
		return this.deliveries.dispatch(turn.mailing())
			.filter((dispatch) -> dispatch.status() == Status.RUNNING && dispatch.fence() == turn.fence())
			.isPresent();
	}

	/**
	 * When the sending goes on depends on why it stops, and how often it has.
	 * @param before how often in a row it had stopped without a letter taken
	 */
	private void stop(Turn turn, int before, Stop reason, boolean anyTaken) {
		Instant now = this.clock.instant();
		boolean tries = reason.then() == Stop.Then.TRY_AGAIN;
		int stops = tries ? (anyTaken ? 1 : before + 1) : 0;
		Instant resumeAt = tries ? now.plus(this.settings.restart(stops)) : reason.resumeAt();
		try {
			this.ledger.stop(turn.mailing(), turn.fence(), String.valueOf(reason.getMessage()), resumeAt, stops, now);
			this.trouble.over(turn.mailing());
		}
		catch (DataAccessException | TransactionException ex) {
			// The sending stays as it is and is taken up by the clock; people see why
			this.trouble.tell(turn.mailing(), Trouble.database(ex));
			log.warn("No se pudo anotar que el envío de {} se detuvo: {}", turn.mailing(), ex.getMessage());
		}
	}

}
