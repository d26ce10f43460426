package org.becas.dedupe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.DataFile;
import org.becas.offer.Folding;
import org.jspecify.annotations.Nullable;

/** Takes a text apart into words, and tells in which language they are. */
final class Words {

	/** Stop words by language, from {@code stopwords.tsv}. */
	private static final Map<String, Set<String>> STOP_WORDS = new HashMap<>();

	private static final Set<String> ALL_STOP_WORDS = new HashSet<>();

	static {
		for (String[] row : DataFile.rows(Words.class, "stopwords.tsv", 2)) {
			STOP_WORDS.put(row[0], new HashSet<>(DataFile.names(row[1])));
		}
		STOP_WORDS.values().forEach(ALL_STOP_WORDS::addAll);
	}

	private Words() {
	}

	/** Runs of letters and digits, folded; an apostrophe parts words. */
	static List<String> of(String text) {
		return first(Integer.MAX_VALUE, Folding.fold(text));
	}

	/** So many of them, from the beginning of a text that is folded already. */
	static List<String> first(int most, String folded) {
		List<String> words = new ArrayList<>();
		int start = -1;
		for (int i = 0; i <= folded.length() && words.size() < most; i++) {
			boolean inside = i < folded.length() && isPartOfWord(folded.charAt(i));
			if (inside && start < 0) {
				start = i;
			}
			else if (!inside && start >= 0) {
				words.add(folded.substring(start, i));
				start = -1;
			}
		}
		return words;
	}

	/** Most letters are ASCII, and then the question is cheap. */
	private static boolean isPartOfWord(char c) {
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 0x80 && Character.isLetterOrDigit(c));
	}

	/** Whether a word only holds a sentence together, in any of our languages. */
	static boolean isStopWord(String word) {
		return ALL_STOP_WORDS.contains(word);
	}

	/**
	 * The language whose stop words stand most often among the words.
	 * @return ISO 639 code, null where none stands out
	 */
	static @Nullable String language(List<String> words) {
		return language(words, 2);
	}

	/**
	 * The same for words as few as a title's.
	 * @param votes as many stop words must stand there at least
	 */
	static @Nullable String language(List<String> words, int votes) {
		String best = null;
		int most = votes - 1;
		for (Map.Entry<String, Set<String>> language : STOP_WORDS.entrySet()) {
			int held = 0;
			for (String word : words) {
				held += language.getValue().contains(word) ? 1 : 0;
			}
			if (held > most) {
				most = held;
				best = language.getKey();
			}
			else if (held == most && held > 0) {
				best = null;
			}
		}
		return best;
	}

}
