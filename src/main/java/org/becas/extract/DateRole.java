package org.becas.extract;

/** What a date is, told by the words beside it. */
enum DateRole {

	/** Until then one may apply. */
	CLOSES,

	/** "Until", of whatever. */
	UNTIL,

	/** From then on one may apply. */
	OPENS,

	/** Publication, results, the course, a birth. */
	OTHER,

	UNKNOWN

}
