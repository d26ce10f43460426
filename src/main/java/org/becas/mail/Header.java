package org.becas.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One header field as it goes on the wire (RFC 5322): ASCII, folded, and without a line
 * break that anybody but this type has put there.
 *
 * @param name such as {@code Subject}
 * @param value folded lines are separated by CRLF and a space
 */
public record Header(String name, String value) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private static final Pattern VALUE = Pattern.compile("[ -~]{0,997}(?:\r\n [ -~]{1,997})*+");

	private static final Pattern PHRASE = Pattern.compile("[A-Za-z0-9 ]{1,60}");

	private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx",
			Locale.ENGLISH);

	/** As many bytes as fit an encoded-word of 75 characters (RFC 2047) in base64. */
	private static final int WORD = 45;

	public Header {
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("\"" + name + "\" no puede ser el nombre de un encabezado de correo");
		}
		if (!VALUE.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"El encabezado %s no puede llevar saltos de línea, controles ni letras fuera de ASCII: \"%s\""
						.formatted(name, value.replaceAll("[^ -~]", "?")));
		}
	}

	/**
	 * Words for people: anything outside ASCII becomes encoded-words (RFC 2047), and line
	 * breaks and controls become spaces.
	 */
	public static Header words(String name, String words) {
		return new Header(name, encoded(name, CONTROLS.matcher(words).replaceAll(" ").strip()));
	}

	/** A mailbox with a name for people, or without. */
	public static Header mailbox(String name, EmailAddress address, @Nullable String person) {
		if (person == null || person.isBlank()) {
			return new Header(name, address.toString());
		}
		String clean = CONTROLS.matcher(person).replaceAll(" ").strip();
		String phrase = PHRASE.matcher(clean).matches() ? clean : base64Words(clean);
		return new Header(name, phrase + "\r\n <" + address + ">");
	}

	/** A moment, in the office's clock. */
	public static Header date(String name, Instant instant, ZoneId zone) {
		return new Header(name, DATE.format(instant.atZone(zone)));
	}

	private static String encoded(String name, String words) {
		boolean plain = words.chars().allMatch((c) -> c >= ' ' && c <= '~') && !words.contains("=?")
				&& name.length() + words.length() < 76;
		return plain ? words : base64Words(words);
	}

	private static String base64Words(String words) {
		StringBuilder value = new StringBuilder();
		StringBuilder word = new StringBuilder();
		int[] points = words.codePoints().map((point) -> safe(point)).toArray();
		int bytes = 0;
		for (int point : points) {
			int length = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
			// A character must not be split between two words, and the header's name
			// needs
			// its own room in the first line
			if (bytes + length > (value.isEmpty() ? WORD - 18 : WORD)) {
				append(value, word);
				bytes = 0;
			}
			word.appendCodePoint(point);
			bytes += length;
		}
		append(value, word);
		return value.toString();
	}

	private static int safe(int point) {
		return (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) ? 0xFFFD : point;
	}

	private static void append(StringBuilder value, StringBuilder word) {
		value.append(value.isEmpty() ? "" : "\r\n ")
			.append("=?UTF-8?B?")
			.append(Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)))
			.append("?=");
		word.setLength(0);
	}

}
