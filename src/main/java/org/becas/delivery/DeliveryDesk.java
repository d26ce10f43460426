package org.becas.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.delivery.RelayLog.Fate;
import org.becas.mail.EmailAddress;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with a sending: halt it, end it, say what became of a letter. */
@Component
public class DeliveryDesk {

	private static final int PAGE = 500;

	private final Deliveries deliveries;

	private final Clock clock;

	public DeliveryDesk(Deliveries deliveries, Clock clock) {
		this.deliveries = deliveries;
		this.clock = clock;
	}

	/**
	 * Halts a sending until somebody goes on with it.
	 * @return false if it was neither running nor about to go on
	 */
	public boolean pause(Mailing mailing) {
		return this.deliveries.become(mailing, EnumSet.of(Status.RUNNING, Status.STOPPED), Status.PAUSED, null,
				this.clock.instant());
	}

	/**
	 * Ends a sending for good; who has had no letter gets none.
	 * @return false if it was over already, or is held
	 */
	@Transactional
	public boolean cancel(Mailing mailing) {
		boolean ended = this.deliveries.become(mailing,
				EnumSet.of(Status.RUNNING, Status.PAUSED, Status.STOPPED, Status.READY), Status.CANCELLED, null,
				this.clock.instant());
		if (ended) {
			this.deliveries.skipTheRest(mailing, Skip.CANCELLED, this.clock.instant());
		}
		return ended;
	}

	/**
	 * A person says what became of a letter of which nobody knows.
	 * @param arrived false to have it sent again under the same Message-ID
	 * @return whether that was unknown
	 */
	@Transactional
	public boolean resolve(Mailing mailing, EmailAddress email, boolean arrived, String by) {
		Optional<Delivery> unknown = unknown(mailing).stream()
			.filter((delivery) -> delivery.email().key().equals(email.key()))
			.findFirst();
		return unknown.isPresent() && resolve(unknown.get().id(), arrived, by);
	}

	@Transactional
	boolean resolve(long id, boolean arrived, String by) {
		return this.deliveries.resolve(id, arrived ? State.ACCEPTED : State.PLANNED,
				(arrived ? "Confirmado por " : "Repetir, decidido por ") + by, this.clock.instant());
	}

	/**
	 * Looks the letters of which nobody knows up in the log of a relay.
	 * @param log lines as Postfix writes them
	 * @param by who brought it
	 */
	@Transactional
	public Found lookUp(Mailing mailing, Reader log, String by) throws IOException {
		Map<String, Delivery> unknown = new HashMap<>();
		unknown(mailing).forEach((delivery) -> unknown.put(delivery.messageId(), delivery));
		Map<String, Fate> fates = RelayLog.read(new BufferedReader(log), unknown.keySet());
		int taken = 0;
		int refused = 0;
		for (Map.Entry<String, Fate> fate : fates.entrySet()) {
			boolean good = fate.getValue().taken();
			this.deliveries.resolve(Objects.requireNonNull(unknown.get(fate.getKey())).id(),
					good ? State.ACCEPTED : State.REJECTED,
					"Según el registro que trajo %s: %s".formatted(by, fate.getValue().line()), this.clock.instant());
			taken += good ? 1 : 0;
			refused += good ? 0 : 1;
		}
		return new Found(taken, refused, unknown.size() - fates.size());
	}

	private List<Delivery> unknown(Mailing mailing) {
		int all = this.deliveries.totals(mailing).getOrDefault(State.UNKNOWN, 0);
		return this.deliveries.list(mailing, State.UNKNOWN, 0, Math.max(all, PAGE));
	}

	/**
	 * What a log told.
	 *
	 * @param taken how many letters the relay had taken
	 * @param refused how many came back
	 * @param left of how many nobody knows still
	 */
	public record Found(int taken, int refused, int left) {
	}

}
