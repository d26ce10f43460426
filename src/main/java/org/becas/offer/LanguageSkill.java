package org.becas.offer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A language that an applicant must know, and how that is shown.
 *
 * @param language ISO 639 code
 * @param certificate the test, as it is usually written ({@code IELTS}); null for a level
 * of the European framework without a test
 * @param score what must be reached, on the test's own scale: {@code 6.5}, {@code B2},
 * {@code N2}
 */
public record LanguageSkill(String language, @Nullable String certificate, String score) {

	/** Languages that calls ask for, from {@code languages.tsv}. */
	private static final List<Language> LANGUAGES = DataFile.rows(LanguageSkill.class, "languages.tsv", 3)
		.stream()
		.map(row -> new Language(row[0], row[1], row[2]))
		.toList();

	/** Whatever a reading names can be kept, though we have no name for it. */
	private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

	private static final Pattern CODE = Pattern.compile("(\\p{L}++) ++(?:([\\p{L} -]{2,30}) )??(\\S{1,12})");

	/** As text: {@code en IELTS 6.5}, {@code fr B2}. */
	public String code() {
		return this.language + " " + ((this.certificate != null) ? this.certificate + " " : "") + this.score;
	}

	/**
	 * The opposite of {@link #code}; the language's Spanish or English name is understood
	 * as well.
	 * @throws IllegalArgumentException if it is none
	 */
	public static LanguageSkill parse(String code) {
		Matcher matcher = CODE.matcher(code.strip());
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"\"%s\" no es un idioma con su nivel; se escribe inglés IELTS 6.5 o francés B2".formatted(code));
		}
		return new LanguageSkill(language(matcher.group(1)), matcher.group(2), matcher.group(3));
	}

	/**
	 * @param code ISO 639
	 * @param spanish its name in Spanish
	 * @param english its name in English, with a capital
	 */
	private record Language(String code, String spanish, String english) {

		boolean isCalled(String folded) {
			return folded.equals(this.code) || folded.equals(Folding.fold(this.spanish))
					|| folded.equals(Folding.fold(this.english));
		}

	}

	private static String language(String written) {
		String wanted = Folding.fold(written);
		return LANGUAGES.stream()
			.filter(language -> language.isCalled(wanted))
			.map(Language::code)
			.findFirst()
			.or(() -> CODES.contains(wanted) ? Optional.of(wanted) : Optional.empty())
			.orElseThrow(() -> new IllegalArgumentException(
					"Idioma desconocido \"%s\"; se escribe inglés, francés, alemán …".formatted(written)));
	}

	/**
	 * The language's name in the reader's language: English for {@code en}, else Spanish;
	 * the code where we have no name for it.
	 */
	public String name(Locale locale) {
		boolean english = locale.getLanguage().equals("en");
		return LANGUAGES.stream()
			.filter(one -> one.code().equals(this.language))
			.map(one -> english ? one.english() : one.spanish())
			.findFirst()
			.orElse(this.language);
	}

}
