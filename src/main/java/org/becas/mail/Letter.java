package org.becas.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One mail to one recipient, ready to go.
 *
 * @param returnPath where undeliverable letters come back to: the envelope's sender
 * @param recipient the envelope's one recipient
 * @param headers in the order in which they are written, without those that describe the
 * body
 * @param form the body, shared by all who get the same one
 * @param values what goes into the form's slots
 */
public record Letter(EmailAddress returnPath, EmailAddress recipient, List<Header> headers, LetterForm form,
		Map<String, String> values) {

	public Letter {
		headers = List.copyOf(headers);
		values = Map.copyOf(values);
	}

	/**
	 * The value of the first header of that name.
	 * @throws IllegalArgumentException if there is none
	 */
	public String header(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(Header::value)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("La carta no lleva el encabezado " + name));
	}

	/** Its Message-ID, without angle brackets. */
	String messageId() {
		String id = header("Message-ID");
		return id.substring(id.indexOf('<') + 1, id.lastIndexOf('>'));
	}

	/**
	 * The whole message (RFC 5322), lines ending in CRLF, none longer than 998
	 * characters, none starting with a dot.
	 */
	public byte[] bytes() {
		return bytes(LetterSigner.NONE);
	}

	/** The whole message, signed. */
	byte[] bytes(LetterSigner signer) {
		List<Header> all = new ArrayList<>(this.headers);
		all.addAll(this.form.headers());
		byte[] body = this.form.body(this.values);
		all.addAll(0, signer.sign(all, body));
		StringBuilder head = new StringBuilder(2048);
		for (Header header : all) {
			head.append(header.name()).append(": ").append(header.value()).append("\r\n");
		}
		// All of it is ASCII, which this charset copies without looking at each character
		byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
		byte[] whole = Arrays.copyOf(first, first.length + body.length);
		System.arraycopy(body, 0, whole, first.length, body.length);
		return whole;
	}

}
