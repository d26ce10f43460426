package org.becas.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/**
 * A message from a stranger, taken apart as MIME as far as it is sound; what is not is
 * read as plain text.
 *
 * @param headers of the message
 * @param leaves its parts that have no parts
 */
record Parts(InternetHeaders headers, List<Leaf> leaves) {

	private static final int DEEPEST = 8;

	private static final int MOST = 60;

	private static final Session SESSION = Session.getInstance(new Properties());

	static Parts of(byte[] message) {
		List<Leaf> leaves = new ArrayList<>();
		InternetHeaders headers = new InternetHeaders();
		try {
			headers = new InternetHeaders(new ByteArrayInputStream(message), true);
			collect(new MimeMessage(SESSION, new ByteArrayInputStream(message)), leaves, 0);
		}
		catch (MessagingException | IOException | RuntimeException ex) {
			leaves.add(new Leaf("text/plain", new String(message, StandardCharsets.ISO_8859_1)));
		}
		return new Parts(headers, leaves);
	}

	/** The first header of that name, decoded (RFC 2047); empty if there is none. */
	String header(String name) {
		String value = this.headers.getHeader(name, null);
		if (value == null) {
			return "";
		}
		try {
			return MimeUtility.decodeText(MimeUtility.unfold(value));
		}
		catch (IOException | RuntimeException ex) {
			return value;
		}
	}

	/** The text of the first part of that type, or null. */
	@Nullable String first(String type) {
		return this.leaves.stream().filter((leaf) -> leaf.type().equals(type)).map(Leaf::text).findFirst().orElse(null);
	}

	/** All that can be read, header and parts. */
	String all() {
		StringBuilder all = new StringBuilder();
		this.headers.getAllHeaderLines().asIterator().forEachRemaining((line) -> all.append(line).append('\n'));
		this.leaves.forEach((leaf) -> all.append(leaf.text()).append('\n'));
		return all.toString();
	}

	private static void collect(MimePart part, List<Leaf> leaves, int depth) throws MessagingException, IOException {
		if (leaves.size() >= MOST) {
			return;
		}
		ContentType type = type(part);
		if (type.match("multipart/*") && depth < DEEPEST && part.getContent() instanceof MimeMultipart parts) {
			for (int i = 0; i < parts.getCount(); i++) {
				collect((MimePart) parts.getBodyPart(i), leaves, depth + 1);
			}
		}
		else {
			leaves.add(new Leaf(type.getBaseType().toLowerCase(Locale.ROOT), text(part, type)));
		}
	}

	private static ContentType type(MimePart part) {
		try {
			return new ContentType(part.getContentType());
		}
		catch (MessagingException ex) {
			return new ContentType("text", "plain", null);
		}
	}

	private static String text(MimePart part, ContentType type) throws MessagingException, IOException {
		try (InputStream in = part.getInputStream()) {
			return new String(in.readAllBytes(), charset(type));
		}
	}

	private static Charset charset(ContentType type) {
		String name = type.getParameter("charset");
		try {
			return (name != null) ? Charset.forName(MimeUtility.javaCharset(name)) : StandardCharsets.UTF_8;
		}
		catch (IllegalArgumentException ex) {
			return StandardCharsets.ISO_8859_1;
		}
	}

	/**
	 * A part without parts.
	 *
	 * @param type such as {@code message/delivery-status}, in small letters
	 */
	record Leaf(String type, String text) {
	}

}
