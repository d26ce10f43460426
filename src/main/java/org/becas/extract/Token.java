package org.becas.extract;

/**
 * A word, a number, a mark or a line break.
 *
 * @param kind what it is
 * @param word the folded word, the digits, or the mark itself
 * @param start offset of its first character in the document
 * @param end offset behind its last character
 */
record Token(Kind kind, String word, int start, int end) {

	enum Kind {

		WORD, NUMBER, MARK, BREAK

	}

	boolean isWord() {
		return this.kind == Kind.WORD;
	}

	boolean isWord(String folded) {
		return isWord() && this.word.equals(folded);
	}

	boolean isNumber() {
		return this.kind == Kind.NUMBER;
	}

	boolean isBreak() {
		return this.kind == Kind.BREAK;
	}

	boolean isMark(char mark) {
		return this.kind == Kind.MARK && this.word.charAt(0) == mark;
	}

	/** Whether it is one of these marks. */
	boolean isMark(String marks) {
		return this.kind == Kind.MARK && marks.indexOf(this.word.charAt(0)) >= 0;
	}

	/** Its value, or -1 if it is no number of at most nine digits. */
	int number() {
		return (isNumber() && this.word.length() <= 9) ? Integer.parseInt(this.word) : -1;
	}

}
