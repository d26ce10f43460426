package org.becas.delivery;

import java.time.Instant;

import org.becas.bounce.Notice.Kind;
import org.becas.mail.EmailAddress;

/**
 * What came back of one delivery.
 *
 * @param delivery its number in the ledger
 * @param mailing what was sent
 * @param email where the letter went
 * @param at when we read it
 * @param status the enhanced status code (RFC 3463); empty if there is none
 * @param answer the server's own words; empty if there are none, or their reader has been
 * erased
 */
public record Bounce(long delivery, Mailing mailing, long subscriber, EmailAddress email, Instant at, Kind kind,
		String status, String answer) {
}
