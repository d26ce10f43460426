package org.becas.dedupe;

import org.becas.offer.Folding;

/** Tells words of one root from strangers, within a language and across them. */
final class Cognates {

	private static final int SHORTEST = 5;

	private static final double ALIKE = 0.78;

	private Cognates() {
	}

	/**
	 * Whether two folded words are one but for an ending, a slip or the spelling that
	 * their languages give it.
	 */
	static boolean areAlike(String a, String b) {
		String first = root(a);
		String second = root(b);
		if (first.equals(second)) {
			return first.length() > 2;
		}
		int longer = Math.max(first.length(), second.length());
		int shorter = Math.min(first.length(), second.length());
		return shorter >= SHORTEST && shorter >= ALIKE * longer
				&& 1 - (double) Folding.edits(first, second) / longer >= ALIKE;
	}

	/** One spelling of especializado, specialised and spécialisé, nearly. */
	static String root(String word) {
		return word.replaceFirst("^e(?=s[bcdfgklmnpqrtv])", "")
			.replaceFirst("(?:es|os|as|s|e|o|a)$", "")
			.replace("ph", "f")
			.replace("th", "t")
			.replace("qu", "c")
			.replace("ck", "c")
			.replace('k', 'c')
			.replace('y', 'i')
			.replace('z', 's')
			.replaceAll("(.)\\1", "$1");
	}

}
