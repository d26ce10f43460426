package org.becas.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.Currencies.Sign;
import org.becas.extract.Domains.Found;
import org.becas.offer.Country;
import org.becas.offer.Field;

/**
 * Tells the country of an announcement that names none: only one has such an examination,
 * such papers, or pays in that currency.
 */
final class CountrySigns {

	/** Paid in many countries, or written so in several. */
	private static final Set<String> SHARED = Set.of("EUR", "USD", "$", "¥", "kr", "SMMLV");

	private CountrySigns() {
	}

	/** The one country that all the signs of a text are of; none where they differ. */
	static Optional<Found> of(Document document) {
		List<Found> found = Stream.concat(words(document), money(document)).toList();
		Set<String> countries = new HashSet<>();
		found.forEach(one -> countries.add(one.country()));
		return (countries.size() == 1) ? Optional.of(found.get(0)) : Optional.empty();
	}

	private static Stream<Found> words(Document document) {
		return document.hits().of(Cue.SIGN).stream().map(hit -> found(document, hit.value(), hit.from(), hit.to()));
	}

	/**
	 * The first two letters of a currency's code are its country's; those of a sign such
	 * as "Rs" are no country's.
	 */
	private static Stream<Found> money(Document document) {
		return new Currencies(document).all()
			.stream()
			.filter(sign -> !SHARED.contains(sign.currency()))
			.filter(sign -> Country.isCode(country(sign)))
			.map(sign -> found(document, country(sign), sign.from(), sign.to()));
	}

	private static String country(Sign sign) {
		return sign.currency().substring(0, 2);
	}

	private static Found found(Document document, String country, int from, int to) {
		return new Found(country, document.evidence(Field.COUNTRIES, from, to, "country-sign"));
	}

}
