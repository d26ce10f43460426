package org.becas.dedupe;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.becas.offer.Country;

/** What words mean across languages, from the data files beside this class. */
final class Lexicon {

	static final String COUNTRY = "country:";

	static final String PROGRAMME = "programme:";

	static final String PROVIDER = "provider:";

	static final String IDEA = "idea:";

	static final String PADDING = "padding:";

	/** Every name that may stand in a title. */
	private static final Phrasebook TITLES = new Phrasebook();

	private static final Phrasebook PROVIDERS = new Phrasebook();

	private static final Phrasebook PROGRAMMES = new Phrasebook();

	private static final Phrasebook COUNTRIES = new Phrasebook();

	private static final Set<String> COMMON = new HashSet<>();

	static {
		add("providers.tsv", PROVIDER, PROVIDERS);
		add("programmes.tsv", PROGRAMME, PROGRAMMES);
		add("demonyms.tsv", COUNTRY, COUNTRIES);
		for (Country country : Country.all()) {
			COUNTRIES.add(country.spanish(), COUNTRY + country.code());
			COUNTRIES.add(country.english(), COUNTRY + country.code());
			country.aliases().forEach(alias -> COUNTRIES.add(alias, COUNTRY + country.code()));
		}
		add("programmes.tsv", PROGRAMME, TITLES);
		add("providers.tsv", PROVIDER, TITLES);
		add("concepts.tsv", IDEA, TITLES);
		add("demonyms.tsv", COUNTRY, TITLES);
		for (Country country : Country.all()) {
			TITLES.add(country.spanish(), COUNTRY + country.code());
			TITLES.add(country.english(), COUNTRY + country.code());
			country.aliases().forEach(alias -> TITLES.add(alias, COUNTRY + country.code()));
		}
		for (String[] row : DataFile.rows("padding.tsv")) {
			DataFile.names(row[0]).forEach(name -> TITLES.add(name, PADDING));
		}
		for (String[] row : DataFile.rows("common.tsv")) {
			DataFile.names(row[0]).forEach(name -> COMMON.addAll(ideas(Words.of(name))));
		}
	}

	private Lexicon() {
	}

	private static void add(String file, String kind, Phrasebook book) {
		for (String[] row : DataFile.rows(file)) {
			DataFile.names(row[1]).forEach(name -> book.add(name, kind + row[0]));
		}
	}

	/**
	 * What a title says once its language is taken away: ideas, countries, providers and
	 * programmes by their name here, every other word as it is. Stop words and what every
	 * call is called are left out.
	 */
	static Set<String> ideas(List<String> words) {
		Set<String> ideas = new LinkedHashSet<>();
		for (int i = 0; i < words.size();) {
			var phrase = TITLES.at(words, i);
			String word = words.get(i);
			if (phrase.isPresent()) {
				ideas.add(phrase.get().meaning());
			}
			else if (!Words.isStopWord(word)) {
				ideas.add(word);
			}
			i += phrase.map(Phrasebook.Found::length).orElse(1);
		}
		ideas.remove(PADDING);
		return ideas;
	}

	static Set<String> providers(List<String> words) {
		return new LinkedHashSet<>(PROVIDERS.in(words));
	}

	static Set<String> programmes(List<String> words) {
		return new LinkedHashSet<>(PROGRAMMES.in(words));
	}

	/** ISO codes of the countries named. */
	static Set<String> countries(List<String> words) {
		Set<String> codes = new LinkedHashSet<>();
		COUNTRIES.in(words).forEach(name -> codes.add(name.substring(COUNTRY.length())));
		return codes;
	}

	/**
	 * How much it says about which call it is that a title holds this idea: little where
	 * many calls say it, much where it is a name.
	 */
	static double weight(String idea) {
		if (COMMON.contains(idea)) {
			return 0.3;
		}
		if (idea.startsWith(PROGRAMME)) {
			return 1.5;
		}
		if (idea.startsWith(PROVIDER)) {
			return 1.2;
		}
		if (isKnown(idea)) {
			return 0.8;
		}
		return (idea.length() < 3) ? 0.4 : 1;
	}

	static double weight(Collection<String> ideas) {
		return ideas.stream().mapToDouble(Lexicon::weight).sum();
	}

	/** Whether it is an idea with a name here, so that another language has it too. */
	static boolean isKnown(String idea) {
		return idea.indexOf(':') > 0;
	}

}
