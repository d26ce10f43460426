package org.becas.collect;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.becas.collect.FetchResult.Failed;
import org.becas.collect.FetchResult.Unchanged;
import org.becas.collect.PortalClient.Errand;
import org.becas.collect.Transport.Exchange;

/** What was asked of each host and is not yet written down. Thread-safe. */
final class HostCounts {

	private final Map<String, HostCount> hosts = new ConcurrentHashMap<>();

	/** Counts a request, unless it was held back before the connection was made. */
	void add(URI url, Exchange exchange, Errand errand) {
		Failed failed = (exchange.redirect() == null && exchange.result() instanceof Failed result) ? result : null;
		if (failed == null || failed.outcome() != Outcome.PRIVATE_ADDRESS) {
			boolean page = errand != Errand.ROBOTS;
			boolean redirected = page && exchange.redirect() != null;
			boolean absent = !page && failed != null && failed.outcome() == Outcome.NOT_FOUND;
			add(url, new HostCount(1, one(!page), one(redirected), one(errand == Errand.AGAIN && !redirected), 0,
					one(exchange.result() instanceof Unchanged), one(failed != null && !absent), 0, exchange.bytes(),
					null));
		}
	}

	/** Counts a page that was not asked for. */
	void refused(Failed refused) {
		if (refused.outcome() == Outcome.ROBOTS) {
			add(refused.url(), HostCount.refused(refused.why()));
		}
	}

	/** Counts a request that a browser makes. */
	void shown(String host) {
		add(host, HostCount.shownOnce());
	}

	/** Counts what came for a browser. */
	void brought(String host, long bytes) {
		add(host, HostCount.brought(bytes));
	}

	private void add(URI url, HostCount count) {
		add(url.getHost(), count);
	}

	private void add(String host, HostCount count) {
		this.hosts.merge(host.toLowerCase(Locale.ROOT), count, HostCount::and);
	}

	private static long one(boolean holds) {
		return holds ? 1 : 0;
	}

	/** All that was counted, which is then forgotten. */
	Map<String, HostCount> take() {
		Map<String, HostCount> taken = new TreeMap<>();
		for (String host : this.hosts.keySet()) {
			HostCount count = this.hosts.remove(host);
			if (count != null) {
				taken.put(host, count);
			}
		}
		return taken;
	}

}
