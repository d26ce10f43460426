package org.becas.extract;

import java.util.Locale;

/** Where the name of an organisation begins and ends. */
final class ProviderNames {

	/** A name has no more words. */
	private static final int WORDS = 14;

	private static final int ACRONYM = 3;

	private final Document document;

	ProviderNames(Document document) {
		this.document = document;
	}

	/** From a token up to, not including, another. */
	record Name(int from, int to) {
	}

	/** Whether all between two tokens can be part of one name. */
	boolean isRun(int from, int to) {
		for (int i = from; i < to; i++) {
			if (!isCapital(i) && !isOf(i, "small") && !isMark(i, "&'-(),")
					&& this.document.hits().of(Cue.PROVIDER, i, i + 1).isEmpty()
					&& this.document.hits().of(Cue.DEMONYM, i, i + 1).isEmpty()) {
				return false;
			}
		}
		return true;
	}

	/** "Universidad" alone is none; "gobierno de Chile" and "Swedish government" are. */
	boolean isNamed(Hit hit) {
		if (isCapital(hit.from())) {
			return true;
		}
		boolean government = this.document.hits().any(Cue.NOUN, hit.from(), hit.to(), "government");
		if (government && (isPeople(hit.from() - 1) || isPeople(hit.to()) || isCapital(hit.to()))) {
			return true;
		}
		int complement = hit.to();
		while (isOf(complement, "small") || isMark(complement, "'")) {
			complement++;
		}
		boolean school = this.document.hits().any(Cue.NOUN, hit.from(), hit.to(), "school")
				&& !this.document.token(hit.from()).word().endsWith("s");
		return (government || school) && complement > hit.to() && isCapital(complement)
				&& this.document.token(complement).isWord();
	}

	private boolean isPeople(int token) {
		return this.document.hits().of(Cue.DEMONYM, token, token + 1).stream().anyMatch(hit -> !hit.is("-"));
	}

	boolean isCapital(int token) {
		if (token < 0 || token >= this.document.size()) {
			return false;
		}
		String quote = this.document.quote(token, token + 1);
		return !quote.isEmpty() && Character.isUpperCase(quote.charAt(0));
	}

	/** "EPFL", not a word in a line of capitals. */
	boolean isAcronym(int token) {
		String quote = (token >= 0) ? this.document.quote(token, token + 1) : "";
		return quote.length() >= ACRONYM && quote.equals(quote.toUpperCase(Locale.ROOT)) && isCapital(token)
				&& !isCapital(token - 1) && !isOf(token, "award");
	}

	boolean isOf(int token, String kind) {
		return this.document.hits().any(Cue.PROVIDER, token, token + 1, kind);
	}

	boolean isMark(int token, String marks) {
		return token >= 0 && token < this.document.size() && this.document.token(token).isMark(marks);
	}

	/** Where a name ends that begins at or before a token. */
	int nameEnd(int token) {
		int end = token + 1;
		for (int i = token + 1; i < Math.min(this.document.lineEnd(token), token + WORDS); i++) {
			if (isOf(i, "award") && !isOf(i - 1, "small")) {
				break;
			}
			if (!isOf(i, "small") && (isCapital(i) || isPeople(i) || isGovernment(i) || isOf(i, "field"))) {
				end = i + 1;
			}
			else if (!isOf(i, "small") && !isJoint(i) && !isListOfFields(token, i)) {
				break;
			}
		}
		return end;
	}

	/** "Swedish government". */
	private boolean isGovernment(int token) {
		return isPeople(token - 1) && this.document.hits().any(Cue.NOUN, token, token + 1, "government");
	}

	/** A hyphen, an apostrophe: "Paris-Saclay", but not the dash between two names. */
	private boolean isJoint(int at) {
		return isMark(at, "&")
				|| (isMark(at, "'-") && this.document.token(at).start() == this.document.token(at - 1).end()
						&& this.document.peek(at + 1).start() == this.document.token(at).end());
	}

	/** "Ministerio de Ciencia, Innovación y Universidades": a comma inside the name. */
	private boolean isListOfFields(int start, int at) {
		return this.document.token(at).isMark(',') && isCapital(at + 1)
				&& this.document.hits().any(Cue.PROVIDER, Math.max(0, start - 2), at, "organisation-fields");
	}

	/** "Durham University" begins in front of the word that tells it. */
	int nameStart(Hit organisation) {
		int start = organisation.from();
		start = isPeople(start - 1) ? start - 1 : start;
		if (!organisation.is("organisation-last")) {
			return start;
		}
		int first = Math.max(this.document.sentenceStart(start), start - WORDS);
		for (int i = start - 1; i >= first && isOfName(i); i--) {
			start = isCapital(i) ? i : start;
		}
		return start;
	}

	private boolean isOfName(int token) {
		return (isCapital(token) && !isOf(token, "small") && !isOf(token, "article") && !isOf(token, "award"))
				|| isJoint(token) || isOf(token, "particle");
	}

}
