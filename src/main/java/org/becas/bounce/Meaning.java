package org.becas.bounce;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.bounce.Notice.Kind;

/**
 * What a server means that has given up on a letter: its enhanced status code (RFC 3463)
 * first, its words where the code says little. In doubt nobody is blamed.
 */
final class Meaning {

	private static final Pattern CODE = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.]\\d)");

	private Meaning() {
	}

	/**
	 * The code that says most: the one in the server's own answer, if the report's is a
	 * mere "something failed".
	 */
	static String code(String status, String answer) {
		Matcher reported = CODE.matcher(status);
		String code = reported.find() ? reported.group() : "";
		Matcher answered = CODE.matcher(answer);
		while ((code.isEmpty() || vague(code)) && answered.find()) {
			code = answered.group();
		}
		return code;
	}

	/**
	 * @param code such as {@code 5.1.1}; may be empty
	 * @param words the server's answer
	 */
	static Kind of(String code, String words) {
		String folded = Phrases.fold(words);
		if (code.matches("[45]\\.2\\.2")) {
			return Kind.FULL;
		}
		if (code.equals("5.7.13")) {
			// The one of these codes that speaks of the person: the account is disabled
			return Kind.HARD;
		}
		if (ours(code) || Phrases.speakOf("POLICY", folded)) {
			return Kind.POLICY;
		}
		if (Phrases.speakOf("FULL", folded)) {
			return Kind.FULL;
		}
		if (Phrases.speakOf("SOFT", folded)) {
			return Kind.SOFT;
		}
		if (code.startsWith("4.")) {
			return Phrases.speakOf("NOWHERE", folded) ? Kind.HARD : Kind.SOFT;
		}
		if (code.startsWith("5.1.") || code.equals("5.2.1") || code.equals("5.4.4")) {
			return Kind.HARD;
		}
		// Exchange Online answers so for a mailbox that is not in the directory
		boolean edge = code.equals("5.4.1") && folded.matches(".*recipient address(?:es)? rejected.*");
		boolean nameless = code.isEmpty() || vague(code);
		return (edge || (nameless && Phrases.speakOf("HARD", folded))) ? Kind.HARD : Kind.SOFT;
	}

	/** Security and policy, our sender address, our letter's form and size, our quota. */
	private static boolean ours(String code) {
		return code.matches("[45]\\.[67]\\.\\d+") || code.matches("5\\.1\\.(?:7|8|9\\d)") || code.equals("5.3.4")
				|| code.equals("5.2.3");
	}

	private static boolean vague(String code) {
		return code.endsWith(".0.0") || code.endsWith(".1.0") || code.endsWith(".2.0") || code.endsWith(".3.0")
				|| code.startsWith("5.5.");
	}

}
