package org.becas.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that a letter can go to: the {@code local@domain} of RFC 5321 without quoted
 * local parts, comments or SMTPUTF8. Whatever it is made from, it holds no space, no
 * control character and no line break, so it is safe in a header and in an SMTP command.
 *
 * @param local as the person wrote it
 * @param domain in lower case, international names in their ASCII form
 */
public record EmailAddress(String local, String domain) {

	private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

	private static final Pattern DOMAIN = Pattern
		.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");

	public EmailAddress {
		if (!LOCAL.matcher(local).matches() || local.startsWith(".") || local.endsWith(".") || local.contains("..")
				|| !DOMAIN.matcher(domain).matches() || local.length() + domain.length() > 253) {
			throw new IllegalArgumentException(
					"\"%s@%s\" no es una dirección de correo; se escribe como ana@ejemplo.org".formatted(local,
							domain));
		}
	}

	/**
	 * @throws IllegalArgumentException naming the wrong text and the form
	 */
	public static EmailAddress of(String text) {
		String stripped = text.strip();
		int at = stripped.lastIndexOf('@');
		if (at < 1) {
			throw new IllegalArgumentException(
					"\"%s\" no es una dirección de correo; se escribe como ana@ejemplo.org".formatted(text));
		}
		return new EmailAddress(stripped.substring(0, at), ascii(stripped.substring(at + 1)));
	}

	/**
	 * What two spellings of one mailbox share. Only letter case is ignored: a dot or a
	 * plus sign may well be another person.
	 */
	public String key() {
		return toString().toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return this.local + "@" + this.domain;
	}

	private static String ascii(String domain) {
		try {
			return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
		}
		catch (IllegalArgumentException ex) {
			return domain;
		}
	}

}
