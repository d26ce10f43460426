package org.becas.extract;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;

/** A label of the applicants' origin and its value: "Nationalities: all". */
final class OriginField {

	/** A longer value of such a label is a sentence. */
	private static final int ANYBODY = 5;

	private static final Words ANYBODY_WORDS = Words.named("who.anybody");

	private final Document document;

	OriginField(Document document) {
		this.document = document;
	}

	/** "eligibleOriginCountries: FR, BJ". */
	Optional<List<Hit>> codes() {
		return this.document.parts()
			.stream()
			.filter(part -> part.isA("origin") && !part.heading())
			.map(part -> CountryCodes.of(this.document, part))
			.filter(listed -> !listed.isEmpty())
			.findFirst();
	}

	/** The word that lets everybody in. */
	OptionalInt anybody() {
		return this.document.parts()
			.stream()
			.filter(part -> part.isA("origin"))
			.mapToInt(this::value)
			.filter(this::isAnybody)
			.findFirst();
	}

	/** Behind the label, or in the line below. */
	private int value(Part part) {
		int value = part.from();
		while (value < part.to() - 1 && this.document.token(value).isBreak()) {
			value++;
		}
		return value;
	}

	private boolean isAnybody(int value) {
		int end = this.document.lineEnd(value);
		return value < end && end - value <= ANYBODY && ANYBODY_WORDS.hold(this.document.token(value).word())
				&& Stream.of(Cue.COUNTRY, Cue.DEMONYM, Cue.CITY)
					.allMatch(cue -> this.document.hits().of(cue, value, end).isEmpty())
				&& this.document.hits()
					.of(Cue.WHO, value, end)
					.stream()
					.noneMatch(hit -> hit.is("other") || hit.is("bloc") || hit.is("not"));
	}

}
