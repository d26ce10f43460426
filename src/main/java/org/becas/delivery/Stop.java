package org.becas.delivery;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Nothing more can be sent now; everybody who was not sent to keeps their place.
 */
final class Stop extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Then then;

	private final transient @Nullable Instant resumeAt;

	private Stop(String message, Then then, @Nullable Instant resumeAt) {
		super(message);
		this.then = then;
		this.resumeAt = resumeAt;
	}

	/**
	 * A person must look at it, and start it again.
	 * @param message what is wrong and what to do, for people
	 */
	Stop(String message) {
		this(message, Then.PERSON, null);
	}

	/** It may be better later, by itself or because somebody has seen to it. */
	static Stop tryingAgain(String message) {
		return new Stop(message, Then.TRY_AGAIN, null);
	}

	/** It goes on at that moment. */
	static Stop until(Instant resumeAt, String message) {
		return new Stop(message, Then.AT, resumeAt);
	}

	Then then() {
		return this.then;
	}

	/** When it goes on, if that is known. */
	@Nullable Instant resumeAt() {
		return this.resumeAt;
	}

	/** What happens next. */
	enum Then {

		PERSON, TRY_AGAIN, AT

	}

}
