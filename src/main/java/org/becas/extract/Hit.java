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

	boolean is(String meaning) {
		return this.value.equals(meaning);
	}

	/** Whether the meaning is of this family: {@code close} of {@code close-weak}. */
	boolean isA(String family) {
		return this.value.startsWith(family)
				&& (this.value.length() == family.length() || this.value.charAt(family.length()) == '-');
	}

}
