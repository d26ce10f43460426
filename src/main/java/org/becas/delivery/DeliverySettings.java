package org.becas.delivery;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient the sending is ({@code becas.delivery.*}).
 *
 * @param retryAfter how long to wait after a relay has put a letter off for the first
 * time; doubled each time
 * @param retryAtMost how long to wait at most
 * @param giveUpAfter how long after planning a letter that is put off again and again is
 * given up
 * @param patience how long a run waits, when all that is left was put off or the relay
 * cannot be reached, before it ends; the next start goes on
 */
@ConfigurationProperties("becas.delivery")
public record DeliverySettings(@DefaultValue("1m") Duration retryAfter, @DefaultValue("4h") Duration retryAtMost,
		@DefaultValue("3d") Duration giveUpAfter, @DefaultValue("30m") Duration patience) {

	/** How long to wait after so many attempts. */
	Duration backoff(int attempts) {
		Duration wait = this.retryAfter.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
		return (wait.compareTo(this.retryAtMost) < 0) ? wait : this.retryAtMost;
	}

}
