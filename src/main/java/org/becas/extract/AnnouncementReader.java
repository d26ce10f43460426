package org.becas.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Eligibility;
import org.becas.offer.Evidence;
import org.becas.offer.Facts;
import org.becas.offer.Funding;

/** Reads an announcement. Thread-safe; never throws, whatever the text. */
public class AnnouncementReader {

	private final Lexicon lexicon = Lexicon.packaged();

	private final Languages languages = Languages.packaged();

	/**
	 * @param today the day as of which a deadline is past; nothing else depends on it
	 */
	public Reading read(Announcement announcement, LocalDate today) {
		Document document = Document.of(announcement.title(), announcement.text(), announcement.hints().language(),
				this.lexicon, this.languages);
		LevelRules.Answer levels = LevelRules.read(document, announcement.hints());
		DeadlineRules.Answer deadlines = DeadlineRules.read(document, announcement);
		CallRules.Answer call = CallRules.read(document, levels, deadlines);
		CountryRules.Answer countries = CountryRules.read(document, announcement);
		Deadline deadline = deadlines.chosen();
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		attention.addAll(levels.attention());
		attention.addAll(deadlines.attention());
		if (!call.call()) {
			attention.add(Attention.NOT_A_CALL);
		}
		if (deadline instanceof Deadline.On on && on.date().isBefore(today)) {
			attention.add(Attention.DEADLINE_PASSED);
		}
		List<Evidence> evidence = new ArrayList<>(call.evidence());
		evidence.addAll(levels.evidence());
		evidence.addAll(deadlines.evidence());
		evidence.addAll(countries.evidence());
		Facts facts = new Facts(call.call(), announcement.title().strip(),
				Objects.requireNonNullElse(announcement.url(), ""), "", levels.levels(), deadline,
				countries.countries(), null, Funding.UNSTATED, Eligibility.UNKNOWN, null);
		return new Reading(facts, deadlines.deadlines(), List.copyOf(evidence), attention, document.language());
	}

}
