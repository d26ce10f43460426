package org.becas.dedupe;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.dedupe.Comparison.Outcome;
import org.becas.offer.OfferId;

/** Tells whether two announcements are the same call. Thread-safe. */
public class Matcher {

	/** How the keys begin that calls of one series share, whatever their year. */
	public static final String SERIES = "series:";

	/**
	 * As many announcements are kept as taken apart: those of one block come together.
	 */
	private static final int KEPT = 1000;

	private final Weights weights = Weights.shipped();

	private final Map<Candidate, Profile> profiles = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Candidate, Profile> eldest) {
			return size() > KEPT;
		}
	});

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

	/** Is the fresh one a call among those known that share a key with it? */
	public Verdict match(Candidate fresh, Map<OfferId, Candidate> known) {
		Profile profile = profile(fresh);
		return known.entrySet()
			.stream()
			.map(entry -> new Rival(entry.getKey(), compare(profile, profile(entry.getValue()))))
			.filter(rival -> rival.comparison().outcome() != Outcome.DIFFERENT)
			.max(Rival.ORDER)
			.map(Rival::verdict)
			.orElseGet(() -> new Verdict.New(List.of("ninguna oferta conocida se le parece")));
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

	/** A known offer that may be the call. */
	private record Rival(OfferId offer, Comparison comparison) {

		/** Sure before unsure, then the likelier, then the one we have held longer. */
		static final Comparator<Rival> ORDER = Comparator
			.comparing((Rival rival) -> rival.comparison().outcome() == Outcome.SAME)
			.thenComparing(rival -> rival.comparison().score())
			.thenComparing(rival -> -rival.offer().value());

		Verdict verdict() {
			return (this.comparison.outcome() == Outcome.SAME)
					? new Verdict.Same(this.offer, this.comparison.score(), this.comparison.reasons())
					: new Verdict.Review(this.offer, this.comparison.score(), this.comparison.reasons());
		}

	}

}
