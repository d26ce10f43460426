package org.becas.offer;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A country or territory with the names that people give it. The names are our own data
 * ({@code countries.tsv}), since those of the JDK change from release to release.
 *
 * @param code ISO 3166-1 alpha-2
 * @param spanish the name to print, as the Real Academia Española recommends
 * @param english the name to print
 * @param aliases every other name by which texts call it, in any language
 */
public record Country(String code, String spanish, String english, List<String> aliases) {

	private static final Map<String, Country> BY_CODE = load();

	/** The name in the reader's language: English for {@code en}, else Spanish. */
	public String name(Locale locale) {
		return locale.getLanguage().equals("en") ? this.english : this.spanish;
	}

	/**
	 * @throws IllegalArgumentException if there is no such code
	 */
	public static Country of(String code) {
		Country country = BY_CODE.get(code);
		if (country == null) {
			throw new IllegalArgumentException(
					"País desconocido \"%s\"; se espera un código ISO 3166 de dos letras, como CO o DE"
						.formatted(code));
		}
		return country;
	}

	/** Whether there is a country of that code. */
	public static boolean isCode(String code) {
		return BY_CODE.containsKey(code);
	}

	public static Collection<Country> all() {
		return BY_CODE.values();
	}

	private static Map<String, Country> load() {
		Map<String, Country> countries = new LinkedHashMap<>();
		for (String[] row : DataFile.rows(Country.class, "countries.tsv", 3)) {
			countries.put(row[0],
					new Country(row[0], row[1], row[2], (row.length > 3) ? DataFile.names(row[3]) : List.of()));
		}
		return Collections.unmodifiableMap(countries);
	}

}
