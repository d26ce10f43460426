package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * An announcement cut up once for all rules: title and text as one run of tokens, the
 * phrases found in it, its lines, sentences and labelled parts.
 */
final class Document {

	/** An address has no more tokens to either side of one. */
	private static final int ADDRESS = 40;

	private static final Set<String> SCHEMES = Set.of("http", "https", "www");

	private final String title;

	private final String text;

	private final List<Token> tokens;

	private final Hits hits;

	private final @Nullable String language;

	/** First token of each sentence, in order. */
	private final int[] sentences;

	/** First token of each line, in order. */
	private final int[] lines;

	private final List<Part> parts;

	private final int textStart;

	/** The first line of each line's table, found when first asked for. */
	private int @Nullable [] tableTops;

	private Document(String title, String text, List<Token> tokens, Hits hits, @Nullable String language) {
		this.title = title;
		this.text = text;
		this.tokens = tokens;
		this.hits = hits;
		this.language = language;
		this.lines = Segments.lines(tokens);
		this.sentences = Segments.sentences(tokens, title + "\n" + text, title.length());
		this.textStart = firstAtOrAfter(title.length() + 1);
		this.parts = Parts.of(this);
	}

	static Document of(String title, String text, @Nullable String language, Lexicon lexicon, Languages languages) {
		List<Token> tokens = Tokenizer.tokens(title.replace('\n', ' ').replace('\r', ' ') + "\n" + text);
		String spoken = languages.of(tokens);
		String settled = (spoken != null) ? spoken : language;
		return new Document(title, text, tokens, lexicon.find(tokens, settled), settled);
	}

	int size() {
		return this.tokens.size();
	}

	Token token(int index) {
		return this.tokens.get(index);
	}

