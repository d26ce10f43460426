package org.becas.dedupe;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.offer.EditionYears;
import org.becas.offer.EditionYears.Years;
import org.jspecify.annotations.Nullable;

/** Finds the years that titles, texts and addresses give a call. */
final class YearWords {

	/** Two years in a row, or 2026/27: an academic year, whatever is said of it. */
	private static final Pattern ACADEMIC = Pattern
		.compile("(?<![\\d/.-])(20[0-4]\\d)\\s?[-/–—]\\s?(20[0-4]\\d|\\d\\d)(?![\\d/-]|\\.\\d)");

	/** Where an academic year counts that nothing is said of. */
	private static final int BEGINNING = 400;

	/** What {@link EditionYears#CUED} has before its year at most. */
	private static final int LONGEST_CUE = 40;

	/**
	 * A year, another one, and what {@link EditionYears#CUED} has behind them at most.
	 */
	private static final int LONGEST_SPAN = 36;

	private static final Pattern IN_ADDRESS = Pattern
		.compile("(?<=[a-z][_-])(20[0-4]\\d)(?:[_-](20[0-4]\\d|\\d\\d))?(?=\\.[a-z]+$|[_-][a-z]|$)");

	/** The month in which many sites say that they posted a page. */
	private static final Pattern POSTED = Pattern.compile("/(20[0-4]\\d)/(0[1-9]|1[0-2])(?:/|$)");

	private YearWords() {
	}

	/**
	 * All the years that are the call's; where they are too far apart, those of which the
	 * title says so.
	 */
	static @Nullable Span inTitle(String title) {
		List<Years> years = EditionYears.in(title);
		Span whole = Span.together(spans(years));
		return (whole != null) ? whole : Span.together(spans(years.stream().filter(Years::cued).toList()));
	}

	/** What a folded text gives the call. */
	static @Nullable Span inText(String folded) {
		Set<Span> cued = new LinkedHashSet<>();
		EditionYears.CUED.forEach(pattern -> cued.addAll(spans(pattern, folded)));
		Set<Span> all = spans(ACADEMIC, folded.substring(0, Math.min(folded.length(), BEGINNING)));
		all.addAll(cued);
		Span whole = Span.together(all);
		return (whole != null) ? whole : Span.together(cued);
	}

	/** The month that many sites put in the address of what they post. */
	static @Nullable LocalDate postedIn(Set<WebAddress> addresses) {
		LocalDate posted = null;
		for (WebAddress address : addresses) {
			for (MatchResult month : POSTED.matcher(address.path()).results().toList()) {
				posted = LocalDate.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)), 1);
			}
		}
		return posted;
	}

	/** The year in the last part of an address, where titles are put. */
	static @Nullable Span inAddress(Set<WebAddress> addresses) {
		Set<Span> spans = new LinkedHashSet<>();
		for (WebAddress address : addresses) {
			String path = address.path().replaceFirst("/+$", "");
			spans.addAll(spans(IN_ADDRESS, path.substring(path.lastIndexOf('/') + 1)));
		}
		return Span.together(spans);
	}

	private static Set<Span> spans(List<Years> years) {
		return years.stream().map(one -> new Span(one.first(), one.last())).collect(Collectors.toSet());
	}

	private static Set<Span> spans(Pattern pattern, String folded) {
		Set<Span> spans = new LinkedHashSet<>();
		for (MatchResult found : Vicinity.ofYears(folded, LONGEST_CUE, LONGEST_SPAN).find(pattern)) {
			Years years = EditionYears.years(found, true);
			spans.add(new Span(years.first(), years.last()));
		}
		return spans;
	}

}
