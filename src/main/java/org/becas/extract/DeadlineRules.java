package org.becas.extract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.extract.DateMention.Around;
import org.becas.extract.DateMention.Day;
import org.becas.extract.DateMention.Either;
import org.becas.extract.DateMention.When;
import org.becas.extract.DateMention.Yearless;
import org.becas.extract.Document.Part;
import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/**
 * Until when one may apply. Each date is weighed by the words beside it and by the label
 * or heading it stands under; dates of other things (publication, committee, results,
 * start of the course, laws, births) are set aside. A date that can be read in two ways
 * is never chosen.
 */
final class DeadlineRules {

	private static final int LABELLED = 90;

	private static final int CLOSING = 80;

	private static final int HEADED = 75;

	private static final int APPLYING = 70;

	private static final int UNTIL = 45;

	private static final int BAR = 45;

	private static final int LAST_RESORT = 40;

	private static final int REACH = 24;

	/** A call without a year is for these days. */
	private static final int SOON = 120;

	private static final int BESIDE = 12;

	/** Calls are open for weeks; courses and stays last longer. */
	private static final int WINDOW = 130;

	/** What stands beside a date that stands alone: an hour, a mark. */
	private static final int ALONE = 6;

	/** How far the words of a calendar's entry stand from its date. */
	private static final int ENTRY = 12;

	/** Bullets and a weekday in front of it. */
	private static final int ORNAMENTS = 6;

	private static final int BEHIND = 5;

	/** As many dates that were not chosen are worth telling. */
	private static final int RIVALS = 6;

	/** "Until", with an article, a weekday and an hour. */
	private static final int BARE = 8;

	private final Document document;

	private final Announcement announcement;

	private final List<DateMention> dates;

	private final List<Found> found = new ArrayList<>();

	private final List<Found> fallback = new ArrayList<>();

	/** The complete dates by their day of the year, found when first asked for. */
	private @Nullable Map<MonthDay, Set<LocalDate>> stated;

	/** Dates of something else, and why. */
	private final Map<DateMention, String> setAside = new LinkedHashMap<>();

	private DeadlineRules(Document document, Announcement announcement) {
		this.document = document;
		this.announcement = announcement;
		this.dates = DateFinder.find(document, order());
	}

	/**
	 * The deadlines found, the chosen one first.
	 */
	record Answer(List<Deadline> deadlines, List<Evidence> evidence, Set<Attention> attention,
			List<Evidence> rejected) {

		Deadline chosen() {
			return this.deadlines.isEmpty() ? Deadline.unstated() : this.deadlines.get(0);
		}

	}

	/**
	 * A date until which one may apply.
	 *
	 * @param clause the first token of the words in front of it
	 */
	private record Found(DateMention mention, int clause, int score, String rule) {

		Found scored(int other) {
			return new Found(this.mention, this.clause, other, this.rule);
		}

		Found at(When when) {
			return new Found(new DateMention(this.mention.from(), this.mention.to(), when, this.mention.opens()),
					this.clause, this.score, this.rule);
		}

	}

	private enum Role {

		CLOSES, UNTIL, OPENS, OTHER, UNKNOWN

	}

	static Answer read(Document document, Announcement announcement) {
		DeadlineRules rules = new DeadlineRules(document, announcement);
		rules.weigh();
		rules.preferTheAwards();
		return rules.choose();
	}

	/** Outside English, nobody writes the month first. */
	private DateFinder.Order order() {
		DateFinder.Order own = NumericDates.orderIn(this.document);
		if (own != DateFinder.Order.UNKNOWN) {
			return own;
		}
		String country = this.announcement.hints().country();
		if (country != null) {
			return country.equals("US") ? DateFinder.Order.MONTH_FIRST : DateFinder.Order.DAY_FIRST;
		}
		String language = this.document.language();
		return (language == null || language.equals("en")) ? DateFinder.Order.UNKNOWN : DateFinder.Order.DAY_FIRST;
	}