	/** The token at an index, or a line break outside the document. */
	Token peek(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index)
				: new Token(Token.Kind.BREAK, "\n", 0, 0);
	}

	Hits hits() {
		return this.hits;
	}

	@Nullable String language() {
		return this.language;
	}

	boolean speaks(String code) {
		return code.equals(this.language);
	}

	/** Index of the text's first token; those before it are the title's. */
	int textStart() {
		return this.textStart;
	}

	boolean inTitle(int token) {
		return token < this.textStart;
	}

	String title() {
		return this.title;
	}

	String text() {
		return this.text;
	}

	List<Part> parts() {
		return this.parts;
	}

	/** The labelled parts of this kind, in order. */
	List<Part> parts(String kind) {
		return this.parts.stream().filter(part -> part.isA(kind)).toList();
	}

	/** The labelled part whose value or label holds the token. */
	@Nullable Part partAt(int token) {
		int index = lastAtOrBefore(this.parts, token);
		return (index >= 0 && token < this.parts.get(index).to()) ? this.parts.get(index) : null;
	}

	/** Whether one of the words stands from a token up to, not including, another. */
	boolean has(Words words, int from, int to) {
		for (int i = from; i < to; i++) {
			if (words.hold(token(i).word())) {
				return true;
			}
		}
		return false;
	}

	/** Whether a token and the next have nothing between them. */
	boolean touches(int token) {
		return peek(token).end() == peek(token + 1).start();
	}

	/**
	 * "americas" in "americas-admission@example.edu": part of an address, and no word.
	 */
	boolean inAddress(int token) {
		int from = token;
		while (from > token - ADDRESS && isJoined(from - 1)) {
			from--;
		}
		for (int i = from; i < token + ADDRESS; i++) {
			if (peek(i).isMark('@') || SCHEMES.contains(peek(i).word())) {
				return true;
			}
			if (!isJoined(i)) {
				return false;
			}
		}
		return false;
	}

	private boolean isJoined(int token) {
		return touches(token) && !peek(token).isBreak() && !peek(token + 1).isBreak();
	}

	/** Index of the sentence's first token. */
	int sentenceStart(int token) {
		return this.sentences[floor(this.sentences, token)];
	}

	/** Index behind the sentence's last token. */
	int sentenceEnd(int token) {
		return endOf(this.sentences, token);
	}

	int lineStart(int token) {
		return this.lines[floor(this.lines, token)];
	}

	/** Index behind the line's last token, which is not its break. */
	int lineEnd(int token) {
		return endOf(this.lines, token);
	}

	int lineNumber(int token) {
		return floor(this.lines, token);
	}

	int sentenceNumber(int token) {
		return floor(this.sentences, token);
	}

	/** The first line of the table to which a line belongs, itself if to none. */
	int tableTop(int line) {
		int[] tops = this.tableTops;
		if (tops == null) {
			tops = TableCells.tops(this);
			this.tableTops = tops;
		}
		return tops[line];
	}

	int[] lines() {
		return this.lines;
	}

	/** The source's words from a token up to, not including, another. */
	String quote(int from, int to) {
		if (from >= to) {
			return "";
		}
		int start = this.tokens.get(from).start();
		int end = this.tokens.get(to - 1).end();
		return (start <= this.title.length()) ? this.title.substring(start, Math.min(end, this.title.length()))
				: this.text.substring(start - this.title.length() - 1, end - this.title.length() - 1);
	}

	Evidence evidence(Field field, int from, int to, String rule) {
		int start = this.tokens.get(from).start();
		int end = this.tokens.get(to - 1).end();
		boolean titled = inTitle(from);
		int shift = titled ? 0 : this.title.length() + 1;
		return new Evidence(field, quote(from, to), titled ? Place.TITLE : Place.TEXT, start - shift,
				Math.min(end, titled ? this.title.length() : Integer.MAX_VALUE) - shift, rule);
	}

	private int endOf(int[] starts, int token) {
		int index = floor(starts, token);
		int end = (index + 1 < starts.length) ? starts[index + 1] : this.tokens.size();
		while (end > starts[index] && this.tokens.get(end - 1).isBreak()) {
			end--;
		}
		return end;
	}

	private static int floor(int[] starts, int token) {
		int index = java.util.Arrays.binarySearch(starts, token);
		return (index >= 0) ? index : -index - 2;
	}

	private static int lastAtOrBefore(List<Part> parts, int token) {
		int low = 0;
		int high = parts.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (parts.get(middle).labelFrom() <= token) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low - 1;
	}

	private int firstAtOrAfter(int offset) {
		int low = 0;
		int high = this.tokens.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.tokens.get(middle).start() < offset) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/**
	 * A labelled part: "Cierre: 18 de mayo", or a heading and what stands under it.
	 *
	 * @param kind what the label is about, {@code other} if that is not known
	 * @param heading whether it is a heading over lines, not a label within one
	 * @param labelFrom the label's first token
	 * @param from the value's first token
	 * @param to behind the value's last token
	 */
	record Part(String kind, boolean heading, int labelFrom, int from, int to) {

		boolean is(String meaning) {
			return this.kind.equals(meaning);
		}

		boolean isA(String family) {
			return this.kind.startsWith(family)
					&& (this.kind.length() == family.length() || this.kind.charAt(family.length()) == '-');
		}

		boolean holds(int token) {
			return token >= this.from && token < this.to;
		}

	}

	static final class Segments {

		private Segments() {
		}

		/** Starts of lines; there is always at least one. */
		static int[] lines(List<Token> tokens) {
			List<Integer> starts = new ArrayList<>(List.of(0));
			for (int i = 0; i < tokens.size() - 1; i++) {
				if (tokens.get(i).isBreak()) {
					starts.add(i + 1);
				}
			}
			return starts.stream().mapToInt(Integer::intValue).toArray();
		}

		/**
		 * Starts of sentences: at each line, bullet, and full stop that ends one.
		 * @param titleEnd where the title ends, which no text goes on with
		 */
		static int[] sentences(List<Token> tokens, String source, int titleEnd) {
			List<Integer> starts = new ArrayList<>(List.of(0));
			int lineStart = 0;
			for (int i = 0; i < tokens.size() - 1; i++) {
				boolean broken = tokens.get(i).isBreak();
				boolean ends = tokens.get(i).start() == titleEnd
						|| (ends(tokens, i) && !(broken && isWrapped(tokens, i, lineStart, source)));
				if (ends || i + 1 - starts.get(starts.size() - 1) >= LONGEST) {
					starts.add(i + 1);
				}
				lineStart = broken ? tokens.get(i).end() : lineStart;
			}
			return starts.stream().mapToInt(Integer::intValue).toArray();
		}

		/**
		 * A long line that ends in a word, and the next begins in small letters: a page's
		 * width has broken it.
		 */
		private static boolean isWrapped(List<Token> tokens, int index, int lineStart, String source) {
			Token after = tokens.get(index + 1);
			return index > 0 && tokens.get(index - 1).isWord() && after.isWord()
					&& Character.isLowerCase(source.charAt(after.start()))
					&& tokens.get(index).start() - lineStart >= WIDTH;
		}

		/**
		 * Tokens of a sentence. More without an end are none, and each date or level in
		 * them would be weighed by all that stands in front of it.
		 */
		private static final int LONGEST = 500;

		/** Shorter lines end where their writer ended them. */
		private static final int WIDTH = 50;

		private static boolean ends(List<Token> tokens, int index) {
			Token token = tokens.get(index);
			if (token.isBreak() && index > 0 && tokens.get(index - 1).isWord()
					&& OPEN_ENDED.hold(tokens.get(index - 1).word())) {
				return false;
			}
			if (token.isBreak() || token.isMark("!?…•|·;")) {
				return !token.isMark('·') || index == 0 || tokens.get(index - 1).end() < token.start();
			}
			return token.isMark('.') && index > 0 && endsWithStop(tokens, index);
		}

		/**
		 * Not the stop of "p. m.", "art. 5", "15.3.2027", "1.2.-9.4.", "Ph.D." or
		 * "www.x.org".
		 */
		private static boolean endsWithStop(List<Token> tokens, int index) {
			Token before = tokens.get(index - 1);
			Token after = tokens.get(index + 1);
			boolean ordinal = before.isNumber() && before.word().length() <= 2;
			if (after.isBreak() || before.isMark(")\"") || after.isMark(ordinal ? "¿¡•*" : "¿¡•*-")) {
				return true;
			}
			boolean abbreviated = before.isWord() && (ABBREVIATIONS.hold(before.word())
					|| (before.word().length() == 1 && !tokens.get(Math.max(0, index - 2)).isMark('\'')));
			boolean apart = after.start() > tokens.get(index).end();
			return apart ? !abbreviated && !ordinal
					: before.isWord() && before.word().length() > 3 && after.isWord() && isCapital(after, before);
		}

		/** A glued sentence ("value.The award") starts with a word of its own. */
		private static boolean isCapital(Token after, Token before) {
			return after.word().length() > 1 && before.word().length() > 3 && !TOP_DOMAINS.hold(after.word());
		}

		/** A line that ends so goes on in the next: a page's width has broken it. */
		private static final Words OPEN_ENDED = Words.named("line.open");

		private static final Words ABBREVIATIONS = Words.named("abbreviations");

		private static final Words TOP_DOMAINS = Words.named("domain.ends");

	}

}
