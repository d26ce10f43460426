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
 * @param reconnectAfter how long to wait before a connection that was lost is opened
 * again; doubled each time, up to a minute
 * @param patience how long a run waits, when all that is left was put off or the relay
 * cannot be reached, before it ends; the next start goes on
 */
@ConfigurationProperties("becas.delivery")
public record DeliverySettings(@DefaultValue("1m") Duration retryAfter, @DefaultValue("4h") Duration retryAtMost,
		@DefaultValue("3d") Duration giveUpAfter, @DefaultValue("500ms") Duration reconnectAfter,
		@DefaultValue("30m") Duration patience) {

	/** How long a letter waits after so many attempts. */
	Duration backoff(int attempts) {
		return doubled(this.retryAfter, attempts, this.retryAtMost);
	}

	/** How long a connection waits after so many failures in a row. */
	Duration reconnect(int failures) {
		return doubled(this.reconnectAfter, failures, Duration.ofMinutes(1));
	}

	private static Duration doubled(Duration first, int times, Duration most) {
		Duration wait = first.multipliedBy(1L << Math.min(Math.max(times - 1, 0), 16));
		return (wait.compareTo(most) < 0) ? wait : most;
	}

}
