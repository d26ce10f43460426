package org.becas.delivery;

/**
 * Nothing more can be sent until a person has looked at it; everybody who was not sent to
 * keeps their place.
 */
final class Stop extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param message what is wrong and what to do, for people
	 */
	Stop(String message) {
		super(message);
	}

}
