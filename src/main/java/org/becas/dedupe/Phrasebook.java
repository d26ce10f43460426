package org.becas.dedupe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Names of several words and what they stand for. Where two names begin at the same word
 * the longer one is read, and where a name was given twice its first meaning holds.
 */
final class Phrasebook {

	/** Where every name begins. */
	private final Word beginning = new Word();

	/** What stands at a place in a text. */
	record Found(String meaning, int length) {
	}

	/** What may follow the words up to here, and what these mean if they are a name. */
	private static final class Word {

		private final Map<String, Word> following = new HashMap<>();

		private @Nullable String meaning;

		private void addAll(Word other) {
			this.meaning = (this.meaning != null) ? this.meaning : other.meaning;
			other.following
				.forEach((word, further) -> this.following.computeIfAbsent(word, unseen -> new Word()).addAll(further));
		}

	}

	void add(String name, String meaning) {
		List<String> words = Words.of(name);
		Word last = this.beginning;
		for (String word : words) {
			last = last.following.computeIfAbsent(word, unseen -> new Word());
		}
		if (!words.isEmpty() && last.meaning == null) {
			last.meaning = meaning;
		}
	}

	void addAll(Phrasebook other) {
		this.beginning.addAll(other.beginning);
	}

	/** The longest name that begins at a word. */
	Optional<Found> at(List<String> words, int start) {
		Found longest = null;
		Word last = this.beginning.following.get(words.get(start));
		for (int end = start + 1; last != null; end++) {
			longest = (last.meaning != null) ? new Found(last.meaning, end - start) : longest;
			last = (end < words.size()) ? last.following.get(words.get(end)) : null;
		}
		return Optional.ofNullable(longest);
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
