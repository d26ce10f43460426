package org.becas.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.impl.BodyHasherImpl;
import org.apache.james.jdkim.tagvalue.SignatureRecordTemplate;

/**
 * Signs with DKIM (RFC 6376): rsa-sha256, relaxed/relaxed, the whole body. What a
 * receiver acts on is signed once more than it occurs, so that nobody can put a second
 * Subject or List-Unsubscribe into a signed letter (8.15).
 */
final class DkimSigner implements LetterSigner {

	/** Each of these is listed as often as it occurs, and once more. */
	private static final List<String> SEALED = List.of("from", "to", "subject", "date", "message-id", "reply-to",
			"mime-version", "content-type", "list-unsubscribe", "list-unsubscribe-post");

	/** Each of these is listed if it is there. RFC 6376, 5.4.1. */
	private static final List<String> SIGNED = List.of("in-reply-to", "references", "list-id", "list-help",
			"list-owner", "list-archive", "auto-submitted", "feedback-id");

	private static final Pattern SIGNATURE = Pattern.compile("(?<= b=)[A-Za-z0-9+/=]+");

	private final String tags;

	private final DkimKey key;

	private final Clock clock;

	DkimSigner(String domain, String selector, DkimKey key, Clock clock) {
		this.tags = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; ".formatted(domain, selector);
		this.key = key;
		this.clock = clock;
	}

	@Override
	public List<Header> sign(List<Header> headers, byte[] body) {
		Fields fields = new Fields(headers);
		String template = this.tags + "t=%d; h=%s;".formatted(this.clock.instant().getEpochSecond(), names(fields));
		try {
			BodyHasherImpl hasher = new BodyHasherImpl(new SignatureRecordTemplate(template));
			try (OutputStream out = hasher.getOutputStream()) {
				out.write(body);
			}
			String field = new DKIMSigner(template, this.key.privateKey()).sign(fields, hasher);
			return List.of(new Header("DKIM-Signature", folded(field.substring(field.indexOf(':') + 1).strip())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (FailException ex) {
			throw new IllegalStateException("La carta no se pudo firmar con DKIM: " + ex.getMessage(), ex);
		}
	}

	/**
	 * In lower case, since the library would lower them by the machine's own language; a
	 * space after each colon is where the line may be folded.
	 */
	private static String names(Fields fields) {
		StringBuilder names = new StringBuilder();
		for (String name : SEALED) {
			names.append((name + ": ").repeat(fields.getFields(name).size() + 1));
		}
		for (String name : SIGNED) {
			names.append((name + ": ").repeat(fields.getFields(name).size()));
		}
		return names.substring(0, names.length() - 2);
	}

	/**
	 * Folds at spaces, which relaxed canonicalisation takes for the same (3.4.2), and
	 * within the signature's own value, which is left out when it is checked (3.5).
	 */
	private static String folded(String value) {
		Matcher signature = SIGNATURE.matcher(" " + value);
		String spaced = signature.replaceFirst((found) -> found.group().replaceAll("(.{64})(?=.)", "$1 ")).strip();
		StringBuilder folded = new StringBuilder();
		int column = "DKIM-Signature: ".length();
		for (String word : spaced.split(" ")) {
			boolean fits = column + 1 + word.length() <= 76;
			folded.append(folded.isEmpty() ? "" : fits ? " " : "\r\n ").append(word);
			column = fits ? column + 1 + word.length() : 1 + word.length();
		}
		return folded.toString();
	}

	/** The letter's headers, as the library asks for them. */
	private record Fields(List<Header> headers) implements Headers {

		@Override
		public List<String> getFields() {
			return this.headers.stream().map(Fields::line).toList();
		}

		@Override
		public List<String> getFields(String name) {
			return this.headers.stream()
				.filter((header) -> header.name().toLowerCase(Locale.ROOT).equals(name))
				.map(Fields::line)
				.toList();
		}

		private static String line(Header header) {
			return header.name() + ": " + header.value();
		}

	}

}
