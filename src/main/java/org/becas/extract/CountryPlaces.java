package org.becas.extract;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What the words in front of a country, or of the list that it is in, say of it. */
final class CountryPlaces {

	/** How far "citizens of" reaches along a list of countries, in tokens. */
	private static final int REACH = 30;

	/** How far "in" reaches: "in the old town of", in tokens. */
	private static final int SMALL = 10;

	/** How far "citizens of" reaches where it is not of a list, in tokens. */
	private static final int NEAR = 14;

	/** Longer lists are not looked through. */
	private static final int ENTRIES = 40;

	/** Bullets in front of a country. */
	private static final int ORNAMENTS = 3;

	/** From "the embassy in" to the country, in tokens. */
	private static final int BESIDE = 2;

	/** Lists in brackets that tell which countries those are. */
	private static final int EXPLAINED = 3;

	/** From "universities of" to the list of countries, in tokens. */
	private static final int SITE = 6;

	private final Document document;

	private final CountryLists lists;

	CountryPlaces(Document document, CountryLists lists) {
		this.document = document;
		this.lists = lists;
	}

	/**
	 * That one studies there, comes from there, is enrolled there, that it is for there,
	 * that an office of another country is there, or nothing.
	 */
	String of(Hit hit) {
		CountryLists.Run list = this.lists.at(hit.from());
		int first = (list != null) ? list.from() : hit.from();
		int start = Math.max(this.document.sentenceStart(first), first - REACH);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, first);
		int last = cues.size() - 1;
		if (last >= 0 && cues.get(last).to() > first) {
			return (cues.get(last).is("origin") && !isSender(cues.get(last), hit)) ? "origin" : "";
		}
		while (last >= 0 && isFar(cues.get(last), first)) {
			last--;
		}
		while (last > 0 && (isSpent(cues.get(last), first) || isExplained(cues.get(last), list))) {
			last--;
		}
		if (last < 0) {
			return lead(first);
		}
		Hit cue = longest(cues, last);
		boolean small = cue.to() - cue.from() == 1 && (list == null || list.size() < EXPLAINED);
		int reach = cue.is("host") ? BESIDE : cue.is("origin") ? NEAR : small ? SMALL : REACH;
		return (first - cue.to() > reach) ? "" : cue.value();
	}

	/** "For" is only said of what stands beside it. */
	private static boolean isFar(Hit cue, int country) {
		return cue.is("for") && cue.to() < country;
	}

	/** "The position is based in", and not merely "based in". */
	private static Hit longest(List<Hit> cues, int last) {
		Hit cue = cues.get(last);
		for (int i = last - 1; i >= 0 && cues.get(i).to() == cue.to(); i--) {
			if (cues.get(i).from() < cue.from()) {
				return cues.get(i);
			}
		}
		return cue;
	}

	/** "At universities in Argentina, Brazil, Chile …": however long the list is. */
	boolean isOfSites(CountryLists.Run list) {
		int start = Math.max(this.document.sentenceStart(list.from()), list.from() - SITE);
		boolean site = false;
		for (int i = start; i < list.from(); i++) {
			site |= is(i, "site");
		}
		return site && isOfStudy(list.hits().get(0));
	}

	/** Whether one studies there. */
	boolean isOfStudy(Hit hit) {
		return of(hit).equals("study");
	}

	/** "Brings graduates from Kenya to the United States": "from" is of Kenya alone. */
	private boolean isSpent(Hit cue, int country) {
		boolean leadsThere = is(country - 1, "direction") || is(country - 2, "direction");
		return cue.is("origin") && leadsThere && !this.document.hits().of(Cue.COUNTRY, cue.to(), country).isEmpty();
	}

	/** "The embassy of France in Peru": France is the one that gives. */
	private boolean isSender(Hit cue, Hit hit) {
		return is(cue.from(), "agency") && hit.to() < cue.to();
	}

	/** "Students from countries in the south (Benin, Kenya, Peru)": not of the south. */
	private boolean isExplained(Hit cue, CountryLists.@Nullable Run list) {
		return list != null && list.size() >= EXPLAINED && cue.is("study")
				&& this.document.peek(list.from() - 1).isMark('(');
	}

	/** "Courses beginning in:" over lines that begin with a bullet each. */
	private String lead(int first) {
		if (first - this.document.lineStart(first) > ORNAMENTS) {
			return "";
		}
		int above = this.document.lineNumber(first) - 1;
		int top = Math.max(0, above - ENTRIES);
		String bullet = this.document.token(this.document.lineStart(first)).word();
		while (above > top && (isEmpty(above) || isBullet(above, bullet))) {
			above--;
		}
		if (above < 0 || isEmpty(above) || this.document.lines()[above] < this.document.textStart()) {
			return "";
		}
		int end = this.document.lineEnd(this.document.lines()[above]);
		int start = Math.max(this.document.sentenceStart(end - 1), end - REACH);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, end);
		if (cues.isEmpty() || !this.document.token(end - 1).isMark(':')) {
			return "";
		}
		return cues.stream().anyMatch(cue -> cue.is("origin")) ? "origin" : cues.get(cues.size() - 1).value();
	}

	private boolean isEmpty(int line) {
		int start = this.document.lines()[line];
		return this.document.lineEnd(start) <= start;
	}

	private boolean isBullet(int line, String mark) {
		Token first = this.document.token(this.document.lines()[line]);
		return first.isMark("*•-·+") && first.word().equals(mark);
	}

	private boolean is(int at, String noun) {
		return this.document.hits().any(Cue.NOUN, at, at + 1, noun);
	}

}
