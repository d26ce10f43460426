package org.becas.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.becas.offer.OfferId;
import org.becas.office.Sha256;

/**
 * What letters of a mailing say, the same for all who get this one.
 *
 * @param levels for whom, as {@link org.becas.offer.Level#join} writes them
 * @param offers the calls in it, in no particular order
 * @param html with places for the recipient's own values
 * @param text the same
 */
record Content(String levels, List<OfferId> offers, String subject, String html, String text) {

	Content {
		offers = List.copyOf(offers);
	}

	static Content kept(String levels, String offers, String subject, String html, String text) {
		return new Content(levels,
				Arrays.stream(offers.split(" "))
					.filter((number) -> !number.isEmpty())
					.map((number) -> new OfferId(Long.parseLong(number)))
					.toList(),
				subject, html, text);
	}

	/** The offers' numbers with a space between them. */
	String offerText() {
		return this.offers.stream().map(OfferId::toString).collect(Collectors.joining(" "));
	}

	/** SHA-256 in hex over subject, HTML and text. */
	String sha256() {
		return Sha256.of(this.subject + '\0' + this.html + '\0' + this.text);
	}

}
