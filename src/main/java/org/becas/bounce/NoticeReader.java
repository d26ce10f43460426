package org.becas.bounce;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.bounce.Notice.Kind;
import org.becas.mail.ReturnPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads a message from the bounce mailbox: which letter it speaks of, from our own signed
 * return path first, and what it says, from its machine-readable part (RFC 3464, RFC
 * 5965, RFC 8098) or else from the words of the servers that write none.
 */
@Component
public class NoticeReader {

	/** As {@code delivery} makes them: a signature at our domain. */
	private static final Pattern MESSAGE_ID = Pattern
		.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}@[A-Za-z0-9.-]{1,255}+");

	/** From the fields of the whole report (RFC 3464, 2.2) to those of the recipient. */
	private static final Pattern REPORT = Pattern.compile("(?ms)^Reporting-MTA:.{0,2000}?^Final-Recipient:.{0,4000}");

	private static final Pattern DAEMON = Pattern.compile(
			"(?i)(?:mailer-?daemon|mail-?daemon|mdaemon|post_?master|mailmarshal|microsoftexchange\\w{0,40}+|mail delivery|mail router|<@>|system administrator)");

	private final ReturnPaths returnPaths;

	public NoticeReader(ReturnPaths returnPaths) {
		this.returnPaths = returnPaths;
	}

	/**
	 * Reads a message as it came, whole or cut short. Never fails: what cannot be
	 * understood is {@link Kind#OTHER}.
	 */
	public Notice read(byte[] message) {
		Parts parts = Parts.of(message);
		String all = parts.all();
		Saying saying = saying(parts);
		return new Notice(saying.kind(), saying.status(), saying.text(), this.returnPaths.letter(all).orElse(null),
				this.returnPaths.subscription(all).orElse(null), messageIds(all));
	}

	private static Saying saying(Parts parts) {
		String feedback = parts.first("message/feedback-report");
		if (feedback != null) {
			return complaint(feedback);
		}
		if (hotmail(parts)) {
			return new Saying(Kind.COMPLAINT, "", "abuse");
		}
		StatusReport report = report(parts);
		if (report != null) {
			String words = human(parts);
			return new Saying(report.kind(words), report.code(),
					report.diagnostic().isEmpty() ? words : report.diagnostic());
		}
		if (parts.first("message/disposition-notification") != null) {
			return new Saying(Kind.AUTO_REPLY, "", "");
		}
		Saying words = words(parts);
		if (words != null) {
			return words;
		}
		return new Saying(automatic(parts) ? Kind.AUTO_REPLY : Kind.OTHER, "", "");
	}

	/**
	 * The report in its own part, or, where a server has the parts wrong, as it stands in
	 * the text.
	 */
	private static @Nullable StatusReport report(Parts parts) {
		String status = parts.first("message/delivery-status");
		if (status != null) {
			return StatusReport.read(status);
		}
		String text = parts.first("text/plain");
		Matcher start = REPORT.matcher((text != null) ? text : "");
		return (start.find() && byServer(parts, "")) ? StatusReport.read(start.group()) : null;
	}

	/** RFC 5965, 3.1; {@code opt-out} is not in it and some providers send it. */
	private static Saying complaint(String feedback) {
		Matcher type = Pattern.compile("(?im)^Feedback-Type:[ \\t]{0,20}+([\\w-]{1,40}+)").matcher(feedback);
		String word = type.find() ? type.group(1).toLowerCase(Locale.ROOT) : "";
		boolean complaint = List.of("abuse", "fraud", "virus", "other", "opt-out", "opt-out-list", "miscategorized")
			.contains(word);
		return new Saying(complaint ? Kind.COMPLAINT : Kind.OTHER, "", word);
	}

	/** Microsoft's programme for senders (JMRP) is older than RFC 5965. */
	private static boolean hotmail(Parts parts) {
		String letter = parts.first("message/rfc822");
		return letter != null && letter.startsWith("X-HmXmrOriginalRecipient:")
				&& Phrases.fold(parts.header("Subject")).contains("complaint about message from");
	}

	/**
	 * What a server says that writes for people only; null if no server wrote this, or
	 * not of a letter that failed.
	 */
	private static @Nullable Saying words(Parts parts) {
		String subject = Phrases.fold(parts.header("Subject"));
		String text = human(parts);
		String folded = subject + " " + Phrases.fold(text);
		boolean failed = Phrases.speakOf("FAILURE", folded);
		boolean delayed = Phrases.speakOf("DELAYED", folded);
		if (!(failed || delayed) || !byServer(parts, subject)) {
			return null;
		}
		if (delayed) {
			return new Saying(Kind.DELAYED, "", text);
		}
		String code = Meaning.code("", text);
		return new Saying(Meaning.of(code, text), code, answer(text));
	}

	private static boolean byServer(Parts parts, String subject) {
		return DAEMON.matcher(parts.header("From")).find() || !parts.header("X-Failed-Recipients").isEmpty()
				|| (parts.header("Return-Path").strip().equals("<>") && Phrases.speakOf("FAILURE", subject));
	}

	/** RFC 3834, 5, and what was in use before it. */
	private static boolean automatic(Parts parts) {
		String submitted = parts.header("Auto-Submitted").strip().toLowerCase(Locale.ROOT);
		return (!submitted.isEmpty() && !submitted.startsWith("no"))
				|| !(parts.header("X-Autoreply") + parts.header("X-Autorespond")
						+ parts.header("X-Auto-Response-Suppress"))
					.isEmpty()
				|| parts.header("Precedence").strip().equalsIgnoreCase("auto_reply")
				|| Phrases.speakOf("AWAY", Phrases.fold(parts.header("Subject")));
	}

	/** What stands there for people, without the copy of our own letter. */
	private static String human(Parts parts) {
		String text = parts.first("text/plain");
		if (text == null) {
			String html = parts.first("text/html");
			text = (html != null) ? html.replaceAll("<[^>]{0,2000}+>", " ") : "";
		}
		StringBuilder own = new StringBuilder();
		for (String line : text.lines().limit(400).toList()) {
			if (Phrases.speakOf("COPY", Phrases.fold(line)) && !own.isEmpty()) {
				break;
			}
			own.append(line).append('\n');
		}
		return own.toString();
	}

	/** The line with a code in it, or all. */
	private static String answer(String text) {
		return text.lines()
			.filter((line) -> line.matches(".{0,200}(?<!\\d)[45](?:\\d\\d[ -]|\\.\\d{1,3}\\.\\d).*"))
			.findFirst()
			.orElse(text);
	}

	private static List<String> messageIds(String all) {
		Set<String> found = new LinkedHashSet<>();
		Matcher id = MESSAGE_ID.matcher(all);
		while (id.find() && found.size() < 20) {
			found.add(id.group());
		}
		return new ArrayList<>(found);
	}

	/** What a message says, whichever letter it speaks of. */
	private record Saying(Kind kind, String status, String text) {
	}

}
