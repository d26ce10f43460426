package org.becas.delivery;

import java.time.Instant;

import org.becas.bounce.Notice.Kind;
import org.becas.bulletin.Edition;
import org.becas.mail.EmailAddress;

/**
 * What came back of one delivery.
 *
 * @param delivery its number in the ledger
 * @param email where the letter went
 * @param at when we read it
 * @param status the enhanced status code (RFC 3463); empty if there is none
 * @param answer the server's own words; empty if there are none, or their reader has been
 * erased
 */
public record Bounce(long delivery, Edition edition, long subscriber, EmailAddress email, Instant at, Kind kind,
		String status, String answer) {
}
