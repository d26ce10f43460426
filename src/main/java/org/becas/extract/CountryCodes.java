package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.extract.Document.Part;
import org.becas.offer.Country;

/**
 * Countries that a list of data names by their ISO 3166-1 alpha-2 codes behind a label:
 * {@code targetCountries: FR, BJ}. Elsewhere two capitals say something else.
 */
final class CountryCodes {

	private static final Set<String> CODES = Country.all().stream().map(Country::code).collect(Collectors.toSet());

	private CountryCodes() {
	}

	/** The codes, if the line behind the label holds nothing else. */
	static List<Hit> of(Document document, Part part) {
		List<Hit> codes = new ArrayList<>();
		int end = Math.min(part.to(), document.lineEnd(part.from()));
		for (int i = part.from(); i < end; i++) {
			Token token = document.token(i);
			String code = document.quote(i, i + 1);
			if (token.isWord() && !CODES.contains(code)) {
				return List.of();
			}
			if (token.isWord()) {
				codes.add(new Hit(Cue.COUNTRY, code, i, i + 1));
			}
		}
		return codes;
	}

}
