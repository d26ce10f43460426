package org.becas.dedupe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells whether two announcements are the same call. Thread-safe. */
public class Matcher {

	/** As many profiles are kept: a block is compared with each of a batch. */
	private static final int PROFILES = 300;

	private volatile Weights weights;

	private final Map<Candidate, Profile> profiles = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Candidate, Profile> eldest) {
			return size() > PROFILES;
		}

	});

	/** With the weights that are shipped. */
	public Matcher() {
		this(Map.of());
	}

	/**
	 * @param weights in place of the shipped ones, by the names of {@code weights.tsv}
	 * @throws IllegalArgumentException if one has no such name
	 */
	public Matcher(Map<String, Double> weights) {
		this.weights = Weights.shipped().with(weights);
	}

	/** The same for everything that is compared from now on. */
	public void weigh(Map<String, Double> other) {
		this.weights = Weights.shipped().with(other);
	}

	/** What each observation weighs now. */
	public Map<String, Double> weights() {
		return this.weights.all();
	}

	/** What a comparison of the two observes, by the names of {@code weights.tsv}. */
	public Set<String> observations(Candidate a, Candidate b) {
		return new Assessment(this.weights, profile(a), profile(b)).observations();
	}

	/**
	 * What a call may be recognised by. Two announcements that share no key are different
	 * calls; those that share one are compared.
	 */
	public Set<String> keys(Candidate candidate) {
		return BlockingKeys.of(profile(candidate));
	}

	/** An address as it was written, less the parameters that only track its readers. */
	public static String withoutTracking(String url) {
		return WebAddress.withoutTracking(url);
	}

	/** What two announcements have to do with each other, whichever comes first. */
	public Comparison compare(Candidate a, Candidate b) {
		return compare(profile(a), profile(b));
	}

	/**
	 * Why the two are calls of different years, in Spanish; empty where they may be one.
	 */
	public Optional<String> yearsApart(Candidate a, Candidate b) {
		return profile(a).year().conflict(profile(b).year());
	}

	private Profile profile(Candidate candidate) {
		Profile known = this.profiles.get(candidate);
		if (known == null) {
			known = Profile.of(candidate);
			this.profiles.put(candidate, known);
		}
		return known;
	}

	private Comparison compare(Profile a, Profile b) {
		return new Assessment(this.weights, a, b).comparison();
	}

}
