package org.becas.curation;

import java.util.List;
import java.util.Optional;

import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Offer;

/**
 * A quote with the words around it, as plain text.
 *
 * @param field what rests on it
 * @param place where it stands
 * @param before a few words in front of it
 * @param words the quote
 * @param after a few words behind it
 */
record Quote(Field field, Evidence.Place place, String before, String words, String after) {

	private static final int CONTEXT = 90;

	/** The first quotes on which a field's value rests, at most three. */
	static List<Quote> of(Offer offer, Field field) {
		return offer.evidence()
			.stream()
			.filter((evidence) -> evidence.field() == field)
			.limit(3)
			.map((evidence) -> of(offer, evidence))
			.toList();
	}

	private static Quote of(Offer offer, Evidence evidence) {
		String whole = whole(offer, evidence);
		int start = start(whole, evidence).orElse(-1);
		if (start < 0) {
			return new Quote(evidence.field(), evidence.place(), "", evidence.quote(), "");
		}
		int end = start + evidence.quote().length();
		return new Quote(evidence.field(), evidence.place(), before(whole, start), evidence.quote(), after(whole, end));
	}

	/**
	 * Where a quote stands, even if the text was kept a little differently from how it
	 * was read.
	 */
	static Optional<Integer> start(String whole, Evidence evidence) {
		String quote = evidence.quote();
		if (whole.regionMatches(Math.max(0, evidence.start()), quote, 0, quote.length())) {
			return Optional.of(Math.max(0, evidence.start()));
		}
		int found = whole.indexOf(quote);
		return (found >= 0 && !quote.isEmpty()) ? Optional.of(found) : Optional.empty();
	}

	private static String whole(Offer offer, Evidence evidence) {
		return switch (evidence.place()) {
			case TITLE -> offer.reading().title();
			case TEXT -> offer.text();
			case URL -> offer.reading().url();
			case SOURCE -> "";
		};
	}

	private static String before(String whole, int start) {
		int from = Math.max(0, start - CONTEXT);
		String words = whole.substring(from, start);
		return (from > 0) ? "… " + words.substring(words.indexOf(' ') + 1) : words;
	}

	private static String after(String whole, int end) {
		int to = Math.min(whole.length(), end + CONTEXT);
		String words = whole.substring(end, to);
		int space = words.lastIndexOf(' ');
		return (to < whole.length()) ? ((space > 0) ? words.substring(0, space) : words) + " …" : words;
	}

}
