package org.becas.run;

import java.time.LocalDate;
import java.util.Set;

import org.becas.dedupe.Candidate;
import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;
import tools.jackson.databind.JsonNode;

/** Two announcements of a line of JSON, read and ready to be compared. */
record Pair(Candidate a, Candidate b) {

	private static final AnnouncementReader READER = new AnnouncementReader();

	/**
	 * @throws IllegalArgumentException naming the side that announces nothing
	 */
	static Pair of(JsonNode line, LocalDate today) {
		return new Pair(side(line, "a", today), side(line, "b", today));
	}

	private static Candidate side(JsonNode line, String name, LocalDate today) {
		if (!line.path(name).isObject()) {
			throw new IllegalArgumentException(
					"falta \"%s\"; se espera {\"id\", \"a\": {\"title\", \"text\", \"url\"}, \"b\": {…}}"
						.formatted(name));
		}
		try {
			Announcement announcement = ReadCommand.announcement(line.path(name));
			return new Candidate(READER.read(announcement, today).facts(), announcement.text(),
					(announcement.url() != null) ? Set.of(announcement.url()) : Set.of(), Set.of(),
					announcement.published());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("en \"%s\", %s".formatted(name, ex.getMessage()), ex);
		}
	}

}
