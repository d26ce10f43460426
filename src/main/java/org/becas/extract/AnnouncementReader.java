package org.becas.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Conditions;
import org.becas.offer.Deadline;
import org.becas.offer.Eligibility;
import org.becas.offer.Evidence;
import org.becas.offer.Facts;

/**
 * Reads an announcement. The text is cut up and searched for the lexicon's phrases once;
 * then each field has one class of rules. Thread-safe; never throws, whatever the text.
 */
public class AnnouncementReader {

	private final Lexicon lexicon = Lexicon.packaged();

	private final Languages languages = Languages.packaged();

	private final String readers;

	/** Reads for people who live in Colombia. */
	public AnnouncementReader() {
		this("CO");
	}

	/**
	 * @param readers where those live for whom the offers are collected, ISO 3166-1
	 * alpha-2: what an announcement says of that country is mostly how to apply from it,
	 * not where one studies
	 */
	public AnnouncementReader(String readers) {
		this.readers = readers;
	}

	/**
	 * @param today the day as of which a deadline is past; nothing else depends on it
	 */
	public Reading read(Announcement announcement, LocalDate today) {
		Document document = document(announcement.title(), announcement.text(), announcement.hints().language());
		LevelRules.Answer levels = source(announcement).levels(LevelRules.read(document));
		DeadlineRules.Answer deadlines = source(announcement).deadlines(DeadlineRules.read(document, announcement));
		CallRules.Answer call = CallRules.read(document, levels, deadlines);
		CountryRules.Answer countries = CountryRules.read(document, announcement, this.readers);
		FundingRules.Answer funding = FundingRules.read(document);
		EligibilityRules.Answer colombians = EligibilityRules.read(document, countries.countries());
		ProviderRules.Answer provider = ProviderRules.read(document, announcement.hints().provider());
		EditionRules.Answer edition = EditionRules.read(document, deadlines.chosen());
		Answered<Conditions> conditions = ConditionRules.read(document);
		Facts facts = new Facts(call.call(), announcement.title().strip().replaceAll("\\s++", " "),
				Objects.requireNonNullElse(announcement.url(), ""), SummaryRules.read(document), levels.levels(),
				deadlines.chosen(), countries.countries(), provider.provider(), funding.funding(),
				colombians.eligibility(), edition.year(), conditions.value());
		WarningRules.Answer warnings = WarningRules.read(document, announcement.url());
		Set<Attention> attention = warnings.attention();
		if (call.doubtful()) {
			attention.add(Attention.DOUBTFUL_CALL);
		}
		attention.addAll(levels.attention());
		attention.addAll(deadlines.attention());
		if (funding.attention() != null) {
			attention.add(funding.attention());
		}
		attention.addAll(attention(facts, today));
		return new Reading(facts, levels.primary(), deadlines.deadlines(),
				joined(call.evidence(), levels.evidence(), deadlines.evidence(), countries.evidence(),
						provider.evidence(), funding.evidence(), colombians.evidence(), edition.evidence(),
						conditions.evidence(), warnings.evidence()),
				joined(levels.rejected(), deadlines.rejected(), countries.rejected(), conditions.rejected()), attention,
				document.language());
	}

	private SourceFields source(Announcement announcement) {
		return new SourceFields(announcement, this::document);
	}

	private Document document(String title, String text, @org.jspecify.annotations.Nullable String language) {
		return Document.of(title, text, language, this.lexicon, this.languages);
	}

	private static Set<Attention> attention(Facts facts, LocalDate today) {
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		if (!facts.call()) {
			attention.add(Attention.NOT_A_CALL);
		}
		if (facts.deadline() instanceof Deadline.On on) {
			if (on.date().isBefore(today)) {
				attention.add(Attention.DEADLINE_PASSED);
			}
			if (on.time() != null && on.zone() == null) {
				attention.add(Attention.ZONE_UNKNOWN);
			}
		}
		if (facts.colombians() == Eligibility.NO) {
			attention.add(Attention.COLOMBIANS_EXCLUDED);
		}
		if (facts.colombians() == Eligibility.UNKNOWN) {
			attention.add(Attention.COLOMBIANS_UNKNOWN);
		}
		return attention;
	}

	@SafeVarargs
	private static List<Evidence> joined(List<Evidence>... parts) {
		List<Evidence> all = new ArrayList<>();
		for (List<Evidence> part : parts) {
			all.addAll(part);
		}
		return List.copyOf(all);
	}

}
