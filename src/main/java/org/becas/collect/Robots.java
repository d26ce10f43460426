package org.becas.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.jspecify.annotations.Nullable;

/**
 * What each host's robots.txt allows (RFC 9309): read once in 24 hours, unless many other
 * hosts were asked since; a host without one (4xx) allows everything, a host that cannot
 * say (5xx, silence) allows nothing for now. Nobody waits for another host's rules.
 * Thread-safe.
 */
class Robots {

	private static final Duration KEPT = Duration.ofHours(24);

	/** A host that was out of order is asked again sooner. */
	private static final Duration KEPT_IF_AWAY = Duration.ofMinutes(10);

	/** RFC 9309, 2.5: at least 500 KiB are read. */
	private static final int MOST_BYTES = 500 * 1024;

	/** Hosts whose rules are kept: a list may link to any number of them. */
	static final int MOST_HOSTS = 256;

	/** A robots.txt may slow us down, but not for good. */
	private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

	private final String product;

	private final Clock clock;

	private final Function<URI, FetchResult> fetch;

	/** The host that was asked for longest ago first; guarded by itself. */
	private final Map<String, CompletableFuture<Rules>> rules = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * @param product the product token by which robots.txt knows us
	 * @param fetch asks for a robots.txt, redirects followed
	 */
	Robots(String product, Clock clock, Function<URI, FetchResult> fetch) {
		this.product = product;
		this.clock = clock;
		this.fetch = fetch;
	}

	/** What holds for an address. */
	Rules of(URI url) {
		String origin = (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
		Instant now = this.clock.instant();
		CompletableFuture<Rules> own = new CompletableFuture<>();
		CompletableFuture<Rules> known = known(origin, own, now);
		if (known != own) {
			return known.join();
		}
		try {
			own.complete(read(URI.create(origin), now));
			return own.join();
		}
		catch (RuntimeException | Error ex) {
			forget(origin, own);
			own.completeExceptionally(ex);
			throw ex;
		}
	}

	/** What is known of a host or being asked for; else what is about to be. */
	private CompletableFuture<Rules> known(String origin, CompletableFuture<Rules> own, Instant now) {
		synchronized (this.rules) {
			CompletableFuture<Rules> known = this.rules.get(origin);
			if (known != null && (!known.isDone() || known.join().until.isAfter(now))) {
				return known;
			}
			this.rules.put(origin, own);
			if (this.rules.size() > MOST_HOSTS) {
				this.rules.remove(this.rules.keySet().iterator().next());
			}
			return own;
		}
	}

	private void forget(String origin, CompletableFuture<Rules> own) {
		synchronized (this.rules) {
			this.rules.remove(origin, own);
		}
	}

	private Rules read(URI origin, Instant now) {
		URI address = origin.resolve("/robots.txt");
		FetchResult result = this.fetch.apply(address);
		if (result instanceof Fetched fetched) {
			return new Rules(RobotsTxt.parse(head(fetched.body()), this.product), null, now.plus(KEPT));
		}
		if (result instanceof Failed failed
				&& (failed.status() < 400 || failed.status() >= 500 || failed.outcome() == Outcome.THROTTLED)) {
			return new Rules(RobotsTxt.ALLOWS_ALL, failed, now.plus(KEPT_IF_AWAY));
		}
		return new Rules(RobotsTxt.ALLOWS_ALL, null, now.plus(KEPT));
	}

	private static byte[] head(byte[] body) {
		return (body.length > MOST_BYTES) ? Arrays.copyOf(body, MOST_BYTES) : body;
	}

	/**
	 * One host's rules.
	 *
	 * @param away why there are none, where the host could not say
	 */
	record Rules(RobotsTxt robots, @Nullable Failed away, Instant until) {

		boolean allow(URI url) {
			return this.away == null && this.robots.allows(url.toASCIIString());
		}

		/** What is to be said where the delay that is asked for is longer than ours. */
		Optional<String> capped(String host) {
			Double asked = this.robots.delay();
			return (asked != null && asked > LONGEST_DELAY.toSeconds()) ? Optional
				.of("El archivo robots.txt de %s pide esperar %.0f segundos entre peticiones; se esperan %d"
					.formatted(host, asked, LONGEST_DELAY.toSeconds())) : Optional.empty();
		}

		/** The longer of the two delays; the one of robots.txt is capped. */
		Duration delay(Duration ours) {
			Double asked = this.robots.delay();
			if (asked == null) {
				return ours;
			}
			Duration theirs = Duration.ofMillis((long) Math.min(asked * 1000, LONGEST_DELAY.toMillis()));
			return (theirs.compareTo(ours) > 0) ? theirs : ours;
		}

	}

}
