package org.becas.offer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An offer put together of all that its sources say: field by field, the source closest
 * to the giver counts that states the field at all. Of several deadlines the earliest
 * shows, since who applies by it is in time either way;
 * {@link Attention#SIGHTINGS_DISAGREE} asks a person to settle it.
 *
 * @param first the notice from which title, address and text come
 */
record Whole(Notice first, Facts facts, List<Evidence> evidence, Set<Attention> attention) {

	/** Deadlines further apart than this are of two years, whoever states them. */
	private static final int DAYS_BETWEEN_YEARS = 200;

	/** What still is on show comes before what is gone. */
	private static final Comparator<Notice> ORDER = Comparator
		.comparing((Notice notice) -> notice.sighting().goneAt() != null)
		.thenComparing(Notice::tier)
		.thenComparing(notice -> notice.sighting().firstSeen())
		.thenComparing(Notice::name);

	/** What a field says where a source does not state it. */
	private static final Map<Field, String> SILENT = new EnumMap<>(
			Map.of(Field.LEVELS, "", Field.COUNTRIES, "", Field.PROVIDER, "", Field.SUMMARY, "", Field.EDITION, "",
					Field.FUNDING, Funding.UNSTATED.key(), Field.COLOMBIANS, Eligibility.UNKNOWN.key()));

	static {
		Arrays.stream(Field.values()).filter(Field::isCondition).forEach(field -> SILENT.put(field, ""));
	}

	/**
	 * @param notices at least one
	 */
	static Whole of(Collection<Notice> notices, ZoneId zone) {
		List<Notice> ordered = notices.stream().sorted(ORDER).toList();
		Notice first = ordered.get(0);
		Map<Field, Notice> taken = new EnumMap<>(Field.class);
		SILENT.forEach((field, silence) -> ordered.stream()
			.filter(notice -> !notice.facts().value(field).equals(silence))
			.findFirst()
			.ifPresent(notice -> taken.put(field, notice)));
		deadline(ordered, zone).ifPresent(notice -> taken.put(Field.DEADLINE, notice));
		Map<Field, String> values = new EnumMap<>(Field.class);
		taken.forEach((field, notice) -> values.put(field, notice.facts().value(field)));
		Facts facts = first.facts().with(values);
		return new Whole(first, facts, evidence(first, taken), attention(first, taken, disagree(ordered, zone)));
	}

	/** The notice with the earliest last day, else the first that says how it closes. */
	private static Optional<Notice> deadline(List<Notice> ordered, ZoneId zone) {
		return dated(ordered, zone).stream()
			.min(Comparator.comparing(notice -> lastDay(notice, zone)))
			.or(() -> ordered.stream()
				.filter(notice -> !(notice.facts().deadline() instanceof Deadline.Unstated))
				.findFirst());
	}

	/** The notices with a last day, without those that speak of another year. */
	private static List<Notice> dated(List<Notice> ordered, ZoneId zone) {
		List<Notice> dated = new ArrayList<>(
				ordered.stream().filter(notice -> notice.facts().deadline().lastDay(zone).isPresent()).toList());
		if (!dated.isEmpty()) {
			LocalDate closest = lastDay(dated.get(0), zone);
			dated.removeIf(
					notice -> Math.abs(ChronoUnit.DAYS.between(closest, lastDay(notice, zone))) > DAYS_BETWEEN_YEARS);
		}
		return dated;
	}

	private static LocalDate lastDay(Notice notice, ZoneId zone) {
		return notice.facts().deadline().lastDay(zone).orElseThrow();
	}

	private static boolean disagree(List<Notice> ordered, ZoneId zone) {
		return dated(ordered, zone).stream()
			.filter(notice -> notice.facts().deadline() instanceof Deadline.On)
			.map(notice -> lastDay(notice, zone))
			.distinct()
			.count() > 1;
	}

	private static List<Evidence> evidence(Notice first, Map<Field, Notice> taken) {
		return Arrays.stream(Field.values())
			.flatMap(field -> taken.getOrDefault(field, first)
				.evidence()
				.stream()
				.filter(evidence -> evidence.field() == field))
			.toList();
	}

	/** Of each field, what is flagged where its value comes from. */
	private static Set<Attention> attention(Notice first, Map<Field, Notice> taken, boolean disagree) {
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		for (Attention flag : Attention.values()) {
			if (flag.field() != null && taken.getOrDefault(flag.field(), first).attention().contains(flag)) {
				attention.add(flag);
			}
		}
		if (disagree) {
			attention.add(Attention.SIGHTINGS_DISAGREE);
		}
		return attention;
	}

}
