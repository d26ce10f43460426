package org.becas.offer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The form of a text in which it is searched and compared: no accents, no capitals, one
 * space between words. Two texts that a reader takes for the same fold to the same.
 */
public final class Folding {

	/** What the letters and signs of our portals' languages fold to; null for others. */
	private static final @Nullable String[] LATIN = latin();

	/** The same of those that fold to one letter; 0 for others. */
	private static final char[] LATIN_LETTERS = letters();

	/** Room for what one letter folds to. */
	private static final int LONGEST_PIECE = 16;

	private Folding() {
	}

	/** Folds a title or a word; its length may change, so offsets do not carry over. */
	public static String fold(String text) {
		char[] letters = text.toCharArray();
		char[] folded = new char[letters.length + LONGEST_PIECE];
		int length = 0;
		char before = ' ';
		for (char c : letters) {
			char letter = (c < LATIN_LETTERS.length) ? LATIN_LETTERS[c] : 0;
			if (letter > ' ' && length < folded.length) {
				folded[length++] = letter;
				before = letter;
				continue;
			}
			String piece = (c < LATIN.length) ? LATIN[c] : null;
			if (piece == null) {
				return foldAny(text);
			}
			if (length + piece.length() > folded.length) {
				folded = Arrays.copyOf(folded, 2 * folded.length);
			}
			for (int j = 0; j < piece.length(); j++) {
				char next = piece.charAt(j);
				if (next != ' ' || before != ' ') {
					folded[length++] = next;
				}
				before = next;
			}
		}
		return new String(folded, 0, (length > 0 && folded[length - 1] == ' ') ? length - 1 : length);
	}

	/** The same of letters that are not Latin's, whose marks may stand in any order. */
	private static String foldAny(String text) {
		String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
		StringBuilder folded = new StringBuilder(decomposed.length());
		for (int i = 0; i < decomposed.length(); i++) {
			String piece = foldDecomposed(decomposed.charAt(i));
			if (!piece.equals(" ") || (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ')) {
				folded.append(piece);
			}
		}
		return withoutSpaceAtTheEnd(folded).toLowerCase(Locale.ROOT);
	}

	private static String withoutSpaceAtTheEnd(StringBuilder folded) {
		int length = folded.length();
		return (length > 0 && folded.charAt(length - 1) == ' ') ? folded.substring(0, length - 1) : folded.toString();
	}

	private static String foldDecomposed(char c) {
		if (Character.getType(c) == Character.NON_SPACING_MARK) {
			return "";
		}
		return (Character.isWhitespace(c) || Character.isSpaceChar(c)) ? " " : String.valueOf(c);
	}

	private static @Nullable String[] latin() {
		@Nullable String[] latin = new @Nullable String[0x2070];
		for (char c = 0; c < latin.length; c++) {
			if (c >= 0x300 && c < 0x2000) {
				continue;
			}
			String decomposed = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
			StringBuilder piece = new StringBuilder();
			for (int i = 0; i < decomposed.length(); i++) {
				piece.append(foldDecomposed(decomposed.charAt(i)));
			}
			latin[c] = piece.toString().toLowerCase(Locale.ROOT);
		}
		return latin;
	}

	private static char[] letters() {
		char[] letters = new char[LATIN.length];
		for (int c = 0; c < letters.length; c++) {
			String piece = LATIN[c];
			letters[c] = (piece != null && piece.length() == 1) ? piece.charAt(0) : 0;
		}
		return letters;
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
