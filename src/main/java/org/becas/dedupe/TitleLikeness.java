package org.becas.dedupe;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How alike two titles are, by what they say. A provider or programme that only one of
 * them names counts for nothing: the other may take it for granted.
 *
 * @param shared how much both say, see {@link Lexicon#weight}
 * @param onlyFirst what the first one alone says
 * @param onlySecond what the second one alone says
 * @param letters share of three-letter runs in common, 0 to 1
 * @param heard what only one title says and the other announcement says elsewhere
 */
record TitleLikeness(double shared, Set<String> onlyFirst, Set<String> onlySecond, double letters, Set<String> heard) {

	/** What stands in the other one's text counts against a title this much. */
	private static final double HEARD = 0.4;

	/** A level shared says little, but another level says that it is another call. */
	private static final double ANOTHER_LEVEL = 0.8;

	/** One idea in other words may be a synonym. */
	private static final int IN_OTHER_WORDS = 2;

	static TitleLikeness of(Profile a, Profile b) {
		double names = Math.max(Lexicon.weight(both(a.titleNames(), b.titleNames())),
				Lexicon.weight(both(a.programmes(), b.programmes())));
		TitleLikeness titles = of(a.ideas(), b.ideas(), names, letters(a.title(), b.title()));
		titles.onlyFirst.stream().filter(b::says).forEach(titles.heard::add);
		titles.onlySecond.stream().filter(a::says).forEach(titles.heard::add);
		return titles;
	}

	/** The same for any two names. */
	static TitleLikeness of(Set<String> first, Set<String> second) {
		return of(first, second, 0, 0);
	}

	private static TitleLikeness of(Set<String> first, Set<String> second, double names, double letters) {
		Set<String> onlyFirst = new TreeSet<>(first);
		Set<String> onlySecond = new TreeSet<>(second);
		onlyFirst.removeAll(second);
		onlySecond.removeAll(first);
		double shared = names + Lexicon.weight(both(first, second));
		for (Iterator<String> words = onlyFirst.iterator(); words.hasNext();) {
			String word = words.next();
			var relative = onlySecond.stream().filter(other -> areRelated(word, other)).findFirst();
			if (relative.isPresent()) {
				shared += Math.min(Lexicon.weight(word), Lexicon.weight(relative.get()));
				words.remove();
				onlySecond.remove(relative.get());
			}
		}
		return new TitleLikeness(shared, onlyFirst, onlySecond, letters, new HashSet<>());
	}

	/**
	 * Whether both titles say the same ideas in other words, as two languages do, however
	 * few words of either tell its language.
	 */
	static boolean areInOtherWords(Profile a, Profile b) {
		Set<String> ideas = both(a.ideas(), b.ideas());
		ideas.removeIf(idea -> !idea.startsWith(Lexicon.IDEA) || idea.startsWith(Lexicon.LEVEL));
		Set<String> words = both(new HashSet<>(List.of(a.title().split(" "))),
				new HashSet<>(List.of(b.title().split(" "))));
		words.forEach(word -> ideas.removeAll(Lexicon.ideas(List.of(word))));
		return ideas.size() >= IN_OTHER_WORDS;
	}

	/** Share of what either says that both say. */
	double overlap() {
		double all = this.shared + against(this.onlyFirst) + against(this.onlySecond);
		return (all == 0) ? this.letters : Math.max(this.shared / all, this.letters);
	}

	/** Share of the shorter title that the longer one says too. */
	double containment() {
		double shorter = this.shared + Math.min(against(this.onlyFirst), against(this.onlySecond));
		return (shorter == 0) ? this.letters : this.shared / shorter;
	}

	/** Of these, what the other announcement says nowhere. */
	Set<String> unheard(Set<String> ideas) {
		Set<String> unheard = new TreeSet<>(ideas);
		unheard.removeAll(this.heard);
		return unheard;
	}

	private double against(Set<String> ideas) {
		return ideas.stream().mapToDouble(idea -> Lexicon.weight(idea) * (this.heard.contains(idea) ? HEARD : 1)).sum();
	}

	/** How much more one of them says than the other. */
	double surplus() {
		return Math.abs(Lexicon.weight(this.onlyFirst) - Lexicon.weight(this.onlySecond));
	}

	/**
	 * What the less telling of the two says that the other one does not: a title that was
	 * merely shortened says nothing of its own.
	 */
	double contrast(boolean translated) {
		return Math.min(telling(this.onlyFirst, translated), telling(this.onlySecond, translated));
	}

	/** Across languages an unknown word may be the other's word translated. */
	private double telling(Set<String> ideas, boolean translated) {
		return ideas.stream()
			.filter(idea -> !this.heard.contains(idea) && (!translated || Lexicon.isKnown(idea)))
			.mapToDouble(Lexicon::weight)
			.sum();
	}

	private static Set<String> both(Set<String> first, Set<String> second) {
		Set<String> both = new TreeSet<>(first);
		both.retainAll(second);
		return both;
	}

	private static boolean areRelated(String a, String b) {
		return !Lexicon.isKnown(a) && !Lexicon.isKnown(b) && Cognates.areAlike(a, b);
	}

	private static double letters(String a, String b) {
		Set<String> first = runs(a);
		Set<String> second = runs(b);
		Set<String> all = new HashSet<>(first);
		all.addAll(second);
		first.retainAll(second);
		return all.isEmpty() ? 0 : (double) first.size() / all.size();
	}

	private static Set<String> runs(String text) {
		Set<String> runs = new HashSet<>();
		for (int i = 0; i + 3 <= text.length(); i++) {
			runs.add(text.substring(i, i + 3));
		}
		return runs;
	}

}
