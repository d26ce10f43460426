package org.becas.offer;

import java.util.Locale;

/** How close to the scholarship's giver a source is, the closest first. */
public enum Tier {

	/** Whoever gives the scholarship, or their government's own catalogue. */
	OFFICIAL,

	/** A university, an embassy, an office that passes calls on. */
	INSTITUTIONAL,

	/** A portal that gathers others' calls. */
	AGGREGATOR,

	/** A newspaper or a blog. */
	PRESS;

	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
