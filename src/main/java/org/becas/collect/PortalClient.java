package org.becas.collect;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.collect.Transport.Exchange;
import org.becas.office.Office;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks portals for pages, with manners: says who we are, keeps to robots.txt (RFC 9309),
 * asks one host for one page at a time, and only for what has changed. It trusts nobody:
 * time and size of an answer are bounded, and no address or redirect leads it into our
 * own network. It never throws for what a portal does; that is a {@link Failed}. Each
 * request is counted for its host.
 */
@Component
class PortalClient implements Fetcher, AutoCloseable {

	private static final int MOST_REDIRECTS = 10;

	/** A portal that wants us back later than this is visited again another day. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	private final CollectSettings settings;

	private final Transport transport;

	private final HostQueue queue = new HostQueue();

	private final HostCounts counts = new HostCounts();

	private final Robots robots;

	@Autowired
	PortalClient(CollectSettings settings, Office office, Clock clock) {
		this(settings, office, clock, new AddressGuard(settings.allowPrivateAddresses()));
	}

	PortalClient(CollectSettings settings, Office office, Clock clock, AddressGuard guard) {
		String userAgent = userAgent(settings, office);
		this.settings = settings;
		this.transport = new Transport(settings, userAgent, guard, clock);
		this.robots = new Robots(userAgent.split("[/ ]", 2)[0], clock,
				(address) -> follow(new Request(address, Duration.ZERO, Validators.NONE), Errand.ROBOTS));
	}

	/** How the program introduces itself. */
	static String userAgent(CollectSettings settings, Office office) {
		return settings.userAgent().isBlank() ? "Becas/0.1 (+%s; %s)".formatted(office.publicUrl(), office.email())
				: settings.userAgent();
	}

	/** What was asked of each host since this was last called. */
	Map<String, HostCount> asked() {
		return this.counts.take();
	}

	/**
	 * @param url what is wanted, http or https
	 * @param delay between two requests to its host; null for the usual one
	 * @param validators of the page as we last read it
	 * @param resting what a host said that is to be left alone, by its name in lower
	 * case: no redirect leads there
	 */
	record Request(URI url, @Nullable Duration delay, Validators validators, Map<String, Failed> resting) {

		Request(URI url, @Nullable Duration delay, Validators validators) {
			this(url, delay, validators, Map.of());
		}

		private @Nullable Failed restingAt(URI other) {
			return this.resting.get(other.getHost().toLowerCase(Locale.ROOT));
		}

	}

	/**
	 * Asks for a page, once more where a failure may pass. Of an answer that breaks off
	 * every time, what came is given.
	 */
	@Override
	public FetchResult fetch(Request request) {
		for (int attempt = 0;; attempt++) {
			FetchResult result = follow(request, (attempt == 0) ? Errand.PAGE : Errand.AGAIN);
			Duration pause = pauseBeforeRetry(result, request, attempt);
			if (attempt == this.settings.retries() || pause == null) {
				return result;
			}
			try {
				Thread.sleep(pause.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return result;
			}
		}
	}

	/** Null if asking again would be of no use, or impolite. */
	private @Nullable Duration pauseBeforeRetry(FetchResult result, Request request, int attempt) {
		if (result instanceof Failed failed && failed.equals(request.restingAt(failed.url()))) {
			return null;
		}
		if (result instanceof Failed failed && failed.retryAfter() != null) {
			boolean soon = failed.retryAfter().compareTo(LONGEST_WAIT) <= 0;
			return soon ? (failed.retryAfter().isNegative() ? Duration.ZERO : failed.retryAfter()) : null;
		}
		boolean again = (result instanceof Failed failed) ? failed.outcome().mayPass()
				: result instanceof Fetched fetched && !fetched.whole();
		return again ? delay(request).plusMillis(200L << attempt) : null;
	}

	private FetchResult follow(Request request, Errand errand) {
		URI url = request.url();
		Set<URI> seen = new HashSet<>();
		boolean forGood = true;
		while (seen.add(url)) {
			if (seen.size() > MOST_REDIRECTS + 1) {
				return FailureWords.tooManyRedirects(url, request.url(), MOST_REDIRECTS);
			}
			Exchange exchange = ask(url, request, errand);
			if (exchange.redirect() == null) {
				return settle(exchange.result(), request.url(), url, forGood && seen.size() > 1);
			}
			Failed resting = request.restingAt(exchange.redirect());
			if (resting != null) {
				return resting;
			}
			forGood &= exchange.permanent();
			url = exchange.redirect();
		}
		return FailureWords.circling(url, request.url());
	}

	private static FetchResult settle(FetchResult result, URI asked, URI url, boolean moved) {
		if (result instanceof Failed failed && failed.outcome() == Outcome.PRIVATE_ADDRESS && !url.equals(asked)) {
			return FailureWords.ledInside(failed, asked);
		}
		if (result instanceof Failed failed && failed.status() > 0
				&& !url.getHost().equalsIgnoreCase(asked.getHost())) {
			return FailureWords.elsewhere(failed, asked);
		}
		if (moved && result instanceof Unchanged unchanged) {
			return new Unchanged(url, url, unchanged.validators());
		}
		return (moved && result instanceof Fetched fetched)
				? new Fetched(url, fetched.body(), fetched.contentType(), fetched.validators(), url, fetched.whole())
				: result;
	}

	private Exchange ask(URI url, Request request, Errand errand) {
		Duration delay = delay(new Request(url, request.delay(), Validators.NONE));
		if (errand != Errand.ROBOTS) {
			Robots.Rules rules = this.robots.of(url);
			if (!rules.allow(url)) {
				Failed refused = (rules.away() != null) ? FailureWords.away(url, rules.away())
						: FailureWords.disallowed(url);
				this.counts.refused(refused);
				return Exchange.of(refused, 0);
			}
			delay = rules.delay(delay);
		}
		try {
			Exchange exchange = this.queue.inTurn(url.getHost(), delay,
					() -> this.transport.send(url, request.validators()));
			this.counts.add(url, exchange, errand);
			return exchange;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Exchange.of(FailureWords.interrupted(url), 0);
		}
	}

	@Override
	public Optional<String> slowed(URI url) {
		return this.robots.of(url).capped(url.getHost());
	}

	/** Whether a host may be asked for several pages at the same time. */
	@Override
	public boolean mayBeHurried(URI url, @Nullable Duration delay) {
		return delay(new Request(url, delay, Validators.NONE)).isZero();
	}

	private Duration delay(Request request) {
		if (request.delay() != null) {
			return request.delay();
		}
		String host = request.url().getHost();
		boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
		return loopback ? Duration.ZERO : this.settings.delay();
	}

	@Override
	public void close() throws IOException {
		this.transport.close();
	}

	/** What a request is sent for. */
	enum Errand {

		PAGE,

		/** The same page once more, after a failure that may pass. */
		AGAIN,

		/** What the host allows. */
		ROBOTS

	}

}