	private void weigh() {
		Role before = Role.UNKNOWN;
		@Nullable DateMention previous = null;
		for (DateMention mention : this.dates) {
			DateMention near = (previous != null && sameSentence(previous, mention)) ? previous : null;
			Role role = role(mention, near);
			if (role == Role.UNKNOWN && near != null && mention.from() - near.to() <= 6) {
				role = before;
			}
			int score = score(mention, role);
			int clause = (near != null) ? near.to() : this.document.sentenceStart(mention.from());
			if (score >= BAR) {
				this.found.add(new Found(mention, clause, forOthers(mention) ? BAR : score, rule(score)));
			}
			if (score < BAR && role == Role.UNTIL && mention.opens() == null && !inOtherPart(mention)
					&& !this.document.hits()
						.any(Cue.DATE, this.document.sentenceStart(mention.from()), mention.from(), "decoy")) {
				this.fallback.add(new Found(mention, clause, BAR, "deadline-until"));
			}
			if (score < BAR && isLoneWindow(mention)) {
				this.fallback.add(new Found(mention, clause, BAR - 1, "deadline-window"));
			}
			if (score < BAR && role == Role.UNKNOWN && speaksOnlyOfApplying(mention)) {
				this.fallback.add(new Found(mention, clause, LAST_RESORT, "deadline-beside"));
			}
			if (score < BAR) {
				this.setAside.put(mention, why(role));
			}
			before = role;
			previous = mention;
		}
	}

	/**
	 * A date that nothing explains, in a sentence about applying and nothing else: the
	 * last resort.
	 */
	private boolean speaksOnlyOfApplying(DateMention mention) {
		int start = this.document.sentenceStart(mention.from());
		int end = this.document.sentenceEnd(mention.from());
		return !inOtherPart(mention) && mention.when() instanceof Day && applying(mention.from())
				&& !this.document.hits().any(Cue.DATE, start, end, "decoy")
				&& !this.document.hits().any(Cue.DATE, start, end, "open");
	}

	/**
	 * "Del 22/02/2027 al 26/03/2027.": a range of some weeks that stands alone, as a
	 * call's window does.
	 */
	private boolean isLoneWindow(DateMention mention) {
		LocalDate opens = (mention.opens() != null) ? mention.opens().day() : null;
		LocalDate closes = mention.when().day();
		Part part = this.document.partAt(mention.from());
		boolean dateless = part != null && part.isA("decoy") && !part.is("decoy-weak");
		if (opens == null || closes == null || dateless || opens.plusDays(WINDOW).isBefore(closes)) {
			return false;
		}
		int start = this.document.sentenceStart(mention.from());
		int end = this.document.sentenceEnd(mention.from());
		return mention.from() - start <= ALONE && end - mention.to() <= ALONE
				&& !this.document.hits().any(Cue.DATE, start, end, "decoy")
				&& !this.document.hits().any(Cue.DATE, start, end, "lasts");
	}

	/** Under a label or in a field that is about another date. */
	private boolean inOtherPart(DateMention mention) {
		Part part = this.document.partAt(mention.from());
		return part != null && !part.heading() && (part.isA("decoy") || part.isA("opening"));
	}

	private boolean sameSentence(DateMention a, DateMention b) {
		return this.document.sentenceNumber(a.from()) == this.document.sentenceNumber(b.from());
	}

	private static String rule(int score) {
		if (score >= LABELLED) {
			return "deadline-field";
		}
		return (score >= CLOSING) ? "deadline-closing"
				: (score >= HEADED) ? "deadline-heading" : (score >= APPLYING) ? "deadline-applying" : "deadline-until";
	}

	private Role role(DateMention mention, @Nullable DateMention previous) {
		int start = Math.max(this.document.sentenceStart(mention.from()), mention.from() - REACH);
		Part part = this.document.partAt(mention.from());
		if (part != null && !part.heading() && !part.is("other") && !part.is("decoy-weak")
				&& part.holds(mention.from())) {
			start = Math.max(start, part.from());
		}
		if (previous != null) {
			start = Math.max(start, previous.to());
		}
		Role role = roleBefore(start, mention);
		if (role == Role.UNKNOWN) {
			role = new Clause(mention).hear(TableCells.about(this.document, Cue.DATE, mention.from()));
		}
		if (role == Role.UNKNOWN && TableCells.inEndColumn(this.document, mention.from()) && this.document.hits()
			.any(Cue.DATE, this.document.lineStart(mention.from()), mention.from(), "apply")) {
			return Role.CLOSES;
		}
		if (role == Role.UNKNOWN && leadsLine(mention)) {
			role = roleOfEntry(mention);
		}
		boolean labelled = part != null && !part.heading() && part.is("deadline");
		return (role != Role.UNKNOWN || labelled) ? role : roleAfter(mention);
	}

