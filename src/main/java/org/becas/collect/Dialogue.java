package org.becas.collect;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.collect.PortalClient.Request;
import org.becas.collect.Visit.Traffic;
import org.becas.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a portal, and of the hosts to which it links, in one visit, and
 * counted. A host that asks to be left alone is, for the rest of it. Thread-safe.
 */
final class Dialogue {

	private final Source source;

	private final Fetcher portal;

	private final Intake intake;

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger unchanged = new AtomicInteger();

	private final AtomicLong bytes = new AtomicLong();

	/** What each host that wants to be left alone said last. */
	private final Map<String, Failed> askedToWait = new ConcurrentHashMap<>();

	Dialogue(Source source, Fetcher portal, Intake intake) {
		this.source = source;
		this.portal = portal;
		this.intake = intake;
	}

	/** Asks for a page; what a 304 names of it is kept. */
	FetchResult fetch(URI url, Validators validators) {
		Failed asked = this.askedToWait.get(host(url));
		if (asked != null) {
			return asked;
		}
		this.requests.incrementAndGet();
		FetchResult result = this.portal.fetch(new Request(url, delay(url), validators, this.askedToWait));
		if (result instanceof Fetched fetched) {
			this.bytes.addAndGet(fetched.body().length);
		}
		else if (result instanceof Unchanged same) {
			this.unchanged.incrementAndGet();
			if (!same.validators().equals(validators)) {
				this.intake.freshen(this.source, url, same.validators());
			}
		}
		else if (result instanceof Failed failed && failed.outcome() == Outcome.THROTTLED) {
			this.askedToWait.put(host(failed.url()), failed);
			if (url.equals(this.source.url())) {
				// Where the source's own address leads is the source's portal
				this.askedToWait.put(host(url), failed);
			}
		}
		return result;
	}

	/** A source's delay is about its own host. */
	private @Nullable Duration delay(URI url) {
		return host(this.source.url()).equals(host(url)) ? this.source.delay() : null;
	}

	private static String host(URI url) {
		return url.getHost().toLowerCase(Locale.ROOT);
	}

	/**
	 * For how long the source's own host asked to be left alone; null if it did not. What
	 * another host asks for is no reason to stay away from the source.
	 */
	@Nullable Duration askedToWait() {
		Failed asked = this.askedToWait.get(host(this.source.url()));
		return (asked != null) ? asked.retryAfter() : null;
	}

	/**
	 * @param status of the first answer
	 */
	Traffic traffic(int status) {
		return new Traffic(this.requests.get(), this.unchanged.get(), this.bytes.get(), status);
	}

}
