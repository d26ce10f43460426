package org.becas.collect;

import java.time.Duration;
import java.time.Instant;

import org.becas.collect.Visit.Counts;
import org.becas.collect.Visit.Traffic;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * A time for which a source is left alone: since its portal asked for that, or since it
 * keeps failing. It doubles with each failure, up to a week; a source is never given up.
 *
 * @param failures visits in a row that failed
 * @param until when the source is visited again
 * @param asked whether the portal named the time; then nobody comes sooner
 * @param why what the last visit said
 */
record Pause(int failures, Instant until, boolean asked, String why) {

	private static final Duration FIRST = Duration.ofMinutes(30);

	private static final Duration LONGEST = Duration.ofDays(7);

	/**
	 * What follows from a visit. A source whose list was read did not fail, even if the
	 * pages behind its links did: they may be another host's.
	 * @param before the pause that was due; null if there was none
	 * @param wanted how long the portal asked to be left alone; null if it did not
	 * @param jitter from 0 to 1, so that sources that failed together come back apart
	 * @return null if the source may be visited at any time
	 */
	static @Nullable Pause after(@Nullable Pause before, Visit visit, @Nullable Duration wanted, double jitter) {
		boolean failed = visit.outcome().burdens() && visit.counts().found() == 0;
		int failures = failed ? ((before != null) ? before.failures : 0) + 1 : 0;
		String why = (visit.why() != null) ? visit.why() : "";
		if (wanted != null && !wanted.isNegative() && !wanted.isZero()) {
			return new Pause(failures, visit.finishedAt().plus(shorter(wanted, LONGEST)), true, why);
		}
		if (!failed) {
			return null;
		}
		Duration grown = shorter(FIRST.multipliedBy(1L << Math.min(failures - 1, 20)), LONGEST);
		long millis = (long) (grown.toMillis() * (0.75 + jitter / 4));
		return new Pause(failures, visit.finishedAt().plusMillis(millis), false, why);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/**
	 * Whether the source is to be left alone.
	 * @param byName whether a person asked for this very source
	 */
	boolean holds(Instant now, boolean byName) {
		return this.until.isAfter(now) && (this.asked || !byName);
	}

	/** The visit that is not made. */
	Visit instead(Source source, String run, Instant now) {
		String left = FailureWords.time(Duration.between(now, this.until));
		String sentence = this.asked ? "El portal pidió no volver todavía; se visita de nuevo dentro de " + left
				: "Falló %s (%s); se intenta de nuevo dentro de %s".formatted(
						(this.failures == 1) ? "la última vez" : this.failures + " veces seguidas", this.why, left);
		return new Visit(run, source.id(), source.url(), now, now, Outcome.POSTPONED, sentence, Counts.NONE,
				new Traffic(0, 0, 0, 0));
	}

}
