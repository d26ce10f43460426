package org.becas.extract;

import java.util.List;

/**
 * What a deadline is for. "The deadline for research stays is 8 April": the stay tells
 * nothing of the date, which is the deadline's.
 */
final class DeadlineObjects {

	private static final Words GRANTED = Words.named("date.granted");

	private static final Words FOR = Words.named("date.for");

	private static final Words FALLS = Words.named("date.falls");

	/** From the deadline to what it is for, in tokens. */
	private static final int NEAR = 10;

	private final Document document;

	DeadlineObjects(Document document) {
		this.document = document;
	}

	/** The words in front of a date without those of what its deadline is for. */
	List<Hit> without(List<Hit> cues, int date) {
		if (cues.size() < 2) {
			return cues;
		}
		return cues.stream().filter(cue -> !isObject(cue, cues, date)).toList();
	}

	private boolean isObject(Hit cue, List<Hit> cues, int date) {
		if (!cue.is("decoy") || !isGranted(cue) || !this.document.has(FALLS, cue.to(), date)) {
			return false;
		}
		for (int i = cues.indexOf(cue) - 1; i >= 0; i--) {
			Hit head = cues.get(i);
			if (head.is("close") || head.is("extended")) {
				return cue.from() - head.to() <= NEAR && isOf(head.to(), cue.from());
			}
			if (head.isA("decoy") && !isGranted(head)) {
				return false;
			}
		}
		return false;
	}

	private boolean isGranted(Hit cue) {
		return GRANTED.hold(this.document.token(cue.from()).word())
				|| GRANTED.hold(this.document.token(cue.to() - 1).word());
	}

	/** "For research", "to apply for the": one phrase, begun by such a word. */
	private boolean isOf(int from, int to) {
		int start = this.document.peek(from).isMark(",") ? from + 1 : from;
		if (start > to || !FOR.hold(this.document.peek(start).word())) {
			return false;
		}
		for (int i = start; i < to; i++) {
			Token token = this.document.token(i);
			if (token.isMark(",;:.()") || FALLS.hold(token.word())) {
				return false;
			}
		}
		return true;
	}

}
