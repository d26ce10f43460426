package org.becas.offer;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Why a rule read what it read, in a sentence for people. The sentences are those of the
 * pages: {@code rule.<id>} in {@code messages/rule_<language>.properties}.
 */
public final class RuleWords {

	private final ResourceBundle sentences;

	/**
	 * @param locale the reader's language: English for {@code en}, else Spanish
	 */
	public RuleWords(Locale locale) {
		this.sentences = ResourceBundle.getBundle("messages.rule",
				Locale.forLanguageTag(locale.getLanguage().equals("en") ? "en" : "es"),
				ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
	}

	/** The rule's sentence; its id if it has none. */
	public String sentence(String rule) {
		String key = "rule." + rule;
		return this.sentences.containsKey(key) ? this.sentences.getString(key) : rule;
	}

}
