package org.becas.bulletin;

import java.net.URI;
import java.text.Collator;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.offer.ConditionWords;
import org.becas.offer.Country;
import org.becas.offer.DateWords;
import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Funding;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * An offer in a reader's words. Everything is plain text, to be escaped where it is
 * printed; what is not known is the empty text.
 *
 * @param number of the offer
 * @param title of the call
 * @param language of title and summary where it is not the reader's, else null
 * @param url where a person reads the call
 * @param official whether that is the giver's own page
 * @param domain of that page, so that the reader sees where the link leads
 * @param levels {@code Maestría y doctorado}
 * @param countries {@code Alemania, Francia}
 * @param provider who pays or awards
 * @param funding what "beca" means here, and what it pays for
 * @param colombians whether they may apply
 * @param conditions what else it states that it gives and asks
 * @param deadline until when, with weekday and the reader's hour
 * @param over whether that is past
 * @param repeated whether the edition before printed it too
 * @param summary a few sentences, or empty
 */
public record Card(long number, String title, @Nullable String language, String url, boolean official, String domain,
		String levels, String countries, String provider, String funding, String colombians, List<Condition> conditions,
		String deadline, boolean over, boolean repeated, String summary) {

	/**
	 * Fields of study mostly repeat the title, and what is covered goes with the funding.
	 */
	private static final Set<Field> PRINTED = EnumSet.of(Field.AMOUNTS, Field.AGES, Field.LANGUAGES, Field.MODE,
			Field.COST);

	/**
	 * One thing that a call gives or asks.
	 *
	 * @param name {@code Edad}
	 * @param value {@code hasta 35 años}
	 */
	public record Condition(String name, String value) {
	}

	/** How offers are worded for one reader. */
	public static final class Words {

		private final MessageSource messages;

		private final Locale locale;

		private final DateWords dates;

		private final ConditionWords conditions;

		/**
		 * @param zone the reader's time zone
		 */
		public Words(MessageSource messages, Locale locale, ZoneId zone) {
			this.messages = messages;
			this.locale = locale;
			this.dates = new DateWords(locale, zone);
			this.conditions = new ConditionWords(locale, zone);
		}

		public Card card(Entry entry, boolean over, int summaryWords) {
			Facts facts = entry.facts();
			Map<Field, String> stated = this.conditions.of(facts.conditions());
			return new Card(entry.offer().value(), plain(facts.title()), entry.language(), link(facts.url()),
					entry.official(), domain(facts.url()), levels(entry.levels()), countries(facts),
					plain(facts.value(Field.PROVIDER)), funding(facts.funding(), stated.get(Field.COVERS)),
					say("colombians." + facts.colombians().key()), conditions(stated), deadline(facts.deadline()), over,
					entry.repeated(), plain(cut(facts.summary(), summaryWords)));
		}

		/** {@code Beca parcial: matrícula, seguro}. */
		private String funding(Funding funding, @Nullable String covers) {
			if (covers == null) {
				return say("funding." + funding.key());
			}
			return (funding == Funding.UNSTATED) ? say("field.covers") + " " + covers
					: say("funding." + funding.key()) + ": " + covers;
		}

		private List<Condition> conditions(Map<Field, String> stated) {
			return stated.entrySet()
				.stream()
				.filter((condition) -> PRINTED.contains(condition.getKey()))
				.map((condition) -> new Condition(say("field." + condition.getKey().key()),
						plain(condition.getValue())))
				.toList();
		}

		public String deadline(Deadline deadline) {
			return this.dates.deadline(deadline);
		}

		/** {@code Pregrado, maestría y doctorado}, as a label. */
		public String levels(Set<Level> levels) {
			List<String> names = names(levels);
			if (!names.isEmpty()) {
				names.set(0, say("level." + Collections.min(levels).key()));
			}
			return join(names);
		}

		/** {@code pregrado, maestría y otros estudios}, within a sentence. */
		String phrase(Set<Level> levels) {
			return join(names(levels));
		}

		private List<String> names(Set<Level> levels) {
			return new ArrayList<>(
					levels.stream().sorted().map((level) -> say("level.phrase." + level.key())).toList());
		}

		private String join(List<String> names) {
			int last = names.size() - 1;
			return (last < 1) ? String.join("", names)
					: String.join(", ", names.subList(0, last)) + say("level.and") + names.get(last);
		}

		private String say(String key) {
			return this.messages.getMessage(key, null, this.locale);
		}

		private String countries(Facts facts) {
			return facts.countries()
				.stream()
				.map(code -> Country.of(code).name(this.locale))
				.sorted(Collator.getInstance(this.locale))
				.collect(Collectors.joining(", "));
		}

		/**
		 * A source's words must not be taken for one of the letter's places, by which a
		 * hostile link could carry off the reader's own addresses.
		 */
		private static String plain(String text) {
			return text.replace("%%", "%").replaceAll("\\s+", " ").strip();
		}

		private static String link(String url) {
			return url.replace("%%", "%25%25");
		}

		private static String cut(String text, int words) {
			String[] all = text.strip().split("\\s+", words + 1);
			return (all.length <= words) ? text
					: String.join(" ", Arrays.copyOf(all, words)).replaceAll("[,;:.]$", "") + ((words > 0) ? "…" : "");
		}

		private static String domain(String url) {
			try {
				String host = URI.create(url).getHost();
				return (host != null) ? host.replaceFirst("^www\\.", "") : "";
			}
			catch (IllegalArgumentException ex) {
				return "";
			}
		}

	}

}
