package org.becas.curation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import org.becas.offer.Evidence;
import org.becas.offer.Offer;

/**
 * A stretch of an announcement and what rests on it; nothing, for what lies between.
 *
 * @param evidence in the order of the fields, one per field
 */
record Passage(String words, List<Evidence> evidence) {

	/** The whole text, cut wherever a quote begins or ends. */
	static List<Passage> of(Offer offer) {
		String text = offer.text();
		List<Span> spans = spans(offer);
		TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
		spans.forEach((span) -> cuts.addAll(List.of(span.start(), span.end())));
		List<Passage> passages = new ArrayList<>();
		Integer start = null;
		for (Integer end : cuts) {
			if (start != null) {
				passages.add(new Passage(text.substring(start, end), evidence(spans, start)));
			}
			start = end;
		}
		return passages;
	}

	private static List<Span> spans(Offer offer) {
		return offer.evidence()
			.stream()
			.filter((evidence) -> evidence.place() == Evidence.Place.TEXT)
			.flatMap((evidence) -> Quote.start(offer.text(), evidence)
				.map((start) -> new Span(start, start + evidence.quote().length(), evidence))
				.stream())
			.toList();
	}

	private static List<Evidence> evidence(List<Span> spans, int at) {
		List<Evidence> all = new ArrayList<>();
		spans.stream()
			.filter((span) -> span.start() <= at && at < span.end())
			.map(Span::evidence)
			.filter((one) -> all.stream().noneMatch((other) -> other.field() == one.field()))
			.forEach(all::add);
		all.sort(Comparator.comparing(Evidence::field));
		return all;
	}

	private record Span(int start, int end, Evidence evidence) {
	}

}