	private Role roleBefore(int start, DateMention mention) {
		return new Clause(mention).hear(this.document.hits().of(Cue.DATE, start, mention.from()));
	}

	/** The words in front of a date, heard one after the other. */
	private static final class Clause {

		private final boolean range;

		private Role role = Role.UNKNOWN;

		private boolean closes;

		private boolean other;

		private boolean old;

		private boolean lasts;

		private boolean applying;

		Clause(DateMention mention) {
			this.range = mention.opens() != null;
		}

		Role hear(List<Hit> cues) {
			cues.forEach(this::hear);
			return this.role;
		}

		private void hear(Hit cue) {
			switch (cue.value()) {
				case "close" -> closes();
				case "extended" -> {
					this.old = false;
					closes();
				}
				case "close-by" -> limits(Role.CLOSES);
				case "close-weak" -> limits((this.lasts && !this.applying) ? Role.OTHER : Role.UNTIL);
				case "open" ->
					this.role = this.other ? Role.OTHER : (this.closes && this.range) ? Role.CLOSES : Role.OPENS;
				case "decoy" -> other();
				case "old" -> {
					this.old = !this.range;
					if (this.range) {
						closes();
					}
					else {
						other();
					}
				}
				case "lasts" -> this.lasts = true;
				case "apply", "apply-admission" -> this.applying = true;
				default -> {
					// the others are asked for where they matter
				}
			}
		}

		private void closes() {
			this.closes = true;
			this.other = this.old;
			this.role = this.old ? Role.OTHER : Role.CLOSES;
		}

		private void other() {
			this.other = true;
			this.closes = false;
			this.role = Role.OTHER;
		}

		/** "Until": what was named before tells until when what. */
		private void limits(Role alone) {
			this.role = this.other ? Role.OTHER : this.closes ? Role.CLOSES : alone;
		}

	}

	/**
	 * "15 March is the deadline", "15 de marzo (fecha límite)", "15 June: interviews".
	 */
	private Role roleAfter(DateMention mention) {
		int end = Math.min(this.document.sentenceEnd(mention.from()), mention.to() + 8);
		Part part = this.document.partAt(mention.from());
		if (part != null && !part.heading()) {
			end = Math.min(end, part.to());
		}
		for (Hit cue : this.document.hits().of(Cue.DATE, mention.to(), end)) {
			if (cue.is("close") && leadsTo(mention.to(), cue.from())) {
				return Role.CLOSES;
			}
			if (cue.is("decoy")) {
				return Role.OTHER;
			}
		}
		return Role.UNKNOWN;
	}

	private boolean leadsLine(DateMention mention) {
		int at = Math.max(this.document.lineStart(mention.from()), mention.from() - ORNAMENTS);
		while (at < mention.from() && (this.document.token(at).isMark("*#-•_>·+|")
				|| !this.document.hits().of(Cue.WEEKDAY, at, at + 1).isEmpty())) {
			at++;
		}
		return at == mention.from();
	}

	/** "23 April 2027, 4 p.m.: the call closes": an entry of a calendar. */
	private Role roleOfEntry(DateMention mention) {
		int end = this.document.lineEnd(mention.from());
		int at = mention.to();
		while (at < Math.min(end, mention.to() + ENTRY) && !this.document.token(at).isMark(":-|")) {
			at++;
		}
		for (Hit cue : this.document.hits().of(Cue.DATE, at, Math.min(end, at + ENTRY))) {
			switch (cue.value()) {
				case "close", "extended" -> {
					return Role.CLOSES;
				}
				case "open" -> {
					return Role.OPENS;
				}
				case "decoy", "old" -> {
					return Role.OTHER;
				}
				default -> {
					// says nothing alone
				}
			}
		}
		return Role.UNKNOWN;
	}

	private boolean leadsTo(int from, int to) {
		for (int i = from; i < to; i++) {
			Token token = this.document.token(i);
			if (!token.isMark("(,-:") && !(token.isWord() && IS.contains(token.word()))) {
				return false;
			}
		}
		return true;
	}

	private static final Set<String> IS = Set.of("is", "es", "est", "ist", "the", "la", "el", "le", "der", "die", "our",
			"as", "como", "fecha", "application", "e", "o", "a");

