package org.becas.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.becas.offer.Country;
import org.jspecify.annotations.Nullable;

/**
 * Every phrase that the rules know, found in one pass over a document's tokens. Marks
 * inside a {@link Phrase} are left out on both sides.
 */
final class Lexicon {

	private static final int GAP = 3;

	/** No symbol. */
	private static final int NONE = -1;

	private final Map<String, Integer> symbols = new HashMap<>();

	/** The node behind each symbol as a phrase's first: most words begin none. */
	private final @Nullable PhraseNode[] first;

	private final String[] prefixes;

	/** Where the prefixes of each letter begin. */
	private final int[] byInitial = new int['z' - 'a' + 2];

	private final int[] shorterPrefix;

	private final int[] prefixSymbol;

	/** All symbols of the words that phrases hold as they are. */
	private final Map<String, int[]> known = new HashMap<>();

	private Lexicon(List<Phrase> phrases) {
		PhraseNode root = new PhraseGraph(phrases, this::symbol).root();
		TreeSet<String> starts = new TreeSet<>();
		this.symbols.keySet().stream().filter(Lexicon::isPrefix).forEach(starts::add);
		this.prefixes = starts.stream().map(start -> start.substring(0, start.length() - 1)).toArray(String[]::new);
		this.prefixSymbol = starts.stream().mapToInt(this::symbol).toArray();
		for (int letter = 0; letter < this.byInitial.length; letter++) {
			int at = Arrays.binarySearch(this.prefixes, String.valueOf((char) ('a' + letter)));
			this.byInitial[letter] = (at >= 0) ? at : -at - 1;
		}
		this.shorterPrefix = new int[this.prefixes.length];
		for (int i = 0; i < this.prefixes.length; i++) {
			this.shorterPrefix[i] = prefixOf(this.prefixes[i], i - 1);
		}
		this.symbols.forEach((word, symbol) -> this.known.put(word, symbolsOf(word, symbol)));
		this.first = new PhraseNode[this.symbols.size()];
		this.symbols.values().forEach(symbol -> this.first[symbol] = root.child(symbol));
	}

	/** The lexicon that is packaged with the program; never changes. */
	static Lexicon packaged() {
		return Packaged.LEXICON;
	}

	/** Read when it is first asked for: few commands ask. */
	private static final class Packaged {

		private static final Lexicon LEXICON = read();

	}

	private static Lexicon read() {
		List<Phrase> phrases = new ArrayList<>();
		for (Cue cue : Cue.values()) {
			phrases.addAll(Phrase.read(cue));
		}
		Set<List<String>> otherMeanings = new HashSet<>();
		phrases.stream()
			.filter(phrase -> phrase.cue() == Cue.COUNTRY)
			.forEach(phrase -> otherMeanings.addAll(phrase.spellings()));
		for (Country country : Country.all()) {
			Set<List<String>> names = new LinkedHashSet<>();
			country.aliases().forEach(name -> names.add(Phrase.words(name)));
			names.add(Phrase.words(country.spanish()));
			names.add(Phrase.words(country.english()));
			names.removeAll(otherMeanings);
			names.forEach(name -> phrases.add(Phrase.name(Cue.COUNTRY, country.code(), name)));
		}
		return new Lexicon(phrases);
	}

	/** Every phrase found; of two of one kind, one inside the other, the longer. */
	Hits find(List<Token> tokens, @Nullable String language) {
		int[][] found = new int[tokens.size()][];
		for (int i = 0; i < tokens.size(); i++) {
			found[i] = symbolsOf(tokens.get(i));
		}
		Search search = new Search(tokens, found, language);
		for (int i = 0; i < found.length; i++) {
			for (int symbol : found[i]) {
				PhraseNode node = this.first[symbol];
				if (node != null) {
					search.start = i;
					search.reach(node, i + 1);
				}
			}
		}
		return new Hits(search.hits);
	}

	private static final int[] NO_SYMBOLS = {};

	private int[] symbolsOf(Token token) {
		if (!token.isWord() && !token.isNumber()) {
			return NO_SYMBOLS;
		}
		int[] all = this.known.get(token.word());
		if (all != null) {
			return all;
		}
		return token.isWord() ? symbolsOf(token.word(), NONE) : NO_SYMBOLS;
	}

