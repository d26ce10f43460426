package org.becas.bounce;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox that undeliverable letters come back to ({@code becas.bounces.*}): that of
 * {@code becas.mail.bounce-address}.
 *
 * @param host of the mail server; without it nothing is read
 * @param protocol {@code imaps}, {@code imap}, {@code pop3s} or {@code pop3}; the two
 * without an s change to TLS at once, unless the server is this machine
 * @param port the protocol's own, if 0
 * @param folder with IMAP
 */
@ConfigurationProperties("becas.bounces")
public record BounceSettings(@DefaultValue("") String host, @DefaultValue("imaps") String protocol,
		@DefaultValue("0") int port, @Nullable String username, @Nullable String password,
		@DefaultValue("INBOX") String folder) {

	private static final List<String> PROTOCOLS = List.of("imaps", "imap", "pop3s", "pop3");

	public BounceSettings {
		if (!PROTOCOLS.contains(protocol)) {
			throw new IllegalArgumentException(
					"becas.bounces.protocol es \"%s\"; puede ser %s".formatted(protocol, String.join(", ", PROTOCOLS)));
		}
	}

	/** Whether there is a mailbox to read. */
	public boolean enabled() {
		return !this.host.isBlank();
	}

	/** For people: {@code rebotes en imap.example.org (imaps)}. */
	String destination() {
		return "%s en %s (%s)".formatted(this.username, this.host, this.protocol);
	}

}
