package org.becas.offer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The years that a title gives its call, read by one set of rules for whoever asks: those
 * of plans, laws, births and beginnings ("Agenda 2030", "born after 2005") are others'.
 * The words are data ({@code edition-years.tsv}).
 */
public final class EditionYears {

	/** One year, or two in a row: "2026-2027", "2026/27". */
	private static final String YEARS = "(20[0-4]\\d)(?:\\s?(?:-|/|–|—|y|to|a)\\s?(20[0-4]\\d|\\d\\d))?(?!\\d|-\\d\\d|-\\d[-/])";

	private static final Pattern ANY = Pattern.compile("(?<![\\d/.-])" + YEARS);

	private static final Pattern OTHERS = Pattern.compile("\\b(?:" + words("other")
			+ ")(?: \\d{1,5}(?= (?:de|of)))?+(?: (?:de|del|el|ano|the|year|of|in))*+ ?[:(]? ?(20\\d\\d)");

	/**
	 * A year with a call's word before or behind it, in a folded text: group 1 is the
	 * year, group 2 another one that follows, in four figures or two.
	 */
	public static final List<Pattern> CUED = List.of(
			Pattern.compile(
					"\\b(?:" + words("before") + ")(?: de| del| for| of| the| n[o.]{1,2}| \\d{1,4} de|:)? " + YEARS),
			Pattern.compile("(?<![\\d/.-])" + YEARS + " (?:" + words("after") + ")\\b"));

	private EditionYears() {
	}

	/**
	 * A year, or an academic year over two.
	 *
	 * @param cued whether a word such as «convocatoria» says that it is a call's
	 */
	public record Years(int first, int last, boolean cued) {
	}

	/** Every year that a title or the beginning of a text may give the call, in order. */
	public static List<Years> in(String text) {
		String folded = Folding.fold(text);
		Set<Integer> others = places(OTHERS, folded);
		Set<Integer> cued = new HashSet<>();
		CUED.forEach(pattern -> cued.addAll(places(pattern, folded)));
		List<Years> years = new ArrayList<>();
		Matcher found = ANY.matcher(folded);
		for (boolean more = found.find(); more;) {
			boolean other = others.contains(found.start(1));
			if (!other) {
				years.add(years(found, cued.contains(found.start(1))));
			}
			// "Ley 1286 de 2009 – 2027": the second is no law's
			more = (other && found.group(2) != null) ? found.find(found.start(2)) : found.find();
		}
		return years;
	}

	/** Years of plans, laws, births and beginnings. */
	public static Set<Integer> ofOthers(String text) {
		String folded = Folding.fold(text);
		return places(OTHERS, folded).stream()
			.map(place -> Integer.valueOf(folded.substring(place, place + 4)))
			.collect(Collectors.toSet());
	}

	private static Set<Integer> places(Pattern pattern, String folded) {
		Set<Integer> places = new HashSet<>();
		for (Matcher found = pattern.matcher(folded); found.find();) {
			places.add(found.start(1));
		}
		return places;
	}

	/** What a match of a pattern with two such groups says: two years are in a row. */
	public static Years years(MatchResult found, boolean cued) {
		int first = Integer.parseInt(found.group(1));
		String second = found.group(2);
		int last = (second == null) ? first
				: (second.length() == 4) ? Integer.parseInt(second) : first / 100 * 100 + Integer.parseInt(second);
		return new Years(first, (last == first + 1) ? last : first, cued);
	}

	private static String words(String kind) {
		return DataFile.rows(EditionYears.class, "edition-years.tsv", 2)
			.stream()
			.filter(row -> row[0].equals(kind))
			.flatMap(row -> DataFile.names(row[1]).stream())
			.map(name -> Pattern.quote(Folding.fold(name)))
			.collect(Collectors.joining("|"));
	}

}