	/**
	 * @param exact the word's own symbol, {@link #NONE} if it has none
	 */
	private int[] symbolsOf(String word, int exact) {
		int prefix = longestPrefix(word);
		if (prefix < 0) {
			return (exact != NONE) ? new int[] { exact } : NO_SYMBOLS;
		}
		int[] all = new int[4];
		int count = 0;
		if (exact != NONE) {
			all[count++] = exact;
		}
		for (; prefix >= 0 && count < all.length; prefix = this.shorterPrefix[prefix]) {
			all[count++] = this.prefixSymbol[prefix];
		}
		return Arrays.copyOf(all, count);
	}

	private int longestPrefix(String word) {
		char initial = word.isEmpty() ? ' ' : word.charAt(0);
		boolean latin = initial >= 'a' && initial <= 'z';
		int from = latin ? this.byInitial[initial - 'a'] : 0;
		int to = latin ? this.byInitial[initial - 'a' + 1] : this.prefixes.length;
		if (from == to) {
			return -1;
		}
		int index = Arrays.binarySearch(this.prefixes, from, to, word);
		return prefixOf(word, (index >= 0) ? index : -index - 2);
	}

	/**
	 * The longest prefix of the word at or before an index: everything sorted between a
	 * word's prefix and the word begins with that prefix too, so the chain of shorter
	 * prefixes cannot miss it.
	 */
	private int prefixOf(String word, int index) {
		int candidate = index;
		while (candidate >= 0 && !word.startsWith(this.prefixes[candidate])) {
			candidate = this.shorterPrefix[candidate];
		}
		return candidate;
	}

	private static boolean isPrefix(String word) {
		return word.endsWith("*");
	}

	private int symbol(String word) {
		return this.symbols.computeIfAbsent(word, unseen -> this.symbols.size());
	}

	/** One pass over one document. */
	private static final class Search {

		private final List<Token> tokens;

		private final int[][] symbols;

		private final @Nullable String language;

		private final Map<Cue, List<Hit>> hits = new EnumMap<>(Cue.class);

		private int start;

		Search(List<Token> tokens, int[][] symbols, @Nullable String language) {
			this.tokens = tokens;
			this.symbols = symbols;
			this.language = language;
		}

		private void walk(PhraseNode node, int index) {
			if (node.hasChildren() && index < this.symbols.length) {
				for (int symbol : this.symbols[index]) {
					PhraseNode child = node.child(symbol);
					if (child != null) {
						reach(child, index + 1);
					}
				}
			}
		}

		void reach(PhraseNode node, int end) {
			for (Phrase phrase : node.phrases()) {
				if (phrase.speaks(this.language)) {
					add(new Hit(phrase.cue(), phrase.value(), this.start, end));
				}
			}
			if (!node.hasChildren() && node.gap() == null) {
				return;
			}
			int next = skipMarks(end);
			walk(node, next);
			PhraseNode gap = node.gap();
			if (gap != null) {
				walkGap(gap, next);
			}
		}

		private void walkGap(PhraseNode node, int from) {
			int index = from;
			for (int skipped = 0; skipped <= GAP && index < this.tokens.size(); skipped++) {
				walk(node, index);
				Token token = this.tokens.get(index);
				if (!token.isWord() && !token.isNumber()) {
					return;
				}
				index = skipMarks(index + 1);
			}
		}

		/** Marks that join words; a full stop only joins behind an abbreviation. */
		private int skipMarks(int index) {
			int next = index;
			while (next < this.tokens.size() && (this.tokens.get(next).isMark("-'*_·+\"")
					|| (this.tokens.get(next).isMark('.') && this.tokens.get(next - 1).word().length() <= 4))) {
				next++;
			}
			return next;
		}

		/** Keeps the longer of two hits of one kind that start together or overlap. */
		private void add(Hit hit) {
			List<Hit> list = this.hits.computeIfAbsent(hit.cue(), unseen -> new ArrayList<>());
			while (!list.isEmpty()) {
				Hit last = list.get(list.size() - 1);
				if (last.from() <= hit.from() && last.to() >= hit.to()
						&& last.to() - last.from() > hit.to() - hit.from()) {
					return;
				}
				if (hit.from() > last.from() || hit.to() <= last.to()) {
					break;
				}
				list.remove(list.size() - 1);
			}
			list.add(hit);
		}

	}

}
