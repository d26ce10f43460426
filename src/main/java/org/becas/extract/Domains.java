package org.becas.extract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.offer.Country;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/** What the address of an announcement, and those in it, say of its country. */
final class Domains {

	/** Country domains that everybody rents, whatever the country. */
	private static final Words RENTED = Words.named("domains.rented");

	/** Top domains that only schools and offices of the United States get. */
	private static final Set<String> AMERICAN = Set.of("edu", "gov", "mil");

	/** Without one of these no address is searched for. */
	private static final List<String> MARKS = List.of("@", "://", "www.", ".edu.", ".ac.", ".gob.", ".gov.");

	private Domains() {
	}

	record Found(String country, Evidence evidence) {
	}

	/** Second levels that only a country's own schools and offices have. */
	private static final Words OWN = Words.named("domains.own");

	private static final Pattern ADDRESS = Pattern
		.compile("(?:https?+://|www\\.|@|(?<![\\w.-])(?=[\\w-]{1,40}+(?:\\.[\\w-]{1,40}+){0,3}?"
				+ "\\.(?:edu|ac|gob|gov)\\.[a-z]{2}(?![\\w-])))([a-zA-Z0-9-]++(?:\\.[a-zA-Z0-9-]++)++)");

	/** The country whose domain the address is in, if only that country rents it. */
	static Optional<Found> country(@Nullable String url) {
		if (url == null) {
			return Optional.empty();
		}
		Matcher address = ADDRESS.matcher(url);
		return (address.find() && address.start() == 0)
				? code(address.group(1)).map(code -> found(code, url, Place.URL, address)) : Optional.empty();
	}

	/** The country of the addresses that a text names, if they are all of one. */
	static Optional<Found> inText(String text) {
		if (MARKS.stream().noneMatch(text::contains)) {
			return Optional.empty();
		}
		Map<String, Found> found = new LinkedHashMap<>();
		Matcher address = ADDRESS.matcher(text);
		while (address.find()) {
			code(address.group(1)).ifPresent(code -> found.putIfAbsent(code, found(code, text, Place.TEXT, address)));
		}
		return (found.size() == 1) ? found.values().stream().findFirst() : Optional.empty();
	}

	private static Found found(String code, String text, Place place, Matcher address) {
		return new Found(code, new Evidence(Field.COUNTRIES, text.substring(address.start(1), address.end(1)), place,
				address.start(1), address.end(1), "country-domain"));
	}

	private static Optional<String> code(String host) {
		String[] labels = host.toLowerCase(Locale.ROOT).split("\\.");
		String domain = labels[labels.length - 1];
		if (AMERICAN.contains(domain)) {
			return Optional.of("US");
		}
		String code = domain.equals("uk") ? "GB" : domain.toUpperCase(Locale.ROOT);
		boolean own = !RENTED.hold(domain) || (labels.length > 2 && OWN.hold(labels[labels.length - 2]));
		boolean known = domain.length() == 2 && own
				&& Country.all().stream().anyMatch(country -> country.code().equals(code));
		return known ? Optional.of(code) : Optional.empty();
	}

}
