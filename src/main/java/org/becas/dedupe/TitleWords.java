package org.becas.dedupe;

import java.util.ArrayList;
import java.util.List;

import org.becas.offer.Months;

/**
 * The words of a title that may tell which call it is. A headline also says until when,
 * how many places there are and for whose citizens a portal writes: none of it is the
 * call's name.
 */
final class TitleWords {

	/** As many words may stand between "for" and the citizens that it is for. */
	private static final int WORDS_BEFORE_CITIZENS = 3;

	private final List<String> words;

	private final List<String> telling = new ArrayList<>();

	private TitleWords(List<String> words) {
		this.words = words;
	}

	/** In their order, folded as they are. */
	static List<String> telling(List<String> words) {
		TitleWords title = new TitleWords(words);
		for (int i = 0; i < words.size();) {
			i = title.read(i);
		}
		return title.telling;
	}

	/** Reads what stands there, and tells where to go on. */
	private int read(int at) {
		int end = endOfCitizens(at);
		if (end > at) {
			return end;
		}
		if (isMonth(at) && (isFigure(at + 1) || isFigure(at - 1) || isFigure(at - 2))) {
			return at + 1;
		}
		if (!isFigure(at) || !isDayOrCount(at)) {
			this.telling.add(this.words.get(at));
		}
		return at + 1;
	}

	/** "7 de octubre", "October 15", "736 becas", "5.000 plazas", "up to 2.100 euros". */
	private boolean isDayOrCount(int at) {
		int next = at + 1;
		while (next < this.words.size() && (isFigure(next) || Words.isStopWord(this.words.get(next)))) {
			next++;
		}
		boolean day = isMonth(at + 1) || isMonth(at - 1) || (isMonth(at + 2) && Words.isStopWord(word(at + 1)));
		boolean number = this.words.get(at).length() > 1 || isFigure(at + 1);
		return day || (number && next < this.words.size() && Lexicon.isPadding(word(next)));
	}

	/** "para estudiantes mexicanos", "pour les étudiants algériens", "for Africans". */
	private int endOfCitizens(int at) {
		if (!Lexicon.isFor(this.words.get(at))) {
			return at;
		}
		int last = Math.min(at + 1 + WORDS_BEFORE_CITIZENS, this.words.size() - 1);
		for (int i = at + 1; i <= last; i++) {
			if (Lexicon.areCitizens(word(i))) {
				return i + 1;
			}
			if (!Words.isStopWord(word(i)) && !Lexicon.isPadding(word(i)) && !Lexicon.isPeople(word(i))) {
				return at;
			}
		}
		return at;
	}

	private boolean isMonth(int at) {
		return Months.of(word(at)) > 0;
	}

	private boolean isFigure(int at) {
		String word = word(at);
		return !word.isEmpty() && word.chars().allMatch(Character::isDigit);
	}

	private String word(int at) {
		return (at >= 0 && at < this.words.size()) ? this.words.get(at) : "";
	}

}
