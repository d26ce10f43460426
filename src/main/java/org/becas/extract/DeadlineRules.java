package org.becas.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Until when one may apply. Each date is weighed by the words beside it and by the label
 * or heading it stands under; dates of other things (publication, committee, results,
 * start of the course, laws, births) are set aside. A date that can be read in two ways
 * is never chosen.
 */
final class DeadlineRules {

	/** As near to the date before, what was said of that one is said of this. */
	private static final int LISTED = 6;

	/** The first tokens of a text. */
	private static final int TOP = 60;

	/** A longer line is a sentence. */
	private static final int LINE = 12;

	private static final Words PUBLISHED = Words.named("date.published");

	private final Document document;

	private final Announcement announcement;

	private final List<DateMention> dates;

	private final DateRoles roles;

	private final DeadlineWeights weights;

	private final List<DeadlineCandidate> found = new ArrayList<>();

	private final List<DeadlineCandidate> fallback = new ArrayList<>();

	/** Dates of something else, and why. */
	private final Map<DateMention, String> setAside = new LinkedHashMap<>();

	private DeadlineRules(Document document, Announcement announcement) {
		this.document = document;
		this.announcement = announcement;
		this.dates = DateFinder.find(document, order());
		this.roles = new DateRoles(document, this.dates);
		this.weights = new DeadlineWeights(document);
	}

	/**
	 * The deadlines found, the chosen one first.
	 */
	record Answer(List<StatedDeadline> deadlines, List<Evidence> evidence, Set<Attention> attention,
			List<Evidence> rejected) {

		Deadline chosen() {
			return this.deadlines.isEmpty() ? Deadline.unstated() : this.deadlines.get(0).deadline();
		}

	}

	static Answer read(Document document, Announcement announcement) {
		DeadlineRules rules = new DeadlineRules(document, announcement);
		rules.weigh();
		rules.forgetLists();
		rules.preferTheNamed();
		rules.preferTheAwards();
		MissingYears years = new MissingYears(rules.dates,
				(announcement.published() != null) ? announcement.published() : rules.dateline(), rules.editions());
		return new DeadlineChoice(document, new Clocks(document, rules.dates), years, rules.found, rules.setAside)
			.made(rules.found.isEmpty() ? rules.fallback : rules.found);
	}

	/**
	 * When a text that says so near its top was published: "Viernes, 16 de agosto de
	 * 2027" in a line of its own.
	 */
	private @Nullable LocalDate dateline() {
		int top = this.document.textStart() + TOP;
		return this.dates.stream()
			.filter(mention -> mention.from() < top && mention.when().day() != null && mention.opens() == null)
			.filter(this::isAlone)
			.map(mention -> mention.when().day())
			.findFirst()
			.orElse(null);
	}

	/** In a short line without a label of something else. */
	private boolean isAlone(DateMention mention) {
		int start = this.document.lineStart(mention.from());
		int end = this.document.lineEnd(mention.from());
		if (end - start > 2 * LINE || this.document.inTitle(mention.from())) {
			return false;
		}
		boolean published = this.document.has(PUBLISHED, start, end);
		boolean labelled = IntStream.range(start, mention.from()).anyMatch(i -> this.document.token(i).isMark(':'));
		return (published || (end - start <= LINE && !labelled)) && this.document.hits()
			.of(Cue.DATE, start, end)
			.stream()
			.noneMatch(cue -> cue.isA("close") || cue.isA("open") || cue.isA("apply") || cue.isA("extended"));
	}

	/** The years that the title names. */
	private Set<Integer> editions() {
		return IntStream.range(0, this.document.textStart())
			.map(i -> this.document.token(i).number())
			.filter(year -> year >= 2000 && year < 2100)
			.boxed()
			.collect(Collectors.toSet());
	}

	/** Outside English, nobody writes the month first. */
	private DateFinder.Order order() {
		DateFinder.Order own = NumericDates.orderIn(this.document);
		if (own != DateFinder.Order.UNKNOWN) {
			return own;
		}
		String language = this.document.language();
		if (language != null && !language.equals("en")) {
			return DateFinder.Order.DAY_FIRST;
		}
		String country = this.announcement.hints().country();
		return (country == null) ? DateFinder.Order.UNKNOWN
				: country.equals("US") ? DateFinder.Order.MONTH_FIRST : DateFinder.Order.DAY_FIRST;
	}

