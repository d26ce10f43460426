package org.becas.collect;

import java.util.Locale;

/**
 * What came of a visit, or of one request. A fixed list: each has a name and an advice
 * for staff under {@code collect.outcome.<key>} and {@code collect.advice.<key>} in the
 * messages.
 */
public enum Outcome {

	/** Announcements were read. */
	OK,

	/** The portal says that nothing changed since the last visit (304). */
	UNCHANGED,

	/** Readable, and truly without announcements. */
	EMPTY,

	/** The page itself says that for now there are none. */
	NOTHING_OPEN,

	/** The list is there, but the selectors find nothing in it. */
	STRUCTURE_CHANGED,

	/** A page that wants a user name. */
	LOGIN_WALL,

	/** A page that wants proof of not being a program. */
	CHALLENGE,

	/** A page that only asks for consent to cookies. */
	CONSENT,

	/** A page that is empty until a browser runs its scripts. */
	SCRIPT_ONLY,

	/** The address leads elsewhere now, such as to the portal's front page. */
	MOVED,

	/** 404 or 410. */
	NOT_FOUND,

	/** 401, 403 and other refusals. */
	REFUSED,

	/** 429, or a 503 that says when to come back. */
	THROTTLED,

	/** 5xx. */
	SERVER_ERROR,

	/** No such host, or nobody answers there. */
	UNREACHABLE,

	/** Too slow. */
	TIMEOUT,

	/** The certificate or the encryption is not acceptable. */
	TLS,

	/** The answer breaks off. */
	TRUNCATED,

	TOO_LARGE,

	TOO_MANY_REDIRECTS,

	/** robots.txt forbids the address, or cannot be read. */
	ROBOTS,

	/** An address inside our own network, which no portal may lead us to. */
	PRIVATE_ADDRESS,

	/** What came is not what the source is said to be. */
	UNREADABLE,

	/** Not visited: the portal asked for time, or keeps failing. */
	POSTPONED,

	/** A mistake of this program. */
	BROKEN;

	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** Whether the visit did what it was for. */
	public boolean good() {
		return this == OK || this == UNCHANGED;
	}

	/** Whether nothing is the matter with the source. */
	public boolean fine() {
		return good() || this == NOTHING_OPEN;
	}

	/** Whether the same request may succeed a moment later. */
	boolean mayPass() {
		return this == SERVER_ERROR || this == UNREACHABLE || this == TIMEOUT || this == TRUNCATED;
	}

	/** Whether to come back soon would be of no use, or a burden to the portal. */
	boolean burdens() {
		return switch (this) {
			case OK, UNCHANGED, EMPTY, NOTHING_OPEN, STRUCTURE_CHANGED, CONSENT, SCRIPT_ONLY, MOVED, UNREADABLE,
					PRIVATE_ADDRESS, BROKEN, POSTPONED ->
				false;
			default -> true;
		};
	}

	/** Whether the announcement behind a link is no longer there. */
	boolean gone() {
		return this == NOT_FOUND;
	}

}
