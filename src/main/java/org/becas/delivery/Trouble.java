package org.becas.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * What keeps a sending of this process waiting right now, for people. It is kept in
 * memory, since the database itself may be what fails.
 */
@Component
class Trouble {

	private final Map<Mailing, String> present = new ConcurrentHashMap<>();

	void tell(Mailing mailing, String what) {
		this.present.put(mailing, what);
	}

	void over(Mailing mailing) {
		this.present.remove(mailing);
	}

	Optional<String> of(Mailing mailing) {
		return Optional.ofNullable(this.present.get(mailing));
	}

	/** Words for staff about a database that takes nothing. */
	static String database(Throwable failure) {
		Throwable deepest = failure;
		while (deepest.getCause() != null && deepest.getCause() != deepest) {
			deepest = deepest.getCause();
		}
		return ("No se puede escribir en la base de datos: %s. Lo más probable es que el disco esté lleno: pida a sistemas "
				+ "liberar espacio en la carpeta de datos. Nadie perdió su turno; el envío sigue por su cuenta cuando se "
				+ "pueda escribir.")
			.formatted(deepest.getMessage());
	}

}
