package org.becas.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import org.becas.collect.FetchResult.Fetched;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads maps of sites (sitemaps.org): XML, packed or not, maps of maps, and plain lists
 * of addresses. Each page is an announcement whose text stands behind its link; newest
 * first, so that a limit leaves out the oldest.
 */
@Component
@Order(3)
class SitemapReader implements PostingReader {

	/** The protocol's own limits; what lies beyond is not read. */
	private static final int MOST_BYTES = 50 * 1024 * 1024;

	private static final int MOST_ENTRIES = 50_000;

	@Override
	public boolean reads(Source source, Fetched page) {
		return source.kind() == Kind.SITEMAP;
	}

	/** Whether the beginning looks like a map of a site. */
	static boolean looksLikeSitemap(byte[] bytes) {
		String head = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
		return head.contains("<urlset") || head.contains("<sitemapindex");
	}

	@Override
	public Reading read(Source source, Fetched page) {
		try (InputStream in = unpacked(page.body())) {
			List<Entry> entries = new ArrayList<>();
			if (looksLikeText(page.body())) {
				new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines()
					.limit(MOST_ENTRIES)
					.forEach((line) -> add(line, null, false, entries));
			}
			else {
				readXml(page, in, entries);
			}
			// A map speaks for its own site only
			List<Entry> own = entries.stream().filter((entry) -> Addresses.sameSite(entry.url(), page.url())).toList();
			return (own.isEmpty() && !entries.isEmpty()) ? ofOthers(page, entries)
					: reading(page, new ArrayList<>(own));
		}
		catch (IOException ex) {
			return Reading.nothing(Outcome.UNREADABLE, "El mapa del sitio está comprimido y no se puede abrir");
		}
	}

	private static Reading ofOthers(Fetched page, List<Entry> entries) {
		URI other = entries.get(0).url();
		return Reading.nothing(Outcome.UNREADABLE,
				"Las %d direcciones del mapa del sitio son de otro sitio (%s), y un mapa solo vale para el suyo (%s)"
					.formatted(entries.size(), other.getHost(), page.url().getHost())
						+ "; busque el mapa que está en ese sitio, por ejemplo %s://%s/sitemap.xml"
							.formatted(other.getScheme(), other.getRawAuthority()));
	}

	private static Reading reading(Fetched page, List<Entry> entries) {
		entries.sort(Entry.NEWEST_FIRST);
		List<URI> maps = entries.stream().filter(Entry::map).map(Entry::url).toList();
		List<Posting> postings = entries.stream().filter((entry) -> !entry.map()).map(Entry::posting).toList();
		if (maps.isEmpty() && postings.isEmpty()) {
			return looksLikeSitemap(page.body())
					? Reading.nothing(Outcome.EMPTY, "El mapa del sitio se lee bien, pero no trae ninguna dirección")
					: Reading.nothing(Outcome.UNREADABLE,
							"Lo que respondió el portal no es un mapa del sitio (sitemap)");
		}
		return new Reading(postings, maps, Outcome.OK, null);
	}

	private static InputStream unpacked(byte[] body) throws IOException {
		InputStream in = new ByteArrayInputStream(body);
		boolean packed = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
		return new Bounded(packed ? new GZIPInputStream(in) : in);
	}

	private static boolean looksLikeText(byte[] body) {
		String head = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8).replace("\ufeff", "")
			.strip();
		return head.startsWith("http://") || head.startsWith("https://");
	}

	/** Entry by entry, so that a large map needs no large tree. */
	private static void readXml(Fetched page, InputStream in, List<Entry> entries) throws IOException {
		try (StreamParser parser = new StreamParser(Parser.xmlParser())
			.parse(new InputStreamReader(in, StandardCharsets.UTF_8), page.url().toString())) {
			for (Iterator<Element> elements = parser.iterator(); elements.hasNext() && entries.size() < MOST_ENTRIES;) {
				Element element = elements.next();
				String name = local(element);
				if (name.equals("url") || name.equals("sitemap")) {
					add(text(element, "loc"), text(element, "lastmod"), name.equals("sitemap"), entries);
					element.remove();
				}
			}
		}
	}

	private static void add(@Nullable String address, @Nullable String modified, boolean map, List<Entry> entries) {
		URI url = (address != null) ? Addresses.parse(address.replace("\ufeff", "")) : null;
		if (url != null) {
			entries.add(new Entry(url, modified, map));
		}
	}

	private static @Nullable String text(Element parent, String name) {
		for (Element child : parent.children()) {
			if (local(child).equals(name)) {
				String text = child.wholeText().strip();
				return text.isEmpty() ? null : text;
			}
		}
		return null;
	}

	private static String local(Element element) {
		String name = element.tagName().toLowerCase(Locale.ROOT);
		return name.substring(name.lastIndexOf(':') + 1);
	}

	/**
	 * @param modified when it last changed, as the map says it
	 * @param map whether it is a further map
	 */
	private record Entry(URI url, @Nullable String modified, boolean map) {

		static final Comparator<Entry> NEWEST_FIRST = Comparator.comparing(Entry::modified,
				Comparator.nullsLast(Comparator.<String>reverseOrder()));

		Posting posting() {
			return new Posting(Addresses.key(this.url), "", this.url, "", null, null, null, null, this.modified);
		}

	}

	/** A stream that ends where the protocol says that a map must. */
	private static final class Bounded extends InputStream {

		private final InputStream in;

		private int left = MOST_BYTES;

		Bounded(InputStream in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			return (this.left-- > 0) ? this.in.read() : -1;
		}

		@Override
		public int read(byte[] buffer, int from, int length) throws IOException {
			int read = (this.left > 0) ? this.in.read(buffer, from, Math.min(length, this.left)) : -1;
			this.left -= Math.max(0, read);
			return read;
		}

		@Override
		public void close() throws IOException {
			this.in.close();
		}

	}

}
