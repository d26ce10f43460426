package org.becas.offer;

import java.util.Locale;

/**
 * What "beca" means in this offer. The bulletin never calls a credit or a discount just a
 * scholarship.
 */
public enum Funding {

	/** Tuition and living costs. */
	COMPLETE,

	/** Part of the costs, or a fixed amount. */
	PARTIAL,

	/** A discount on, or waiver of, tuition only. */
	DISCOUNT,

	/** A credit that is forgiven under conditions (crédito condonable, crédito-beca). */
	FORGIVABLE_CREDIT,

	/** Travel or an exchange stay. */
	MOBILITY,

	/** A place without money. */
	PLACE_ONLY,

	UNSTATED;

	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
