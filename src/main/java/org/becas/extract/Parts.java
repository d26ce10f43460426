package org.becas.extract;

import java.util.ArrayList;
import java.util.List;

import org.becas.extract.Document.Part;

/**
 * Finds the labelled parts of a document: "Label: value" lines, known labels inside a
 * line ("Deadline: … Study in: …"), cells of a table row, and headings.
 */
final class Parts {

	/** A longer run of words in front of a colon is a sentence. */
	private static final int LABEL_WORDS = 9;

	private final Document document;

	private final List<Part> parts = new ArrayList<>();

	private String kind = "";

	private boolean heading;

	private int labelFrom;

	private int from = -1;

	private Parts(Document document) {
		this.document = document;
	}

	static List<Part> of(Document document) {
		Parts parts = new Parts(document);
		parts.run();
		return List.copyOf(parts.parts);
	}

	private void run() {
		int[] lines = this.document.lines();
		for (int line = this.document
			.lineNumber(Math.min(this.document.textStart(), this.document.size() - 1)); line < lines.length; line++) {
			int start = lines[line];
			int end = this.document.lineEnd(start);
			if (start < this.document.textStart() || start >= end) {
				continue;
			}
			readLine(skipOrnament(start, end), end);
		}
		close(this.document.size());
	}

	private void readLine(int start, int end) {
		if (isHeading(start, end)) {
			open(kindOf(start, end), true, start, end);
			return;
		}
		int colon = labelEnd(start, end);
		colon = (colon > 0) ? colon : rowLabelEnd(start, end);
		if (colon > 0 && opensPart(start, colon)) {
			open(kindOf(start, colon), false, start, colon + 1);
		}
		else if (this.from >= 0 && !this.heading && this.from < start) {
			endValueAtLine(start);
		}
		readInnerLabels((colon > 0) ? colon + 1 : start, end);
		readLastSentence(start, end);
	}

	/** "It is for doctors. The deadline is:" and the date in the next line. */
	private void readLastSentence(int start, int end) {
		int sentence = this.document.sentenceStart(end - 1);
		if (sentence > start && this.document.token(end - 1).isMark(':') && end - sentence <= LABEL_WORDS + 1
				&& kindOf(sentence, end - 1).equals("deadline")) {
			open("deadline", false, sentence, end);
		}
	}

	/** Under a heading, a label of its own ("Edad:") changes nothing of the subject. */
	private boolean opensPart(int start, int colon) {
		return this.from < 0 || !this.heading || !kindOf(start, colon).equals("other");
	}

	/** A label without anything behind it speaks of the next line; others end here. */
	private void endValueAtLine(int start) {
		boolean empty = true;
		for (int i = this.from; i < start && empty; i++) {
			Token token = this.document.token(i);
			empty = token.isBreak() || token.isMark("*_:-");
		}
		if (!empty && !this.kind.startsWith("require") && !this.kind.startsWith("benefit")) {
			close(start);
		}
	}

	private void readInnerLabels(int start, int end) {
		for (Hit hit : this.document.hits().of(Cue.LABEL, start, end)) {
			int next = hit.to();
			while (next < end && this.document.token(next).isMark("*_)")) {
				next++;
			}
			if (next < end && this.document.token(next).isMark(':') && hit.from() >= this.from && startsCell(hit, start)
					&& !specifies(hit)) {
				open(hit.value(), false, hit.from(), next + 1);
			}
		}
		for (int i = start; i < end; i++) {
			if (this.document.token(i).isMark('|') && i + 1 < end) {
				int cell = cellEnd(i + 1, end);
				int colon = labelEnd(i + 1, cell);
				if (colon > 0) {
					open(kindOf(i + 1, colon), false, i + 1, colon + 1);
				}
			}
		}
	}

	/** "Nationality: Country: Laos": the country is that of the label in front. */
	private boolean specifies(Hit hit) {
		return this.from >= 0 && this.from == hit.from() && this.kind.equals("origin") && hit.is("country");
	}

	/** A label inside a line begins with a capital, as a heading does. */
	private boolean startsCell(Hit hit, int start) {
		String quote = this.document.quote(hit.from(), hit.from() + 1);
		return hit.from() == start || (!quote.isEmpty() && Character.isUpperCase(quote.charAt(0)));
	}

	private int cellEnd(int start, int end) {
		int cell = start;
		while (cell < end && !this.document.token(cell).isMark('|')) {
			cell++;
		}
		return cell;
	}

	private int skipOrnament(int start, int end) {
		int at = start;
		while (at < end && this.document.token(at).isMark("*#-•_>·+¿¡|\\")) {
			at++;
		}
		int numbered = skipNumber(at, end);
		return (numbered < end) ? numbered : start;
	}

	/**
	 * "4. Plazo", "1.1. Plazo", "b) Países": the number of such a heading says nothing.
	 */
	private int skipNumber(int start, int end) {
		int at = start;
		while (counts(at) && this.document.peek(at + 1).isMark(".)-") && at + 2 < end) {
			at += 2;
		}
		boolean label = at > start && this.document.peek(at).isWord() && this.document.peek(at).word().length() > 1;
		return (label && NUMBERED.contains(kindOf(at, Math.min(end, at + LABEL_WORDS)))) ? at : start;
	}

