package org.becas.offer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Conditions as people read them, in Spanish and English: «matrícula, manutención»,
 * «hasta 35 años», «inglés IELTS 6.5». The words of fields and values are those of the
 * pages ({@code messages/offer_<language>.properties}).
 */
public final class ConditionWords {

	/** A currency that is known, and no sign that several share. */
	private static final Pattern CODE = Pattern.compile("[A-Z]{3,5}");

	private final Locale locale;

	private final ResourceBundle words;

	private final DateWords dates;

	/**
	 * @param locale the reader's language: English for {@code en}, else Spanish
	 * @param zone the reader's time zone
	 */
	public ConditionWords(Locale locale, ZoneId zone) {
		this.locale = Locale.forLanguageTag(locale.getLanguage().equals("en") ? "en" : "es");
		this.words = ResourceBundle.getBundle("messages.offer", this.locale,
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
		this.dates = new DateWords(locale, zone);
	}

	/** What is stated, field by field, in the order of {@link Field}. */
	public Map<Field, String> of(Conditions conditions) {
		Map<Field, String> stated = new LinkedHashMap<>();
		for (Field field : Field.CONDITIONS) {
			String value = value(conditions, field);
			if (!value.isEmpty()) {
				stated.put(field, value);
			}
		}
		return stated;
	}

	private String value(Conditions conditions, Field field) {
		return switch (field) {
			case AMOUNTS -> conditions.amounts().stream().map(this::amount).collect(Collectors.joining("; "));
			case COVERS -> list("cover.", conditions.covers().stream().map(Cover::key).toList());
			case AGES -> ages(conditions.ages());
			case LANGUAGES -> languages(conditions);
			case AREAS -> list("area.", conditions.areas().stream().map(StudyArea::key).toList());
			case MODE -> (conditions.mode() != null) ? word("mode." + conditions.mode().key()) : "";
			case COST -> (conditions.cost() != null) ? amount(conditions.cost()) : "";
			default -> "";
		};
	}

	private String list(String prefix, List<String> keys) {
		return keys.stream().map(key -> word(prefix + key)).collect(Collectors.joining(", "));
	}

	/**
	 * {@code EUR 934 al mes}, {@code hasta EUR 30.000}. Of a bare sign a reader would
	 * think that it is of the own country's money.
	 */
	private String amount(Amount amount) {
		if (amount.equals(Amount.FREE)) {
			return word("amount.free");
		}
		String period = ((amount.per() != Amount.Per.UNSTATED) ? " " + word("amount.per." + amount.per().key()) : "")
				+ (CODE.matcher(amount.currency()).matches() ? "" : " " + word("amount.unsure"));
		String currency = amount.currency() + "\u00a0";
		if (amount.low() == null) {
			return say("amount.up-to", currency + number(amount.high())) + period;
		}
		if (amount.high() == null) {
			return say("amount.from", currency + number(amount.low())) + period;
		}
		String range = amount.low().equals(amount.high()) ? "" : "–" + number(amount.high());
		return currency + number(amount.low()) + range + period;
	}

	/** Thousands apart as the language parts them; never the JDK's locale data. */
	private String number(@Nullable BigDecimal value) {
		if (value == null) {
			return "";
		}
		boolean english = this.locale.getLanguage().equals("en");
		boolean whole = value.stripTrailingZeros().scale() <= 0;
		String digits = value.setScale(whole ? 0 : 2, RoundingMode.HALF_UP).toPlainString();
		String units = whole ? digits : digits.substring(0, digits.length() - 3);
		String grouped = units.replaceAll("(?<=\\d)(?=(\\d{3})+$)", english ? "," : ".");
		return whole ? grouped : grouped + (english ? "." : ",") + digits.substring(digits.length() - 2);
	}

	/**
	 * All that is stated of ages. The limit for everybody is left out where the levels'
	 * own limits say it.
	 */
	private String ages(Ages ages) {
		List<String> parts = new ArrayList<>();
		boolean said = !ages.byLevel().isEmpty() && Collections.max(ages.byLevel().values()).equals(ages.to());
		if (ages.from() != null && ages.to() != null) {
			parts.add(say("age.between", ages.from(), ages.to()));
		}
		else if (ages.from() != null) {
			parts.add(say("age.from", ages.from()));
		}
		else if (ages.to() != null && !said) {
			parts.add(say("age.to", ages.to()));
		}
		ages.byLevel().forEach((level, age) -> parts.add(say("age.level", word("level.phrase." + level.key()), age)));
		if (ages.bornFrom() != null) {
			parts.add(say("age.born", this.dates.day(ages.bornFrom())));
		}
		return String.join("; ", parts);
	}

	/** {@code inglés IELTS 6.5 o TOEFL iBT 80; francés B2}. */
	private String languages(Conditions conditions) {
		Map<String, String> skills = new LinkedHashMap<>();
		for (LanguageSkill skill : conditions.languages()) {
			String how = ((skill.certificate() != null) ? skill.certificate() + " " : "") + skill.score();
			skills.merge(skill.name(this.locale), how, (first, second) -> first + word("language.or") + second);
		}
		return skills.entrySet()
			.stream()
			.map(skill -> skill.getKey() + " " + skill.getValue())
			.collect(Collectors.joining("; "));
	}

	private String word(String key) {
		return this.words.containsKey(key) ? this.words.getString(key) : key;
	}

	private String say(String key, Object... values) {
		String said = word(key);
		for (int i = 0; i < values.length; i++) {
			said = said.replace("{" + i + "}", String.valueOf(values[i]));
		}
		return said;
	}

}
