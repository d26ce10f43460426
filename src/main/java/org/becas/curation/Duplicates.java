package org.becas.curation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.becas.dedupe.Candidate;
import org.becas.dedupe.Matcher;
import org.becas.offer.Attention;
import org.becas.offer.Correction;
import org.becas.offer.Field;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Pairs;
import org.becas.offer.Pairs.Answer;
import org.becas.offer.Sighting;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff say of offers that may be one call. Of two that are one, the better one is
 * kept and takes from the other what it lacks; the other is rejected as its copy, with
 * its sightings, so that whatever is collected later finds it there.
 */
@Component
class Duplicates {

	private final Offers offers;

	private final Sightings sightings;

	private final Pairs pairs;

	private final Matcher matcher;

	private final ZoneId zone;

	private final Clock clock;

	Duplicates(Offers offers, Sightings sightings, Pairs pairs, Matcher matcher, ZoneId officeZone, Clock clock) {
		this.offers = offers;
		this.sightings = sightings;
		this.pairs = pairs;
		this.matcher = matcher;
		this.zone = officeZone;
		this.clock = clock;
	}

	/** Of two offers, the one that is kept if they are one call comes first. */
	List<Offer> keptFirst(OfferId one, OfferId other) {
		Offer first = this.offers.get(one);
		Offer second = this.offers.get(other);
		boolean swapped = rank(second) > rank(first)
				|| (rank(second) == rank(first) && second.id().compareTo(first.id()) < 0);
		return swapped ? List.of(second, first) : List.of(first, second);
	}

	/**
	 * An approved offer before one that waits, and one that waits before a rejected one.
	 */
	private static int rank(Offer offer) {
		return switch (offer.status()) {
			case APPROVED -> 2;
			case PENDING -> 1;
			case REJECTED -> 0;
		};
	}

	/**
	 * Makes one call of two offers.
	 * @return the offer that is kept
	 * @throws Forbidden if they are of different years, or if a person said that some of
	 * what would come together is not one call
	 */
	@Transactional
	OfferId same(OfferId one, OfferId other, String by, @Nullable String reason) {
		forbid(one, other);
		List<Offer> two = keptFirst(one, other);
		Offer kept = two.get(0);
		Offer copy = two.get(1);
		this.pairs.answer(one, other, Answer.SAME, by, this.clock.instant(), reason);
		if (copy.status() != Status.REJECTED) {
			this.offers.decide(copy.id(), new Decision(Status.REJECTED, by, this.clock.instant(), copyOf(kept.id())));
		}
		this.pairs.together(one).forEach(this.offers::putTogether);
		return kept.id();
	}

	/** Keeps two offers apart for good. */
	@Transactional
	void different(OfferId one, OfferId other, String by, @Nullable String reason) {
		this.pairs.answer(one, other, Answer.DIFFERENT, by, this.clock.instant(), reason);
	}

	/** Lays the question aside. */
	@Transactional
	void unsure(OfferId one, OfferId other, String by, @Nullable String reason) {
		this.pairs.answer(one, other, Answer.UNSURE, by, this.clock.instant(), reason);
	}

	/** Takes the answer back, with all that came of it. */
	@Transactional
	void undo(OfferId one, OfferId other, String by) {
		boolean joined = this.pairs.standing(one, other).filter(Answer.SAME::equals).isPresent();
		this.pairs.answer(one, other, null, by, this.clock.instant(), null);
		if (joined) {
			part(one, other, by);
			part(other, one, by);
		}
	}

	/**
	 * Makes an offer of its own of what one source shows of an offer.
	 * @throws IllegalArgumentException if the source does not show the offer, or alone
	 * does
	 */
	@Transactional
	OfferId split(OfferId id, String sourceId, String key, String by, @Nullable String reason) {
		List<Sighting> sightings = this.sightings.of(id);
		Sighting leaving = sightings.stream()
			.filter((sighting) -> sighting.sourceId().equals(sourceId) && sighting.key().equals(key))
			.findFirst()
			.orElseThrow(
					() -> new IllegalArgumentException("La fuente %s no muestra la oferta %s".formatted(sourceId, id)));
		if (sightings.size() == 1) {
			throw new IllegalArgumentException("La oferta %s solo se ha visto en %s".formatted(id, sourceId));
		}
		OfferId alone = this.offers.splitOff(id, leaving);
		this.pairs.answer(id, alone, Answer.DIFFERENT, by, this.clock.instant(), reason);
		return alone;
	}

	private void forbid(OfferId one, OfferId other) {
		for (OfferId mine : this.pairs.together(one)) {
			for (OfferId its : this.pairs.together(other)) {
				if (this.pairs.standing(mine, its).filter(Answer.DIFFERENT::equals).isPresent()) {
					throw new Forbidden(
							"Alguien dijo que las ofertas %s y %s no son la misma; deshaga primero esa respuesta"
								.formatted(mine, its));
				}
				yearsApart(mine, its).ifPresent((why) -> {
					throw new Forbidden(
							"Las ofertas %s y %s son convocatorias distintas (%s)".formatted(mine, its, why));
				});
			}
		}
	}

	private Optional<String> yearsApart(OfferId one, OfferId other) {
		return one.equals(other) ? Optional.empty()
				: this.matcher.yearsApart(candidate(this.offers.get(one)), candidate(this.offers.get(other)));
	}

	private Candidate candidate(Offer offer) {
		List<Sighting> sightings = this.sightings.of(offer.id());
		return new Candidate(offer.facts(), offer.text(),
				sightings.stream().map(Sighting::url).collect(Collectors.toSet()),
				sightings.stream().map(Sighting::title).collect(Collectors.toSet()), null);
	}

	/**
	 * Takes back the rejection of an offer as the other one's copy: it is again what it
	 * was before.
	 */
	private void part(OfferId id, OfferId other, String by) {
		Decision decision = this.offers.get(id).decision();
		if (decision != null && copyOf(other).equals(decision.reason())) {
			List<Decision> all = this.offers.decisions(id);
			Decision before = (all.size() > 1) ? all.get(all.size() - 2) : null;
			this.offers.decide(id, new Decision((before != null) ? before.status() : Status.PENDING, by,
					this.clock.instant(), (before != null) ? before.reason() : null));
		}
		this.pairs.together(id).forEach(this.offers::putTogether);
	}

	private static String copyOf(OfferId kept) {
		return "Es la misma convocatoria que la oferta " + kept;
	}

	/** Two offers that must not become one. */
	static class Forbidden extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		Forbidden(String why) {
			super(why);
		}

	}

}
