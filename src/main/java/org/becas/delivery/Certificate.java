package org.becas.delivery;

import java.time.Instant;
import java.util.List;

import org.becas.delivery.Delivery.Skip;
import org.becas.delivery.Delivery.State;
import org.becas.offer.Level;
import org.becas.office.Sha256;

/**
 * Who got a mailing and who did not, in numbers: planned is the sum of the others.
 *
 * @param planned everybody who was entered when the mailing was planned
 * @param expired put off by the relay until it was too late
 * @param skipped not sent for another reason, which each line tells
 * @param head the hash at the end of the chain, which stands for every line
 * @param issuedAt when this was made
 */
public record Certificate(Mailing mailing, int planned, int accepted, int rejected, int expired, int unknown,
		int skipped, String head, Instant issuedAt) {

	/** The columns of the file, in order. */
	static final List<String> COLUMNS = List.of("line", "email", "levels", "outcome", "reason", "attempts",
			"message_id", "at", "recipient", "hash");

	/** Whether nobody is missing. */
	public boolean balanced() {
		return this.planned == this.accepted + this.rejected + this.expired + this.unknown + this.skipped;
	}

	/**
	 * One person's line.
	 *
	 * @param email as it is now; an erased one names nobody
	 * @param recipient keyed hash of the address, which stays when the address is erased
	 * @param hash SHA-256 in hex over the line before's hash and all of this line but the
	 * address
	 */
	public record Line(int number, String email, String levels, String outcome, String reason, int attempts,
			String messageId, String at, String recipient, String hash) {

		private static final String SEPARATOR = "\u001f";

		static Line first(String words) {
			return new Line(0, "", "", "MAILING", words, 0, "", "", "", "").chained("");
		}

		static Line of(int number, Delivery delivery, String recipient) {
			boolean skipped = delivery.state() == State.SKIPPED;
			boolean expired = skipped && delivery.reason().equals(Skip.EXPIRED.name());
			return new Line(number, delivery.email().toString(), Level.join(delivery.levels()),
					expired ? "EXPIRED" : delivery.state().name(), inert(delivery.reason()), delivery.attempts(),
					delivery.messageId(), delivery.changedAt().toString(), recipient, "");
		}

		/** The same line after another. */
		Line chained(String before) {
			String all = String.join(SEPARATOR, before, Integer.toString(this.number), this.levels, this.outcome,
					this.reason, Integer.toString(this.attempts), this.messageId, this.at, this.recipient);
			return new Line(this.number, this.email, this.levels, this.outcome, this.reason, this.attempts,
					this.messageId, this.at, this.recipient, Sha256.of(all));
		}

		Object[] cells() {
			return new Object[] { this.number, this.email, this.levels, this.outcome, this.reason, this.attempts,
					this.messageId, this.at, this.recipient, this.hash };
		}

		/** A relay's words must not be taken for a formula by a spreadsheet. */
		private static String inert(String text) {
			return (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
		}

	}

}
