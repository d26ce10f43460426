package org.becas.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A relay's answer (RFC 5321, 4.2).
 *
 * @param code three digits
 * @param text one line, without control characters, at most 500 characters
 */
public record Reply(int code, String text) {

	private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

	private static final Pattern ENHANCED = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

	public Reply {
		text = CONTROLS.matcher(text).replaceAll(" ").strip();
		text = (text.length() > 500) ? text.substring(0, 500) : text;
	}

	/** The enhanced status code (RFC 3463), such as {@code 5.7.1}, or empty. */
	public String enhanced() {
		Matcher matcher = ENHANCED.matcher(this.text);
		return matcher.find() ? matcher.group(1) : "";
	}

	public boolean transientFailure() {
		return this.code / 100 == 4;
	}

	@Override
	public String toString() {
		return this.text.startsWith(Integer.toString(this.code)) ? this.text : this.code + " " + this.text;
	}

}
