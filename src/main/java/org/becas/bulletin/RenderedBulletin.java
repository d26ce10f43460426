package org.becas.bulletin;

/**
 * A bulletin for one choice of levels, the same for everybody who chose them but for a
 * few places that the letter to each fills in.
 *
 * @param subject one line, no line breaks
 * @param html contains each of the places below as text or as the whole of an attribute
 * @param text contains each of the places below
 */
public record RenderedBulletin(String subject, String html, String text) {

	/** Stands for the greeting: {@code Hola, Ana:}, or {@code Hola:} without a name. */
	public static final String NAME = "%%NOMBRE%%";

	/** Stands for the address on which one click ends the subscription. */
	public static final String UNSUBSCRIBE = "%%BAJA%%";

	/**
	 * Stands for the address on which the subscriber sees and changes what they receive.
	 */
	public static final String PREFERENCES = "%%PREFERENCIAS%%";

	/**
	 * As somebody without a name receives it, for staff to look at: the links that each
	 * person has of their own lead nowhere.
	 */
	public RenderedBulletin preview() {
		String own = "(el enlace de cada persona)";
		return new RenderedBulletin(this.subject, fill(this.html, "#"), fill(this.text, own));
	}

	private static String fill(String letter, String own) {
		return letter.replace(NAME, "Hola:").replace(UNSUBSCRIBE, own).replace(PREFERENCES, own);
	}

}
