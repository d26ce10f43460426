package org.becas.delivery;

import org.becas.mail.Outcome;
import org.becas.mail.Outcome.Accepted;
import org.becas.mail.Outcome.Broken;
import org.becas.mail.Outcome.Deferred;
import org.becas.mail.Outcome.Rejected;
import org.becas.mail.Outcome.Stage;
import org.becas.mail.Reply;

/** What an outcome means for the delivery, for the person and for the whole sending. */
enum Verdict {

	ACCEPTED,

	/** Come back later. */
	LATER,

	/** The address does not take mail, and will not. */
	BAD_ADDRESS,

	/** Refused this time; nothing is said about the address. */
	REFUSED,

	/** The relay refuses us, not the recipient: stop, and blame nobody. */
	OUR_FAULT,

	/** Nothing was handed over. */
	NOT_SENT,

	UNKNOWN;

	static Verdict of(Outcome outcome) {
		if (outcome instanceof Accepted) {
			return ACCEPTED;
		}
		if (outcome instanceof Deferred) {
			return LATER;
		}
		if (outcome instanceof Rejected rejected) {
			return of(rejected.stage(), rejected.reply());
		}
		return ((Broken) outcome).handed() ? UNKNOWN : NOT_SENT;
	}

	/**
	 * A refusal speaks of the recipient if it answers RCPT, or if its enhanced code is
	 * about an address or a mailbox (RFC 3463, 3.2 and 3.3); 5.1.7 and 5.1.8 are about
	 * the sender's, 5.7 is policy.
	 */
	private static Verdict of(Stage stage, Reply reply) {
		String code = reply.enhanced();
		if (code.startsWith("5.7.") || code.equals("5.1.7") || code.equals("5.1.8") || stage == Stage.MAIL) {
			return OUR_FAULT;
		}
		if (code.startsWith("5.2.") && !code.equals("5.2.1")) {
			return REFUSED;
		}
		if (stage == Stage.RCPT) {
			return (code.startsWith("5.3.") || code.startsWith("5.4.") || reply.code() == 552) ? REFUSED : BAD_ADDRESS;
		}
		return code.startsWith("5.1.") || code.equals("5.2.1") ? BAD_ADDRESS : OUR_FAULT;
	}

}
