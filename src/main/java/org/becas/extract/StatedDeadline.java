package org.becas.extract;

import java.time.LocalDate;
import java.util.Locale;

import org.becas.offer.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * One of the deadlines that an announcement states.
 *
 * @param deadline until when
 * @param kind what it is for
 * @param opens the first day, where the announcement says from when to when
 */
public record StatedDeadline(Deadline deadline, Kind kind, @Nullable LocalDate opens) {

	/** What one does until a deadline, and with whom. */
	public enum Kind {

		/** Applying, as far as the announcement says. */
		APPLICATION,

		/** Applying in one of several rounds. */
		ROUND,

		/** Applying at the university or whoever else gives the scholarship. */
		PROVIDER,

		/** Applying at an office of one's own country, university or embassy first. */
		OFFICE,

		/** Sending documents. */
		DOCUMENTS,

		/** Applying, but only for some: "excepto medicina, que cierra el 18". */
		EXCEPTION;

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	static StatedDeadline of(Deadline deadline) {
		return new StatedDeadline(deadline, Kind.APPLICATION, null);
	}

}
