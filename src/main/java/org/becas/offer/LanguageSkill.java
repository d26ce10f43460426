package org.becas.offer;

import java.util.List;
import java.util.Locale;
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

	/** Languages that calls ask for, with the names that people type. */
	private static final List<String> NAMES = List.of("es español spanish", "en inglés ingles english",
			"fr francés frances french", "pt portugués portugues portuguese", "de alemán aleman german",
			"it italiano italian", "zh chino chinese", "ja japonés japones japanese", "ko coreano korean",
			"ru ruso russian", "nl neerlandés neerlandes dutch", "sv sueco swedish", "pl polaco polish",
			"hu húngaro hungaro hungarian", "tr turco turkish", "ar árabe arabe arabic", "ca catalán catalan",
			"cs checo czech");

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

	private static String language(String written) {
		String wanted = written.toLowerCase(Locale.ROOT);
		return NAMES.stream()
			.filter(names -> List.of(names.split(" ")).contains(wanted))
			.map(names -> names.substring(0, 2))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"Idioma desconocido \"%s\"; se escribe inglés, francés, alemán …".formatted(written)));
	}

	/**
	 * The language's name in the reader's language: English for {@code en}, else Spanish.
	 */
	public String name(Locale locale) {
		int column = locale.getLanguage().equals("en") ? -1 : 1;
		return NAMES.stream().filter(names -> names.startsWith(this.language + " ")).map(names -> {
			String[] cells = names.split(" ");
			String name = cells[(column < 0) ? cells.length - 1 : column];
			return (column < 0) ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : name;
		}).findFirst().orElse(this.language);
	}

}
