package org.becas.offer;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form of a text in which it is searched and compared: no accents, no capitals, one
 * space between words. Two texts that a reader takes for the same fold to the same.
 */
public final class Folding {

	private Folding() {
	}

	/** Folds a title or a word; its length may change, so offsets do not carry over. */
	public static String fold(String text) {
		String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
		StringBuilder folded = new StringBuilder(decomposed.length());
		boolean space = false;
		for (int i = 0; i < decomposed.length(); i++) {
			char c = decomposed.charAt(i);
			if (Character.getType(c) == Character.NON_SPACING_MARK) {
				continue;
			}
			if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
				space = !folded.isEmpty();
				continue;
			}
			if (space) {
				folded.append(' ');
				space = false;
			}
			folded.append(c);
		}
		return folded.toString().toLowerCase(Locale.ROOT);
	}

	/** How many letters must be put in, taken out or changed (Levenshtein). */
	public static int edits(String a, String b) {
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
