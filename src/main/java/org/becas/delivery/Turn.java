package org.becas.delivery;

import java.time.Instant;

/**
 * One process's turn at a mailing.
 *
 * @param fence the process's own; what it writes counts while it is the mailing's
 * @param giveUpAt from when on letters that were put off are not tried again
 */
record Turn(Mailing mailing, long fence, Instant giveUpAt) {
}
