package org.becas.mail;

import java.nio.file.Path;

import org.becas.office.Folders;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this program signs its letters ({@code becas.mail.dkim.*}), or leaves that to
 * the relay.
 *
 * @param selector under which the public key is published; empty if the program does not
 * sign
 * @param domain in whose name it signs; that of the sender's address, if absent
 * @param key file with the private key, RSA as PKCS #8 in PEM; {@code dkim-SELECTOR.pem}
 * in the data folder, if absent
 */
@ConfigurationProperties("becas.mail.dkim")
public record DkimSettings(@DefaultValue("") String selector, @Nullable String domain, @Nullable String key) {

	public DkimSettings {
		if (!selector.matches("(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,61}[A-Za-z0-9])?)?")) {
			throw new IllegalArgumentException(
					"becas.mail.dkim.selector es \"%s\"; solo lleva letras, cifras, puntos y guiones"
						.formatted(selector));
		}
	}

	/** Whether letters are signed here. */
	public boolean enabled() {
		return !this.selector.isEmpty();
	}

	public Path file(Folders folders) {
		return (this.key != null) ? Path.of(this.key) : folders.data().resolve("dkim-" + this.selector + ".pem");
	}

	/**
	 * In whose name letters are signed.
	 * @param from the address in From
	 */
	public String domain(EmailAddress from) {
		return (this.domain != null) ? this.domain : from.domain();
	}

	/** The name under which receivers look for the public key (RFC 6376, 3.6.2.1). */
	public String name(EmailAddress from) {
		return this.selector + "._domainkey." + domain(from);
	}

}
