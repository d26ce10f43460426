package org.becas.collect;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.becas.collect.PortalClient.Request;
import org.jspecify.annotations.Nullable;

/** Gives pages: from the portal itself, or as they were kept. Thread-safe. */
interface Fetcher {

	/** The page, or why there is none; it never throws for what a portal does. */
	FetchResult fetch(Request request);

	/** Whether a host may be asked for several pages at the same time. */
	boolean mayBeHurried(URI url, @Nullable Duration delay);

	/**
	 * What is to be said of a host whose robots.txt asks for longer pauses than are made.
	 */
	default Optional<String> slowed(URI url) {
		return Optional.empty();
	}

}
