package org.becas.dedupe;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.becas.offer.Deadline;
import org.becas.offer.Facts;
import org.becas.offer.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Which year's call it is, as far as an announcement says: in its title, in words such as
 * "convocatoria 2027" or "XV edición" in its text, or by its deadline.
 *
 * @param title the year or academic year in the title
 * @param text the one that the text gives the call
 * @param ordinal the number of the edition
 * @param deadline until when one may apply
 * @param about the first day of a deadline that is only approximate
 * @param dates every complete date in the text
 * @param elsewhere years in the titles under which other sources show it
 * @param posted when it was published; a page may be kept for years
 * @param open whether it says that one may apply at any time
 */
record CallYear(@Nullable Span title, @Nullable Span text, @Nullable Integer ordinal, @Nullable LocalDate deadline,
		@Nullable LocalDate about, Set<LocalDate> dates, Set<Span> elsewhere, @Nullable LocalDate posted,
		boolean open) {

	/** Deadlines further apart than this belong to two editions, extended or not. */
	private static final int DAYS_BETWEEN_EDITIONS = 200;

	private static final int READ_AT_MOST = 6000;

	/** No portal of ours announced anything before: a number was taken for a year. */
	private static final int EARLIEST = 2000;

	/** What closes later than this after a notice was posted is the next one's. */
	private static final int MONTHS_OPEN = 13;

	/** Calls are posted while they are open, and most are not open for longer. */
	private static final int MONTHS_MOSTLY_OPEN = 8;

	/** From this month on, one applies for studies that begin in the next year. */
	private static final int LATE = 7;

	/** A notice posted after the deadline may tell of its extension. */
	private static final int DAYS_EXTENDED = 60;

	/** Notices posted further apart than this are of two years. */
	private static final int DAYS_BETWEEN_NOTICES = 300;

	/**
	 * @param folded the text, see {@link Folding}
	 */
	static CallYear of(Facts facts, String folded) {
		String beginning = folded.substring(0, Math.min(folded.length(), READ_AT_MOST));
		LocalDate deadline = (facts.deadline() instanceof Deadline.On on && on.date().getYear() >= EARLIEST) ? on.date()
				: null;
		LocalDate about = (facts.deadline() instanceof Deadline.Approximate range) ? range.earliest() : null;
		Span title = YearWords.inTitle(facts.title());
		Span inText = YearWords.inText(beginning);
		if (title == null && inText == null && facts.year() != null
				&& (deadline == null || deadline.getYear() != facts.year())
				&& (about == null || about.getYear() != facts.year())) {
			inText = new Span(facts.year(), facts.year());
		}
		Integer ordinal = EditionNumber.in(Folding.fold(facts.title()))
			.or(() -> EditionNumber.in(beginning))
			.orElse(null);
		return new CallYear(title, inText, ordinal, deadline, about, Dates.in(folded), Set.of(), null,
				facts.deadline() instanceof Deadline.Rolling || facts.deadline() instanceof Deadline.UntilFilled);
	}

	/** With the year that the text gives the programme, where it gives the call none. */
	CallYear called(@Nullable Integer year) {
		Span span = (this.text != null || year == null) ? this.text : new Span(year, year);
		return new CallYear(this.title, span, this.ordinal, this.deadline, this.about, this.dates, this.elsewhere,
				this.posted, this.open);
	}

	/**
	 * With the day on which it was published, or the month that many sites put in the
	 * address of what they post.
	 */
	CallYear postedAt(@Nullable LocalDate published, Set<WebAddress> addresses) {
		LocalDate posted = (published != null) ? published : YearWords.postedIn(addresses);
		Span text = (isUntold() && posted == null) ? YearWords.inAddress(addresses) : this.text;
		return new CallYear(this.title, text, this.ordinal, this.deadline, this.about, this.dates, this.elsewhere,
				posted, this.open);
	}

	/** With the years of the titles under which other sources show it. */
	CallYear seenAs(Set<String> titles) {
		Set<Span> spans = new LinkedHashSet<>();
		for (String other : titles) {
			Span span = YearWords.inTitle(other);
			if (span != null) {
				spans.add(span);
			}
		}
		return new CallYear(this.title, this.text, this.ordinal, this.deadline, this.about, this.dates, spans,
				this.posted, this.open);
	}

	private Set<Span> inTitles() {
		Set<Span> spans = new LinkedHashSet<>(this.elsewhere);
		if (this.title != null) {
			spans.add(this.title);
		}
		return spans;
	}

	/** The years after which the call is named, its deadline's where it is not named. */
	Set<Integer> years() {
		Span named = named();
		if (named != null) {
			return (named.first() == named.last()) ? Set.of(named.first()) : Set.of(named.first(), named.last());
		}
		LocalDate closing = closing();
		if (closing != null) {
			return Set.of(closing.getYear());
		}
		return this.dates.stream().map(LocalDate::getYear).collect(Collectors.toCollection(TreeSet::new));
	}

	@Nullable Span named() {
		return (this.title != null) ? this.title : this.text;
	}

	/**
	 * Whether one is named after a year and the other after the academic year that ends
	 * in it: mostly they are two calls, as of 2025 and of 2024/25.
	 */
	boolean endsAlike(CallYear other) {
		Span mine = named();
		Span its = other.named();
		return mine != null && its != null && mine.last() == its.last() && mine.first() != its.first();
	}

	/**
	 * Whether one is named after the year in which one applies, as of 2025, and the other
	 * after the academic year that begins in the next one, as of 2026/27.
	 */
	boolean isFollowed(CallYear other) {
		Span mine = named();
		Span its = other.named();
		return mine != null && its != null && isFollowed(mine, other, its);
	}

	private boolean isFollowed(Span mine, CallYear other, Span its) {
		return leadsTo(mine, its) || other.leadsTo(its, mine);
	}

	/** What closes late in its year is for studies that begin in the next. */
	private boolean leadsTo(Span mine, Span next) {
		LocalDate closing = closing();
		return mine.first() == mine.last() && next.first() == mine.last() + 1 && next.last() > next.first()
				&& closing != null && closing.getYear() == mine.last() && closing.getMonthValue() >= LATE;
	}

	/** Whether this one was posted in the months before the other one closes. */
	boolean isPostedBeforeEndOf(CallYear other) {
		LocalDate closing = other.closing();
		return this.posted != null && closing != null && !this.posted.isAfter(closing)
				&& this.posted.isAfter(closing.minusMonths(MONTHS_MOSTLY_OPEN));
	}

	/** Whether neither a year nor a deadline is told. */
	boolean isUntold() {
		return named() == null && closing() == null;
	}

	/** The deadline, exact or approximate. */
	@Nullable LocalDate closing() {
		return (this.deadline != null) ? this.deadline : this.about;
	}

	boolean isKnown() {
		return named() != null || closing() != null || !this.dates.isEmpty();
	}

	/**
	 * Why the two are calls of different years, in Spanish; empty where they may be one.
	 */
	Optional<String> conflict(CallYear other) {
		for (Span mine : inTitles()) {
			for (Span its : other.inTitles()) {
				if (!mine.agrees(its) && !isFollowed(mine, other, its)) {
					return Optional.of("otro año en el título: %s y %s".formatted(mine, its));
				}
			}
		}
		if (this.ordinal != null && other.ordinal != null && !this.ordinal.equals(other.ordinal)) {
			return Optional.of("otra edición: la %d y la %d".formatted(this.ordinal, other.ordinal));
		}
		if (this.deadline != null && this.deadline.equals(other.deadline)) {
			return Optional.empty();
		}
		Span mine = named();
		Span its = other.named();
		if (mine != null && its != null && !mine.agrees(its) && !isFollowed(mine, other, its)) {
			return Optional.of("otro año: %s y %s".formatted(mine, its));
		}
		return datesConflict(other).or(() -> namedAgainst(mine, other))
			.or(() -> other.namedAgainst(its, this))
			.or(() -> postedAgainst(other))
			.or(() -> other.postedAgainst(this));
	}

	/**
	 * When it was published, where nothing else tells the year; nothing of what is open
	 * all the time.
	 */
	private @Nullable LocalDate tellingPosted() {
		return (isUntold() && !this.open) ? this.posted : null;
	}

	/** What was posted long before another one closes, or after it, is another year's. */
	private Optional<String> postedAgainst(CallYear other) {
		LocalDate closing = other.closing();
		Span its = other.named();
		LocalDate day = tellingPosted();
		LocalDate otherDay = other.tellingPosted();
		if (day == null) {
			return Optional.empty();
		}
		if (otherDay != null && Math.abs(ChronoUnit.DAYS.between(day, otherDay)) > DAYS_BETWEEN_NOTICES) {
			return Optional.of("se publicaron con meses de diferencia: %s y %s".formatted(day, otherDay));
		}
		if (closing != null
				&& (closing.isBefore(day.minusDays(DAYS_EXTENDED)) || closing.isAfter(day.plusMonths(MONTHS_OPEN)))) {
			return Optional.of("se publicó el %s, y la otra cierra el %s".formatted(day, closing));
		}
		if (closing == null && its != null && (its.last() < day.getYear() || its.first() > day.getYear() + 1)) {
			return Optional.of("se publicó el %s, y la otra es de %s".formatted(day, its));
		}
		return Optional.empty();
	}

	/**
	 * Whether this one tells no year and was posted while a call of the other one's year
	 * is open: in the months before it closes or, where only its year is told, in the
	 * twelve months before the autumn of the year in which it begins.
	 */
	boolean isPostedFor(CallYear other) {
		LocalDate closing = other.closing();
		Span its = other.named();
		LocalDate day = tellingPosted();
		if (day == null || (closing == null && its == null)) {
			return false;
		}
		LocalDate last = (closing != null) ? closing : LocalDate.of(Objects.requireNonNull(its).first(), 8, 31);
		LocalDate first = (closing != null) ? closing.minusMonths(MONTHS_MOSTLY_OPEN) : last.minusYears(1);
		return !day.isAfter(last) && day.isAfter(first);
	}

	/**
	 * Whether this one closes when the academic year after which the other one is named
	 * has begun: only a person may say that they are one.
	 */
	boolean beginsBefore(CallYear other) {
		Span its = other.named();
		return named() == null && this.deadline != null && its != null && other.closing() == null
				&& its.last() > its.first() && this.deadline.isAfter(LocalDate.of(its.first(), 10, 31));
	}

	private Optional<String> datesConflict(CallYear other) {
		LocalDate closing = closing();
		LocalDate its = other.closing();
		if (closing != null && its != null) {
			long days = Math.abs(ChronoUnit.DAYS.between(closing, its));
			return (days < DAYS_BETWEEN_EDITIONS) ? Optional.empty()
					: Optional.of("fechas límite de otro año: %s y %s".formatted(closing, its));
		}
		Set<Integer> mine = calendarYears();
		Set<Integer> theirs = other.calendarYears();
		if (mine.isEmpty() || theirs.isEmpty() || mine.stream().anyMatch(theirs::contains)) {
			return Optional.empty();
		}
		return Optional.of("fechas de otro año: %s y %s".formatted(years(mine), years(theirs)));
	}

	private Optional<String> namedAgainst(@Nullable Span mine, CallYear other) {
		LocalDate closing = other.closing();
		if (mine == null || other.named() != null || closing == null || mine.mayClose(closing)) {
			return Optional.empty();
		}
		return Optional.of("la de %s no cierra el %s".formatted(mine, closing));
	}

	/**
	 * Whether the other one, which tells neither its year nor when it closes, names only
	 * dates on which this year's call hardly closes.
	 */
	boolean hardlyHas(CallYear other) {
		Span mine = named();
		return mine != null && other.named() == null && other.closing() == null && !other.dates.isEmpty()
				&& other.dates.stream().noneMatch(mine::mayClose);
	}

	private Set<Integer> calendarYears() {
		Set<Integer> years = this.dates.stream().map(LocalDate::getYear).collect(Collectors.toCollection(TreeSet::new));
		if (this.about != null) {
			years.add(this.about.getYear());
		}
		return years;
	}

	private static String years(Set<Integer> years) {
		return years.stream().map(String::valueOf).collect(Collectors.joining(", "));
	}

}
