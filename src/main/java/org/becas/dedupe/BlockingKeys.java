package org.becas.dedupe;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of a call: selective enough that few calls share one, many enough that two
 * announcements of one call always do.
 */
final class BlockingKeys {

	private static final int TELLING_IDEAS = 3;

	private BlockingKeys() {
	}

	static Set<String> of(Profile profile) {
		Set<String> keys = new TreeSet<>();
		profile.links().forEach(link -> keys.add("page:" + link));
		profile.codes().forEach((name, code) -> keys.add("code:" + name + ":" + code));
		Set<String> years = new TreeSet<>();
		profile.year().years().forEach(year -> years.add(String.valueOf(year)));
		years.add("any");
		for (String year : years) {
			titleKeys(profile, year, keys);
		}
		return keys;
	}

	private static void titleKeys(Profile profile, String year, Set<String> keys) {
		Set<String> said = new TreeSet<>(profile.ideas());
		said.addAll(profile.titleNames());
		List<String> telling = said.stream()
			.sorted(Comparator.comparingDouble((String idea) -> -Lexicon.weight(idea)).thenComparing(idea -> idea))
			.limit(TELLING_IDEAS)
			.sorted()
			.toList();
		for (int i = 0; i < telling.size(); i++) {
			for (int j = i + 1; j < telling.size(); j++) {
				keys.add("ideas:" + telling.get(i) + "+" + telling.get(j) + "@" + year);
			}
		}
		keys.add("title:" + profile.title() + "@" + year);
		profile.providers()
			.forEach(provider -> profile.countries()
				.forEach(country -> keys.add("provider:" + provider + "+" + country + "@" + year)));
		profile.programmes().forEach(programme -> keys.add("programme:" + programme + "@" + year));
	}

}
