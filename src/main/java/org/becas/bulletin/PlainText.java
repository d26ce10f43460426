package org.becas.bulletin;

import java.util.stream.Collectors;

/** The look of a text letter: lines of at most 78 columns (RFC 5322, 2.1.1). */
final class PlainText {

	private static final int WIDTH = 78;

	private PlainText() {
	}

	/**
	 * Breaks long lines at spaces; what continues a line is indented as that line was,
	 * and under the words of a list item that begins with {@code *}. An address longer
	 * than a line stays whole on a line of its own. Two empty lines become one.
	 */
	static String wrap(String text) {
		return text.lines()
			.map(String::stripTrailing)
			.map(PlainText::wrapLine)
			.collect(Collectors.joining("\n"))
			.replaceAll("\\n{3,}", "\n\n")
			.strip() + "\n";
	}

	private static String wrapLine(String line) {
		String indent = line.substring(0, line.length() - line.stripLeading().length());
		StringBuilder wrapped = new StringBuilder();
		StringBuilder current = new StringBuilder();
		for (String word : line.strip().split(" +")) {
			if (!current.isEmpty() && indent.length() + current.length() + 1 + word.length() > WIDTH) {
				wrapped.append(indent).append(current).append('\n');
				current.setLength(0);
				if (wrapped.indexOf("\n") == wrapped.length() - 1 && line.stripLeading().startsWith("* ")) {
					indent += "  ";
				}
			}
			current.append(current.isEmpty() ? "" : " ").append(word);
		}
		return wrapped.append(current.isEmpty() ? "" : indent).append(current).toString();
	}

}
