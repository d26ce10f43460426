package org.becas.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

/**
 * Where each undeliverable letter comes back to (VERP): the bounce address with the
 * letter's number and a signature in it, such as
 * {@code rebotes+2s-9f86d081884c7d659a2f@example.org}. What comes back to it needs no
 * reading to be known, and a stranger cannot make us believe that somebody's letter came
 * back.
 */
@Component
public class ReturnPaths {

	/** Some servers lower the letters of an address, so it is told in hex. */
	private static final Pattern TOKEN = Pattern.compile("\\+([0-9a-z]{1,13})-([0-9a-f]{20})@");

	private final Sender sender;

	private final MailSettings settings;

	private final SigningKey key;

	public ReturnPaths(Sender sender, MailSettings settings, SigningKey key) {
		this.sender = sender;
		this.settings = settings;
		this.key = key;
	}

	/**
	 * The return path of one letter; the one that all letters share, if there is no
	 * bounce address.
	 * @param letter our number for it, not negative
	 */
	public EmailAddress of(long letter) {
		EmailAddress plain = this.sender.returnPath();
		if (this.settings.bounceAddress() == null) {
			return plain;
		}
		return new EmailAddress(plain.local() + "+" + Long.toString(letter, 36) + "-" + signature(letter),
				plain.domain());
	}

	/**
	 * The letter whose return path stands somewhere in the text; empty if there is none
	 * that we have signed.
	 */
	public Optional<Long> letter(String text) {
		Matcher token = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
		while (token.find()) {
			long letter = number(token.group(1));
			if (letter >= 0 && same(token.group(2), signature(letter))) {
				return Optional.of(letter);
			}
		}
		return Optional.empty();
	}

	private static long number(String digits) {
		try {
			return Long.parseLong(digits, 36);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	private static boolean same(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
				other.getBytes(StandardCharsets.US_ASCII));
	}

	/** 80 bits, so that the address stays within the 64 characters of RFC 5321. */
	private String signature(long letter) {
		byte[] whole = Base64.getUrlDecoder().decode(this.key.sign("return-path", Long.toString(letter)));
		return HexFormat.of().formatHex(whole, 0, 10);
	}

}
