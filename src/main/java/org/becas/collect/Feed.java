package org.becas.collect;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A feed of any kind, in one form.
 *
 * @param type {@code rss}, {@code rdf}, {@code atom} or {@code json}
 * @param title plain text, or HTML of an allow-list
 * @param link where a person reads it
 * @param items in the feed's order
 */
public record Feed(String type, @Nullable String title, @Nullable String link, List<Item> items) {

	public Feed {
		items = List.copyOf(items);
	}

	/**
	 * @param id by which the feed tells the item from others
	 * @param title plain text, or HTML of an allow-list
	 * @param link where a person reads it, absolute where that can be told
	 * @param published first
	 * @param updated last
	 * @param summary HTML of an allow-list, or plain text
	 * @param content HTML of an allow-list, or plain text
	 * @param author the person's name, else their address
	 */
	public record Item(@Nullable String id, @Nullable String title, @Nullable String link, @Nullable Instant published,
			@Nullable Instant updated, @Nullable String summary, @Nullable String content, @Nullable String author) {
	}

	/** What was read is not a feed. */
	public static class NotAFeed extends Exception {

		private static final long serialVersionUID = 1L;

		NotAFeed(String message) {
			super(message);
		}

	}

}
