package org.becas.run;

import java.util.List;
import java.util.Map;

import org.becas.delivery.Delivery.State;

/** How a delivery stands, in plain lines for the console. */
final class DeliveryWords {

	private DeliveryWords() {
	}

	/** A line for each state that anybody is in. */
	static List<String> totals(Map<State, Integer> totals) {
		return totals.entrySet()
			.stream()
			.filter((total) -> total.getValue() > 0)
			.map((total) -> "%8d  %s".formatted(total.getValue(), of(total.getKey())))
			.toList();
	}

	static String of(State state) {
		return switch (state) {
			case PLANNED -> "por enviar";
			case CLAIMED -> "en preparación";
			case HANDED -> "entregándose en este momento";
			case ACCEPTED -> "aceptadas por el servidor de correo";
			case DEFERRED -> "aplazadas por el servidor de correo; se intentan de nuevo";
			case REJECTED -> "rechazadas: la dirección no recibe correo";
			case UNKNOWN -> "sin respuesta: no se sabe si llegaron y no se repiten solas";
			case SKIPPED -> "no enviadas, cada una con su motivo";
		};
	}

}
