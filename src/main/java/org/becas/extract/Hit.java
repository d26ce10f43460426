package org.becas.extract;

/**
 * A phrase of the lexicon found in a document.
 *
 * @param cue its kind
 * @param value what it means
 * @param from index of its first token
 * @param to index behind its last token
 */
record Hit(Cue cue, String value, int from, int to) {

	/** Ends what a name means that is a country's only if written in capitals. */
	private static final String LETTERS = "-letters";

	/** ISO 3166-1 alpha-2 code of the country that a phrase names. */
	String country() {
		return isInCapitals() ? this.value.substring(0, this.value.length() - LETTERS.length()) : this.value;
	}

	/** Whether it is a name only if written in capitals: "MIT", not the German "mit". */
	boolean isInCapitals() {
		return this.value.endsWith(LETTERS);
	}

	boolean is(String meaning) {
		return this.value.equals(meaning);
	}

	/** Whether the meaning is of this family: {@code close} of {@code close-weak}. */
	boolean isA(String family) {
		return this.value.startsWith(family)
				&& (this.value.length() == family.length() || this.value.charAt(family.length()) == '-');
	}

}
