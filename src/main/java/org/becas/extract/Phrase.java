package org.becas.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A phrase of a lexicon file, as people write it, without accents: {@code a|b} is a
 * choice, {@code [a]} may be missing, {@code word*} stands for every word that begins so,
 * and {@code ..} for up to three words of the same sentence.
 *
 * @param cue its kind
 * @param value what it means
 * @param slots its words, in order
 * @param languages in which it means that; all if empty
 */
record Phrase(Cue cue, String value, List<Slot> slots, Set<String> languages) {

	/**
	 * The place of one word.
	 *
	 * @param choices the words that may stand there
	 * @param optional whether it may be empty
	 */
	record Slot(List<String> choices, boolean optional) {

		boolean isGap() {
			return this.choices.get(0).equals("..");
		}

	}

	/** The phrases of one kind, in the order of its file. */
	static List<Phrase> read(Cue cue) {
		try (InputStream in = Phrase.class.getResourceAsStream(cue.file())) {
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
		List<Phrase> phrases = new ArrayList<>();
		for (String pattern : Tokenizer.fold(cells[1]).split(",")) {
			ways(pattern).forEach(way -> phrases.add(new Phrase(cue, cells[0].strip(), way, languages)));
		}
		return phrases;
	}

	/** A name, which holds no signs of choice. */
	static Phrase name(Cue cue, String value, List<String> words) {
		return new Phrase(cue, value, words.stream().map(word -> new Slot(List.of(word), false)).toList(), Set.of());
	}

	/** The words of a name. */
	static List<String> words(String name) {
		return Tokenizer.tokens(name)
			.stream()
			.filter(token -> token.isWord() || token.isNumber())
			.map(Token::word)
			.toList();
	}

	/** Read by hand: thousands of phrases are read before a command can begin. */
	private static List<List<Slot>> ways(String pattern) {
		List<List<Slot>> ways = List.of(List.of());
		for (String part : pattern.split(" ")) {
			List<List<Slot>> longer = new ArrayList<>();
			for (List<Slot> pieces : pieces(part)) {
				ways.forEach(way -> longer.add(Stream.concat(way.stream(), pieces.stream()).toList()));
			}
			ways = longer;
		}
		return ways;
	}

	/**
	 * The slots of a part, in each of its ways: "s'achève|termine" is one word or two.
	 */
	private static List<List<Slot>> pieces(String part) {
		if (joint(part, 1) == 0) {
			return part.isEmpty() ? List.of(List.of()) : List.of(List.of(slot(part)));
		}
		boolean optional = isOptional(part);
		List<List<Slot>> ways = new ArrayList<>(optional ? List.of(List.of()) : List.of());
		List<String> words = new ArrayList<>();
		for (String choice : (optional ? part.substring(1, part.length() - 1) : part).split("\\|")) {
			if (joint(choice, 1) == 0) {
				words.add(choice);
			}
			else {
				ways.add(split(choice));
			}
		}
		if (!words.isEmpty()) {
			ways.add(List.of(new Slot(words, false)));
		}
		return ways;
	}

	/** "s'achève" is two words. */
	private static List<Slot> split(String choice) {
		List<Slot> slots = new ArrayList<>();
		int start = 0;
		for (int at = joint(choice, 1); at > 0; at = joint(choice, at + 1)) {
			slots.add(slot(choice.substring(start, at)));
			start = at + 1;
		}
		slots.add(slot(choice.substring(start)));
		return slots;
	}

	/** Where a mark stands inside a written word, or 0: "p.m", "s'achève", "EU/EEA". */
	private static int joint(String part, int from) {
		for (int at = from; at + 1 < part.length(); at++) {
			char c = part.charAt(at);
			if (c < 'a' && ".'/&-".indexOf(c) >= 0 && Character.isLetterOrDigit(part.charAt(at - 1))
					&& Character.isLetterOrDigit(part.charAt(at + 1))) {
				return at;
			}
		}
		return 0;
	}

	private static Slot slot(String part) {
		boolean optional = isOptional(part);
		String choices = optional ? part.substring(1, part.length() - 1) : part;
		return new Slot((choices.indexOf('|') < 0) ? List.of(choices) : List.of(choices.split("\\|")), optional);
	}

	private static boolean isOptional(String part) {
		return part.startsWith("[") && part.endsWith("]");
	}

	/** The language may be unknown; then a phrase bound to a language is believed. */
	boolean speaks(@Nullable String language) {
		return this.languages.isEmpty() || language == null || this.languages.contains(language);
	}

	/** Every way to write it: only few phrases have few. */
	List<List<String>> spellings() {
		List<List<String>> spellings = List.of(List.of());
		for (Slot slot : this.slots) {
			List<List<String>> longer = new ArrayList<>(slot.optional() ? spellings : List.of());
			for (List<String> spelling : spellings) {
				slot.choices().forEach(word -> longer.add(Stream.concat(spelling.stream(), Stream.of(word)).toList()));
			}
			spellings = longer;
		}
		return spellings;
	}

}
