package org.becas.mail;

/** A letter that can be written for nobody, to see whether its templates still work. */
public interface TrialLetter {

	/** Its template in {@code templates/}, such as {@code bulletin/bulletin}. */
	String template();

	/**
	 * Writes it with sample values; nothing is sent.
	 * @throws LetterTemplates.TemplateMistake if a template cannot be read or filled
	 */
	void write();

}
