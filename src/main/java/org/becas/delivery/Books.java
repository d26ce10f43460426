package org.becas.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.becas.delivery.Delivery.State;
import org.becas.delivery.Ledger.Handed;
import org.becas.delivery.Ledger.Settled;
import org.becas.delivery.LetterComposer.Ready;

/**
 * What the connections of one turn write into the ledger, all of it through the one
 * thread that writes, so that they share the flushes of the disk.
 */
final class Books {

	private final Turn turn;

	private final Ledger ledger;

	private final LedgerWriter writer;

	private final RateLimits limits;

	private final KeptRates rates;

	private final Trouble trouble;

	private final Halt halt;

	private final Clock clock;

	private final AtomicReference<String> told = new AtomicReference<>("");

	private final LedgerWriter.Statement<Handed, Boolean> handing;

	private final LedgerWriter.Statement<Settled, Boolean> settling;

	private final LedgerWriter.Statement<String, Boolean> takingTurns = this::keepRates;

	Books(Turn turn, Ledger ledger, LedgerWriter writer, RateLimits limits, KeptRates rates, Trouble trouble, Halt halt,
			Clock clock) {
		this.turn = turn;
		this.ledger = ledger;
		this.writer = writer;
		this.limits = limits;
		this.rates = rates;
		this.trouble = trouble;
		this.halt = halt;
		this.clock = clock;
		this.handing = ledger::hand;
		this.settling = ledger::settle;
	}

	/**
	 * Keeps what letters say.
	 * @return its number
	 */
	long keep(Content content) {
		return this.writer.write(() -> this.ledger.keep(this.turn.mailing(), content, this.clock.instant()));
	}

	/** Claims what is due in a lane; nothing if the turn is over. */
	List<Delivery> claim(String lane, int limit, Instant now) {
		return this.writer.write(() -> this.ledger.claim(this.turn.mailing(), this.turn.fence(), lane, limit, now));
	}

	/**
	 * Notes that a letter is about to be handed over, and the turns that it took.
	 * @return waits until that is durable, and throws {@link Stop} if the letter must not
	 * be sent any more
	 */
	Runnable hand(Ready ready, Collection<String> scopes) {
		scopes.stream().filter(this.limits::limits).forEach((scope) -> this.writer.write(this.takingTurns, scope));
		CompletableFuture<Boolean> ours = this.writer.write(this.handing,
				new Handed(ready.delivery().id(), this.turn.fence(), ready.content(), this.clock.instant()));
		return () -> {
			if (!LedgerWriter.durable(ours)) {
				throw new Stop("Otro proceso se hizo cargo de este envío, o el personal lo canceló");
			}
		};
	}

	private List<Boolean> keepRates(List<String> scopes) {
		Set.copyOf(scopes).forEach((scope) -> this.rates.keep(scope, this.limits.next(scope)));
		return Collections.nCopies(scopes.size(), true);
	}

	/** Notes what became of a letter. */
	void settle(Delivery delivery, State state, String reason) {
		settle(delivery, state, reason, this.clock.instant());
	}

	/**
	 * Notes what became of a letter.
	 * @param nextAt if it is to be sent, not before this moment
	 */
	void settle(Delivery delivery, State state, String reason, Instant nextAt) {
		Instant now = this.clock.instant();
		this.writer.happened(this.settling, new Settled(delivery.id(), this.turn.fence(), state, reason, nextAt, now))
			.exceptionally((ex) -> {
				this.halt.because(Stop.tryingAgain(Trouble.database(ex)));
				return false;
			});
	}

	/** A letter that was refused for our sake counts as never tried. */
	void keepPlace(Delivery delivery, String reason) {
		Instant now = this.clock.instant();
		this.writer.happened(() -> this.ledger.keepPlace(delivery.id(), this.turn.fence(), reason, now));
	}

	/** Gives claims back that were not tried. */
	void release(List<Ready> claimed) {
		if (!claimed.isEmpty()) {
			List<Long> ids = claimed.stream().map((ready) -> ready.delivery().id()).toList();
			this.writer.happened(() -> this.ledger.release(ids, this.turn.fence()));
		}
	}

	/** Shows what keeps the sending waiting; the empty text if nothing does. */
	void tell(String reason) {
		if (!reason.equals(this.told.getAndSet(reason))) {
			this.writer.happened(() -> this.ledger.tell(this.turn.mailing(), this.turn.fence(), reason));
			this.trouble.over(this.turn.mailing());
		}
	}

	/** Writes what else has happened, outside the ledger. */
	void happened(Runnable work) {
		this.writer.happened(work);
	}

}
