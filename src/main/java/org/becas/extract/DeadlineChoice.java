package org.becas.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.DateMention.Around;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Either;
import org.becas.extract.DateMention.When;
import org.becas.extract.DeadlineRules.Answer;
import org.becas.extract.StatedDeadline.Kind;
import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/** Chooses one of the dates until which one may apply, and says what it set aside. */
final class DeadlineChoice {

	/** As many dates that were not chosen are worth telling. */
	private static final int RIVALS = 6;

	/** As near to each other, dates are a list. */
	private static final int LISTED = 6;

	private final Document document;

	private final MissingYears years;

	private final List<DeadlineCandidate> found;

	private final Clocks clocks;

	private final NamedHours hours;

	private final DeadlineKinds kinds;

	/** Dates of something else, and why. */
	private final Map<DateMention, String> setAside;

	DeadlineChoice(Document document, Clocks clocks, MissingYears years, List<DeadlineCandidate> found,
			Map<DateMention, String> setAside) {
		this.document = document;
		this.years = years;
		this.found = found;
		this.clocks = clocks;
		this.hours = new NamedHours(clocks, found);
		this.kinds = new DeadlineKinds(document);
		this.setAside = setAside;
	}

	Answer made(List<DeadlineCandidate> candidates) {
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		List<DeadlineCandidate> days = new ArrayList<>();
		List<StatedDeadline> around = new ArrayList<>();
		@Nullable DeadlineCandidate aroundFound = null;
		for (DeadlineCandidate one : candidates) {
			When when = this.years.settled(one.mention().when(), attention);
			if (when instanceof Day) {
				days.add(one.at(when));
			}
			else if (when instanceof Around approximate && one.score() >= DeadlineWeights.APPLYING) {
				around.add(new StatedDeadline(new Deadline.Approximate(approximate.earliest(), approximate.latest()),
						this.kinds.of(one), null));
				aroundFound = (aroundFound == null) ? one : aroundFound;
			}
		}
		if (!days.isEmpty()) {
			return dated(days, attention);
		}
		if (aroundFound != null) {
			attention.add(Attention.APPROXIMATE_DEADLINE);
			return new Answer(around, List.of(evidence(aroundFound)), attention, rejected(aroundFound));
		}
		return undated(attention);
	}

	private Answer dated(List<DeadlineCandidate> days, Set<Attention> attention) {
		int top = days.stream().mapToInt(DeadlineCandidate::score).max().orElse(0);
		DeadlineCandidate chosen = latestOfFirstList(days.stream().filter(one -> one.score() == top).toList());
		if (chosen.mention().when() instanceof Day day && day.fallsOnAnotherWeekday()) {
			attention.add(Attention.WEEKDAY_MISMATCH);
		}
		Map<Deadline, StatedDeadline> deadlines = new LinkedHashMap<>();
		Stream
			.concat(Stream.of(chosen),
					days.stream().sorted(Comparator.comparingInt(DeadlineCandidate::score).reversed()))
			.map(this::stated)
			.forEach(one -> deadlines.putIfAbsent(one.deadline(), one));
		if (deadlines.size() > 1) {
			attention.add(Attention.SEVERAL_DEADLINES);
		}
		return new Answer(List.copyOf(deadlines.values()), List.of(evidence(chosen)), attention, rejected(chosen));
	}

	/**
	 * Of several rounds or an extension the last; otherwise the first, since another
	 * place repeats or details.
	 */
	private DeadlineCandidate latestOfFirstList(List<DeadlineCandidate> best) {
		DeadlineCandidate chosen = best.get(0);
		for (DeadlineCandidate next : best) {
			boolean list = sameSentence(chosen.mention(), next.mention())
					&& next.mention().from() - chosen.mention().to() <= LISTED && !isBracketed(chosen, next)
					&& this.kinds.of(next) != Kind.EXCEPTION;
			boolean later = isRound(next) && date(next).isAfter(date(chosen));
			chosen = (list || later) ? next : chosen;
		}
		return chosen;
	}

	/** "14 May (before: 30 April)": an aside, and no list. */
	private boolean isBracketed(DeadlineCandidate first, DeadlineCandidate second) {
		for (int i = first.mention().to(); i < second.mention().from(); i++) {
			if (this.document.token(i).isMark('(')) {
				return true;
			}
		}
		return false;
	}

	private boolean isRound(DeadlineCandidate found) {
		int from = this.document.lineStart(found.mention().from());
		return this.document.hits()
			.of(Cue.DATE, from, found.mention().from())
			.stream()
			.anyMatch(cue -> cue.is("round") || cue.is("extended"));
	}

	private static LocalDate date(DeadlineCandidate found) {
		return ((Day) found.mention().when()).date();
	}

	private StatedDeadline stated(DeadlineCandidate found) {
		When opens = found.mention().opens();
		return new StatedDeadline(this.hours.completed(this.clocks.deadline(found.mention(), date(found))),
				this.kinds.of(found), (opens != null) ? opens.day() : null);
	}

	private Answer undated(Set<Attention> attention) {
		for (Hit cue : this.document.hits().of(Cue.DATE)) {
			if (cue.is("rolling") || cue.is("until-filled")
					|| (cue.is("rolling-applying") && new DeadlineWeights(this.document).applying(cue.from()))) {
				Deadline deadline = cue.isA("rolling") ? new Deadline.Rolling() : new Deadline.UntilFilled();
				return new Answer(List.of(StatedDeadline.of(deadline)), List
					.of(this.document.evidence(Field.DEADLINE, cue.from(), cue.to(), "deadline-" + cue.value())),
						attention, rejected(null));
			}
		}
		attention.add(Attention.NO_DEADLINE);
		return new Answer(List.of(), List.of(), attention, rejected(null));
	}

	/** The first dates that were not chosen, each with why. */
	private List<Evidence> rejected(@Nullable DeadlineCandidate chosen) {
		Map<DateMention, String> rivals = new LinkedHashMap<>(this.setAside);
		this.found.forEach(one -> rivals.put(one.mention(),
				(one.mention().when() instanceof Either) ? "not-deadline-ambiguous" : second(one)));
		return rivals.entrySet()
			.stream()
			.filter(rival -> chosen == null || rival.getKey().from() != chosen.mention().from())
			.limit(RIVALS)
			.map(rival -> this.document.evidence(Field.DEADLINE, rival.getKey().from(), rival.getKey().to(),
					rival.getValue()))
			.toList();
	}

	/** Why a deadline that counts is not the one of most applicants. */
	private String second(DeadlineCandidate found) {
		return switch (this.kinds.of(found)) {
			case APPLICATION -> "not-deadline-second";
			case ROUND -> "not-deadline-round";
			case PROVIDER -> "not-deadline-provider";
			case OFFICE -> "not-deadline-office";
			case DOCUMENTS -> "not-deadline-documents";
			case EXCEPTION -> "not-deadline-exception";
		};
	}

	private Evidence evidence(DeadlineCandidate found) {
		return this.document.evidence(Field.DEADLINE, found.mention().from(), found.mention().to(), found.rule());
	}

	private boolean sameSentence(DateMention a, DateMention b) {
		return this.document.sentenceNumber(a.from()) == this.document.sentenceNumber(b.from());
	}

}
