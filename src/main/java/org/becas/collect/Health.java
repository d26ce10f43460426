package org.becas.collect;

import java.util.Locale;

/**
 * How a source is doing, told from its last visits. Each has words for staff under
 * {@code collect.health.<key>} in the messages.
 */
public enum Health {

	/** Reads what is usual. */
	GOOD,

	/** Failed once in a way that often passes by itself. */
	WAVERING,

	/** Nothing could be read. */
	QUIET,

	/** Far fewer announcements than usual. */
	FEW,

	/** Far more announcements than usual. */
	MANY,

	/** The page is no longer built as its selectors expect. */
	DRIFTED;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether a person has to do something. */
	public boolean needsAPerson() {
		return this != GOOD && this != WAVERING;
	}

}
