package org.becas.run;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.becas.extract.Announcement;
import org.becas.extract.Reading;
import org.becas.offer.ConditionWords;
import org.becas.offer.Confidence;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;
import org.becas.offer.RuleWords;

/**
 * An announcement with the words marked on which its reading rests, and why: a page for a
 * terminal.
 */
final class Explanation {

	static final RuleWords WORDS = new RuleWords(Locale.forLanguageTag("es"));

	private static final Map<Confidence, String> CONFIDENCE = Map.of(Confidence.CERTAIN, "seguro", Confidence.PROBABLE,
			"probable", Confidence.ASK, "por confirmar");

	private Explanation() {
	}

	/**
	 * The text, each quote in brackets with a number behind it; then what each number
	 * says, how sure it is, and what was set aside and why.
	 */
	static String of(Announcement announcement, Reading reading) {
		List<Evidence> marked = new ArrayList<>();
		StringBuilder page = new StringBuilder();
		page.append(marked(announcement.title(), reading.evidence(), Place.TITLE, marked)).append("\n\n");
		page.append(marked(announcement.text(), reading.evidence(), Place.TEXT, marked)).append("\n\n");
		reading.evidence().stream().filter(one -> !marked.contains(one)).forEach(marked::add);
		explain(reading, marked, page);
		return page.toString();
	}

	private static void explain(Reading reading, List<Evidence> marked, StringBuilder page) {
		Map<Field, String> values = values(reading);
		values.forEach((field, value) -> {
			Confidence confidence = reading.confidence().get(field);
			page.append("%s: %s%s%n".formatted(field.key(), value.isEmpty() ? "—" : value,
					(confidence != null) ? " (" + CONFIDENCE.get(confidence) + ")" : ""));
			for (int i = 0; i < marked.size(); i++) {
				if (marked.get(i).field() == field) {
					page.append("   [%d] «%s» %s (%s)%n".formatted(i + 1, line(marked.get(i)),
							WORDS.sentence(marked.get(i).rule()), marked.get(i).rule()));
				}
			}
			reading.rejected()
				.stream()
				.filter(one -> one.field() == field)
				.forEach(one -> page
					.append("   [–] «%s» %s (%s)%n".formatted(line(one), WORDS.sentence(one.rule()), one.rule())));
		});
	}

	/** What is answered, flagged or backed by words; conditions in words. */
	private static Map<Field, String> values(Reading reading) {
		Map<Field, String> values = new LinkedHashMap<>();
		Map<Field, String> conditions = new ConditionWords(Locale.forLanguageTag("es"), ZoneId.of("America/Bogota"))
			.of(reading.facts().conditions());
		for (Field field : Field.values()) {
			boolean told = reading.confidence().containsKey(field)
					|| reading.words().stream().anyMatch(one -> one.field() == field);
			if (told) {
				values.put(field,
						field.isCondition() ? conditions.getOrDefault(field, "") : reading.facts().value(field));
			}
		}
		return values;
	}

	private static String line(Evidence evidence) {
		return evidence.quote().replaceAll("\\s+", " ");
	}

	private static String marked(String text, List<Evidence> evidence, Place place, List<Evidence> marked) {
		StringBuilder page = new StringBuilder();
		int at = 0;
		for (Evidence one : evidence.stream()
			.filter(one -> one.place() == place)
			.sorted(Comparator.comparingInt(Evidence::start))
			.toList()) {
			if (one.start() >= at) {
				marked.add(one);
				page.append(text, at, one.start())
					.append("[")
					.append(one.quote())
					.append("][")
					.append(marked.size())
					.append("]");
				at = one.end();
			}
		}
		return page.append(text.substring(at)).toString();
	}

}
