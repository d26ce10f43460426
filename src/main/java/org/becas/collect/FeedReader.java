package org.becas.collect;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.becas.collect.Feed.NotAFeed;
import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reads feeds: each item is an announcement. */
@Component
@Order(1)
class FeedReader implements PostingReader {

	@Override
	public boolean reads(Source source, Fetched page) {
		return source.kind() == Kind.FEED
				|| (source.kind() == null && FeedParser.looksLikeFeed(page.body(), page.contentType()));
	}

	@Override
	public Reading read(Source source, Fetched page) {
		try {
			Feed feed = FeedParser.parse(page.body(), page.contentType(), page.url());
			List<Posting> postings = new ArrayList<>();
			for (Feed.Item item : feed.items()) {
				Posting posting = posting(item, page.url());
				if (posting != null) {
					postings.add(posting);
				}
			}
			return postings.isEmpty()
					? Reading.nothing(Outcome.EMPTY, "El canal se lee bien, pero no trae ninguna publicación")
					: Reading.of(postings, null);
		}
		catch (NotAFeed ex) {
			return Reading.nothing(Outcome.UNREADABLE, "Lo que respondió el portal " + ex.getMessage());
		}
	}

	private static @Nullable Posting posting(Feed.Item item, URI feed) {
		URI url = (item.link() != null) ? Addresses.parse(item.link()) : null;
		String text = text(item);
		String title = plain(item.title()).replace('\n', ' ');
		if (title.isEmpty()) {
			title = text.lines().findFirst().orElse("");
		}
		if (title.isBlank()) {
			return null;
		}
		String key = (item.id() != null) ? item.id()
				: (url != null) ? Addresses.key(url) : Addresses.key(feed) + "#" + title;
		Instant published = (item.published() != null) ? item.published() : item.updated();
		return new Posting(key, title, (url != null) ? url : feed, text,
				(published != null) ? published.atOffset(ZoneOffset.UTC).toLocalDate() : null, null, null, null);
	}

	/** The longer of the two texts that an item may carry. */
	private static String text(Feed.Item item) {
		String summary = plain(item.summary());
		String content = plain(item.content());
		return (content.length() >= summary.length()) ? content : summary;
	}

	private static String plain(@Nullable String html) {
		return (html != null) ? PlainText.of(Jsoup.parseBodyFragment(html).body()) : "";
	}

}
