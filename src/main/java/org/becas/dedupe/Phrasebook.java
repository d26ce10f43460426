package org.becas.dedupe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names of several words and what they stand for. Where two names begin at the same word
 * the longer one is read, and where a name was given twice its first meaning holds.
 */
final class Phrasebook {

	private final Map<String, String> meanings = new HashMap<>();

	/** How many words the longest name has that begins with a word. */
	private final Map<String, Integer> longest = new HashMap<>();

	/** What stands at a place in a text. */
	record Found(String meaning, int length) {
	}

	void add(String name, String meaning) {
		List<String> words = Words.of(name);
		if (!words.isEmpty()) {
			this.meanings.putIfAbsent(String.join(" ", words), meaning);
			this.longest.merge(words.get(0), words.size(), Math::max);
		}
	}

	void addAll(Phrasebook other) {
		other.meanings.forEach(this.meanings::putIfAbsent);
		other.longest.forEach((first, length) -> this.longest.merge(first, length, Math::max));
	}

	Optional<Found> at(List<String> words, int start) {
		int longestHere = this.longest.getOrDefault(words.get(start), 0);
		for (int length = Math.min(longestHere, words.size() - start); length > 0; length--) {
			String meaning = this.meanings.get(String.join(" ", words.subList(start, start + length)));
			if (meaning != null) {
				return Optional.of(new Found(meaning, length));
			}
		}
		return Optional.empty();
	}

	/** The words that belong to no name of this book. */
	List<String> without(List<String> words) {
		List<String> rest = new ArrayList<>();
		for (int i = 0; i < words.size();) {
			Optional<Found> here = at(words, i);
			if (here.isEmpty()) {
				rest.add(words.get(i));
			}
			i += here.map(Found::length).orElse(1);
		}
		return rest;
	}

	/**
	 * The same with the shorter names that stand within a longer one: who names one of a
	 * family's programmes names the family.
	 */
	List<String> inAndWithin(List<String> words) {
		List<String> found = new ArrayList<>();
		for (int i = 0; i < words.size();) {
			Optional<Found> here = at(words, i);
			int length = here.map(Found::length).orElse(1);
			if (here.isPresent()) {
				found.add(here.get().meaning());
				for (int start = i; start < i + length; start++) {
					int end = (start == i) ? i + length - 1 : i + length;
					found.addAll((start < end) ? firstOf(words.subList(start, end)) : List.of());
				}
			}
			i += length;
		}
		return found;
	}

	private List<String> firstOf(List<String> words) {
		return at(words, 0).map(Found::meaning).stream().toList();
	}

	/** Every meaning that stands in the words, in their order. */
	List<String> in(List<String> words) {
		List<String> found = new ArrayList<>();
		for (int i = 0; i < words.size();) {
			Optional<Found> here = at(words, i);
			here.ifPresent(phrase -> found.add(phrase.meaning()));
			i += here.map(Found::length).orElse(1);
		}
		return found;
	}

}
