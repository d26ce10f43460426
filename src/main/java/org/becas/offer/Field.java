package org.becas.offer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is read out of an announcement, and what a person may correct. */
public enum Field {

	/** Whether it is a call that a person can apply to at all. */
	OFFER,

	TITLE, SUMMARY, URL, LEVELS, DEADLINE, COUNTRIES, PROVIDER, FUNDING, COLOMBIANS, EDITION,

	/** The {@link Conditions}: money given, what it pays for, and what is asked. */
	AMOUNTS, COVERS, AGES, LANGUAGES, AREAS, MODE, COST;

	/** The fields of {@link Conditions}. */
	public static final Set<Field> CONDITIONS = Collections.unmodifiableSet(EnumSet.range(AMOUNTS, COST));

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	public boolean isCondition() {
		return CONDITIONS.contains(this);
	}

}
