package org.becas.dedupe;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.offer.Facts;
import org.becas.offer.Folding;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a call may be recognised by, taken out of a {@link Candidate}.
 *
 * @param language of the text, where it is recognised
 * @param titleLanguage of the title, where it is recognised: it may be another one
 * @param title the title as folded, without years
 * @param ideas what the title says besides names, see {@link Lexicon#ideas}
 * @param titleNames providers that the title names
 * @param titleLevels levels that the title names
 * @param extended whether it says that its deadline was put off
 * @param providers those of our file that it names
 * @param awarder what the stated provider's name says
 * @param programmes that the title names
 * @param said programmes of one call a year that the text's beginning names
 * @param codes the portal's own numbers for it, by what the portal calls them
 * @param addresses where it stands
 * @param links keys of the pages, not listings, to which its text links or on which it
 * stands
 * @param amounts sums of money in the text, digits only
 * @param figures other numbers of the text, as of the places that there are
 * @param phrases hashes of the text's runs of words
 * @param names words that no language translates: acronyms, names
 * @param textIdeas what the text says in any language
 * @param words of the text, folded
 * @param initials of the names in its title and text, as acronyms are made of them
 */
record Profile(@Nullable String language, @Nullable String titleLanguage, String title, Set<String> ideas,
		Set<String> titleNames, Set<Level> titleLevels, CallYear year, boolean extended, Set<Level> levels,
		Set<String> countries, Set<String> providers, Set<String> awarder, Set<String> programmes, Set<String> said,
		Map<String, String> codes, Set<WebAddress> addresses, Set<String> links, Set<String> amounts,
		Set<String> figures, Set<Integer> phrases, Set<String> names, Set<String> textIdeas, Set<String> words,
		Set<String> initials) {

	private static final int READ_AT_MOST = 20_000;

	private static final int PHRASE = 4;

	private static final int SHORTEST_ACRONYM = 3;

	private static final int LONGEST_ACRONYM = 6;

	/** Who awards is named at the beginning. */
	private static final int NAMED_WITHIN = 300;

	/** What the call is called is said before it is told of others. */
	private static final int CALLED_WITHIN = 100;

	private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"'|]{4,500}");

	private static final Pattern CODE = Pattern.compile(
			"(?im)^\\s*(c[oó]digo|code|ref(?:erencia|erence)?|n[.ºo°]{1,2} de convocatoria|id|bdns)\\.?\\s*(?:\\([^)\\n]{1,20}\\))?\\s*[:#]\\s*([\\w./-]{2,30})\\s*$");

	private static final Pattern LABEL = Pattern.compile("(?m)^[^:\\n]{2,40}:\\s");

	private static final Pattern MONEY = Pattern.compile(
			"(?i)(?:[$€£¥]|\\b(?:usd|eur|gbp|chf|cop|us\\$)) ?(\\d{2,9})(?!\\d)|(?<!\\d)(\\d{2,9}) ?(?:[$€£¥]|(?:euros?|eur|usd|d[oó]lar(?:es)?|dollars?|pesos|chf|gbp|pounds|libras|reais)\\b)");

	/** Neither a year nor a day, nor a long number such as one of a telephone. */
	private static final Pattern FIGURE = Pattern
		.compile("(?<![\\d.,/#=_-])(?!(?:19|20)\\d\\d(?!\\d))\\d{3,5}(?![\\d/_-]|[.,]\\d)");

	private static final Pattern NAME = Pattern
		.compile("\\p{Lu}[\\p{Lu}\\d-]{1,14}\\b|(?<=[\\p{Ll},] )\\p{Lu}\\p{Ll}{2,20}");

	/** Whether its title says nothing but the names of a programme. */
	boolean isNamedOnly() {
		return this.ideas.isEmpty() && !called().isEmpty();
	}

	/** The latest year that it names anywhere, 0 for none. */
	int latestYear() {
		return this.words.stream()
			.filter(word -> word.matches("20[0-4]\\d"))
			.mapToInt(Integer::parseInt)
			.max()
			.orElse(0);
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
		return this.phrases.size() >= 15;
	}

	/** Whether it says an idea or a word of another one's title outside of its own. */
	boolean says(String idea) {
		return this.words.contains(idea) || this.textIdeas.contains(idea) || this.awarder.contains(idea)
				|| this.initials.contains(idea) || (idea.startsWith(Lexicon.COUNTRY)
						&& this.countries.contains(idea.substring(Lexicon.COUNTRY.length())));
	}

	static Profile of(Candidate candidate) {
		Facts facts = candidate.facts();
		String text = candidate.text().substring(0, Math.min(candidate.text().length(), READ_AT_MOST));
		List<String> titleWords = withoutYears(Words.of(facts.title()));
		List<String> telling = TitleWords.telling(Lexicon.withoutNames(titleWords));
		List<String> textWords = Words.of(text);
		Set<String> ideas = Lexicon.ideas(telling);
		Set<Level> titleLevels = levels(Lexicon.ideas(titleWords));
		Set<WebAddress> addresses = new LinkedHashSet<>();
		candidate.urls().forEach(url -> WebAddress.parse(url).ifPresent(addresses::add));
		return new Profile(Words.language(textWords.isEmpty() ? titleWords : textWords), Words.language(titleWords, 1),
				String.join(" ", TitleWords.telling(titleWords)), ideas, Lexicon.providers(titleWords), titleLevels,
				year(candidate, text, textWords).postedAt(addresses),
				Lexicon.sayExtended(titleWords) || Lexicon.sayExtended(textWords),
				facts.levels().isEmpty() ? titleLevels : facts.levels(), countries(facts, titleWords),
				providers(facts, titleWords), awarder(facts), Lexicon.programmes(titleWords), said(textWords),
				codes(text), addresses, links(addresses, text), amounts(text), figures(text),
				phrases(Words.of(LABEL.matcher(text).replaceAll(""))), names(text), textIdeas(textWords),
				Set.copyOf(textWords), initials(titleWords, textWords));
	}

	private static CallYear year(Candidate candidate, String text, List<String> words) {
		return CallYear.of(candidate.facts(), text)
			.seenAs(candidate.titles())
			.called(Lexicon.yearOfProgramme(words.subList(0, Math.min(words.size(), NAMED_WITHIN))).orElse(null));
	}

	private static List<String> withoutYears(List<String> words) {
		return words.stream().filter(word -> !word.matches("20\\d\\d")).toList();
	}

	private static Set<String> textIdeas(List<String> words) {
		return Lexicon.ideas(words)
			.stream()
			.filter(idea -> Lexicon.isKnown(idea) && !Lexicon.isCommon(idea))
			.collect(Collectors.toCollection(TreeSet::new));
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

	private static Map<String, String> codes(String text) {
		Map<String, String> codes = new HashMap<>();
		for (Matcher code = CODE.matcher(text); code.find();) {
			codes.putIfAbsent(Folding.fold(code.group(1)), Folding.fold(code.group(2)));
		}
		return codes;
	}

	private static Set<String> links(Set<WebAddress> addresses, String text) {
		Set<String> links = new TreeSet<>();
		addresses.stream().filter(address -> !address.listsMany()).map(WebAddress::key).forEach(links::add);
		for (Matcher link = LINK.matcher(text); link.find();) {
			WebAddress.parse(link.group().replaceFirst("[.,;:)\\]]+$", ""))
				.filter(address -> !address.listsMany())
				.map(WebAddress::key)
				.ifPresent(links::add);
		}
		return links;
	}

	private static Set<String> amounts(String text) {
		Set<String> amounts = new TreeSet<>();
		for (Matcher money = MONEY.matcher(ungrouped(text)); money.find();) {
			amounts.add((money.group(1) != null) ? money.group(1) : money.group(2));
		}
		return amounts;
	}

	private static Set<String> figures(String text) {
		Set<String> figures = new TreeSet<>();
		for (Matcher figure = FIGURE.matcher(ungrouped(text)); figure.find();) {
			figures.add(figure.group());
		}
		figures.removeAll(amounts(text));
		return figures;
	}

	/** Without what groups the digits of large numbers. */
	private static String ungrouped(String text) {
		return text.replaceAll("(?<=\\d)[.,\\u00a0\\u202f ](?=\\d{3}(?!\\d))", "");
	}

	private static Set<String> said(List<String> words) {
		Set<String> said = Lexicon.programmes(words.subList(0, Math.min(words.size(), CALLED_WITHIN)));
		said.removeIf(Lexicon::isFamily);
		return said;
	}

	private static Set<Integer> phrases(List<String> words) {
		Set<Integer> phrases = new HashSet<>();
		for (int i = 0; i + PHRASE <= words.size(); i++) {
			phrases.add(words.subList(i, i + PHRASE).hashCode());
		}
		return phrases;
	}

	private static Set<String> names(String text) {
		Set<String> names = new TreeSet<>();
		for (String name : all(NAME, text)) {
			String folded = Folding.fold(name);
			if (!Words.isStopWord(folded) && !Lexicon.isKnown(Lexicon.ideas(List.of(folded)).toString())) {
				names.add(folded);
			}
		}
		return names;
	}

	private static Set<String> initials(List<String> title, List<String> text) {
		Set<String> initials = new HashSet<>();
		for (List<String> words : List.of(title, text.subList(0, Math.min(text.size(), NAMED_WITHIN)))) {
			List<String> telling = words.stream().filter(word -> !Words.isStopWord(word)).toList();
			for (int start = 0; start < telling.size(); start++) {
				StringBuilder acronym = new StringBuilder();
				for (int i = start; i < telling.size() && acronym.length() < LONGEST_ACRONYM; i++) {
					acronym.append(telling.get(i).charAt(0));
					if (acronym.length() >= SHORTEST_ACRONYM) {
						initials.add(acronym.toString());
					}
				}
			}
		}
		return initials;
	}

	private static Set<String> all(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		for (Matcher matcher = pattern.matcher(text); matcher.find();) {
			found.add(matcher.group());
		}
		return found;
	}

}
