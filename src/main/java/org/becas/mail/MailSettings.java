package org.becas.mail;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters look from outside ({@code becas.mail.*}). The relay itself is set as in any
 * Spring program: {@code spring.mail.host}, {@code port}, {@code username} …
 *
 * @param from the sender's address; the office's own, if absent. Its domain is that of
 * the Message-IDs
 * @param fromName the sender's name; the office's own, if absent
 * @param replyTo where answers go, a mailbox that somebody reads; the office's, if absent
 * @param returnPath where undeliverable letters come back to; the sender's address, if
 * absent
 * @param bounceAddress where they come back to, with the number of each letter after a
 * plus sign: a mailbox that takes {@code rebotes+anything@…}. It wins over
 * {@code returnPath}
 * @param connections how many connections to the relay are open at once, 1 to 100
 * @param lettersPerConnection after how many letters a connection is replaced by a new
 * one; some providers end it after twenty
 * @param perMinute how many letters the relay is given in a minute, over all connections;
 * 0 for as many as it takes
 */
@ConfigurationProperties("becas.mail")
public record MailSettings(@Nullable String from, @Nullable String fromName, @Nullable String replyTo,
		@Nullable String returnPath, @Nullable String bounceAddress, @DefaultValue("4") int connections,
		@DefaultValue("200") int lettersPerConnection, @DefaultValue("0") int perMinute) {

	public MailSettings {
		if (connections < 1 || connections > 100) {
			throw new IllegalArgumentException(
					"becas.mail.connections es %d; debe estar entre 1 y 100".formatted(connections));
		}
		if (bounceAddress != null && EmailAddress.of(bounceAddress).local().length() > 28) {
			throw new IllegalArgumentException(
					"becas.mail.bounce-address es %s; lo que va antes de la arroba no puede pasar de 28 caracteres"
						.formatted(bounceAddress));
		}
		if (perMinute < 0) {
			throw new IllegalArgumentException(
					"becas.mail.per-minute es %d; debe ser 0 (sin límite) o más".formatted(perMinute));
		}
		if (lettersPerConnection < 1) {
			throw new IllegalArgumentException(
					"becas.mail.letters-per-connection es %d; debe ser al menos 1".formatted(lettersPerConnection));
		}
	}

}
