package org.becas.extract;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Countries that are named one after the other, in a sentence or line by line: what is
 * said in front of the first is said of all.
 */
final class CountryLists {

	/** What stands between two of a list: "(2 scholarships)", a bullet. */
	private static final int GAP = 8;

	/** In a title, "Portugal 2027 (Masters) ~ Angola" is no list. */
	private static final int TITLE_GAP = 3;

	/** "And the", "as well as" stands between them, and no sentence. */
	private static final int WORDS = 2;

	private final Document document;

	private final List<Run> runs = new ArrayList<>();

	private CountryLists(Document document) {
		this.document = document;
	}

	static CountryLists of(Document document) {
		CountryLists lists = new CountryLists(document);
		lists.find();
		return lists;
	}

	/**
	 * A list of one or more countries.
	 *
	 * @param hits the countries, in the order of the text; those that mean something else
	 * alone ({@code -}) count in a list
	 */
	record Run(List<Hit> hits) {

		int from() {
			return this.hits.get(0).from();
		}

		int to() {
			return this.hits.get(this.hits.size() - 1).to();
		}

		int size() {
			return this.hits.size();
		}

		boolean names(String country) {
			return this.hits.stream().anyMatch(hit -> hit.is(country));
		}

	}

	/** All lists, in the order of the text. */
	List<Run> runs() {
		return this.runs;
	}

	/** The list that holds the token, or null. */
	@Nullable Run at(int token) {
		int low = 0;
		int high = this.runs.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.runs.get(middle).to() <= token) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return (low < this.runs.size() && this.runs.get(low).from() <= token) ? this.runs.get(low) : null;
	}

	private void find() {
		List<Hit> open = new ArrayList<>();
		for (Hit hit : this.document.hits().of(Cue.COUNTRY)) {
			if (!open.isEmpty() && !areJoined(open.get(open.size() - 1), hit)) {
				this.runs.add(new Run(List.copyOf(open)));
				open.clear();
			}
			open.add(hit);
		}
		if (!open.isEmpty()) {
			this.runs.add(new Run(List.copyOf(open)));
		}
	}

	/** "France Excellence Japon": a word of its own between two is none of a list. */
	private boolean isName(int token) {
		String quote = this.document.quote(token, token + 1);
		return quote.length() > 2 && Character.isUpperCase(quote.charAt(0)) && Character.isLowerCase(quote.charAt(1));
	}

	/** "Campus [France] Algérie": the last word of an office's name. */
	private boolean isOfName(Hit country) {
		return this.document.hits()
			.of(Cue.PLACE, country.from() - 1, country.from())
			.stream()
			.anyMatch(cue -> cue.to() == country.to() && (cue.is("none") || cue.is("host")));
	}

	private boolean areJoined(Hit first, Hit second) {
		boolean titled = this.document.inTitle(first.from());
		if (second.from() - first.to() > (titled ? TITLE_GAP : GAP) || titled != this.document.inTitle(second.from())) {
			return false;
		}
		int words = 0;
		boolean marked = false;
		boolean named = false;
		for (int i = first.to(); i < second.from(); i++) {
			Token token = this.document.token(i);
			words += token.isWord() ? 1 : 0;
			marked |= !token.isWord() && !token.isBreak();
			named |= token.isWord() && isName(i);
			if (token.isMark(".!?")) {
				return false;
			}
		}
		if ((named && !marked) || isOfName(first)) {
			return false;
		}
		return words <= WORDS && this.document.hits()
			.of(Cue.PLACE, first.from() - GAP, second.from())
			.stream()
			.filter(cue -> cue.to() > first.to())
			.noneMatch(cue -> cue.is("origin") || cue.to() >= second.from() - 1);
	}

}
