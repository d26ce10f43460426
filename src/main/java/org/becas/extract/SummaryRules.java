package org.becas.extract;

import org.becas.extract.Document.Part;

/** The first sentences that say something, at most sixty words of them. */
final class SummaryRules {

	private static final int WORDS = 60;

	/** A shorter line is a heading, a label or a crumb. */
	private static final int SENTENCE = 8;

	private SummaryRules() {
	}

	static String read(Document document) {
		StringBuilder summary = new StringBuilder();
		int words = 0;
		int begin = behindRepeatedTitle(document);
		int at = begin;
		while (at < document.size() && words < WORDS) {
			int start = Math.max(begin, document.sentenceStart(at));
			int end = document.sentenceEnd(at);
			int count = words(document, start, end);
			if (count >= SENTENCE && says(document, start)) {
				if (words + count > WORDS) {
					return summary.isEmpty() ? cut(document, start) : summary.toString();
				}
				summary.append(summary.isEmpty() ? "" : " ").append(plain(document, start, end));
				words += count;
			}
			else if (!summary.isEmpty()) {
				return summary.toString();
			}
			at = Math.max(end, at) + 1;
			while (at < document.size() && document.token(at).isBreak()) {
				at++;
			}
		}
		return summary.toString();
	}

	/**
	 * Pages begin with their title once more; the summary stands below it and need not.
	 */
	private static int behindRepeatedTitle(Document document) {
		int text = document.textStart();
		int at = text;
		for (int i = 0; i < text; i++) {
			if (!document.token(i).isBreak()) {
				if (at >= document.size() || !document.token(at).word().equals(document.token(i).word())) {
					return text;
				}
				at++;
			}
		}
		return at;
	}

	/** Not a labelled value, unless the label is a description. */
	private static boolean says(Document document, int start) {
		Part part = document.partAt(start);
		return part == null || part.isA("about") || part.isA("other") || part.heading();
	}

	private static int words(Document document, int start, int end) {
		int words = 0;
		for (int i = start; i < end; i++) {
			words += document.token(i).isWord() ? 1 : 0;
		}
		return words;
	}

	private static String cut(Document document, int start) {
		int words = 0;
		int end = start;
		while (words < WORDS && end < document.sentenceEnd(start)) {
			words += document.token(end).isWord() ? 1 : 0;
			end++;
		}
		return plain(document, start, end) + "…";
	}

	private static String plain(Document document, int start, int end) {
		int first = start;
		while (first < end && document.token(first).isMark("*#-•·>|_+")) {
			first++;
		}
		return document.quote(first, end).replaceAll("\\s++", " ").strip();
	}

}
