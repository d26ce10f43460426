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
 * back. Letters about a subscription itself have its number and an underscore.
 */
@Component
public class ReturnPaths {

	/** Some servers lower the letters of an address, so it is told in hex. */
	private static final Pattern LETTER = token('-');

	private static final Pattern SUBSCRIPTION = token('_');

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
		return tagged("+" + Long.toString(letter, 36) + "-" + signature("return-path", letter));
	}

	/** The return path of a letter about a subscription, such as the first one. */
	public EmailAddress ofSubscription(long subscriber) {
		return tagged(subscription(subscriber));
	}

	/**
	 * What a Message-ID holds before its {@code @}, so that a letter about a subscription
	 * is known again where return paths cannot differ.
	 */
	public String subscription(long subscriber) {
		return "+" + Long.toString(subscriber, 36) + "_" + signature("subscription-return-path", subscriber);
	}

	private EmailAddress tagged(String tag) {
		EmailAddress plain = this.sender.returnPath();
		return (this.settings.bounceAddress() != null) ? new EmailAddress(plain.local() + tag, plain.domain()) : plain;
	}

	/**
	 * The letter whose return path stands somewhere in the text; empty if there is none
	 * that we have signed.
	 */
	public Optional<Long> letter(String text) {
		return signed(LETTER, "return-path", text);
	}

	/**
	 * The subscription whose letter's return path or Message-ID stands somewhere in the
	 * text; empty if there is none that we have signed.
	 */
	public Optional<Long> subscription(String text) {
		return signed(SUBSCRIPTION, "subscription-return-path", text);
	}

	private Optional<Long> signed(Pattern pattern, String purpose, String text) {
		Matcher token = pattern.matcher(text.toLowerCase(Locale.ROOT));
		while (token.find()) {
			long number = number(token.group(1));
			if (number >= 0 && same(token.group(2), signature(purpose, number))) {
				return Optional.of(number);
			}
		}
		return Optional.empty();
	}

	private static Pattern token(char kind) {
		return Pattern.compile("\\+([0-9a-z]{1,13})" + kind + "([0-9a-f]{20})@");
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
	private String signature(String purpose, long number) {
		byte[] whole = Base64.getUrlDecoder().decode(this.key.sign(purpose, Long.toString(number)));
		return HexFormat.of().formatHex(whole, 0, 10);
	}

}
