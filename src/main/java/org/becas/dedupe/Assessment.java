package org.becas.dedupe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.becas.dedupe.Comparison.Outcome;

/** Weighs what speaks for and against two announcements being one call. */
final class Assessment {

	private static final double FORBIDDEN = -100;

	/** What two calls of different years seldom have in common. */
	private static final Set<String> TIES = Set.of("code.same", "page.same", "page.translated", "page.linked",
			"deadline.same", "deadline.zone", "deadline.listed", "dates.shared", "text.same");

	/** What leaves open whether they are of one year. */
	private static final Set<String> YEAR_OPEN = Set.of("year.one", "year.last", "year.next");

	private final Weights weights;

	private final Both both;

	private final Findings findings;

	Assessment(Weights weights, Profile a, Profile b) {
		this.weights = weights;
		this.both = new Both(a, b);
		this.findings = new Findings(weights);
	}

	Comparison comparison() {
		Optional<String> gate = gate();
		if (gate.isPresent()) {
			return new Comparison(Outcome.DIFFERENT, FORBIDDEN, true, List.of(gate.get()));
		}
		new AddressWeighing(this.both, this.findings).weigh();
		new TitleWeighing(this.both, this.findings).weigh();
		new GiverWeighing(this.both, this.findings).weigh();
		new PlaceWeighing(this.both, this.findings).weigh();
		new TimeWeighing(this.both, this.findings).weigh();
		new TextWeighing(this.both, this.findings).weigh();
		weighContradictions();
		return zone();
	}

	/** What is observed, whatever it weighs. */
	Set<String> observations() {
		comparison();
		return this.findings.observed();
	}

	private Optional<String> gate() {
		for (String name : this.both.a().codes().keySet()) {
			String mine = this.both.a().codes().get(name);
			String its = this.both.b().codes().get(name);
			if (its != null && !its.equals(mine)) {
				return Optional.of("otro código en el portal: %s y %s".formatted(mine, its));
			}
			if (its != null) {
				this.findings.add("code.same", "mismo código del portal (" + its + ")");
			}
		}
		return this.both.a().year().conflict(this.both.b().year());
	}

	/**
	 * A deadline may be wrong, an amount left out, a page moved; that the date and
	 * something else contradict each other is seldom an accident.
	 */
	private void weighContradictions() {
		boolean elsewhere = this.findings.hold("amount.other") || this.findings.hold("page.linked.other")
				|| this.findings.hold("page.other");
		if (this.findings.hold("deadline.other") && elsewhere) {
			this.findings.doubt("la fecha límite y algo más no coinciden: lo decide una persona");
		}
	}

	private Comparison zone() {
		double score = this.findings.score();
		Outcome outcome = (score >= this.weights.of("zone.same")) ? Outcome.SAME
				: (score >= this.weights.of("zone.review")) ? Outcome.REVIEW : Outcome.DIFFERENT;
		boolean untied = outcome == Outcome.SAME && mayBeOfAnotherYear();
		List<String> words = new ArrayList<>(this.findings.doubts());
		boolean doubtful = !words.isEmpty();
		if (outcome == Outcome.SAME && (untied || doubtful)) {
			outcome = Outcome.REVIEW;
		}
		if (untied) {
			words.add("no dicen el mismo año, y nada más las une: lo decide una persona");
		}
		words.addAll(this.findings.reasons());
		return new Comparison(outcome, Math.round(score * 10) / 10.0, doubtful, words);
	}

	/**
	 * Whether one does not tell its year, or tells it otherwise, and no page, date or
	 * text ties them: as alike are the calls of two years. Others of its group may tie
	 * it, and so does the day on which it was posted where the titles say the same.
	 */
	private boolean mayBeOfAnotherYear() {
		boolean hardlyPosted = this.findings.hold("year.posted") && this.findings.hold("title.more");
		return (hardlyPosted || this.findings.holdAnyOf(YEAR_OPEN)) && !this.findings.holdAnyOf(TIES);
	}

}