	/** "20 March for EU students": a deadline, but not for foreigners. */
	private boolean forOthers(DateMention mention) {
		int end = Math.min(this.document.lineEnd(mention.from()), mention.to() + 8);
		return this.document.hits()
			.of(Cue.DATE, mention.to(), end)
			.stream()
			.filter(cue -> cue.is("home") || cue.is("abroad"))
			.findFirst()
			.filter(cue -> cue.is("home"))
			.isPresent();
	}

	private int score(DateMention mention, Role role) {
		if (role == Role.OTHER || (role == Role.OPENS && mention.opens() == null)) {
			return 0;
		}
		Part part = this.document.partAt(mention.from());
		if (part != null && part.holds(mention.from())) {
			if (part.isA("decoy") && !(role == Role.CLOSES && (part.heading() || part.is("decoy-weak")))) {
				return 0;
			}
			if (part.isA("opening") && mention.opens() == null && role != Role.CLOSES) {
				return 0;
			}
			if (part.is("deadline-weak") && !part.heading() && role != Role.OPENS) {
				return APPLYING;
			}
			if (part.is("deadline")) {
				int lines = this.document.lineNumber(mention.from()) - this.document.lineNumber(part.from());
				if (!part.heading() && lines <= 2) {
					return LABELLED;
				}
				if (lines <= 4 || role == Role.CLOSES) {
					return HEADED;
				}
			}
		}
		return switch (role) {
			case CLOSES -> mixed(mention) ? UNTIL : CLOSING;
			case UNTIL -> applying(mention.from()) ? APPLYING : isBare(mention) ? UNTIL : 0;
			default -> (mention.opens() != null && applyingBeside(mention)) ? APPLYING : 0;
		};
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

	/** Whether the sentence speaks of applying. */
	private boolean applying(int token) {
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

	/**
	 * The university has a date for admission, too: it gives way to the scholarship's.
	 */
	private void preferTheAwards() {
		if (this.found.stream().anyMatch(one -> !isAdmission(one) && names(one, "award"))) {
			this.found.replaceAll(one -> isAdmission(one) ? one.scored(BAR) : one);
		}
	}

	private boolean isAdmission(Found found) {
		return !names(found, "award") && (names(found, "admission") || names(found, "apply-admission"));
	}

	/** Whether such a word stands between the date before and this one. */
	private boolean names(Found found, String value) {
		return this.document.hits().any(Cue.DATE, found.clause(), found.mention().from(), value);
	}

	private Answer choose() {
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		List<Found> days = new ArrayList<>();
		List<Deadline> around = new ArrayList<>();
		@Nullable Found aroundFound = null;
		for (Found one : this.found.isEmpty() ? this.fallback : this.found) {
			When when = settled(one.mention().when(), attention);
			if (when instanceof Day) {
				days.add(one.at(when));
			}
			else if (when instanceof Around approximate && one.score() >= APPLYING) {
				around.add(new Deadline.Approximate(approximate.earliest(), approximate.latest()));
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

	private Answer dated(List<Found> days, Set<Attention> attention) {
		int top = days.stream().mapToInt(Found::score).max().orElse(0);
		Found chosen = latestOfFirstList(days.stream().filter(one -> one.score() == top).toList());
		if (chosen.mention().when() instanceof Day day && day.fallsOnAnotherWeekday()) {
			attention.add(Attention.WEEKDAY_MISMATCH);
		}
		Set<Deadline> deadlines = new LinkedHashSet<>();
		deadlines.add(deadline(chosen));
		days.stream()
			.sorted(Comparator.comparingInt(Found::score).reversed())
			.forEach(one -> deadlines.add(deadline(one)));
		if (deadlines.size() > 1) {
			attention.add(Attention.SEVERAL_DEADLINES);
		}
		return new Answer(List.copyOf(deadlines), List.of(evidence(chosen)), attention, rejected(chosen));
	}

	/**
	 * Of several rounds or an extension the last; otherwise the first, since another
	 * place repeats or details.
	 */
	private Found latestOfFirstList(List<Found> best) {
		Found chosen = best.get(0);
		for (Found next : best) {
			boolean list = sameSentence(chosen.mention(), next.mention())
					&& next.mention().from() - chosen.mention().to() <= 6;
			boolean later = isRound(next) && date(next).isAfter(date(chosen));
			chosen = (list || later) ? next : chosen;
		}
		return chosen;
	}

	private boolean isRound(Found found) {
		int from = this.document.lineStart(found.mention().from());
		return this.document.hits()
			.of(Cue.DATE, from, found.mention().from())
			.stream()
			.anyMatch(cue -> cue.is("round") || cue.is("extended"));
	}

	private static LocalDate date(Found found) {
		return ((Day) found.mention().when()).date();
	}

	private Deadline deadline(Found found) {
		return Clocks.deadline(this.document, found.mention(), date(found));
	}

	private Answer undated(Set<Attention> attention) {
		for (Hit cue : this.document.hits().of(Cue.DATE)) {
			if (cue.is("rolling") || cue.is("until-filled") || (cue.is("rolling-applying") && applying(cue.from()))) {
				Deadline deadline = cue.isA("rolling") ? new Deadline.Rolling() : new Deadline.UntilFilled();
				return new Answer(List.of(deadline), List
					.of(this.document.evidence(Field.DEADLINE, cue.from(), cue.to(), "deadline-" + cue.value())),
						attention, rejected(null));
			}
		}
		attention.add(Attention.NO_DEADLINE);
		return new Answer(List.of(), List.of(), attention, rejected(null));
	}

	private static String why(Role role) {
		return switch (role) {
			case OTHER -> "not-deadline-other";
			case OPENS -> "not-deadline-opening";
			default -> "not-deadline-unsaid";
		};
	}

	/** The first dates that were not chosen, each with why. */
	private List<Evidence> rejected(@Nullable Found chosen) {
		Map<DateMention, String> rivals = new LinkedHashMap<>(this.setAside);
		this.found.forEach(one -> rivals.put(one.mention(),
				(one.mention().when() instanceof Either) ? "not-deadline-ambiguous" : "not-deadline-second"));
		return rivals.entrySet()
			.stream()
			.filter(rival -> chosen == null || rival.getKey().from() != chosen.mention().from())
			.limit(RIVALS)
			.map(rival -> this.document.evidence(Field.DEADLINE, rival.getKey().from(), rival.getKey().to(),
					rival.getValue()))
			.toList();
	}

	private Evidence evidence(Found found) {
		return this.document.evidence(Field.DEADLINE, found.mention().from(), found.mention().to(), found.rule());
	}

	private When settled(When when, Set<Attention> attention) {
		if (when instanceof Either) {
			attention.add(Attention.AMBIGUOUS_DATE);
		}
		if (when instanceof Yearless yearless) {
			LocalDate stated = statedElsewhere(yearless.monthDay());
			LocalDate inferred = (stated != null) ? stated : inferred(yearless);
			attention.add((inferred != null) ? Attention.YEAR_INFERRED : Attention.YEAR_UNKNOWN);
			return (inferred != null) ? new Day(inferred, yearless.weekday()) : when;
		}
		return when;
	}

	/** "Each 30 November; the next is 30 November 2027". */
	private @Nullable LocalDate statedElsewhere(MonthDay monthDay) {
		Map<MonthDay, Set<LocalDate>> complete = this.stated;
		if (complete == null) {
			complete = new HashMap<>();
			for (DateMention mention : this.dates) {
				LocalDate day = mention.when().day();
				if (day != null) {
					complete.computeIfAbsent(MonthDay.from(day), unseen -> new HashSet<>()).add(day);
				}
			}
			this.stated = complete;
		}
		Set<LocalDate> same = complete.getOrDefault(monthDay, Set.of());
		return (same.size() == 1) ? same.iterator().next() : null;
	}

	/**
	 * The first year from publication on in which the weekday falls on the day; without a
	 * weekday the day must come soon after publication.
	 */
	private @Nullable LocalDate inferred(Yearless yearless) {
		LocalDate published = this.announcement.published();
		DayOfWeek weekday = yearless.weekday();
		if (published == null) {
			return null;
		}
		for (int year = published.getYear(); year <= published.getYear() + 1; year++) {
			MonthDay day = yearless.monthDay();
			LocalDate date = day.isValidYear(year) ? day.atYear(year) : null;
			if (date != null && !date.isBefore(published)
					&& ((weekday != null) ? date.getDayOfWeek() == weekday : date.isBefore(published.plusDays(SOON)))) {
				return date;
			}
		}
		return null;
	}

}
