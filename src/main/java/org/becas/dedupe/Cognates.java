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
		return single(ending(word).replace("ph", "f")
			.replace("th", "t")
			.replace("qu", "c")
			.replace("ck", "c")
			.replace('k', 'c')
			.replace('y', 'i')
			.replace('z', 's'));
	}

	/** Without what languages put before an s, and without the ending. */
	private static String ending(String word) {
		boolean added = word.length() > 2 && word.startsWith("es") && "bcdfgklmnpqrtv".indexOf(word.charAt(2)) >= 0;
		int end = word.length();
		if (word.endsWith("es") || word.endsWith("os") || word.endsWith("as")) {
			end -= 2;
		}
		else if (end > 0 && "seoa".indexOf(word.charAt(end - 1)) >= 0) {
			end--;
		}
		return word.substring(Math.min(added ? 1 : 0, end), end);
	}

	/** Each doubled letter once. */
	private static String single(String word) {
		StringBuilder single = null;
		for (int i = 0; i < word.length(); i++) {
			boolean doubled = i + 1 < word.length() && word.charAt(i) == word.charAt(i + 1);
			if (doubled && single == null) {
				single = new StringBuilder(word).delete(i, word.length());
			}
			if (single != null) {
				single.append(word.charAt(i));
			}
			i += doubled ? 1 : 0;
		}
		return (single != null) ? single.toString() : word;
	}

}
