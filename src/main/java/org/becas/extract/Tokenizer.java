package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.becas.extract.Token.Kind;
import org.becas.offer.Folding;

/** Cuts a text into tokens, in one pass. */
final class Tokenizer {

	private final String text;

	private final char[] chars;

	private final List<Token> tokens = new ArrayList<>();

	private int at;

	private Tokenizer(String text) {
		this.text = text;
		this.chars = text.toCharArray();
	}

	static List<Token> tokens(String text) {
		return new Tokenizer(text).run();
	}

	private List<Token> run() {
		while (this.at < this.chars.length) {
			char c = this.chars[this.at];
			if (c == '\n' || c == '\u2028' || c == '\u0085') {
				add(Kind.BREAK, "\n", this.at + 1);
			}
			else if (c >= '0' && c <= '9') {
				add(Kind.NUMBER, null, endOfNumber());
			}
			else if (isLetter(c)) {
				addWord(endOfWord());
			}
			else if (isBlank(c)) {
				this.at++;
			}
			else {
				add(Kind.MARK, mark(c), this.at + 1);
			}
		}
		return this.tokens;
	}

	private void add(Kind kind, @org.jspecify.annotations.Nullable String word, int end) {
		this.tokens.add(new Token(kind, (word != null) ? word : this.text.substring(this.at, end), this.at, end));
		this.at = end;
	}

	private void addWord(int end) {
		String word = this.text.substring(this.at, end);
		add(Kind.WORD, isPlain(end) ? word : fold(word), (end - this.at >= STEM) ? behindOtherGender(end) : end);
	}

	/** Shorter words have no second ending: "y/o", "a/e". */
	private static final int STEM = 4;

	/** How the other gender is added to a word: "ciudadano/a", "Bewerber:innen". */
	private static final List<String> OTHER_GENDER = List.of("/a", "/as", "/o", "/os", "(a)", "(as)", "(o)", "(os)",
			"(e)", "(es)", "(s)", "(in)", "(innen)", "/in", "/innen", "/-innen", "/-in", ":in", ":innen", "*in",
			"*innen", "_in", "_innen", "·e·s", "·e", "·es", ".e.s", "-e-s", "@s");

	/** The other gender belongs to the word, which is found as if it were not there. */
	private int behindOtherGender(int end) {
		if (end >= this.chars.length || "/(:*_·.-@".indexOf(this.chars[end]) < 0) {
			return end;
		}
		for (String ending : OTHER_GENDER) {
			int behind = end + ending.length();
			boolean whole = behind >= this.chars.length || ending.endsWith(")")
					|| !Character.isLetterOrDigit(this.chars[behind]);
			if (whole && this.text.startsWith(ending, end)) {
				return behind;
			}
		}
		return end;
	}

	/** Whether the word consists of small letters without marks, as most do. */
	private boolean isPlain(int end) {
		for (int i = this.at; i < end; i++) {
			if (!isSmall(this.chars[i])) {
				return false;
			}
		}
		return true;
	}

	/** Dashes and apostrophes come in many shapes that mean one thing. */
	private static String mark(char c) {
		return switch (c) {
			case '–', '—', '‐', '‑', '‒', '−' -> "-";
			case '’', '‘', '`', '´' -> "'";
			case '“', '”', '«', '»', '„' -> "\"";
			case '：' -> ":";
			case '／' -> "/";
			default -> String.valueOf(c);
		};
	}

	/** Most letters are ASCII, and then the question is cheap. */
	private static boolean isLetter(char c) {
		return (c < 0x80) ? isSmall((char) (c | 0x20)) : Character.isLetter(c);
	}

	private static boolean isSmall(char c) {
		return c >= 'a' && c <= 'z';
	}

	private static boolean isBlank(char c) {
		return c <= ' ' || Character.isSpaceChar(c) || Character.isISOControl(c)
				|| Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.NON_SPACING_MARK;
	}

	private int endOfNumber() {
		int end = this.at;
		while (end < this.chars.length && this.chars[end] >= '0' && this.chars[end] <= '9') {
			end++;
		}
		return end;
	}

	private int endOfWord() {
		int end = this.at + 1;
		while (end < this.chars.length && continuesWord(end)) {
			end++;
		}
		return end;
	}

	private boolean continuesWord(int index) {
		char c = this.chars[index];
		if (c < 0x80) {
			return isSmall(c) || (isLetter(c) && !startsGluedWord(index));
		}
		return (Character.isLetter(c) && !startsGluedWord(index)) || Character.getType(c) == Character.NON_SPACING_MARK
				|| c == '\u00ad';
	}

	/**
	 * Pages lose the space between two of their blocks ("KingdomMasters Degree"): a
	 * capital behind a small letter starts a word if at least three small letters follow,
	 * so that "PhDs" stays whole.
	 */
	private boolean startsGluedWord(int index) {
		return Character.isUpperCase(this.chars[index]) && Character.isLowerCase(this.chars[index - 1])
				&& index + 3 < this.chars.length && Character.isLowerCase(this.chars[index + 1])
				&& Character.isLowerCase(this.chars[index + 2]) && Character.isLowerCase(this.chars[index + 3]);
	}

	static String fold(String word) {
		for (int i = 0; i < word.length(); i++) {
			if (word.charAt(i) > 'z') {
				return Folding.fold(word).replace("\u00ad", "");
			}
		}
		return word.toLowerCase(Locale.ROOT);
	}

}
