package org.becas.dedupe;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.dedupe.Phrasebook.Found;
import org.becas.offer.DataFile;
import org.becas.offer.Country;

/** What words mean across languages, from the data files beside this class. */
final class Lexicon {

	static final String COUNTRY = "country:";

	static final String PROGRAMME = "programme:";

	static final String PROVIDER = "provider:";

	static final String IDEA = "idea:";

	static final String LEVEL = IDEA + "level:";

	/** Master's degrees and doctorates in one word. */
	private static final String POSTGRADUATE = LEVEL + "posgrado";

	private static final String PADDING = "padding:";

	private static final Phrasebook PROVIDERS = aliases("providers.tsv", PROVIDER);

	private static final Phrasebook PROGRAMMES = aliases("programmes.tsv", PROGRAMME);

	private static final Phrasebook COUNTRIES = countryNames();

	/** Ideas, countries and padding: what a title says besides names. */
	private static final Phrasebook IDEAS = ideaNames();

	/** Words that say that a deadline was put off. */
	private static final Phrasebook EXTENSION = new Phrasebook();

	/** Programmes under whose name several calls are published each year. */
	private static final Set<String> FAMILIES = DataFile.rows(Lexicon.class, "programmes.tsv", 2)
		.stream()
		.filter(row -> row.length > 2 && row[2].equals("family"))
		.map(row -> PROGRAMME + row[0])
		.collect(Collectors.toUnmodifiableSet());

	/** Ideas by the root of the words that say them, for forms that no file lists. */
	private static final Map<String, String> ROOTS = new HashMap<>();

	private static final Set<String> COMMON = new HashSet<>();

	/** Words that begin telling for whom a call is, and words for people. */
	private static final Set<String> FOR = new HashSet<>();

	private static final Set<String> PEOPLE = new HashSet<>();

	/** Adjectives of countries, for those who come from there, in the plural. */
	private static final Set<String> CITIZENS = new HashSet<>();

	/** Bodies that pass on what others award, by their name here. */
	private static final Set<String> BETWEEN = DataFile.rows(Lexicon.class, "providers.tsv", 2)
		.stream()
		.filter(row -> row.length > 3 && row[3].equals("between"))
		.map(row -> PROVIDER + row[0])
		.collect(Collectors.toUnmodifiableSet());

	/** Countries for whose citizens our portals write, from {@code audience.tsv}. */
	static final Set<String> AUDIENCE = DataFile.rows(Lexicon.class, "audience.tsv", 1)
		.stream()
		.map(row -> row[0])
		.collect(Collectors.toUnmodifiableSet());

	/** As many words may stand between a programme's name and its year. */
	private static final int BESIDE = 3;

	/** A name and what kind of body it is, written as one word. */
	private static final String COMPOUND = "stiftung";

	static {
		for (String[] row : DataFile.rows(Lexicon.class, "concepts.tsv", 2)) {
			DataFile.names(row[1])
				.stream()
				.filter(name -> !POSTGRADUATE.equals(IDEA + row[0])) // a diploma is no
																		// graduate
				.filter(name -> name.length() > 5 && name.indexOf(' ') < 0)
				.forEach(name -> ROOTS.putIfAbsent(Cognates.root(Words.of(name).get(0)), IDEA + row[0]));
		}
		for (String[] row : DataFile.rows(Lexicon.class, "demonyms.tsv", 2)) {
			DataFile.names(row[1])
				.stream()
				.filter(name -> name.length() > 5 && name.indexOf(' ') < 0)
				.forEach(name -> ROOTS.putIfAbsent(Cognates.root(Words.of(name).get(0)), COUNTRY + row[0]));
		}
		for (String[] row : DataFile.rows(Lexicon.class, "extension.tsv", 1)) {
			DataFile.names(row[0]).forEach(name -> EXTENSION.add(name, name));
		}
		for (String[] row : DataFile.rows(Lexicon.class, "people.tsv", 2)) {
			(row[0].equals("for") ? FOR : PEOPLE).addAll(DataFile.names(row[1]));
		}
		for (String[] row : DataFile.rows(Lexicon.class, "demonyms.tsv", 2)) {
			DataFile.names(row[1])
				.stream()
				.filter(name -> name.matches("[a-z]+(?:[oansild]s|eses|enses|ies|ques)"))
				.forEach(CITIZENS::add);
		}
		for (String[] row : DataFile.rows(Lexicon.class, "common.tsv", 1)) {
			DataFile.names(row[0]).forEach(name -> COMMON.addAll(ideas(Words.of(name))));
		}
	}

	private Lexicon() {
	}

	private static Phrasebook aliases(String file, String kind) {
		Phrasebook book = new Phrasebook();
		for (String[] row : DataFile.rows(Lexicon.class, file, 2)) {
			DataFile.names(row[1]).forEach(name -> book.add(name, kind + row[0]));
		}
		return book;
	}

