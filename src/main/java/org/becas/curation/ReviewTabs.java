package org.becas.curation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

import org.becas.offer.OfferEvents;
import org.becas.offer.OfferFilter;
import org.becas.offer.Offers;
import org.becas.offer.Pairs;

import org.springframework.stereotype.Component;

/** How much waits for a person under each tab of <em>Por revisar</em>. */
@Component
class ReviewTabs {

	private final Offers offers;

	private final Pairs pairs;

	private final OfferEvents events;

	private final Clock clock;

	private final ZoneId zone;

	ReviewTabs(Offers offers, Pairs pairs, OfferEvents events, Clock clock, ZoneId officeZone) {
		this.offers = offers;
		this.pairs = pairs;
		this.events = events;
		this.clock = clock;
		this.zone = officeZone;
	}

	/**
	 * What waits.
	 *
	 * @param calls offers that are calls
	 * @param others what seems to be no call
	 * @param pairs pairs of offers that may be one call
	 * @param changes what the sources changed in offers that are decided
	 */
	record Waiting(int calls, int others, int pairs, int changes) {
	}

	Waiting count() {
		return new Waiting(this.offers.count(OfferFilter.waiting(true)), this.offers.count(OfferFilter.waiting(false)),
				this.pairs.countOpen(), this.events.countUnseen(LocalDate.now(this.clock.withZone(this.zone))));
	}

}
