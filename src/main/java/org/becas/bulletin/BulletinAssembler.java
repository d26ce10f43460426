package org.becas.bulletin;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.becas.offer.Offer;
import org.becas.offer.OfferId;
import org.becas.offer.Offers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Tells what an edition prints, from the offers as they are now. */
@Component
class BulletinAssembler {

	private final Offers offers;

	private final Bulletins bulletins;

	private final BulletinSettings settings;

	private final ZoneId zone;

	private final Clock clock;

	BulletinAssembler(Offers offers, Bulletins bulletins, BulletinSettings settings, ZoneId officeZone, Clock clock) {
		this.offers = offers;
		this.bulletins = bulletins;
		this.settings = settings;
		this.zone = officeZone;
		this.clock = clock;
	}

	/**
	 * The day on which the edition can leave: the one meant for it, or today if later.
	 */
	LocalDate sendDay(Edition edition) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.zone);
		LocalDate meant = this.settings.sendDay(edition);
		return meant.isBefore(today) ? today : meant;
	}

	/**
	 * The approved calls on which a reader can still act on the edition's send day, but
	 * for those that staff left out: soonest deadline first, then those without a date.
	 */
	List<Entry> assemble(Edition edition) {
		Set<OfferId> excluded = this.bulletins.excluded(edition);
		Set<OfferId> before = this.bulletins.printedBefore(edition);
		return publishable(edition).stream()
			.filter(offer -> !excluded.contains(offer.id()))
			.map(offer -> new Entry(offer.id(), offer.facts(), titleLanguage(offer), offer.official(),
					before.contains(offer.id())))
			.toList();
	}

	/** The same with those that staff left out. */
	List<Offer> publishable(Edition edition) {
		LocalDate day = sendDay(edition);
		Instant now = this.clock.instant();
		Instant morning = day.atStartOfDay(this.zone).toInstant();
		Instant leaving = now.isAfter(morning) ? now : morning;
		return this.offers.publishableOn(day)
			.stream()
			.filter(offer -> offer.publishable() && !offer.facts().deadline().isOver(leaving, this.zone))
			.toList();
	}

	/** A title that a person wrote is in the letter's language. */
	private static @Nullable String titleLanguage(Offer offer) {
		boolean asFound = offer.facts().title().equals(offer.reading().title());
		return (asFound && !"es".equals(offer.language())) ? offer.language() : null;
	}

}
