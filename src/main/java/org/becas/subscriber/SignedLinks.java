package org.becas.subscriber;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.mail.EmailAddress;
import org.becas.mail.SigningKey;
import org.becas.office.Office;

import org.springframework.stereotype.Component;

/**
 * The links in letters, which let a person act on their own subscription without a
 * password. Each holds the subscriber's number and a signature over it, the address and
 * what the link is for; who erases their data makes all of theirs void.
 */
@Component
public class SignedLinks {

	private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})\\.([A-Za-z0-9_-]{43})");

	private final SigningKey key;

	private final Office office;

	public SignedLinks(SigningKey key, Office office) {
		this.key = key;
		this.office = office;
	}

	/**
	 * One POST to it ends the subscription (RFC 8058); GET shows a page with a button.
	 */
	public String unsubscribe(long subscriber, EmailAddress address) {
		return this.office.url("/baja?t=" + token(Purpose.UNSUBSCRIBE, subscriber, address));
	}

	/** Where subscribers see and change what they receive. */
	public String preferences(long subscriber, EmailAddress address) {
		return this.office.url("/suscripcion/preferencias?t=" + token(Purpose.PREFERENCES, subscriber, address));
	}

	String confirm(long subscriber, EmailAddress address) {
		return this.office.url("/suscripcion/confirmar?t=" + token(Purpose.CONFIRM, subscriber, address));
	}

	String token(Purpose purpose, long subscriber, EmailAddress address) {
		return subscriber + "." + this.key.sign(purpose.name(), Long.toString(subscriber), address.key());
	}

	/** Whom a token speaks of, before its signature has been looked at. */
	Optional<Long> claimed(String token) {
		Matcher matcher = TOKEN.matcher(token);
		return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
	}

	boolean holds(String token, Purpose purpose, Subscriber subscriber) {
		Matcher matcher = TOKEN.matcher(token);
		return matcher.matches() && this.key.verify(matcher.group(2), purpose.name(), Long.toString(subscriber.id()),
				subscriber.email().key());
	}

	/** What a link is for; one for one thing does not serve for another. */
	enum Purpose {

		CONFIRM, PREFERENCES, UNSUBSCRIBE

	}

}
