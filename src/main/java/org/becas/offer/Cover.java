package org.becas.offer;

import java.util.Locale;

/** What an offer pays for. */
public enum Cover {

	TUITION,

	/** Stipend, allowance, subsistence. */
	LIVING, TRAVEL, INSURANCE, HOUSING, MEALS,

	/** Books, materials, a computer. */
	MATERIALS,

	/** Research, laboratory and field work, conferences. */
	RESEARCH, LANGUAGE_COURSE, VISA,

	/** An allowance for children or a spouse. */
	FAMILY,

	/** Settling in: a payment on arrival. */
	INSTALLATION;

	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
