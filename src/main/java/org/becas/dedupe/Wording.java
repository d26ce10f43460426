package org.becas.dedupe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.offer.Folding;
import org.jspecify.annotations.Nullable;

/**
 * What a text says in its own words. It is found out when it is first asked for, since
 * most announcements share no key with another one and are never compared. Thread-safe.
 */
final class Wording {

	private static final int PHRASE = 4;

	private static final int LONG = 15;

	private static final int SHORTEST_ACRONYM = 3;

	private static final int LONGEST_ACRONYM = 6;

	/** Who awards is named at the beginning. */
	private static final int NAMED_WITHIN = 300;

	private static final Pattern LABEL = Pattern.compile("(?m)^[^:\\n]{2,40}:\\s");

	private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[.,\\u00a0\\u202f ](?=\\d{3}(?!\\d))");

	private static final Pattern MONEY = Pattern.compile(
			"(?i)(?:[$€£¥]|\\b(?:usd|eur|gbp|chf|cop|us\\$)) ?(\\d{2,9})(?!\\d)|(?<!\\d)(\\d{2,9}) ?(?:[$€£¥]|(?:euros?|eur|usd|d[oó]lar(?:es)?|dollars?|pesos|chf|gbp|pounds|libras|reais)\\b)");

	/** Neither a year nor a day, nor a long number such as one of a telephone. */
	private static final Pattern FIGURE = Pattern
		.compile("(?<![\\d.,/#=_-])(?!(?:19|20)\\d\\d(?!\\d))\\d{3,5}(?![\\d/_-]|[.,]\\d)");

	private static final Pattern YEAR = Pattern.compile("20[0-4]\\d");

	private static final Pattern NAME = Pattern
		.compile("\\p{Lu}[\\p{Lu}\\d-]{1,14}\\b|(?<=[\\p{Ll},] )\\p{Lu}\\p{Ll}{2,20}");

	private final List<String> titleWords;

	private final String text;

	private final @Nullable String language;

	private volatile @Nullable Found found;

	/**
	 * @param titleWords the title's, folded and without years
	 * @param language as it was read, for a text whose own words tell none
	 */
	Wording(List<String> titleWords, String text, @Nullable String language) {
		this.titleWords = titleWords;
		this.text = text;
		this.language = language;
	}

	/**
	 * @param language of the text, where it is recognised
	 * @param extended whether it says that its deadline was put off
	 * @param amounts sums of money, digits only
	 * @param figures other numbers, as of the places that there are
	 * @param phrases hashes of its runs of words
	 * @param names words that no language translates: acronyms, names
	 * @param ideas what it says in any language
	 * @param words folded
	 * @param initials of the names in title and text, as acronyms are made of them
	 */
	private record Found(@Nullable String language, boolean extended, Set<String> amounts, Set<String> figures,
			Set<Integer> phrases, Set<String> names, Set<String> ideas, Set<String> words, Set<String> initials) {
	}

	@Nullable String language() {
		return found().language();
	}

	boolean saysExtended() {
		return found().extended();
	}

	Set<String> amounts() {
		return found().amounts();
	}

	Set<String> figures() {
		return found().figures();
	}

	Set<Integer> phrases() {
		return found().phrases();
	}

	Set<String> names() {
		return found().names();
	}

	Set<String> ideas() {
		return found().ideas();
	}

	/** The latest year that it names anywhere, 0 for none. */
	int latestYear() {
		return found().words()
			.stream()
			.filter(word -> YEAR.matcher(word).matches())
			.mapToInt(Integer::parseInt)
			.max()
			.orElse(0);
	}

	/** Whether the text is long enough for what it does not say to tell something. */
	boolean isLong() {
		return phrases().size() >= LONG;
	}

	/** Whether it holds an idea, a word or an acronym's words. */
	boolean says(String idea) {
		Found here = found();
		return here.words().contains(idea) || here.ideas().contains(idea) || here.initials().contains(idea);
	}

	private Found found() {
		Found known = this.found;
		if (known == null) {
			known = find();
			this.found = known;
		}
		return known;
	}

	private Found find() {
		List<String> words = Words.of(this.text);
		String ungrouped = THOUSANDS.matcher(this.text).replaceAll("");
		Set<String> amounts = amounts(ungrouped);
		String told = Words.language(words.isEmpty() ? this.titleWords : words);
		return new Found((told != null) ? told : this.language,
				Lexicon.sayExtended(this.titleWords) || Lexicon.sayExtended(words), amounts,
				figures(ungrouped, amounts), phrases(Words.of(LABEL.matcher(this.text).replaceAll(""))),
				names(this.text), ideas(words), Set.copyOf(words), initials(this.titleWords, words));
	}

	private static Set<String> ideas(List<String> words) {
		return Lexicon.ideas(words)
			.stream()
			.filter(idea -> Lexicon.isKnown(idea) && !Lexicon.isCommon(idea))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> amounts(String ungrouped) {
		Set<String> amounts = new TreeSet<>();
		for (Matcher money = MONEY.matcher(ungrouped); money.find();) {
			amounts.add((money.group(1) != null) ? money.group(1) : money.group(2));
		}
		return amounts;
	}

	private static Set<String> figures(String ungrouped, Set<String> amounts) {
		Set<String> figures = new TreeSet<>();
		for (Matcher figure = FIGURE.matcher(ungrouped); figure.find();) {
			figures.add(figure.group());
		}
		figures.removeAll(amounts);
		return figures;
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
		for (String name : written(text)) {
			String folded = Folding.fold(name);
			if (!Words.isStopWord(folded) && Lexicon.ideas(List.of(folded)).stream().noneMatch(Lexicon::isKnown)) {
				names.add(folded);
			}
		}
		return names;
	}

	private static Set<String> written(String text) {
		Set<String> names = new TreeSet<>();
		for (Matcher name = NAME.matcher(text); name.find();) {
			names.add(name.group());
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

}
