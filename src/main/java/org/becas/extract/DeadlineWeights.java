package org.becas.extract;

import java.time.LocalDate;
import java.util.Optional;

import org.becas.extract.DateMention.Day;
import org.becas.extract.Document.Part;
import org.jspecify.annotations.Nullable;

/** How much speaks for a date being the last day to apply. */
final class DeadlineWeights {

	private static final int LABELLED = 90;

	private static final int CLOSING = 80;

	private static final int HEADED = 75;

	static final int APPLYING = 70;

	private static final int UNTIL = 45;

	static final int BAR = 45;

	private static final int LAST_RESORT = 40;

	private static final int BESIDE = 12;

	/** Calls are open for weeks; courses and stays last longer. */
	private static final int WINDOW = 130;

	/** No call is open for longer: that is how long a course lasts. */
	private static final int YEAR = 300;

	/** What stands beside a date that stands alone: an hour, a mark. */
	private static final int ALONE = 6;

	private static final int BEHIND = 5;

	/** An hour and its zone in brackets. */
	private static final int TAIL = 9;

	/** From a date to what one registers for, in tokens. */
	private static final int PURPOSE = 4;

	/** Words in front of a text's date line. */
	private static final int HEAD = 2;

	/** How far from a date it is told for whom it is, in tokens. */
	private static final int GROUP = 8;

	/** "Until", with an article, a weekday and an hour. */
	private static final int BARE = 8;

	/** What one registers for, or lodges, that is no application. */
	private static final Words OTHERS = Words.named("date.others");

	private final Document document;

	DeadlineWeights(Document document) {
		this.document = document;
	}

	/** Id of the rule that read a date of this weight. */
	static String rule(int score) {
		if (score >= LABELLED) {
			return "deadline-field";
		}
		return (score >= CLOSING) ? "deadline-closing"
				: (score >= HEADED) ? "deadline-heading" : (score >= APPLYING) ? "deadline-applying" : "deadline-until";
	}

	/**
	 * What a date is worth if no other date of the announcement is better founded, or
	 * null: nothing.
	 */
	@Nullable DeadlineCandidate lastResort(DateMention mention, DateRole role, int clause) {
		if (role == DateRole.UNTIL && mention.opens() == null && !inOtherPart(mention) && !isAfterDecoy(mention)
				&& !registersForEvent(mention)) {
			return new DeadlineCandidate(mention, role, clause, BAR, "deadline-until");
		}
		if (isLoneWindow(mention)) {
			return new DeadlineCandidate(mention, role, clause, BAR - 1, "deadline-window");
		}
		return (role == DateRole.UNKNOWN && speaksOnlyOfApplying(mention))
				? new DeadlineCandidate(mention, role, clause, LAST_RESORT, "deadline-beside") : null;
	}

	private boolean isAfterDecoy(DateMention mention) {
		return this.document.hits().any(Cue.DATE, this.document.sentenceStart(mention.from()), mention.from(), "decoy");
	}

	int of(DateMention mention, DateRole role) {
		if (role == DateRole.OTHER || (role == DateRole.OPENS && mention.opens() == null)) {
			return 0;
		}
		Part part = this.document.partAt(mention.from());
		if (part != null && part.holds(mention.from())) {
			if (isOfStep(part)) {
				return 0;
			}
			if (part.isA("decoy") && !(role == DateRole.CLOSES && isOnlyNear(part, mention))) {
				return 0;
			}
			if (part.isA("opening") && mention.opens() == null && role != DateRole.CLOSES) {
				return 0;
			}
			if (part.is("deadline-weak") && !part.heading() && role != DateRole.OPENS) {
				return APPLYING;
			}
			if (part.is("deadline")) {
				int lines = this.document.lineNumber(mention.from()) - this.document.lineNumber(part.from());
				if (!part.heading() && lines <= 2) {
					return LABELLED;
				}
				if (lines <= 4 || role == DateRole.CLOSES) {
					return HEADED;
				}
			}
		}
		return switch (role) {
			case CLOSES -> closesOther(mention) ? 0 : mixed(mention) ? (isOfChosen(mention) ? 0 : UNTIL) : CLOSING;
			case UNTIL -> (registersForEvent(mention) || isOfChosen(mention)) ? 0
					: applying(mention.from()) ? APPLYING : isBare(mention) ? UNTIL : 0;
			default -> (mention.opens() != null && !isCourse(mention) && applyingBeside(mention)) ? APPLYING : 0;
		};
	}

