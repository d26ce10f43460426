package org.becas.extract;

import java.time.LocalDate;

import org.becas.offer.Deadline;

/** Reads the hour and the zone beside a date. */
final class Clocks {

	private Clocks() {
	}

	static Deadline deadline(Document document, DateMention mention, LocalDate date) {
		return Deadline.on(date);
	}

}
