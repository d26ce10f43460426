package org.becas.dedupe;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.offer.DataFile;

/**
 * A web address in the one form that all its writings share. It is taken apart as the
 * WHATWG URL standard says, not by {@link java.net.URI}, which refuses addresses that
 * browsers open: spaces, unescaped letters, backslashes.
 * <p>
 * Only what never tells two pages apart is dropped: scheme, {@code www.}, default port,
 * credentials, tracking parameters, a trailing slash, and a fragment unless a page routes
 * by it. Unknown parameters stay, in their order, since {@code ?id=} and {@code ?p=} are
 * the identity of a call on many portals.
 *
 * @param host lower case, ASCII (IDNA), with a port only where it is not the default
 * @param path begins with a slash, escapes in capitals, without dot segments
 * @param query without its question mark, possibly empty
 * @param route the fragment by which a page routes, without its {@code #}, possibly empty
 */
record WebAddress(String host, String path, String query, String route) {

	private static final int LONGEST = 8192;

	private static final Set<String> TRACKING = DataFile.rows(WebAddress.class, "tracking.tsv", 1)
		.stream()
		.map(row -> row[0])
		.collect(Collectors.toUnmodifiableSet());

	private static final Set<String> LISTINGS = DataFile.rows(WebAddress.class, "listings.tsv", 1)
		.stream()
		.map(row -> row[0])
		.collect(Collectors.toUnmodifiableSet());

	private static final Pattern LANGUAGE = Pattern
		.compile("(?i)(?:es|en|fr|pt|de|it|ca)(?:[-_](?:[a-z]{2}|419))?|espanol|english|francais|spanish");

	private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

	private static final Pattern SESSION = Pattern.compile("(?i);(jsessionid|phpsessid|sid)=.*");

	private static final Pattern PORT = Pattern.compile("\\d{0,5}");

	private static final Pattern DOMAIN = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

	private static final Set<String> SHARED_SUFFIXES = Set.of("ac", "co", "com", "edu", "gob", "gouv", "gov", "go",
			"gub", "mil", "net", "or", "org");