	private boolean counts(int at) {
		Token number = this.document.peek(at);
		return (number.isNumber() && number.word().length() <= 2) || (number.isWord() && number.word().length() == 1);
	}

	private static final List<String> NUMBERED = List.of("deadline", "opening", "decoy", "origin", "country");

	/** Index of the colon that ends a label, or -1. */
	private int labelEnd(int start, int end) {
		int words = 0;
		for (int i = start; i < end && words <= LABEL_WORDS; i++) {
			Token token = this.document.token(i);
			if (token.isMark(':')) {
				return (words > 0 && !isClock(i) && !isAddress(i)) ? i : -1;
			}
			if (token.isMark('?')) {
				return (words > 0 && !kindOf(start, i).equals("other")) ? i : -1;
			}
			if (token.isMark(';') && kindOf(start, i).equals("deadline")) {
				return i;
			}
			if (token.isMark(".;!")) {
				return -1;
			}
			words += (token.isWord() || token.isNumber()) ? 1 : 0;
		}
		return -1;
	}

	/** "Fecha de cierre | 30 de abril": the bar of a row of two cells, or -1. */
	private int rowLabelEnd(int start, int end) {
		int bar = cellEnd(start, end);
		int second = cellEnd(Math.min(bar + 1, end), end);
		boolean two = bar > start && bar - start <= LABEL_WORDS && bar + 1 < second && second + 1 >= end;
		return (two && !kindOf(start, bar).equals("other")
				&& (kindOf(bar + 1, second).equals("other") || holdsNumber(bar + 1, second))) ? bar : -1;
	}

	private boolean isClock(int colon) {
		return this.document.peek(colon - 1).isNumber() && this.document.peek(colon + 1).isNumber();
	}

	private boolean isAddress(int colon) {
		return this.document.peek(colon + 1).isMark('/') && this.document.peek(colon + 2).isMark('/');
	}

	/**
	 * A line of its own that is only a label, or is marked up as a heading, or is a
	 * question.
	 */
	private boolean isHeading(int start, int end) {
		int words = 0;
		for (int i = start; i < end; i++) {
			words += this.document.token(i).isWord() ? 1 : 0;
		}
		if (words == 0 || words > LABEL_WORDS) {
			return false;
		}
		if (this.document.peek(start - 1).isMark('#')) {
			return true;
		}
		return !kindOf(start, end).equals("other") && labelledWords(start, end) * 2 > words && !holdsNumber(start, end)
				&& !isSentence(start, end);
	}

	private boolean holdsNumber(int start, int end) {
		for (int i = start; i < end; i++) {
			if (this.document.token(i).isNumber()) {
				return true;
			}
		}
		return false;
	}

	/** Whether a full stop, or a colon with words behind it, stands in the line. */
	private boolean isSentence(int start, int end) {
		boolean colon = false;
		for (int i = start; i < end; i++) {
			Token token = this.document.token(i);
			if (token.isMark('.') || (colon && token.isWord())) {
				return true;
			}
			colon |= token.isMark(':');
		}
		return false;
	}

	private int labelledWords(int start, int end) {
		return this.document.hits().in(Cue.LABEL, start, end).mapToInt(hit -> hit.to() - hit.from()).sum();
	}

	/**
	 * What a label is about. A label may hold several of the words ("Results deadline",
	 * "University fellowship deadline"): dates of other things outweigh deadlines, and
	 * dates everything else.
	 */
	private String kindOf(int start, int end) {
		String kind = "other";
		int best = PRECEDENCE.size() + 1;
		for (Hit hit : this.document.hits().of(Cue.LABEL, start, end)) {
			int listed = PRECEDENCE.indexOf(hit.value());
			int rank = (listed >= 0) ? listed : PRECEDENCE.size();
			if (rank < best && hit.to() <= end && !isPartOfLonger(hit, start, end)) {
				best = rank;
				kind = hit.value();
			}
		}
		return kind;
	}

	/** "Application period" in "application period opens". */
	private boolean isPartOfLonger(Hit hit, int start, int end) {
		return this.document.hits()
			.of(Cue.LABEL, start, end)
			.stream()
			.anyMatch(other -> other.from() <= hit.from() && other.to() >= hit.to() && other.to() <= end
					&& other.to() - other.from() > hit.to() - hit.from());
	}

	private static final List<String> PRECEDENCE = List.of("decoy", "deadline", "opening", "decoy-weak", "exclude",
			"origin", "require", "benefit", "about");

	private void open(String nextKind, boolean asHeading, int label, int value) {
		close(label);
		this.kind = nextKind;
		this.heading = asHeading;
		this.labelFrom = label;
		this.from = value;
	}

	private void close(int end) {
		if (this.from >= 0) {
			this.parts.add(new Part(this.kind, this.heading, this.labelFrom, Math.min(this.from, end), end));
			this.from = -1;
		}
	}

}
