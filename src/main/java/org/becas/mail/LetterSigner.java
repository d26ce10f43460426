package org.becas.mail;

import java.util.List;
import java.util.function.Supplier;

import org.becas.mail.Mailer.NoConnection;

/** Proves to receivers that a letter comes from its sender's domain, and is whole. */
@FunctionalInterface
interface LetterSigner {

	/** For where the relay signs, or nobody does. */
	LetterSigner NONE = (headers, body) -> List.of();

	/**
	 * Signs a letter; safe to share between threads.
	 * @param headers all of them
	 * @param body as it goes on the wire
	 * @return the headers to be written before the others
	 */
	List<Header> sign(List<Header> headers, byte[] body);

	/**
	 * Who signs on a new connection.
	 * @throws NoConnection if letters are to be signed and cannot be: better none than
	 * one that looks forged
	 */
	static LetterSigner from(Supplier<LetterSigner> signing) throws NoConnection {
		try {
			return signing.get();
		}
		catch (IllegalArgumentException ex) {
			throw new NoConnection(String.valueOf(ex.getMessage()), true, ex);
		}
	}

}
