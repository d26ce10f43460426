package org.becas.dedupe;

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
		return shorter >= SHORTEST && shorter >= ALIKE * longer && 1 - (double) edits(first, second) / longer >= ALIKE;
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

	/** How many letters must be put in, taken out or changed (Levenshtein). */
	private static int edits(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int changed = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[b.length()];
	}

}
