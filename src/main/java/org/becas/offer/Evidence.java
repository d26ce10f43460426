package org.becas.offer;

/**
 * The words on which an answer rests, or a rival of it that was set aside.
 *
 * @param field what was answered
 * @param quote the source's own words, unchanged
 * @param place where they stand
 * @param start offset of the quote's first character in the place, in UTF-16 code units
 * @param end offset behind its last character
 * @param rule id of the rule that read them
 */
public record Evidence(Field field, String quote, Place place, int start, int end, String rule) {

	/** The part of an announcement in which a quote stands. */
	public enum Place {

		TITLE, TEXT, URL,

		/** A structured field of the source, such as a table's "Cierre". */
		SOURCE

	}

	/** Whether these words were set aside; then the rule says why. */
	public boolean rejects() {
		return this.rule.startsWith("not-");
	}
}
