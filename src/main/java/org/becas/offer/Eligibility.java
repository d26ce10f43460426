package org.becas.offer;

import java.util.Locale;

/** Whether citizens of the office's country may apply. Silence is {@link #UNKNOWN}. */
public enum Eligibility {

	YES, NO, UNKNOWN;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
