package org.becas.dedupe;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.offer.DataFile;
import org.becas.offer.Facts;
import org.becas.offer.Folding;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a call may be recognised by, taken out of a {@link Candidate}.
 *
 * @param titleLanguage of the title, where it is recognised: it may not be the text's
 * @param title the title as folded, without years
 * @param ideas what the title says besides names, see {@link Lexicon#ideas}
 * @param titleNames providers that the title names
 * @param titleLevels levels that the title names
 * @param providers those of our file that it names
 * @param awarder what the stated provider's name says
 * @param programmes that the title names
 * @param said programmes of one call a year that the text's beginning names
 * @param codes its numbers, by what they are called and, but for a register's, where
 * @param addresses where it stands
 * @param links keys of the pages, not listings, to which its text links or on which it
 * stands
 * @param wording what its text says in its own words
 */
record Profile(@Nullable String titleLanguage, String title, Set<String> ideas, Set<String> titleNames,
		Set<Level> titleLevels, CallYear year, Set<Level> levels, Set<String> countries, Set<String> providers,
		Set<String> awarder, Set<String> programmes, Set<String> said, Map<String, String> codes,
		Set<WebAddress> addresses, Set<String> links, Wording wording) {

	private static final int READ_AT_MOST = 20_000;

	/** What the call is called is said before it is told of others. */
	private static final int CALLED_WITHIN = 100;

	/** The year of a programme that is known by a number is said at the beginning. */
	private static final int NUMBERED_WITHIN = 300;

	private static final Pattern YEAR = Pattern.compile("20\\d\\d");

	private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'|]{4,500}");

	/** National registers of calls: a number of theirs is one call, whoever prints it. */
	private static final Set<String> REGISTERS = DataFile.rows(Profile.class, "registers.tsv", 1)
		.stream()
		.map(row -> row[0])
		.collect(Collectors.toUnmodifiableSet());

	private static final Pattern CODE = Pattern
		.compile("(?im)^\\s*(c[oó]digo|code|ref(?:erencia|erence)?|n[.ºo°]{1,2} de convocatoria|id|"
				+ String.join("|", REGISTERS) + ")\\.?\\s*(?:\\([^)\\n]{1,20}\\))?\\s*[:#]\\s*([\\w./-]{2,30})\\s*$");

	/** A text with more links is a list, and the first ones lead to the call itself. */
	private static final int LINKS = 40;

	/** What {@link #CODE} holds behind its label. */
	private static final List<String> CODE_MARKS = List.of(":", "#");

	private static final int LONGEST_LABEL = 60;

	private static final int LONGEST_CODE = 60;

	/** Whether its title says nothing but the names of a programme. */
	boolean isNamedOnly() {
		return this.ideas.isEmpty() && !called().isEmpty();
	}

	/** The programmes of one call a year that it names, title or text. */
	Set<String> called() {
		Set<String> called = new HashSet<>(this.said);
		called.addAll(this.programmes);
		called.removeIf(Lexicon::isFamily);
		return called;
	}

	/** Whether the text is long enough for what it does not say to tell something. */
	boolean saysMuch() {
		return this.wording.isLong();
	}

	/** Whether it says an idea or a word of another one's title outside of its own. */
	boolean says(String idea) {
		return this.awarder.contains(idea) || this.wording.says(idea) || (idea.startsWith(Lexicon.COUNTRY)
				&& this.countries.contains(idea.substring(Lexicon.COUNTRY.length())));
	}

	static Profile of(Candidate candidate) {
		Facts facts = candidate.facts();
		String text = candidate.text().substring(0, Math.min(candidate.text().length(), READ_AT_MOST));
		List<String> titleWords = withoutYears(Words.of(facts.title()));
		String folded = Folding.fold(text);
		List<String> beginning = Words.first(NUMBERED_WITHIN, folded);
		Set<Level> titleLevels = levels(Lexicon.ideas(titleWords));
		Set<WebAddress> addresses = new LinkedHashSet<>();
		candidate.urls().forEach(url -> WebAddress.parse(url).ifPresent(addresses::add));
		return new Profile(Words.language(titleWords, 1), String.join(" ", TitleWords.telling(titleWords)),
				Lexicon.ideas(TitleWords.telling(Lexicon.withoutNames(titleWords))), Lexicon.providers(titleWords),
				titleLevels, year(candidate, folded, beginning).postedAt(candidate.published(), addresses),
				facts.levels().isEmpty() ? titleLevels : facts.levels(), countries(facts, titleWords),
				providers(facts, titleWords), awarder(facts), Lexicon.programmes(titleWords), said(beginning),
				codes(text, addresses), addresses, links(addresses, text),
				new Wording(titleWords, text, candidate.language()));
	}

	private static CallYear year(Candidate candidate, String folded, List<String> beginning) {
		return CallYear.of(candidate.facts(), folded)
			.seenAs(candidate.titles())
			.called(Lexicon.yearOfProgramme(beginning).orElse(null));
	}

	private static Set<String> said(List<String> beginning) {
		Set<String> said = Lexicon.programmes(beginning.subList(0, Math.min(beginning.size(), CALLED_WITHIN)));
		said.removeIf(Lexicon::isFamily);
		return said;
	}

	private static List<String> withoutYears(List<String> words) {
		return words.stream().filter(word -> !YEAR.matcher(word).matches()).toList();
	}

	private static Set<Level> levels(Set<String> ideas) {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		for (String idea : ideas) {
			switch (idea) {
				case Lexicon.LEVEL + "pregrado" -> levels.add(Level.PREGRADO);
				case Lexicon.LEVEL + "maestria" -> levels.add(Level.MAESTRIA);
				case Lexicon.LEVEL + "doctorado" -> levels.add(Level.DOCTORADO);
				case Lexicon.LEVEL + "postdoc" -> levels.add(Level.OTROS);
				default -> {
				}
			}
		}
		return levels;
	}

	private static Set<String> countries(Facts facts, List<String> titleWords) {
		Set<String> countries = new TreeSet<>(
				facts.countries().isEmpty() ? Lexicon.countries(titleWords) : facts.countries());
		countries.removeAll(Lexicon.AUDIENCE);
		return countries;
	}

	/** By the names in our file, out of the stated provider and the title. */
	private static Set<String> providers(Facts facts, List<String> titleWords) {
		Set<String> known = Lexicon.providers(titleWords);
		if (facts.provider() != null) {
			known.addAll(Lexicon.providers(Words.of(facts.provider())));
		}
		return known;
	}

	private static Set<String> awarder(Facts facts) {
		return (facts.provider() != null) ? Lexicon.ideas(Words.of(facts.provider())) : Set.of();
	}

	/**
	 * A portal counts its own calls: only a register's numbers mean the same elsewhere.
	 */
	private static Map<String, String> codes(String text, Set<WebAddress> addresses) {
		Set<String> sites = addresses.stream().map(WebAddress::site).collect(Collectors.toSet());
		Map<String, String> codes = new HashMap<>();
		for (MatchResult code : Vicinity.of(text, CODE_MARKS, LONGEST_LABEL, LONGEST_CODE).find(CODE)) {
			String label = Folding.fold(code.group(1));
			if (REGISTERS.contains(label)) {
				codes.putIfAbsent(label, Folding.fold(code.group(2)));
			}
			else if (sites.size() == 1) {
				codes.putIfAbsent(label + "@" + sites.iterator().next(), Folding.fold(code.group(2)));
			}
		}
		return codes;
	}

	private static Set<String> links(Set<WebAddress> addresses, String text) {
		Set<String> links = new LinkedHashSet<>();
		addresses.stream().filter(address -> !address.listsMany()).map(WebAddress::key).forEach(links::add);
		for (Matcher link = LINK.matcher(text); links.size() < LINKS && link.find();) {
			WebAddress.parse(link.group().replaceFirst("[.,;:)\\]]+$", ""))
				.filter(address -> !address.listsMany())
				.map(WebAddress::key)
				.ifPresent(links::add);
		}
		return links;
	}

}
