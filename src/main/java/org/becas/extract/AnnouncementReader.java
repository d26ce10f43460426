package org.becas.extract;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import org.becas.offer.Attention;
import org.becas.offer.Facts;

/** Reads an announcement. Thread-safe; never throws, whatever the text. */
public class AnnouncementReader {

	/**
	 * @param today the day as of which a deadline is past
	 */
	public Reading read(Announcement announcement, LocalDate today) {
		return new Reading(Facts.unread(announcement.title(), Objects.requireNonNullElse(announcement.url(), "")),
				List.of(), List.of(), EnumSet.of(Attention.NO_LEVEL, Attention.NO_DEADLINE), null);
	}

}