	/**
	 * "The award has to be accepted on the portal. Deadline: 15 May": not for applying.
	 */
	private boolean isOfStep(Part part) {
		int label = part.labelFrom();
		return !part.heading() && part.isA("deadline") && label > this.document.lineStart(label)
				&& this.document.hits()
					.any(Cue.DATE, Math.max(this.document.lineStart(label), this.document.sentenceStart(label - 1)),
							label, "decoy-chosen");
	}

	/**
	 * Whether a label of something else need not speak of a date: a heading, or a label
	 * whose sentence is over, as in "Duration: 6 months. Deadline 3 May".
	 */
	private boolean isOnlyNear(Part part, DateMention mention) {
		return part.heading() || part.is("decoy-weak") || this.document.sentenceStart(mention.from()) > part.from();
	}

	/**
	 * A date that nothing explains, in a sentence about applying and nothing else: the
	 * last resort.
	 */
	private boolean speaksOnlyOfApplying(DateMention mention) {
		int start = this.document.sentenceStart(mention.from());
		int end = this.document.sentenceEnd(mention.from());
		return !inOtherPart(mention) && !isCourse(mention) && !isDayOfNews(mention) && mention.when() instanceof Day
				&& applying(mention.from()) && !this.document.hits().any(Cue.DATE, start, end, "decoy")
				&& !this.document.hits().any(Cue.DATE, start, end, "open");
	}

	/**
	 * "2027-02-22 The university has opened …", "How to apply, 22 February 2027" over the
	 * text: the day on which that was written.
	 */
	private boolean isDayOfNews(DateMention mention) {
		if (mention.opens() != null) {
			return false;
		}
		if (mention.from() - this.document.textStart() <= HEAD) {
			return this.document.peek(mention.to()).isWord();
		}
		return this.document.sentenceStart(mention.from()) <= this.document.textStart()
				&& this.document.lineEnd(mention.from()) == mention.to()
				&& this.document.token(mention.from() - 1).isMark(",-|(");
	}

	/**
	 * "Del 22/02/2027 al 26/03/2027.": a range of some weeks that stands alone, as a
	 * call's window does.
	 */
	private boolean isLoneWindow(DateMention mention) {
		Part part = this.document.partAt(mention.from());
		boolean dateless = part != null && part.isA("decoy") && !part.is("decoy-weak");
		if (dateless || !isWindow(mention, WINDOW)) {
			return false;
		}
		int start = this.document.sentenceStart(mention.from());
		int end = this.document.sentenceEnd(mention.from());
		return mention.from() - start <= ALONE && end - mention.to() <= TAIL
				&& !this.document.hits().any(Cue.DATE, start, end, "decoy")
				&& !this.document.hits().any(Cue.DATE, start, end, "lasts");
	}

	private static boolean isCourse(DateMention mention) {
		boolean complete = mention.when() instanceof Day && mention.opens() != null && mention.opens().day() != null;
		return complete && !isWindow(mention, YEAR);
	}

	/** A range of two complete dates that spans no more than these days. */
	private static boolean isWindow(DateMention mention, int days) {
		LocalDate opens = (mention.opens() != null) ? mention.opens().day() : null;
		LocalDate closes = mention.when().day();
		return opens != null && closes != null && !opens.plusDays(days).isBefore(closes);
	}