	/** The address, unless it is none of http or https. Never throws. */
	static Optional<WebAddress> parse(String text) {
		String address = withoutControls(text);
		int colon = address.indexOf(':');
		if (address.length() > LONGEST || colon < 0) {
			return Optional.empty();
		}
		String scheme = address.substring(0, colon).toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			return Optional.empty();
		}
		String rest = LEADING_SLASHES.matcher(address.substring(colon + 1)).replaceFirst("");
		int authorityEnd = firstOf(rest, "/\\?#");
		Optional<String> host = host(rest.substring(0, authorityEnd), scheme.equals("http") ? 80 : 443);
		return host.map(name -> ofParts(name, rest.substring(authorityEnd)));
	}

	private static WebAddress ofParts(String host, String rest) {
		int hash = firstOf(rest, "#");
		String beforeFragment = rest.substring(0, hash);
		int question = firstOf(beforeFragment, "?");
		String query = (question < beforeFragment.length()) ? beforeFragment.substring(question + 1) : "";
		String fragment = (hash < rest.length()) ? rest.substring(hash + 1) : "";
		return new WebAddress(host, path(beforeFragment.substring(0, question)), query(query), route(fragment));
	}

	/** The form in which two addresses of one page are equal. */
	String key() {
		String key = this.host.startsWith("www.") ? this.host.substring(4) : this.host;
		key += this.path.endsWith("/") ? this.path.substring(0, this.path.length() - 1) : this.path;
		key += this.query.isEmpty() ? "" : "?" + this.query;
		return key + (this.route.isEmpty() ? "" : "#" + this.route);
	}

	/**
	 * The key without what says in which language the page is, so that the pages of one
	 * call in two languages have it in common.
	 */
	String keyInAnyLanguage() {
		String anyPath = Arrays.stream(this.path.split("/"))
			.filter(segment -> !LANGUAGE.matcher(segment).matches())
			.map(segment -> segment.replaceFirst("(?i)[_-](?:es|esp|spa|en|eng|fr|fra|fre|pt|por|de|deu|ger)(?=\\.|$)",
					""))
			.collect(Collectors.joining("/", "", ""));
		String anyQuery = Arrays.stream(this.query.split("&"))
			.filter(parameter -> !parameter.matches("(?i)(?:lang|language|locale|idioma|hl)=.*"))
			.collect(Collectors.joining("&"));
		return new WebAddress(this.host, anyPath.isEmpty() ? "/" : anyPath, anyQuery, this.route).key();
	}

	/**
	 * The name under which an organisation registered its hosts, nearly: the last two
	 * labels, or three under a suffix such as {@code gov.co}.
	 */
	String site() {
		String[] labels = this.host.replaceFirst(":\\d+$", "").split("\\.");
		boolean shared = labels.length > 2 && labels[labels.length - 1].length() == 2
				&& SHARED_SUFFIXES.contains(labels[labels.length - 2]);
		int keep = Math.min(labels.length, shared ? 3 : 2);
		return String.join(".", Arrays.copyOfRange(labels, labels.length - keep, labels.length));
	}

	/**
	 * Whether many calls are likely to stand behind it: a home page, or a page whose last
	 * word says "scholarships" and nothing more.
	 */
	boolean listsMany() {
		if (!this.query.isEmpty() || !this.route.isEmpty()) {
			return false;
		}
		List<String> segments = Arrays.stream(this.path.split("/")).filter(segment -> !segment.isEmpty()).toList();
		return segments.isEmpty() || LISTINGS
			.contains(segments.get(segments.size() - 1).toLowerCase(Locale.ROOT).replaceFirst("\\.[a-z]{3,5}$", ""));
	}

	private static String withoutControls(String text) {
		StringBuilder kept = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != '\t' && c != '\n' && c != '\r') {
				kept.append(c);
			}
		}
		int start = 0;
		int end = kept.length();
		while (start < end && kept.charAt(start) <= ' ') {
			start++;
		}
		while (end > start && kept.charAt(end - 1) <= ' ') {
			end--;
		}
		return kept.substring(start, end);
	}

	private static Optional<String> host(String authority, int defaultPort) {
		String named = authority.substring(authority.lastIndexOf('@') + 1);
		int colon = named.endsWith("]") ? -1 : named.lastIndexOf(':');
		String port = (colon < 0) ? "" : named.substring(colon + 1);
		String name = unescaped((colon < 0) ? named : named.substring(0, colon));
		if (!PORT.matcher(port).matches() || (!port.isEmpty() && Integer.parseInt(port) > 65_535)) {
			return Optional.empty();
		}
		Optional<String> ascii = name.startsWith("[") ? ipv6(name) : domain(name);
		boolean shown = !port.isEmpty() && Integer.parseInt(port) != defaultPort;
		return ascii.map(host -> host + (shown ? ":" + Integer.parseInt(port) : ""));
	}

	private static Optional<String> domain(String name) {
		try {
			String ascii = IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
			return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> ipv6(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.matches("\\[[0-9a-f:.]+\\]") ? Optional.of(lower) : Optional.empty();
	}

	private static String path(String raw) {
		Deque<String> segments = new ArrayDeque<>();
		String slashed = raw.replace('\\', '/').replaceFirst("^/", "");
		String[] parts = slashed.split("/", -1);
		for (int i = 0; i < parts.length; i++) {
			String segment = normal(SESSION.matcher(parts[i]).replaceFirst(""), false);
			boolean up = segment.equals("..");
			if (up) {
				segments.pollLast();
			}
			else if (!segment.equals(".")) {
				segments.addLast(segment);
			}
			if (i == parts.length - 1 && (up || segment.equals("."))) {
				segments.addLast("");
			}
		}
		return "/" + String.join("/", segments);
	}

	private static String query(String raw) {
		List<String> kept = new ArrayList<>();
		for (String parameter : raw.split("&")) {
			String written = normal(parameter, true);
			int equals = written.indexOf('=');
			String name = ((equals < 0) ? written : written.substring(0, equals)).toLowerCase(Locale.ROOT);
			String value = (equals < 0) ? "" : written.substring(equals + 1);
			if (!written.isEmpty() && !isTracking(name, value)) {
				kept.add(written);
			}
		}
		return String.join("&", kept);
	}

	/**
	 * The address as it was written, less what only tells who sent the reader: the
	 * bulletin passes nobody's tracking on.
	 */
	static String withoutTracking(String url) {
		int question = url.indexOf('?');
		int hash = url.indexOf('#');
		if (question < 0 || (hash >= 0 && hash < question)) {
			return url;
		}
		int end = (hash < 0) ? url.length() : hash;
		String kept = Arrays.stream(url.substring(question + 1, end).split("&"))
			.filter(parameter -> !isTracking(parameter.replaceFirst("=.*", "").toLowerCase(Locale.ROOT),
					parameter.replaceFirst("^[^=]*=?", "")))
			.collect(Collectors.joining("&"));
		return url.substring(0, question) + (kept.isEmpty() ? "" : "?" + kept) + url.substring(end);
	}

	private static boolean isTracking(String name, String value) {
		if (TRACKING.contains(name) || (name.equals("ref") && value.matches("[\\w-]+(\\.[\\w-]+)+"))) {
			return true;
		}
		int end = name.indexOf('_');
		return end > 0 && TRACKING.contains(name.substring(0, end + 1) + "*");
	}

	private static String route(String fragment) {
		return (fragment.startsWith("/") || fragment.startsWith("!")) ? normal(fragment, false) : "";
	}

	/**
	 * One way of escaping: capitals in escapes, no escape for what needs none, UTF-8 for
	 * what is not ASCII.
	 * @param form whether a space is a plus, as in queries
	 */
	private static String normal(String text, boolean form) {
		StringBuilder normal = new StringBuilder(text.length());
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < bytes.length; i++) {
			int octet = bytes[i] & 0xFF;
			if (octet == '%' && isEscape(bytes, i)) {
				octet = hex(bytes[i + 1]) * 16 + hex(bytes[i + 2]);
				i += 2;
				append(normal, octet, isUnreserved(octet), form);
			}
			else {
				append(normal, octet, octet > ' ' && octet < 0x7F && "\"<>`".indexOf(octet) < 0, form);
			}
		}
		return normal.toString();
	}

	private static void append(StringBuilder normal, int octet, boolean plain, boolean form) {
		if (plain) {
			normal.append((char) octet);
		}
		else if (form && octet == ' ') {
			normal.append('+');
		}
		else {
			normal.append('%').append(String.format("%02X", octet));
		}
	}

	private static boolean isUnreserved(int octet) {
		return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9')
				|| octet == '-' || octet == '.' || octet == '_' || octet == '~';
	}

	private static String unescaped(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		byte[] plain = new byte[bytes.length];
		int length = 0;
		for (int i = 0; i < bytes.length; i++) {
			boolean escape = bytes[i] == '%' && isEscape(bytes, i);
			plain[length++] = escape ? (byte) (hex(bytes[i + 1]) * 16 + hex(bytes[i + 2])) : bytes[i];
			i += escape ? 2 : 0;
		}
		return new String(plain, 0, length, StandardCharsets.UTF_8);
	}

	private static boolean isEscape(byte[] bytes, int at) {
		return at + 2 < bytes.length && hex(bytes[at + 1]) >= 0 && hex(bytes[at + 2]) >= 0;
	}

	private static int hex(byte digit) {
		return Character.digit(digit, 16);
	}

	/** Where the first of these characters stands, or the text's end. */
	private static int firstOf(String text, String characters) {
		for (int i = 0; i < text.length(); i++) {
			if (characters.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return text.length();
	}

}
