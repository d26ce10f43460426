package org.becas.mail;

/** What became of one letter. */
public sealed interface Outcome {

	/** In a word or two, for people: the relay's answer, or what broke. */
	String text();

	/**
	 * The relay has taken the letter over.
	 *
	 * @param text its answer, which often holds its own number for the letter
	 */
	record Accepted(String text) implements Outcome {
	}

	/** The relay does not take the letter now, but may later (4yz). */
	record Deferred(Stage stage, Reply reply) implements Outcome {

		@Override
		public String text() {
			return this.reply.toString();
		}

	}

	/** The relay does not take the letter (5yz). */
	record Rejected(Stage stage, Reply reply) implements Outcome {

		@Override
		public String text() {
			return this.reply.toString();
		}

	}

	/**
	 * The connection ended before the relay had answered.
	 *
	 * @param text what happened
	 * @param handed whether the final dot may have reached the relay: then nobody on this
	 * side can know whether it took the letter (RFC 1047)
	 */
	record Broken(String text, boolean handed) implements Outcome {
	}

	/** The command that was answered. */
	enum Stage {

		MAIL, RCPT, DATA, DOT

	}

}
