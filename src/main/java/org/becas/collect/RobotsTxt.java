package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One robots.txt, read for one robot (RFC 9309). Where the RFC leaves room it does as
 * Google's published parser does, since that is what webmasters test against: typos of
 * the keys count, the longest rule wins, {@code index.html} stands for its folder.
 */
final class RobotsTxt {

	static final RobotsTxt ALLOWS_ALL = new RobotsTxt(List.of(), null);

	private static final Pattern LINE = Pattern.compile("\\s*+([^:\\s]++)\\s*+(?::\\s*+(.*)|(\\S++))\\s*+",
			Pattern.DOTALL);

	private static final Pattern AGENT = Pattern.compile("(?:user-agent|useragent|user agent)\\s*(?::|\\s)\\s*(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern DISALLOW = Pattern
		.compile("(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw).*", Pattern.CASE_INSENSITIVE);

	private static final int LONGEST_LINE = 2083 * 8;

	private final List<Rule> rules;

	private final @Nullable Double delay;

	private RobotsTxt(List<Rule> rules, @Nullable Double delay) {
		this.rules = rules;
		this.delay = delay;
	}

	/**
	 * @param product our product token, such as {@code Becas}
	 */
	static RobotsTxt parse(byte[] body, String product) {
		Groups groups = new Groups(product);
		for (String line : text(body).split("\\r\\n|\\r|\\n")) {
			groups.read((line.length() > LONGEST_LINE) ? line.substring(0, LONGEST_LINE) : line);
		}
		return groups.named ? new RobotsTxt(groups.own, groups.ownDelay)
				: new RobotsTxt(groups.everybodys, groups.everybodysDelay);
	}

	/**
	 * Whether we may ask for the address.
	 * @param url escaped, as it is sent
	 */
	boolean allows(String url) {
		String path = path(url);
		int allowed = -1;
		int disallowed = -1;
		for (Rule rule : this.rules) {
			if (rule.allow && matchesAllow(path, rule.path)) {
				allowed = Math.max(allowed, rule.path.length());
			}
			else if (!rule.allow && matches(path, rule.path)) {
				disallowed = Math.max(disallowed, rule.path.length());
			}
		}
		return disallowed <= 0 || allowed >= disallowed;
	}

	/** Seconds that our group asks for between two requests, if it does. */
	@Nullable Double delay() {
		return this.delay;
	}

	/** A byte order mark may be there in part. */
	private static String text(byte[] body) {
		int from = 0;
		byte[] mark = { (byte) 0xef, (byte) 0xbb, (byte) 0xbf };
		while (from < mark.length && from < body.length && body[from] == mark[from]) {
			from++;
		}
		return new String(body, from, body.length - from, StandardCharsets.ISO_8859_1);
	}

	private static String path(String url) {
		int host = url.indexOf("//");
		int start = url.indexOf('/', (host >= 0) ? host + 2 : 0);
		int query = url.indexOf('?', (host >= 0) ? host + 2 : 0);
		int end = (url.indexOf('#') >= 0) ? url.indexOf('#') : url.length();
		if (start >= 0 && start < end && (query < 0 || start < query)) {
			return url.substring(start, end);
		}
		return (query >= 0 && query < end) ? "/" + url.substring(query, end) : "/";
	}

	private static boolean matchesAllow(String path, String rule) {
		int index = rule.lastIndexOf("/index.htm");
		return matches(path, rule) || (index >= 0 && matches(path, rule.substring(0, index + 1) + "$"));
	}

	/**
	 * A star stands for anything, a dollar at the end for the end. The set of positions
	 * reached so far is kept instead of trying back, so that no pattern takes long.
	 */
	private static boolean matches(String path, String rule) {
		boolean[] reached = new boolean[path.length() + 1];
		reached[0] = true;
		for (int i = 0; i < rule.length(); i++) {
			char c = rule.charAt(i);
			if (c == '$' && i == rule.length() - 1) {
				return reached[path.length()];
			}
			if (!((c == '*') ? spread(reached) : step(reached, path, c))) {
				return false;
			}
		}
		return true;
	}

	private static boolean spread(boolean[] reached) {
		boolean any = false;
		for (int p = 0; p < reached.length; p++) {
			any |= reached[p];
			reached[p] = any;
		}
		return any;
	}

	private static boolean step(boolean[] reached, String path, char c) {
		boolean any = false;
		for (int p = path.length(); p > 0; p--) {
			reached[p] = reached[p - 1] && path.charAt(p - 1) == c;
			any |= reached[p];
		}
		reached[0] = false;
		return any;
	}

	private record Rule(boolean allow, String path) {
	}

	/** The groups as they go by: ours, and the one for everybody. */
	private static final class Groups {

		private final String product;

		private final List<Rule> own = new ArrayList<>();

		private final List<Rule> everybodys = new ArrayList<>();

		private @Nullable Double ownDelay;

		private @Nullable Double everybodysDelay;

		/** A group of ours was seen somewhere. */
		private boolean named;

		private boolean inOwn;

		private boolean inEverybodys;

		/** A rule was seen, so that the next agent begins a new group. */
		private boolean ruled;

		Groups(String product) {
			this.product = product;
		}

		void read(String written) {
			int comment = written.indexOf('#');
			String line = ((comment >= 0) ? written.substring(0, comment) : written).strip();
			Matcher agent = AGENT.matcher(line);
			if (agent.matches()) {
				agent(agent.group(1).strip());
				return;
			}
			Matcher pair = LINE.matcher(line);
			if (pair.matches()) {
				String value = (pair.group(2) != null) ? pair.group(2) : pair.group(3);
				rule(pair.group(1).toLowerCase(Locale.ROOT), value.strip());
			}
		}

		private void agent(String agent) {
			if (this.ruled) {
				this.inOwn = false;
				this.inEverybodys = false;
				this.ruled = false;
			}
			if (agent.startsWith("*") && (agent.length() == 1 || Character.isWhitespace(agent.charAt(1)))) {
				this.inEverybodys = true;
			}
			else if (!agent.isEmpty() && agent.split("[^A-Za-z_-]", 2)[0].equalsIgnoreCase(this.product)) {
				this.inOwn = true;
				this.named = true;
			}
		}

		private void rule(String key, String value) {
			boolean disallow = DISALLOW.matcher(key).matches();
			if (disallow || key.startsWith("allow")) {
				this.ruled = true;
				add(new Rule(!disallow, escaped(value)));
			}
			else if (key.equals("crawl-delay")) {
				delay(value);
			}
		}

		private void add(Rule rule) {
			if (this.inOwn) {
				this.own.add(rule);
			}
			if (this.inEverybodys) {
				this.everybodys.add(rule);
			}
		}

		private void delay(String value) {
			if (value.matches("[0-9]{1,6}(?:\\.[0-9]{1,6})?")) {
				Double seconds = Double.valueOf(value);
				this.ownDelay = this.inOwn ? seconds : this.ownDelay;
				this.everybodysDelay = this.inEverybodys ? seconds : this.everybodysDelay;
			}
		}

		/** Bytes beyond ASCII percent-encoded, hexadecimal digits in capitals. */
		private static String escaped(String path) {
			StringBuilder escaped = new StringBuilder(path.length());
			for (int i = 0; i < path.length(); i++) {
				char c = path.charAt(i);
				if (c == '%' && i + 2 < path.length() && Character.digit(path.charAt(i + 1), 16) >= 0
						&& Character.digit(path.charAt(i + 2), 16) >= 0) {
					escaped.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
					i += 2;
				}
				else if (c >= 0x80) {
					escaped.append("%%%02X".formatted((int) c));
				}
				else {
					escaped.append(c);
				}
			}
			return escaped.toString();
		}

	}

}
