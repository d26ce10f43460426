package org.becas.offer;

import java.util.Locale;

/** What is read out of an announcement, and what a person may correct. */
public enum Field {

	/** Whether it is a call that a person can apply to at all. */
	OFFER,

	TITLE, SUMMARY, URL, LEVELS, DEADLINE, COUNTRIES, PROVIDER, FUNDING, COLOMBIANS, EDITION;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
