package org.becas.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
 * @param restartAfter how long after a run has ended without a letter taken the next one
 * begins by itself; doubled each time
 * @param restartAtMost how long that takes at most
 * @param perConnection how many letters a minute go over one connection; 0 for as many as
 * it takes
 * @param domains how many letters a minute go to the addresses of a domain, such as
 * {@code gmail.com=300}
 */
@ConfigurationProperties("becas.delivery")
public record DeliverySettings(@DefaultValue("1m") Duration retryAfter, @DefaultValue("4h") Duration retryAtMost,
		@DefaultValue("3d") Duration giveUpAfter, @DefaultValue("500ms") Duration reconnectAfter,
		@DefaultValue("30m") Duration patience, @DefaultValue("5m") Duration restartAfter,
		@DefaultValue("1h") Duration restartAtMost, @DefaultValue("0") int perConnection,
		@DefaultValue List<String> domains) {

	public DeliverySettings {
		if (perConnection < 0) {
			throw new IllegalArgumentException(
					"becas.delivery.per-connection es %d; debe ser 0 (sin límite) o más".formatted(perConnection));
		}
		domains.forEach(DeliverySettings::limit);
	}

	/** Letters a minute for each domain that has a limit. */
	Map<String, Integer> perDomain() {
		Map<String, Integer> limits = new LinkedHashMap<>();
		this.domains.forEach((line) -> limits.putAll(limit(line)));
		return limits;
	}

	private static Map<String, Integer> limit(String line) {
		String[] parts = line.strip().toLowerCase(Locale.ROOT).split("\\s*=\\s*", 2);
		if (parts.length != 2 || !parts[0].matches("[a-z0-9.-]+") || !parts[1].matches("[1-9]\\d{0,6}")) {
			throw new IllegalArgumentException(
					"becas.delivery.domains dice \"%s\"; se escribe como gmail.com=300 (cartas por minuto)"
						.formatted(line));
		}
		return Map.of(parts[0], Integer.valueOf(parts[1]));
	}

	/** How long a stopped sending waits after so many stops in a row. */
	Duration restart(int stops) {
		return doubled(this.restartAfter, stops, this.restartAtMost);
	}

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
