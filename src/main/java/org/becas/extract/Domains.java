package org.becas.extract;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.becas.offer.Country;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/** What the address of an announcement says of its country. */
final class Domains {

	/** Country domains that everybody rents, whatever the country. */
	private static final Set<String> RENTED = Set.of("co", "io", "me", "tv", "eu", "ai", "cc", "la", "ly", "gg", "fm",
			"to", "ws", "sh", "im", "is", "st", "nu");

	private Domains() {
	}

	record Found(String country, Evidence evidence) {
	}

	/** The country whose domain the address is in, if only that country rents it. */
	static Optional<Found> country(@Nullable String url) {
		if (url == null) {
			return Optional.empty();
		}
		int start = url.indexOf("://") + 3;
		int end = start;
		while (start >= 3 && end < url.length() && "/:?#".indexOf(url.charAt(end)) < 0) {
			end++;
		}
		int dot = (start >= 3) ? url.lastIndexOf('.', end - 1) : -1;
		if (dot < start || end - dot != 3) {
			return Optional.empty();
		}
		String domain = url.substring(dot + 1, end).toLowerCase(Locale.ROOT);
		String code = domain.equals("uk") ? "GB" : domain.toUpperCase(Locale.ROOT);
		boolean known = !RENTED.contains(domain)
				&& Country.all().stream().anyMatch(country -> country.code().equals(code));
		return known ? Optional.of(new Found(code,
				new Evidence(Field.COUNTRIES, url.substring(start, end), Place.URL, start, end, "country-domain")))
				: Optional.empty();
	}

}
