package org.becas.dedupe;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.becas.offer.Programmes;

/**
 * The keys of a call: selective enough that few calls share one, many enough that two
 * announcements of one call nearly always do. What is said every year is joined with the
 * year, so that a block does not grow with the archive.
 */
final class BlockingKeys {

	private static final int TELLING_IDEAS = 3;

	/**
	 * Below this weight a title is one of many, and a key of it would gather them all.
	 */
	private static final double TELLING = 0.8;

	private static final int LONGEST = 200;

	/** A call that names its year and one that does not may still be one. */
	private static final String ANY_YEAR = "any";

	private BlockingKeys() {
	}

	static Set<String> of(Profile profile) {
		Set<String> keys = new TreeSet<>();
		profile.links().forEach(link -> keys.add("page:" + link));
		profile.codes().forEach((name, code) -> keys.add("code:" + name + ":" + code));
		Set<String> said = new TreeSet<>(profile.ideas());
		said.addAll(profile.titleNames());
		said.addAll(profile.programmes());
		if (Lexicon.weight(said) >= TELLING) {
			keys.add(Programmes.SERIES + String.join("+", said));
		}
		Set<String> years = new TreeSet<>();
		profile.year().years().forEach(year -> years.add(String.valueOf(year)));
		if (years.isEmpty()) {
			years.add(ANY_YEAR);
		}
		years.forEach(year -> addYearly(profile, year, keys));
		years.add(ANY_YEAR);
		years.forEach(year -> addIdeas(said, year, keys));
		keys.removeIf(key -> key.length() > LONGEST);
		return keys;
	}

	/** What a provider or a programme publishes in a year. */
	private static void addYearly(Profile profile, String year, Set<String> keys) {
		profile.providers()
			.forEach(provider -> profile.countries()
				.forEach(country -> keys.add("provider:" + provider + "+" + country + "@" + year)));
		Set<String> programmes = new TreeSet<>(profile.programmes());
		programmes.addAll(profile.said());
		programmes.forEach(programme -> keys.add("programme:" + programme + "@" + year));
	}

	/** Two telling ideas of the title. */
	private static void addIdeas(Set<String> said, String year, Set<String> keys) {
		List<String> telling = said.stream()
			.filter(idea -> Lexicon.weight(idea) >= TELLING)
			.sorted(Comparator.comparingDouble((String idea) -> -Lexicon.weight(idea)).thenComparing(idea -> idea))
			.limit(TELLING_IDEAS)
			.sorted()
			.toList();
		for (int i = 0; i < telling.size(); i++) {
			for (int j = i + 1; j < telling.size(); j++) {
				keys.add("ideas:" + telling.get(i) + "+" + telling.get(j) + "@" + year);
			}
		}
	}

}
