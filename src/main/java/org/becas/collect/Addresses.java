package org.becas.collect;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.becas.dedupe.Matcher;
import org.jsoup.internal.StringUtil;
import org.jspecify.annotations.Nullable;

/** Addresses as pages write them: with spaces, accents, fragments and trackers. */
final class Addresses {

	private Addresses() {
	}

	/**
	 * The web address that a link means on its page.
	 * @return null if it does not lead to http or https
	 */
	static @Nullable URI resolve(URI page, String link) {
		String href = link.strip();
		if (href.isEmpty() || href.length() > 4000) {
			return null;
		}
		return parse(StringUtil.resolve(page.toString(), escape(href)));
	}

	/**
	 * @return null if it is not an http or https address
	 */
	static @Nullable URI parse(String absolute) {
		try {
			URI url = new URI(escape(absolute.strip()));
			String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
			boolean web = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
			return web ? withPath(url) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/**
	 * The form in which an address tells one posting from another: without the fragment,
	 * unless the portal routes by it ({@code #/beca/12}), and without trackers.
	 */
	static String key(URI url) {
		String text = url.toString();
		int hash = text.indexOf('#');
		if (hash >= 0 && !text.startsWith("#/", hash) && !text.startsWith("#!", hash)) {
			text = text.substring(0, hash);
		}
		return Matcher.withoutTracking(text);
	}

	/** Whether two addresses are of one site, be it with {@code www.} or without. */
	static boolean sameSite(URI one, URI other) {
		return site(one).equals(site(other));
	}

	private static String site(URI url) {
		String host = url.getHost().toLowerCase(Locale.ROOT);
		return host.startsWith("www.") ? host.substring(4) : host;
	}

	/** The address with a parameter of its query set, or added where there is none. */
	static URI with(URI url, String parameter, String value) {
		String text = url.toString();
		int hash = text.indexOf('#');
		String fragment = (hash >= 0) ? text.substring(hash) : "";
		String address = (hash >= 0) ? text.substring(0, hash) : text;
		int query = address.indexOf('?');
		StringBuilder parts = new StringBuilder((query >= 0) ? address.substring(0, query) : address);
		char joint = '?';
		for (String part : ((query >= 0) ? address.substring(query + 1) : "").split("&")) {
			if (!part.isEmpty() && !part.equals(parameter) && !part.startsWith(parameter + "=")) {
				parts.append(joint).append(part);
				joint = '&';
			}
		}
		return URI.create(parts.append(joint)
			.append(escape(parameter))
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8))
			.append(fragment)
			.toString());
	}

	private static URI withPath(URI url) throws URISyntaxException {
		String text = url.toString();
		if (url.getRawPath().isEmpty()) {
			int end = text.indexOf(url.getRawAuthority()) + url.getRawAuthority().length();
			return new URI(text.substring(0, end) + "/" + text.substring(end));
		}
		return url;
	}

	/** Writes what an address may not contain as browsers do. */
	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length());
		boolean fragment = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\n' || c == '\r' || c == '\t') {
				continue;
			}
			boolean strayHash = c == '#' && fragment;
			fragment |= c == '#';
			boolean strayPercent = c == '%'
					&& !(i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2)));
			if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0 || c == 0x7f || strayHash || strayPercent) {
				escaped.append("%%%02X".formatted((int) c));
			}
			else {
				escaped.append(c);
			}
		}
		return escaped.toString();
	}

	private static boolean isHex(char c) {
		return Character.digit(c, 16) >= 0;
	}

}
