package org.becas.offer;

import java.util.Locale;

/** How one studies. */
public enum Mode {

	ON_SITE, ONLINE,

	/** Part on site, part online. */
	BLENDED;

	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
