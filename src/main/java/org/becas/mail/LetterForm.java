package org.becas.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.mail.QuotedPrintable.Encoder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * The body of a letter to many: a {@code multipart/alternative} (RFC 2046) whose text and
 * HTML are encoded once, with slots for what differs from one recipient to the next. Safe
 * to share between threads.
 */
public final class LetterForm {

	private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

	private final String boundary;

	private final List<Piece> pieces;

	private final int size;

	private LetterForm(String boundary, List<Piece> pieces) {
		this.boundary = boundary;
		this.pieces = pieces;
		this.size = pieces.stream().mapToInt((piece) -> piece.bytes().length).sum();
	}

	/**
	 * Encodes the two forms of a body.
	 * @param slots the texts that stand for a recipient's own values, such as
	 * {@code %%NAME%%}
	 */
	public static LetterForm of(String html, String text, Set<String> slots) {
		// "=_" cannot occur in quoted-printable, so no body can hold the boundary
		String boundary = "=_becas_"
				+ DigestUtils.md5DigestAsHex((html + '\0' + text).getBytes(StandardCharsets.UTF_8));
		List<Piece> pieces = new ArrayList<>();
		part(pieces, boundary, "text/plain", text, slots, false);
		part(pieces, boundary, "text/html", html, slots, true);
		pieces.add(new Piece(ascii("\r\n--" + boundary + "--\r\n"), null, false));
		return new LetterForm(boundary, List.copyOf(pieces));
	}

	/** The headers that describe the body. */
	List<Header> headers() {
		return List.of(new Header("MIME-Version", "1.0"),
				new Header("Content-Type", "multipart/alternative;\r\n boundary=\"" + this.boundary + "\""));
	}

	/**
	 * The body for one recipient. No line of it starts with a dot, so it can follow DATA
	 * as it is (RFC 5321, 4.5.2).
	 * @param values what goes into each slot; in HTML it is escaped
	 * @throws IllegalArgumentException if a slot has no value
	 */
	byte[] body(Map<String, String> values) {
		Map<String, byte[]> encoded = new HashMap<>();
		int length = this.size;
		for (Piece piece : this.pieces) {
			if (piece.slot() != null) {
				length += encoded.computeIfAbsent(piece.key(), (key) -> value(piece, values)).length;
			}
		}
		ByteBuffer body = ByteBuffer.allocate(length);
		for (Piece piece : this.pieces) {
			body.put(piece.bytes());
			if (piece.slot() != null) {
				body.put(encoded.get(piece.key()));
			}
		}
		return body.array();
	}

	private static byte[] value(Piece piece, Map<String, String> values) {
		String value = values.get(piece.slot());
		if (value == null) {
			throw new IllegalArgumentException("La carta necesita un valor para " + piece.slot());
		}
		Encoder encoder = new Encoder();
		encoder.write(piece.html() ? HtmlUtils.htmlEscape(value, "UTF-8") : CONTROLS.matcher(value).replaceAll(" "));
		encoder.softBreak();
		return encoder.take();
	}

	private static void part(List<Piece> pieces, String boundary, String type, String content, Set<String> slots,
			boolean html) {
		Encoder encoder = new Encoder();
		encoder.raw((pieces.isEmpty() ? "--" : "\r\n--") + boundary + "\r\nContent-Type: " + type
				+ "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
		Matcher slot = Pattern.compile(slots.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")")))
			.matcher(content);
		int from = 0;
		while (!slots.isEmpty() && slot.find()) {
			encoder.write(content.substring(from, slot.start()));
			encoder.softBreak();
			pieces.add(new Piece(encoder.take(), slot.group(), html));
			from = slot.end();
		}
		encoder.write(content.substring(from));
		pieces.add(new Piece(encoder.take(), null, html));
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** Encoded bytes, and the slot that follows them. */
	private record Piece(byte[] bytes, @Nullable String slot, boolean html, String key) {

		Piece(byte[] bytes, @Nullable String slot, boolean html) {
			this(bytes, slot, html, slot + html);
		}

	}

}
