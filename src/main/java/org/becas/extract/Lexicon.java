package org.becas.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.becas.offer.Country;
import org.jspecify.annotations.Nullable;

/**
 * Every phrase that the rules know, found in one pass over a document's tokens. A phrase
 * is written as people write it, without accents; {@code a|b} is a choice, {@code [a]}
 * may be missing, {@code word*} stands for every word that begins so, and {@code ..} for
 * up to three words of the same sentence. Marks inside a phrase are left out on both
 * sides.
 */
final class Lexicon {

	private static final int GAP = 3;

	private static final List<Entry> NONE = List.of();

	/** No symbol: a place of a node's table that is not taken. */
	private static final int FREE = -1;

	private final Map<String, Integer> symbols = new HashMap<>();

	private final Node root = new Node();

	/** The node behind each symbol as a phrase's first: most words begin none. */
	private final @Nullable Node[] first;

	private final String[] prefixes;

	/** Where the prefixes of each letter begin. */
	private final int[] byInitial = new int['z' - 'a' + 2];

	private final int[] shorterPrefix;

	private final int[] prefixSymbol;

	/** All symbols of the words that phrases hold as they are. */
	private final Map<String, int[]> known = new HashMap<>();

	private Lexicon(List<Phrase> phrases) {
		TreeSet<String> starts = new TreeSet<>();
		phrases.forEach(phrase -> phrase.words().stream().filter(Lexicon::isPrefix).forEach(starts::add));
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
		phrases.forEach(this::add);
		this.root.share(new HashMap<>());
		this.symbols.forEach((word, symbol) -> this.known.put(word, symbolsOf(word, symbol)));
		this.first = new Node[this.symbols.size()];
		this.symbols.values().forEach(symbol -> this.first[symbol] = this.root.child(symbol));
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
			Stream.concat(country.aliases().stream(), Stream.of(country.spanish(), country.english()))
				.map(name -> Phrase.name(Cue.COUNTRY, country.code(), name))
				.filter(phrase -> !otherMeanings.contains(phrase.words()))
				.distinct()
				.forEach(phrases::add);
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
				Node node = this.first[symbol];
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
		return token.isWord() ? symbolsOf(token.word(), FREE) : NO_SYMBOLS;
	}

