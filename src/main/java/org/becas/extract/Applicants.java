package org.becas.extract;

import java.util.List;

import org.becas.extract.Document.Part;

/** How a text speaks of those who may apply: the words around a nationality. */
final class Applicants {

	/** How far a word reaches, in tokens. */
	static final int NEAR = 8;

	/** Longer sentences are lists. */
	static final int SENTENCE = 60;

	/** Nobody may choose among so many countries to study in. */
	private static final int MANY = 12;

	/** "/os", "(a)": an adjective's other ending. */
	private static final int ENDING = 3;

	/** The words of a level between a nationality and its noun. */
	private static final int LEVEL = 4;

	/**
	 * "Open to all except nationals of": part of a longer phrase, it still says "not".
	 */
	private static final Words EXCEPT = Words.named("who.except");

	private final Document document;

	private final CountryLists lists;

	Applicants(Document document) {
		this.document = document;
		this.lists = CountryLists.of(document);
	}

	CountryLists lists() {
		return this.lists;
	}

	/** Whether the word is of this kind: {@code lexicon/noun.tsv}. */
	boolean is(int at, String noun) {
		return this.document.hits().any(Cue.NOUN, at, at + 1, noun);
	}

	/** Whether one of the tokens in front, in the same sentence, is of this kind. */
	boolean isNear(Hit hit, String noun, int tokens) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - tokens);
		for (int i = start; i < hit.from(); i++) {
			if (is(i, noun)) {
				return true;
			}
		}
		return false;
	}

	/** Whether {@code lexicon/who.tsv} has a phrase of this meaning close in front. */
	boolean has(String value, Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - NEAR);
		return this.document.hits().any(Cue.WHO, start, hit.from(), value)
				|| (value.equals("not") && this.document.has(EXCEPT, start, hit.from()));
	}

	/** Whether the sentence says in front that it is for these alone. */
	boolean isOnly(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - SENTENCE);
		return this.document.hits().any(Cue.WHO, start, hit.from(), "only")
				|| this.document.hits().any(Cue.WHO, start, hit.from(), "aimed");
	}

	/** "De nationalité serbe", "Indian citizens", "argentinas/os nativos". */
	boolean isNationality(Hit adjective) {
		return is(adjective.from() - 1, "citizen") || isSaidOf(this.document, adjective, "citizen")
				|| is(adjective.from() - 1, "nationality") || isSaidOf(this.document, adjective, "nationality");
	}

	/**
	 * Whether an adjective is said of such a word: "Slovak PhD students", "argentinas/os
	 * nativos".
	 */
	static boolean isSaidOf(Document document, Hit adjective, String noun) {
		int at = adjective.to();
		if (document.peek(at).isMark("/(") && document.peek(at + 1).word().length() <= ENDING) {
			at += document.peek(at + 2).isMark(')') ? 3 : 2;
		}
		int from = at;
		int to = document.hits()
			.of(Cue.LEVEL, from, from + LEVEL)
			.stream()
			.filter(level -> level.from() == from)
			.mapToInt(Hit::to)
			.max()
			.orElse(from);
		return document.hits().any(Cue.NOUN, from, to + 1, noun);
	}

	/** "Not Chilean", "non-Saudi", "German citizens cannot apply". */
	boolean isDenied(Hit nationality) {
		return has("not", nationality) || isDeniedBehind(nationality) || is(nationality.from() - 1, "non")
				|| is(nationality.from() - 2, "non");
	}

	private boolean isDeniedBehind(Hit nationality) {
		int end = Math.min(this.document.sentenceEnd(nationality.from()), nationality.to() + ENDING);
		return this.document.hits().any(Cue.WHO, nationality.to(), end, "not");
	}

	/** "Only available in German", "the text must be Spanish". */
	boolean isLanguage(Hit adjective) {
		return isNear(adjective, "thing", NEAR) || is(adjective.from() - 1, "inside");
	}

	/** "To be", "ser", in front of what one has to be. */
	boolean isBe(int at) {
		return is(at, "be") || this.document.peek(at).isWord("be");
	}

	/** Whether one studies there or comes from there, or nothing. */
	String place(Hit hit) {
		CountryLists.Run list = this.lists.at(hit.from());
		int first = (list != null) ? list.from() : hit.from();
		int start = Math.max(this.document.sentenceStart(first), first - NEAR);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, first);
		return cues.isEmpty() ? "" : cues.get(cues.size() - 1).value();
	}

	/** Whether a list is of where one studies. */
	boolean isOfStudy(CountryLists.Run list) {
		Part part = this.document.partAt(list.from());
		boolean labelled = part != null && part.isA("country")
				&& !this.document.hits().any(Cue.PLACE, part.labelFrom(), part.from(), "origin");
		return labelled || (list.size() < MANY && place(list.hits().get(0)).equals("study")
				&& !this.document.peek(list.from() - 1).isMark(':'));
	}

	/** Whether a list is of where the applicants come from. */
	boolean isOfOrigin(CountryLists.Run list) {
		Part part = this.document.partAt(list.from());
		return (part != null && part.isA("origin")) || place(list.hits().get(0)).equals("origin");
	}

	/** Whether it stands where the text says for whom it is. */
	boolean isTarget(Hit hit) {
		Part part = this.document.partAt(hit.from());
		return part != null && part.holds(hit.from()) && !part.heading() && (part.isA("target") || part.isA("origin"));
	}

	/**
	 * "Asociación Universitaria Iberoamericana", "Instituto Colombiano": part of a name,
	 * told by the capitals of both words, unless everything is in capitals.
	 */
	boolean isName(Hit hit) {
		String quote = this.document.quote(hit.from(), hit.from() + 1);
		String before = this.document.peek(hit.from() - 1).isWord() ? this.document.quote(hit.from() - 1, hit.from())
				: "";
		return isTitleCase(quote) && isTitleCase(before) && !this.document.speaks("en") && !this.document.speaks("de");
	}

	private static boolean isTitleCase(String word) {
		return word.length() > 1 && Character.isUpperCase(word.charAt(0)) && Character.isLowerCase(word.charAt(1));
	}

}
