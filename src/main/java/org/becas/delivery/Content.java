package org.becas.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import org.becas.offer.OfferId;

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
		return sha256(this.subject + '\0' + this.html + '\0' + this.text);
	}

	static String sha256(String text) {
		return sha256(text.getBytes(StandardCharsets.UTF_8));
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
