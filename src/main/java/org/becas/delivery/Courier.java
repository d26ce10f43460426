package org.becas.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.LetterComposer.Composition;
import org.becas.delivery.LetterComposer.Ready;
import org.becas.mail.Letter;
import org.becas.mail.Outcome;
import org.becas.mail.Outcome.Deferred;
import org.becas.mail.Outcome.Rejected;
import org.becas.mail.Outcome.Stage;
import org.jspecify.annotations.Nullable;

/** Takes letters to the relay over a line of its own, and notes what became of each. */
final class Courier {

	/** A letter that ends the connection each time must not keep the others waiting. */
	private static final int TRIES_AT_ONCE = 3;

	/** Relays end connections that say nothing for longer. */
	private static final Duration QUIET = Duration.ofSeconds(20);

	private final int number;

	private final Round round;

	private final RelayLine line;

	/**
	 * @param number which of the connections it is, from 0
	 */
	Courier(int number, Round round, RelayLine line) {
		this.number = number;
		this.round = round;
		this.line = line;
	}

	/**
	 * Sends until nothing is due or the sending halts.
	 * @throws Stop if it must halt
	 */
	void work() {
		try (this.line) {
			List<Delivery> claimed = this.round.due().claim();
			while (!claimed.isEmpty()) {
				deliver(stillWanted(claimed));
				claimed = this.round.due().claim();
			}
		}
	}

	/**
	 * Settles those who are not to get it any more, and returns the letters of the
	 * others.
	 */
	private List<Ready> stillWanted(List<Delivery> claimed) {
		Instant now = this.round.clock().instant();
		Map<Long, Skip> without = this.round.recipients().withoutLetter(claimed, this.round.turn().giveUpAt(), now);
		List<Ready> wanted = new ArrayList<>();
		for (Delivery delivery : claimed) {
			Skip skip = without.get(delivery.id());
			Optional<Ready> ready = (skip == null) ? this.round.composition().letter(delivery, now) : Optional.empty();
			if (ready.isPresent()) {
				wanted.add(ready.get());
			}
			else {
				this.round.books().settle(delivery, State.SKIPPED, ((skip != null) ? skip : Skip.CLOSED).name());
			}
		}
		return wanted;
	}

	private void deliver(List<Ready> letters) {
		int done = 0;
		try {
			boolean tried = true;
			while (tried && done < letters.size() && this.round.halt().goesOn()) {
				boolean more = done + 1 < letters.size() && this.line.carriesMore();
				tried = deliver(letters.get(done), more ? letters.get(done + 1).letter() : null);
				done += tried ? 1 : 0;
			}
		}
		finally {
			// What was handed over or settled in the meantime is not given back by this
			this.round.books().release(letters.subList(done, letters.size()));
		}
	}

	private boolean deliver(Ready ready, @Nullable Letter next) {
		List<String> scopes = Pace.scopes(this.number, ready.delivery().email().domain());
		if (!waitForTurn(scopes)) {
			return false;
		}
		Outcome outcome = this.line.send(ready.letter(), next, () -> this.round.books().hand(ready, scopes));
		note(ready.delivery(), outcome);
		return true;
	}

	/** Waits for the letter's turn; a connection would not last through a long wait. */
	private boolean waitForTurn(List<String> scopes) {
		Instant now = this.round.clock().instant();
		Instant turn = this.round.limits().take(scopes, now);
		if (turn.isAfter(now.plus(QUIET))) {
			this.line.close();
		}
		return this.round.halt().rest(turn);
	}

	private void note(Delivery delivery, Outcome outcome) {
		Books books = this.round.books();
		String text = outcome.text();
		switch (Verdict.of(outcome)) {
			case ACCEPTED -> {
				this.round.anyTaken().set(true);
				this.line.good();
				books.settle(delivery, State.ACCEPTED, text);
			}
			case LATER -> putOff(delivery, outcome);
			case NOT_SENT -> notSent(delivery, text);
			case UNKNOWN -> books.settle(delivery, State.UNKNOWN, text);
			case REFUSED -> books.settle(delivery, State.REJECTED, text);
			case BAD_ADDRESS -> {
				books.settle(delivery, State.REJECTED, text);
				books.happened(() -> this.round.recipients().suspend(delivery, text));
			}
			case OUR_FAULT -> {
				books.keepPlace(delivery, text);
				throw refused((Rejected) outcome);
			}
		}
	}

	/**
	 * Only an answer to RCPT speaks of one recipient, and 421 never does; after any other
	 * the relay is busy.
	 */
	private void putOff(Delivery delivery, Outcome outcome) {
		this.round.books().settle(delivery, State.DEFERRED, outcome.text(), later(delivery));
		if (outcome instanceof Deferred deferred
				&& (deferred.stage() != Stage.RCPT || deferred.reply().code() == 421)) {
			this.line.slowDown(outcome.text());
		}
	}

	private void notSent(Delivery delivery, String text) {
		if (delivery.attempts() >= TRIES_AT_ONCE) {
			this.round.books().settle(delivery, State.DEFERRED, text, later(delivery));
		}
		else {
			this.round.books().settle(delivery, State.PLANNED, text);
		}
		this.line.slowDown(text);
	}

	private Instant later(Delivery delivery) {
		return this.round.clock().instant().plus(this.round.settings().backoff(delivery.attempts()));
	}

	/**
	 * What is wrong with us may be put right by the IT office while we wait; a letter
	 * that is refused for what it says must be looked at.
	 */
	private static Stop refused(Rejected refusal) {
		return (refusal.stage() == Stage.DOT) ? new Stop(RelayWords.letterRefused(refusal.reply()))
				: Stop.tryingAgain(RelayWords.refused(refusal.reply()));
	}

	/**
	 * What the couriers of one round through the due letters share.
	 *
	 * @param anyTaken becomes true when the relay takes a letter
	 */
	record Round(Turn turn, DueLetters due, Recipients recipients, Composition composition, RateLimits limits,
			Books books, Halt halt, AtomicBoolean anyTaken, DeliverySettings settings, Clock clock) {
	}

}
