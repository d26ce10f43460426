package org.becas.curation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Offer;

/**
 * A stretch of an announcement and the fields that rest on it; none, for what lies
 * between.
 */
record Passage(String words, Set<Field> fields) {

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
				passages.add(new Passage(text.substring(start, end), fields(spans, start)));
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
				.map((start) -> new Span(start, start + evidence.quote().length(), evidence.field()))
				.stream())
			.toList();
	}

	private static Set<Field> fields(List<Span> spans, int at) {
		Set<Field> fields = EnumSet.noneOf(Field.class);
		spans.stream()
			.filter((span) -> span.start() <= at && at < span.end())
			.forEach((span) -> fields.add(span.field()));
		return fields;
	}

	private record Span(int start, int end, Field field) {
	}

}
