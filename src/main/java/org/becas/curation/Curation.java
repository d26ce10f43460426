package org.becas.curation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Attention;
import org.becas.offer.Correction;
import org.becas.offer.Eligibility;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.becas.office.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with an offer. Every act is kept with who, when and why. */
@Component
public class Curation {

	private final Offers offers;

	private final ZoneId zone;

	private final Clock clock;

	public Curation(Offers offers, ZoneId officeZone, Clock clock) {
		this.offers = offers;
		this.zone = officeZone;
		this.clock = clock;
	}

	/**
	 * Why an offer must not be published as it stands: it does not look like a call, has
	 * no level, is over, or is not open to the office's citizens.
	 */
	public Set<Attention> blockers(Offer offer) {
		Facts facts = offer.facts();
		Set<Attention> blockers = EnumSet.noneOf(Attention.class);
		if (!facts.call()) {
			blockers.add(Attention.NOT_A_CALL);
		}
		if (facts.levels().isEmpty()) {
			blockers.add(Attention.NO_LEVEL);
		}
		if (facts.deadline().isOver(this.clock.instant(), this.zone)) {
			blockers.add(Attention.DEADLINE_PASSED);
		}
		if (facts.colombians() == Eligibility.NO) {
			blockers.add(Attention.COLOMBIANS_EXCLUDED);
		}
		return blockers;
	}

	/**
	 * Lets the bulletin carry an offer.
	 * @param reason why it may be published in spite of what blocks it; not needed
	 * otherwise
	 * @throws Blocked if something blocks it and no reason is given
	 */
	@Transactional
	public void approve(OfferId id, String by, @Nullable String reason) {
		Offer offer = this.offers.get(id);
		Set<Attention> blockers = blockers(offer);
		if (!blockers.isEmpty() && stated(reason) == null) {
			throw new Blocked(offer, blockers);
		}
		decide(id, Status.APPROVED, by, reason);
	}

	/**
	 * Keeps an offer out of every bulletin.
	 * @throws IllegalArgumentException without a reason
	 */
	@Transactional
	public void reject(OfferId id, String by, @Nullable String reason) {
		decide(id, Status.REJECTED, by, reason);
	}

	/** Takes a decision back: the offer waits to be reviewed again. */
	@Transactional
	public void returnToQueue(OfferId id, String by) {
		decide(id, Status.PENDING, by, null);
	}

	/**
	 * Lays a person's words over the machine's reading. A value that already counts is
	 * not written down again; one equal to the reading takes an earlier correction back.
	 * @param version of the offer that the person saw, see {@link #version}
	 * @param values the fields as they should be, in the form of
	 * {@link Facts#value(Field)}
	 * @return what was changed, by field: the value before
	 * @throws Outdated if somebody changed the offer since
	 * @throws IllegalArgumentException if a value is not one of its field
	 */
	@Transactional
	public Map<Field, String> correct(OfferId id, String version, Map<Field, String> values, String by,
			@Nullable String reason) {
		this.offers.lock(id);
		Offer offer = this.offers.get(id);
		if (!version(offer).equals(version)) {
			throw new Outdated(offer);
		}
		Map<Field, String> before = new EnumMap<>(Field.class);
		Instant now = this.clock.instant();
		offer.facts().with(values).values().forEach((field, value) -> {
			String old = offer.facts().value(field);
			if (values.containsKey(field) && !value.equals(old)) {
				before.put(field, old);
				boolean asRead = value.equals(offer.reading().value(field));
				this.offers.correct(id, new Correction(field, asRead ? null : value, by, now, stated(reason)));
			}
		});
		return before;
	}

	/** Changes whenever what counts of an offer does, or its standing. */
	public static String version(Offer offer) {
		String all = offer.facts().values() + "\n" + offer.reading().values() + "\n" + offer.status() + "\n"
				+ offer.decision();
		return Sha256.of(all).substring(0, 16);
	}

	private void decide(OfferId id, Status status, String by, @Nullable String reason) {
		this.offers.decide(id, new Decision(status, by, this.clock.instant(), stated(reason)));
	}

	private static @Nullable String stated(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	/** An offer that must not be published as it stands. */
	public static class Blocked extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		private final transient Set<Attention> blockers;

		Blocked(Offer offer, Set<Attention> blockers) {
			super("La oferta %s «%s» no se puede aprobar así (%s): corríjala, o diga por qué se publica de todos modos"
				.formatted(offer.id(), offer.facts().title(),
						String.join(", ", blockers.stream().map(Attention::key).toList())));
			this.blockers = blockers;
		}

		public Set<Attention> blockers() {
			return this.blockers;
		}

	}

	/** An offer that somebody else changed in the meantime. */
	public static class Outdated extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		Outdated(Offer offer) {
			super("Otra persona cambió la oferta %s mientras usted la editaba; compare los valores y guarde de nuevo"
				.formatted(offer.id()));
		}

	}

}
