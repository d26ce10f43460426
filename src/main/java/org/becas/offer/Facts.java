package org.becas.offer;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a call. The machine's reading and a person's corrections both are
 * values of these fields; {@link #value(Field)} and {@link #with(Field, String)} are the
 * one textual form in which they are kept, edited and exchanged.
 *
 * @param call whether it is a call that a person can apply to
 * @param title as the source wrote it, plain text
 * @param url http or https address of the announcement
 * @param summary a few sentences, plain text, possibly empty
 * @param levels what the offer funds, never what it requires; empty where unknown
 * @param deadline until when one may apply
 * @param countries of study, ISO 3166-1 alpha-2
 * @param provider who pays or awards
 * @param funding what is given
 * @param colombians whether they may apply
 * @param year the edition: the year named by the call, else that of its deadline
 * @param conditions what it gives and asks in detail
 */
public record Facts(boolean call, String title, String url, String summary, Set<Level> levels, Deadline deadline,
		Set<String> countries, @Nullable String provider, Funding funding, Eligibility colombians,
		@Nullable Integer year, Conditions conditions) {

	/** Facts of which no conditions are known. */
	public Facts(boolean call, String title, String url, String summary, Set<Level> levels, Deadline deadline,
			Set<String> countries, @Nullable String provider, Funding funding, Eligibility colombians,
			@Nullable Integer year) {
		this(call, title, url, summary, levels, deadline, countries, provider, funding, colombians, year,
				Conditions.UNSTATED);
	}

	public Facts {
		levels = levels.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(levels));
		countries = Collections.unmodifiableSet(new TreeSet<>(countries));
		provider = (provider == null || provider.isBlank()) ? null : provider;
	}

	/** Nothing known but where it stands and what it is called. */
	public static Facts unread(String title, String url) {
		return new Facts(true, title, url, "", Set.of(), Deadline.unstated(), Set.of(), null, Funding.UNSTATED,
				Eligibility.UNKNOWN, null);
	}

	/**
	 * The facts whose {@link #values} were kept, with an empty title or address as well:
	 * no source had to state one, only a person who corrects it has to.
	 */
	static Facts kept(Map<Field, String> values) {
		return unread(values.getOrDefault(Field.TITLE, ""), values.getOrDefault(Field.URL, "")).with(values);
	}

	/** The field's value as text; empty where nothing is known. */
	public String value(Field field) {
		return switch (field) {
			case OFFER -> this.call ? "yes" : "no";
			case TITLE -> this.title;
			case URL -> this.url;
			case SUMMARY -> this.summary;
			case LEVELS -> Level.join(this.levels);
			case DEADLINE -> this.deadline.code();
			case COUNTRIES -> String.join(";", this.countries);
			case PROVIDER -> (this.provider != null) ? this.provider : "";
			case FUNDING -> this.funding.key();
			case COLOMBIANS -> this.colombians.key();
			case EDITION -> (this.year != null) ? this.year.toString() : "";
			case AMOUNTS, COVERS, AGES, LANGUAGES, AREAS, MODE, COST -> this.conditions.value(field);
		};
	}

	/** Every field's value, in the order of {@link Field}. */
	public Map<Field, String> values() {
		Map<Field, String> values = new EnumMap<>(Field.class);
		for (Field field : Field.values()) {
			values.put(field, value(field));
		}
		return values;
	}

	/** These facts with those values instead. */
	public Facts with(Map<Field, String> values) {
		Facts facts = this;
		for (Map.Entry<Field, String> value : values.entrySet()) {
			if (!facts.value(value.getKey()).equals(value.getValue())) {
				facts = facts.with(value.getKey(), value.getValue());
			}
		}
		return facts;
	}

	/**
	 * These facts with another value in one field.
	 * @throws IllegalArgumentException if the text is not a value of the field, naming
	 * the text and the possible values
	 */
	public Facts with(Field field, String value) {
		return new Facts((field == Field.OFFER) ? yesOrNo(value) : this.call,
				(field == Field.TITLE) ? stated(value, "título") : this.title,
				(field == Field.URL) ? address(value) : this.url, (field == Field.SUMMARY) ? value : this.summary,
				(field == Field.LEVELS) ? Level.split(value) : this.levels,
				(field == Field.DEADLINE) ? Deadline.parse(value) : this.deadline,
				(field == Field.COUNTRIES) ? countries(value) : this.countries,
				(field == Field.PROVIDER) ? value : this.provider,
				(field == Field.FUNDING) ? Conditions.oneOf(Funding.class, value) : this.funding,
				(field == Field.COLOMBIANS) ? Conditions.oneOf(Eligibility.class, value) : this.colombians,
				(field == Field.EDITION) ? year(value) : this.year,
				field.isCondition() ? this.conditions.with(field, value) : this.conditions);
	}

	private static boolean yesOrNo(String value) {
		if (!value.equals("yes") && !value.equals("no")) {
			throw new IllegalArgumentException("\"%s\" no es yes ni no".formatted(value));
		}
		return value.equals("yes");
	}

	private static String stated(String value, String what) {
		if (value.isBlank()) {
			throw new IllegalArgumentException("Falta el " + what);
		}
		return value.strip();
	}

	private static String address(String value) {
		if (!value.startsWith("https://") && !value.startsWith("http://")) {
			throw new IllegalArgumentException("\"%s\" no es una dirección http:// o https://".formatted(value));
		}
		return value.strip();
	}

	private static Set<String> countries(String value) {
		Set<String> codes = new TreeSet<>();
		for (String code : value.toUpperCase(Locale.ROOT).split("[;,\\s]+", -1)) {
			if (!code.isEmpty()) {
				codes.add(Country.of(code).code());
			}
		}
		return codes;
	}

	private static @Nullable Integer year(String value) {
		if (value.isBlank()) {
			return null;
		}
		if (!value.strip().matches("[1-9]\\d{3}")) {
			throw new IllegalArgumentException("\"%s\" no es un año".formatted(value));
		}
		return Integer.valueOf(value.strip());
	}

}