	/** Under a label or in a field that is about another date. */
	private boolean inOtherPart(DateMention mention) {
		Part part = this.document.partAt(mention.from());
		return part != null && !part.heading() && (part.isA("decoy") || part.isA("opening"));
	}

	/**
	 * "20 March for EU students", "deadline for home students: 20 March": not for
	 * foreigners.
	 */
	boolean forOthers(DateMention mention) {
		int start = Math.max(this.document.sentenceStart(mention.from()), mention.from() - GROUP);
		int end = Math.min(this.document.sentenceEnd(mention.from()), mention.to() + GROUP);
		return group(mention.to(), end).or(() -> group(start, mention.from()))
			.filter(cue -> cue.is("home"))
			.isPresent();
	}

	/** For whom a date is, as the first words in a range tell. */
	private Optional<Hit> group(int from, int to) {
		return this.document.hits()
			.of(Cue.DATE, from, to)
			.stream()
			.filter(cue -> cue.is("home") || cue.is("abroad"))
			.findFirst();
	}

	/**
	 * "The winners have a deadline of …": closing words, but in a sentence of other
	 * things.
	 */
	private boolean mixed(DateMention mention) {
		int start = this.document.sentenceStart(mention.from());
		return this.document.hits().any(Cue.DATE, start, mention.from(), "decoy")
				&& !this.document.hits().any(Cue.DATE, start, mention.from(), "apply");
	}

	/** "Until 15 March": with more words in front it is somebody's, who knows whose. */
	private boolean isBare(DateMention mention) {
		return mention.opens() == null && mention.from() - this.document.sentenceStart(mention.from()) <= BARE;
	}

	/**
	 * "The fair is on 12 May; register by the 10th", "register by the 10th for the fair":
	 * one applies for nothing else.
	 */
	private boolean registersForEvent(DateMention mention) {
		int start = this.document.sentenceStart(mention.from());
		int before = this.document.sentenceStart(Math.max(0, start - 1));
		int end = this.document.sentenceEnd(mention.from());
		return (this.document.hits().any(Cue.DATE, before, start, "decoy-event") || this.document.hits()
			.any(Cue.DATE, mention.to(), Math.min(end, mention.to() + PURPOSE), "decoy-event"))
				&& !this.document.hits().any(Cue.DATE, start, end, "award")
				&& this.document.hits().of(Cue.DATE, start, end).stream().noneMatch(cue -> cue.is("close"));
	}

	/**
	 * "Register for the talk until the 10th", "the time to lodge an appeal ends on": what
	 * the closing words are of stands within them.
	 */
	private boolean closesOther(DateMention mention) {
		int start = this.document.sentenceStart(mention.from());
		return this.document.hits()
			.of(Cue.DATE, start, mention.from())
			.stream()
			.anyMatch(cue -> cue.is("close") && this.document.has(OTHERS, cue.from(), cue.to()));
	}

	/** "The selected candidates must send …", long in front of "before 30 June". */
	private boolean isOfChosen(DateMention mention) {
		return this.document.hits()
			.any(Cue.DATE, this.document.sentenceStart(mention.from()), mention.from(), "decoy-chosen");
	}

	/** Whether the sentence speaks of applying. */
	boolean applying(int token) {
		return this.document.hits()
			.any(Cue.DATE, this.document.sentenceStart(token), this.document.sentenceEnd(token), "apply");
	}

	/** A range needs the word close to it: courses and stays have ranges too. */
	private boolean applyingBeside(DateMention mention) {
		int start = Math.max(this.document.sentenceStart(mention.from()), mention.from() - BESIDE);
		int end = Math.min(this.document.sentenceEnd(mention.from()), mention.to() + BEHIND);
		return this.document.hits().any(Cue.DATE, start, mention.from(), "apply")
				|| this.document.hits().any(Cue.DATE, mention.to(), end, "apply")
				|| TableCells.about(this.document, Cue.DATE, mention.from()).stream().anyMatch(cue -> cue.isA("apply"));
	}

}
