package org.becas.extract;

/** Whether two levels stand in one list: "pregrado, maestría y doctorado". */
final class LevelLists {

	/** So many tokens stand between two entries of a list, at most. */
	private static final int GAP = 5;

	private static final Words AND = Words.named("level.and");

	private static final Words BETWEEN = Words.named("level.between");

	private final Document document;

	LevelLists(Document document) {
		this.document = document;
	}

	/** What is said of the first of a list is said of all. */
	boolean joins(Hit first, Hit second) {
		int start = behindParentheses(first.to(), second.from());
		int gap = second.from() - start;
		if (gap < 0 || gap > GAP || this.document.inTitle(first.from()) != this.document.inTitle(second.from())) {
			return false;
		}
		boolean joined = false;
		for (int i = start; i < second.from(); i++) {
			Token token = this.document.token(i);
			boolean adjective = i == start && token.isWord() && isLink(this.document.token(i + 1));
			joined |= isLink(token);
			if (!isLink(token) && !adjective && !isSmall(token)) {
				return false;
			}
		}
		return joined || gap == 0;
	}

	private static boolean isSmall(Token token) {
		return token.isMark("()'-*") || (token.isWord() && BETWEEN.hold(token.word()));
	}

	private static boolean isLink(Token token) {
		return token.isMark(",;/&+|") || (token.isWord() && AND.hold(token.word()));
	}

	/** "a master's (24 months) or a doctorate". */
	private int behindParentheses(int from, int to) {
		if (!this.document.peek(from).isMark('(')) {
			return from;
		}
		int at = from;
		while (at < to && !this.document.token(at).isMark(')')) {
			at++;
		}
		return (at < to) ? at + 1 : from;
	}

}
