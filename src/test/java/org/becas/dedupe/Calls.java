package org.becas.dedupe;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Field;

/** Writes announcements for tests. */
record Calls(Candidate candidate) {

	static Calls aCall(String title) {
		return new Calls(new Candidate(Facts.unread(title, ""), "", Set.of()));
	}

	Calls at(String... urls) {
		return new Calls(
				new Candidate(this.candidate.facts(), this.candidate.text(), new LinkedHashSet<>(List.of(urls))));
	}

	Calls saying(String text) {
		return new Calls(new Candidate(this.candidate.facts(), text, this.candidate.urls()));
	}

	Calls closing(String date) {
		return with(Field.DEADLINE, Deadline.on(LocalDate.parse(date)).code());
	}

	Calls with(Field field, String value) {
		return new Calls(new Candidate(this.candidate.facts().with(Map.of(field, value)), this.candidate.text(),
				this.candidate.urls()));
	}

}