	/**
	 * @param exact the word's own symbol, {@link #FREE} if it has none
	 */
	private int[] symbolsOf(String word, int exact) {
		int prefix = longestPrefix(word);
		if (prefix < 0) {
			return (exact != FREE) ? new int[] { exact } : NO_SYMBOLS;
		}
		int[] all = new int[4];
		int count = 0;
		if (exact != FREE) {
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

	private void add(Phrase phrase) {
		for (List<String> words : phrase.spellings()) {
			Node node = this.root;
			for (String word : words) {
				node = word.equals("..") ? node.gap() : node.next(symbol(word));
			}
			if (node.entries == NONE) {
				node.entries = new ArrayList<>(1);
			}
			node.entries.add(new Entry(phrase.cue(), phrase.value(), phrase.languages()));
		}
	}

	/** The language may be unknown; then a phrase bound to a language is believed. */
	private record Entry(Cue cue, String value, Set<String> languages) {

		boolean speaks(@Nullable String language) {
			return this.languages.isEmpty() || language == null || this.languages.contains(language);
		}

	}

	/** A table of its own for each node: no boxed keys on the way through a text. */
	private static final class Node {

		private int[] symbols = {};

		private Node[] children = {};

		private int size;

		private @Nullable Node gap;

		private List<Entry> entries = NONE;

		boolean hasChildren() {
			return this.size > 0;
		}

		@Nullable Node child(int symbol) {
			int mask = this.symbols.length - 1;
			for (int at = symbol & mask; mask >= 0; at = (at + 1) & mask) {
				if (this.symbols[at] == symbol) {
					return this.children[at];
				}
				if (this.symbols[at] == FREE) {
					return null;
				}
			}
			return null;
		}

		Node next(int symbol) {
			Node child = child(symbol);
			if (child == null) {
				child = new Node();
				if (2 * (this.size + 1) > this.symbols.length) {
					grow();
				}
				put(symbol, child);
			}
			return child;
		}

		private void put(int symbol, Node child) {
			int mask = this.symbols.length - 1;
			int at = symbol & mask;
			while (this.symbols[at] != FREE) {
				at = (at + 1) & mask;
			}
			this.symbols[at] = symbol;
			this.children[at] = child;
			this.size++;
		}

		private void grow() {
			int[] oldSymbols = this.symbols;
			Node[] oldChildren = this.children;
			this.symbols = new int[Math.max(2, 2 * oldSymbols.length)];
			Arrays.fill(this.symbols, FREE);
			this.children = new Node[this.symbols.length];
			this.size = 0;
			for (int i = 0; i < oldSymbols.length; i++) {
				if (oldSymbols[i] != FREE) {
					put(oldSymbols[i], oldChildren[i]);
				}
			}
		}

		/**
		 * Makes one node of those from which the same phrases go on: the choices within a
		 * phrase multiply, though what follows them is mostly the same.
		 * @param known every node once, by itself
		 */
		Node share(Map<Node, Node> known) {
			for (int i = 0; i < this.children.length; i++) {
				if (this.symbols[i] != FREE) {
					this.children[i] = this.children[i].share(known);
				}
			}
			this.gap = (this.gap != null) ? this.gap.share(known) : null;
			Node same = known.putIfAbsent(this, this);
			return (same != null) ? same : this;
		}

		/** Of nodes whose children are shared already. */
		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Node node && this.gap == node.gap && this.entries.equals(node.entries)
					&& Arrays.equals(this.symbols, node.symbols) && sameChildren(node);
		}

		private boolean sameChildren(Node node) {
			for (int i = 0; i < this.children.length; i++) {
				if (this.children[i] != node.children[i]) {
					return false;
				}
			}
			return true;
		}

		@Override
		public int hashCode() {
			int hash = 31 * this.entries.hashCode() + Arrays.hashCode(this.symbols);
			for (Node child : this.children) {
				hash = 31 * hash + System.identityHashCode(child);
			}
			return 31 * hash + System.identityHashCode(this.gap);
		}

		Node gap() {
			if (this.gap == null) {
				this.gap = new Node();
			}
			return this.gap;
		}

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

		private void walk(Node node, int index) {
			if (node.hasChildren() && index < this.symbols.length) {
				for (int symbol : this.symbols[index]) {
					Node child = node.child(symbol);
					if (child != null) {
						reach(child, index + 1);
					}
				}
			}
		}

		void reach(Node node, int end) {
			for (Entry entry : node.entries) {
				if (entry.speaks(this.language)) {
					add(new Hit(entry.cue(), entry.value(), this.start, end));
				}
			}
			if (!node.hasChildren() && node.gap == null) {
				return;
			}
			int next = skipMarks(end);
			walk(node, next);
			if (node.gap != null) {
				walkGap(node.gap, next);
			}
		}

		private void walkGap(Node node, int from) {
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

	/**
	 * A line of a lexicon file.
	 *
	 * @param words as written, with choices
	 */
	private record Phrase(Cue cue, String value, List<String> words, Set<String> languages,
			List<List<String>> spellings) {

		static List<Phrase> read(Cue cue) {
			try (InputStream in = Lexicon.class.getResourceAsStream(cue.file())) {
				List<Phrase> phrases = new ArrayList<>();
				if (in != null) {
					new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
						.filter(line -> !line.isBlank() && !line.startsWith("#"))
						.forEach(line -> phrases.addAll(parse(cue, line)));
				}
				return phrases;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static List<Phrase> parse(Cue cue, String line) {
			String[] cells = line.split("\t");
			if (cells.length < 2) {
				throw new IllegalStateException(
						"%s: \"%s\" tiene menos de dos columnas separadas por tabulador".formatted(cue.file(), line));
			}
			Set<String> languages = (cells.length > 2) ? Set.of(cells[2].strip().split("[ ,]+")) : Set.of();
			return Arrays.stream(cells[1].split(","))
				.map(pattern -> of(cue, cells[0].strip(), pattern.strip(), languages))
				.toList();
		}

		static Phrase name(Cue cue, String value, String name) {
			List<String> words = Tokenizer.tokens(name)
				.stream()
				.filter(token -> token.isWord() || token.isNumber())
				.map(Token::word)
				.toList();
			return new Phrase(cue, value, words, Set.of(), List.of(words));
		}

		/** Marks inside a written word: "p.m", "s'achève", "EU/EEA". */
		private static final Pattern JOINED = Pattern.compile("(?<=[\\p{L}\\d])[.'’/&-](?=[\\p{L}\\d])");

		private static Phrase of(Cue cue, String value, String pattern, Set<String> languages) {
			List<List<String>> spellings = List.of(List.of());
			Set<String> words = new TreeSet<>();
			for (String part : JOINED.matcher(pattern).replaceAll(" ").split("\\s+")) {
				boolean optional = part.startsWith("[") && part.endsWith("]");
				List<String> choices = Arrays
					.stream((optional ? part.substring(1, part.length() - 1) : part).split("\\|"))
					.map(Tokenizer::fold)
					.toList();
				words.addAll(choices);
				spellings = extend(spellings, choices, optional);
			}
			return new Phrase(cue, value, List.copyOf(words), languages, spellings);
		}

		private static List<List<String>> extend(List<List<String>> spellings, List<String> choices, boolean optional) {
			List<List<String>> extended = optional ? new ArrayList<>(spellings) : new ArrayList<>();
			for (List<String> spelling : spellings) {
				for (String choice : choices) {
					List<String> longer = new ArrayList<>(spelling);
					longer.add(choice);
					extended.add(longer);
				}
			}
			return extended;
		}

	}

}
