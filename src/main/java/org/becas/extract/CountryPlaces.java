package org.becas.extract;

import java.util.List;

/** What the words in front of a country, or of the list that it is in, say of it. */
final class CountryPlaces {

	/** How far "citizens of" reaches along a list of countries, in tokens. */
	private static final int REACH = 30;

	/** How far "citizens of" reaches where it is not of a list, in tokens. */
	private static final int NEAR = 14;

	/** Longer lists are not looked through. */
	private static final int ENTRIES = 40;

	/** Bullets in front of a country. */
	private static final int ORNAMENTS = 3;

	private final Document document;

	private final CountryLists lists;

	CountryPlaces(Document document, CountryLists lists) {
		this.document = document;
		this.lists = lists;
	}

	/** That one studies there, comes from there, is enrolled there, or nothing. */
	String of(Hit hit) {
		CountryLists.Run list = this.lists.at(hit.from());
		int first = (list != null) ? list.from() : hit.from();
		int start = Math.max(this.document.sentenceStart(first), first - REACH);
		List<Hit> cues = this.document.hits().of(Cue.PLACE, start, first);
		int last = cues.size() - 1;
		if (last >= 0 && cues.get(last).to() > first) {
			return cues.get(last).is("origin") ? "origin" : "";
		}
		while (last > 0 && isSpent(cues.get(last), first)) {
			last--;
		}
		if (last < 0) {
			return lead(first);
		}
		Hit cue = cues.get(last);
		return (cue.is("origin") && first - cue.to() > NEAR) ? "" : cue.value();
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
