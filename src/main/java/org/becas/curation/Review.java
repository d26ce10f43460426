package org.becas.curation;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Correction;
import org.becas.offer.Country;
import org.becas.offer.DateWords;
import org.becas.offer.Field;
import org.becas.offer.Offer;
import org.jspecify.annotations.Nullable;

/**
 * An offer as a page shows it to staff.
 *
 * @param offer the offer
 * @param version what {@link Curation#correct} asks for
 * @param deadline in words
 * @param countries in words
 * @param attention why to look at it, without what a person has answered since
 * @param blockers what keeps it from being approved without a reason
 * @param levelQuotes the source's words on the level
 * @param deadlineQuotes the source's words on the deadline
 */
record Review(Offer offer, String version, String deadline, String countries, Set<Attention> attention,
		Set<Attention> blockers, List<Quote> levelQuotes, List<Quote> deadlineQuotes) {

	private static final Map<Attention, Field> ANSWERED_BY = answers();

	static Review of(Offer offer, Collection<Correction> corrections, Set<Attention> blockers, DateWords dates,
			Locale locale) {
		String countries = String.join(", ",
				offer.facts().countries().stream().map((code) -> Country.of(code).name(locale)).sorted().toList());
		return new Review(offer, Curation.version(offer), dates.deadline(offer.facts().deadline()), countries,
				attention(offer, corrections, blockers), blockers, Quote.of(offer, Field.LEVELS),
				Quote.of(offer, Field.DEADLINE));
	}

	/** What the machine read in a field, where a person said otherwise; by its key. */
	public @Nullable String read(String key) {
		Field field = Field.valueOf(key.toUpperCase(Locale.ROOT));
		String read = this.offer.reading().value(field);
		return read.equals(this.offer.facts().value(field)) ? null : read.isEmpty() ? "—" : read;
	}

	private static Set<Attention> attention(Offer offer, Collection<Correction> corrections, Set<Attention> blockers) {
		Set<Field> corrected = corrected(corrections);
		Set<Attention> left = EnumSet.noneOf(Attention.class);
		for (Attention attention : offer.attention()) {
			Field field = ANSWERED_BY.get(attention);
			if (field == null || !corrected.contains(field)) {
				left.add(attention);
			}
		}
		left.addAll(blockers);
		return left;
	}

	/** The fields over which a person's word lies. */
	static Set<Field> corrected(Collection<Correction> corrections) {
		Set<Field> corrected = EnumSet.noneOf(Field.class);
		for (Correction correction : corrections) {
			if (correction.value() != null) {
				corrected.add(correction.field());
			}
			else {
				corrected.remove(correction.field());
			}
		}
		return corrected;
	}

	private static Map<Attention, Field> answers() {
		Map<Attention, Field> answers = new EnumMap<>(Attention.class);
		answers.put(Attention.NOT_A_CALL, Field.OFFER);
		answers.put(Attention.DOUBTFUL_CALL, Field.OFFER);
		for (Attention attention : List.of(Attention.NO_LEVEL, Attention.POSTGRADUATE_ALONE,
				Attention.LEVEL_CONTRADICTION)) {
			answers.put(attention, Field.LEVELS);
		}
		for (Attention attention : List.of(Attention.NO_DEADLINE, Attention.DEADLINE_PASSED, Attention.AMBIGUOUS_DATE,
				Attention.YEAR_INFERRED, Attention.YEAR_UNKNOWN, Attention.WEEKDAY_MISMATCH,
				Attention.SEVERAL_DEADLINES, Attention.APPROXIMATE_DEADLINE, Attention.ZONE_UNKNOWN,
				Attention.DEADLINE_CONTRADICTION, Attention.SIGHTINGS_DISAGREE)) {
			answers.put(attention, Field.DEADLINE);
		}
		answers.put(Attention.COLOMBIANS_EXCLUDED, Field.COLOMBIANS);
		answers.put(Attention.COLOMBIANS_UNKNOWN, Field.COLOMBIANS);
		answers.put(Attention.CREDIT_OR_DISCOUNT, Field.FUNDING);
		answers.put(Attention.SHORTENED_LINK, Field.URL);
		answers.put(Attention.LOOKALIKE_DOMAIN, Field.URL);
		return answers;
	}

}
