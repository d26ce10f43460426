package org.becas.bounce;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import org.becas.bounce.Notice.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The machine-readable part of a delivery status notification (RFC 3464), of which we
 * read the first recipient that something is said of: our letters have one each.
 *
 * @param action such as {@code failed}, in small letters
 * @param status such as {@code 5.1.1}
 * @param diagnostic the server's answer, without the name of its protocol
 */
record StatusReport(String action, String status, String diagnostic) {

	/**
	 * @return null if the text says nothing of any recipient
	 */
	static @Nullable StatusReport read(String text) {
		StatusReport best = null;
		for (InternetHeaders fields : blocks(text)) {
			String action = field(fields, "Action").toLowerCase(Locale.ROOT);
			String status = field(fields, "Status");
			if (action.isEmpty() && status.isEmpty()) {
				continue;
			}
			StatusReport report = new StatusReport(action, status,
					field(fields, "Diagnostic-Code").replaceFirst("^[A-Za-z-]{1,20}+ ?; ?", ""));
			if (best == null || (!best.failed() && report.failed())) {
				best = report;
			}
		}
		return best;
	}

	/**
	 * @param words what stands beside it for people, for where it says little itself
	 */
	Kind kind(String words) {
		if (this.action.startsWith("delay")) {
			return Kind.DELAYED;
		}
		if (!failed()) {
			return Kind.DELIVERED;
		}
		String answer = this.diagnostic.isEmpty() ? words : this.diagnostic;
		return Meaning.of(code(), answer);
	}

	/** The code that says most. */
	String code() {
		return Meaning.code(this.status, this.diagnostic);
	}

	private boolean failed() {
		return this.action.startsWith("fail") || this.action.startsWith("expired")
				|| (this.action.isEmpty() && (this.status.startsWith("5") || this.status.startsWith("4")));
	}

	/** Groups of fields with an empty line between them. */
	private static List<InternetHeaders> blocks(String text) {
		List<InternetHeaders> blocks = new ArrayList<>();
		ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
		try {
			while (in.available() > 0 && blocks.size() < 100) {
				blocks.add(new InternetHeaders(in, true));
			}
		}
		catch (MessagingException ex) {
			// what was read until then counts
		}
		return blocks;
	}

	private static String field(InternetHeaders fields, String name) {
		String value = fields.getHeader(name, null);
		return (value != null) ? value.replaceAll("\\s++", " ").strip() : "";
	}

}
