package org.becas.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.jspecify.annotations.Nullable;

/**
 * What each host's robots.txt allows (RFC 9309): read once in 24 hours; a host without
 * one (4xx) allows everything, a host that cannot say (5xx, silence) allows nothing for
 * now. Thread-safe.
 */
class Robots {

	private static final Duration KEPT = Duration.ofHours(24);

	/** A host that was out of order is asked again sooner. */
	private static final Duration KEPT_IF_AWAY = Duration.ofMinutes(10);

	/** RFC 9309, 2.5: at least 500 KiB are read. */
	private static final int MOST_BYTES = 500 * 1024;

	/** A robots.txt may slow us down, but not for good. */
	private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

	private final String product;

	private final Clock clock;

	private final Function<URI, FetchResult> fetch;

	private final Map<String, Rules> rules = new ConcurrentHashMap<>();

	/**
	 * @param product the product token by which robots.txt knows us
	 * @param fetch asks for a robots.txt, redirects followed
	 */
	Robots(String product, Clock clock, Function<URI, FetchResult> fetch) {
		this.product = product.toLowerCase(Locale.ROOT);
		this.clock = clock;
		this.fetch = fetch;
	}

	/** What holds for an address. */
	Rules of(URI url) {
		String origin = (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
		Instant now = this.clock.instant();
		return this.rules.compute(origin,
				(key, known) -> (known != null && known.until.isAfter(now)) ? known : read(URI.create(key), now));
	}

	private Rules read(URI origin, Instant now) {
		URI address = origin.resolve("/robots.txt");
		FetchResult result = this.fetch.apply(address);
		if (result instanceof Fetched fetched) {
			return new Rules(parse(address, fetched.body()), null, now.plus(KEPT));
		}
		if (result instanceof Failed failed
				&& (failed.status() < 400 || failed.status() >= 500 || failed.outcome() == Outcome.THROTTLED)) {
			return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), failed, now.plus(KEPT_IF_AWAY));
		}
		return new Rules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), null, now.plus(KEPT));
	}

	private BaseRobotRules parse(URI address, byte[] body) {
		SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
		parser.setMaxCrawlDelay(Long.MAX_VALUE);
		byte[] read = (body.length > MOST_BYTES) ? java.util.Arrays.copyOf(body, MOST_BYTES) : body;
		return parser.parseContent(address.toString(), read, "text/plain", List.of(this.product));
	}

	/**
	 * One host's rules.
	 *
	 * @param away why there are none, where the host could not say
	 */
	record Rules(BaseRobotRules rules, @Nullable Failed away, Instant until) {

		boolean allow(URI url) {
			return this.rules.isAllowed(url.toString());
		}

		/** The longer of the two delays; the one of robots.txt is capped. */
		Duration delay(Duration ours) {
			long asked = this.rules.getCrawlDelay();
			if (asked <= 0) {
				return ours;
			}
			Duration theirs = Duration.ofMillis(Math.min(asked, LONGEST_DELAY.toMillis()));
			return (theirs.compareTo(ours) > 0) ? theirs : ours;
		}

	}

}
