package org.becas.offer;

import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Offers for tests that start no program. */
public final class OfferStore {

	private OfferStore() {
	}

	public static Offers on(JdbcClient jdbc, ZoneId zone) {
		return new Offers(jdbc, new Notices(jdbc), new Pairs(jdbc), new Programmes(jdbc), new Sightings(jdbc),
				new OfferHistory(jdbc), zone);
	}

	/** Holds what an aggregator shows. */
	public static OfferId add(Offers offers, Facts reading, String text, @Nullable String language,
			List<Evidence> evidence, Set<Attention> attention, Sighting sighting, Collection<String> keys) {
		return offers.add(new Notice(sighting, Tier.AGGREGATOR, reading, text, null, language, evidence, attention),
				keys);
	}

}
