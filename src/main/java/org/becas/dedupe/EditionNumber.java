package org.becas.dedupe;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the number of an edition: "XV edición", "26ª edición", "4th edition". */
final class EditionNumber {

	/** A Roman number has no ending but a raised letter: "la convocatoria" is none. */
	private static final Pattern ORDINAL = Pattern
		.compile("\\b(?!l\\b|la\\b)([ivxl]{1,7}|\\d{1,3})(?:\\s?(?:a|o|th|st|nd|rd|e|eme|ra|da|ta|va|na|ma))?\\.?\\s"
				+ "(?:edicion|edition|edicao|convocatoria)\\b");

	/** Words of which {@link #ORDINAL} ends in one. */
	private static final List<String> EDITIONS = List.of("edicion", "edition", "edicao", "convocatoria");

	private static final int LONGEST_ORDINAL = 16;

	private static final int LONGEST_EDITION = 12;

	private EditionNumber() {
	}

	/** Of a folded text; the first one that it names, up to 99. */
	static Optional<Integer> in(String folded) {
		List<MatchResult> found = Vicinity.of(folded, EDITIONS, LONGEST_ORDINAL, LONGEST_EDITION).find(ORDINAL);
		if (found.isEmpty()) {
			return Optional.empty();
		}
		String number = found.get(0).group(1);
		int value = Character.isDigit(number.charAt(0)) ? Integer.parseInt(number) : roman(number);
		return (value > 0 && value < 100) ? Optional.of(value) : Optional.empty();
	}

	private static int roman(String number) {
		int sum = 0;
		for (int i = 0; i < number.length(); i++) {
			int value = roman(number.charAt(i));
			boolean before = i + 1 < number.length() && value < roman(number.charAt(i + 1));
			sum += before ? -value : value;
		}
		return sum;
	}

	private static int roman(char digit) {
		return switch (digit) {
			case 'i' -> 1;
			case 'v' -> 5;
			case 'x' -> 10;
			default -> 50;
		};
	}

}
