package org.becas.dedupe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a comparison has found so far, and what it weighs. */
final class Findings {

	private final Weights weights;

	private final List<Reason> reasons = new ArrayList<>();

	/** The same, as {@code weights.tsv} names them. */
	private final Set<String> observed = new HashSet<>();

	/** Why only a person may say that they are one. */
	private final List<String> doubts = new ArrayList<>();

	Findings(Weights weights) {
		this.weights = weights;
	}

	/** One step of the waterfall. */
	private record Reason(String words, double weight) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%s %+.1f", this.words, this.weight);
		}

	}

	/** Counts an observation, by its name in {@code weights.tsv}. */
	void add(String observation, String words) {
		this.observed.add(observation);
		this.reasons.add(new Reason(words, this.weights.of(observation)));
	}

	/** Holds an observation that weighs nothing. */
	void note(String observation) {
		this.observed.add(observation);
	}

	/** Leaves it to a person, in words. */
	void doubt(String why) {
		this.doubts.add(why);
	}

	boolean hold(String observation) {
		return this.observed.contains(observation);
	}

	boolean holdAnyOf(Set<String> observations) {
		return observations.stream().anyMatch(this.observed::contains);
	}

	Set<String> observed() {
		return Set.copyOf(this.observed);
	}

	List<String> doubts() {
		return List.copyOf(this.doubts);
	}

	/** Binary logarithm of the odds that the two are one. */
	double score() {
		return this.weights.of("prior") + this.reasons.stream().mapToDouble(Reason::weight).sum();
	}

	/** In words, the heaviest first. */
	List<String> reasons() {
		return this.reasons.stream()
			.sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.weight())))
			.map(Reason::toString)
			.toList();
	}

}