	private static Phrasebook countryNames() {
		Phrasebook book = aliases("demonyms.tsv", COUNTRY);
		for (Country country : Country.all()) {
			book.add(country.spanish(), COUNTRY + country.code());
			book.add(country.english(), COUNTRY + country.code());
			country.aliases().forEach(alias -> book.add(alias, COUNTRY + country.code()));
		}
		return book;
	}

	private static Phrasebook ideaNames() {
		Phrasebook book = aliases("concepts.tsv", IDEA);
		book.addAll(COUNTRIES);
		for (String[] row : DataFile.rows(Lexicon.class, "padding.tsv", 1)) {
			DataFile.names(row[0]).forEach(name -> book.add(name, PADDING));
		}
		return book;
	}

	/**
	 * What words say once their language is taken away: ideas and countries by their name
	 * here, every other word as it is. Stop words and what every call is called are left
	 * out.
	 */
	static Set<String> ideas(List<String> words) {
		Set<String> ideas = new LinkedHashSet<>();
		for (int i = 0; i < words.size();) {
			Optional<Found> phrase = IDEAS.at(words, i);
			String word = words.get(i);
			if (phrase.isPresent()) {
				ideas.add(phrase.get().meaning());
			}
			else if (word.endsWith(COMPOUND)) {
				ideas.add(word.substring(0, word.length() - COMPOUND.length()));
				ideas.add(IDEA + "foundation");
			}
			else if (!Words.isStopWord(word)) {
				ideas.add(ROOTS.getOrDefault(Cognates.root(word), word));
			}
			i += phrase.map(Found::length).orElse(1);
		}
		ideas.remove(PADDING);
		AUDIENCE.forEach(country -> ideas.remove(COUNTRY + country));
		if (ideas.remove(POSTGRADUATE)) {
			ideas.addAll(List.of(LEVEL + "maestria", LEVEL + "doctorado"));
		}
		return ideas;
	}

	/** The words without those that name a provider or a programme. */
	static List<String> withoutNames(List<String> words) {
		return PROGRAMMES.without(PROVIDERS.without(words));
	}

	static Set<String> providers(List<String> words) {
		return new LinkedHashSet<>(PROVIDERS.in(words));
	}

	static Set<String> programmes(List<String> words) {
		return new LinkedHashSet<>(PROGRAMMES.inAndWithin(words));
	}

	/**
	 * The year beside the name of a programme, as in "becas Chevening 2027", where a text
	 * says one; not the year since or in which there is something.
	 */
	static Optional<Integer> yearOfProgramme(List<String> words) {
		for (int i = 0; i < words.size(); i++) {
			int end = i + PROGRAMMES.at(words, i).map(Found::length).orElse(0);
			if (end > i && i > 0 && isYear(words.get(i - 1))) {
				return Optional.of(Integer.valueOf(words.get(i - 1)));
			}
			for (int at = end; end > i && at < Math.min(end + BESIDE, words.size()); at++) {
				if (isYear(words.get(at)) && (at == end || !Words.isStopWord(words.get(at - 1)))) {
					return Optional.of(Integer.valueOf(words.get(at)));
				}
			}
		}
		return Optional.empty();
	}

	private static boolean isYear(String word) {
		return word.length() == 4 && word.startsWith("20") && word.charAt(2) < '5' && Character.isDigit(word.charAt(2))
				&& Character.isDigit(word.charAt(3));
	}

	/** Whether the words say that a deadline was put off. */
	static boolean sayExtended(List<String> words) {
		return !EXTENSION.in(words).isEmpty();
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
		if (COMMON.contains(idea) || idea.startsWith(LEVEL)) {
			return 0.3;
		}
		if (idea.startsWith(PROGRAMME) || idea.startsWith(PROVIDER)) {
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

	/** Whether every call is called so. */
	static boolean isPadding(String word) {
		return IDEAS.at(List.of(word), 0).map(Found::meaning).filter(PADDING::equals).isPresent();
	}

	/** Whether what follows may be those for whom a call is. */
	static boolean isFor(String word) {
		return FOR.contains(word);
	}

	/** Whether the word is for people, whatever they are. */
	static boolean isPeople(String word) {
		return PEOPLE.contains(word);
	}

	/** Whether the word is for people of one country. */
	static boolean areCitizens(String word) {
		return CITIZENS.contains(word);
	}

	/** Whether that provider passes on what others award. */
	static boolean isBetween(String provider) {
		return BETWEEN.contains(provider);
	}

	/** Whether it is an idea with a name here, so that another language has it too. */
	static boolean isKnown(String idea) {
		return idea.indexOf(':') > 0;
	}

	/** Whether several calls a year bear that programme's name. */
	static boolean isFamily(String programme) {
		return FAMILIES.contains(programme);
	}

	/** Whether many calls say it. */
	static boolean isCommon(String idea) {
		return COMMON.contains(idea);
	}

}