	private void weigh() {
		DateRole before = DateRole.UNKNOWN;
		@Nullable DateMention previous = null;
		for (DateMention mention : this.dates) {
			DateMention near = (previous != null && sameSentence(previous, mention)) ? previous : null;
			DateRole role = this.roles.of(mention, near);
			if (role == DateRole.UNKNOWN && near != null && mention.from() - near.to() <= LISTED
					&& this.document.partAt(near.from()) == this.document.partAt(mention.from())) {
				role = before;
			}
			weigh(mention, role, (near != null) ? near.to() : this.document.sentenceStart(mention.from()));
			before = role;
			previous = mention;
		}
	}

	private boolean sameSentence(DateMention a, DateMention b) {
		return this.document.sentenceNumber(a.from()) == this.document.sentenceNumber(b.from());
	}

	private void weigh(DateMention mention, DateRole role, int clause) {
		if (!isOfOurTime(mention.when())) {
			this.setAside.put(mention, why(DateRole.OTHER));
			return;
		}
		int score = this.weights.of(mention, role);
		if (score >= DeadlineWeights.BAR) {
			int own = this.weights.forOthers(mention) ? DeadlineWeights.BAR : score;
			this.found.add(new DeadlineCandidate(mention, role, clause, own, DeadlineWeights.rule(score)));
			return;
		}
		DeadlineCandidate weak = this.weights.lastResort(mention, role, clause);
		if (weak != null) {
			this.fallback.add(weak);
		}
		this.setAside.put(mention, why(role));
	}

	/**
	 * Forms write "no end" as 9999-12-31; what is older is a law's or a founder's day.
	 */
	private static boolean isOfOurTime(DateMention.When when) {
		LocalDate day = (when instanceof DateMention.Around around) ? around.latest() : when.day();
		return day == null || (day.getYear() >= 2000 && day.getYear() < 2100);
	}

	private static String why(DateRole role) {
		return switch (role) {
			case OTHER -> "not-deadline-other";
			case OPENS -> "not-deadline-opening";
			default -> "not-deadline-unsaid";
		};
	}

	/** "Call 1 February; papers 26 March; results 30 April": it may be either of two. */
	private void forgetLists() {
		Map<Integer, Long> beside = this.fallback.stream()
			.filter(weak -> weak.rule().equals("deadline-beside"))
			.collect(Collectors.groupingBy(weak -> this.document.lineNumber(weak.mention().from()),
					Collectors.counting()));
		this.fallback.removeIf(weak -> weak.rule().equals("deadline-beside")
				&& beside.getOrDefault(this.document.lineNumber(weak.mention().from()), 0L) > 1);
	}

	/**
	 * "Deadline: for stays from 1 June to 31 July the call closes on 2 May": under one
	 * label the date that is said to close outweighs those of which nothing is said.
	 */
	private void preferTheNamed() {
		Set<Integer> named = new HashSet<>();
		this.found.stream()
			.filter(one -> one.role() == DateRole.CLOSES)
			.forEach(one -> named.add(this.document.sentenceNumber(one.mention().from())));
		this.found.replaceAll(one -> (one.role() == DateRole.UNKNOWN
				&& named.contains(this.document.sentenceNumber(one.mention().from()))) ? one.scored(DeadlineWeights.BAR)
						: one);
	}

	/**
	 * The university has a date for admission, too: it gives way to the scholarship's.
	 */
	private void preferTheAwards() {
		if (this.found.stream().anyMatch(one -> !isAdmission(one) && names(one, "award"))) {
			this.found.replaceAll(one -> isAdmission(one) ? one.scored(DeadlineWeights.BAR) : one);
		}
	}

	private boolean isAdmission(DeadlineCandidate found) {
		return !names(found, "award") && (names(found, "admission") || names(found, "apply-admission"));
	}

	/** Whether such a word stands between the date before and this one. */
	private boolean names(DeadlineCandidate found, String value) {
		return this.document.hits().any(Cue.DATE, found.clause(), found.mention().from(), value);
	}

}
