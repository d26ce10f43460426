package org.becas.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.becas.delivery.Delivery.State;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Who got what, for people and for programs. */
@Component
public class DeliveryReport {

	private static final int PAGE = 1000;

	private final Deliveries deliveries;

	DeliveryReport(Deliveries deliveries) {
		this.deliveries = deliveries;
	}

	/**
	 * How many are in each state.
	 * @throws IllegalArgumentException if the edition was never planned
	 */
	public Map<State, Integer> totals(Mailing mailing) {
		if (this.deliveries.dispatch(mailing).isEmpty()) {
			throw new IllegalArgumentException(
					"El boletín %s todavía no se ha enviado: inicie el envío con deliver --edition %s"
						.formatted(mailing, mailing));
		}
		return this.deliveries.totals(mailing);
	}

	/**
	 * One map for each recipient, in the order of the addresses:
	 * {@code email, levels, state,
	 * reason, attempts, message_id, accepted_at}, the last an ISO 8601 moment or null.
	 */
	public void each(Mailing mailing, Consumer<Map<String, @Nullable Object>> action) {
		totals(mailing);
		List<Delivery> page;
		int offset = 0;
		do {
			page = this.deliveries.list(mailing, null, offset, PAGE);
			page.forEach((delivery) -> action.accept(row(delivery)));
			offset += PAGE;
		}
		while (page.size() == PAGE);
	}

	private static Map<String, @Nullable Object> row(Delivery delivery) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("email", delivery.email().toString());
		row.put("levels", delivery.levels().stream().map(Level::key).toList());
		row.put("state", delivery.state().name());
		row.put("reason", delivery.reason());
		row.put("attempts", delivery.attempts());
		row.put("message_id", "<" + delivery.messageId() + ">");
		row.put("accepted_at", (delivery.state() == State.ACCEPTED) ? delivery.changedAt().toString() : null);
		return row;
	}

}
