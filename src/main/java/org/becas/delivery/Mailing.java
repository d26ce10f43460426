package org.becas.delivery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.becas.bulletin.Edition;

/**
 * What a ledger is kept for: a month's bulletin, written {@code 2026-12}, or a correction
 * of it, written {@code 2026-12-c1}.
 *
 * @param correction 0 for the bulletin itself, else the correction's number
 */
public record Mailing(Edition edition, int correction) implements Comparable<Mailing> {

	private static final Pattern CORRECTION = Pattern.compile("(\\d{4}-\\d{2})-c([1-9]\\d{0,3})");

	private static final Comparator<Mailing> ORDER = Comparator.comparing(Mailing::edition)
		.thenComparing(Mailing::correction);

	/** The bulletin of a month. */
	public static Mailing of(Edition edition) {
		return new Mailing(edition, 0);
	}

	/**
	 * @throws IllegalArgumentException naming the wrong text and the form
	 */
	public static Mailing of(String text) {
		Matcher matcher = CORRECTION.matcher(text.strip());
		return matcher.matches() ? new Mailing(Edition.of(matcher.group(1)), Integer.parseInt(matcher.group(2)))
				: of(Edition.of(text.strip()));
	}

	/** Whether it corrects a bulletin that has left. */
	public boolean corrects() {
		return this.correction > 0;
	}

	@Override
	public int compareTo(Mailing other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return corrects() ? this.edition + "-c" + this.correction : this.edition.toString();
	}

}
