package org.becas.extract;

import java.net.IDN;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.becas.offer.DataFile;
import org.becas.offer.Folding;

/**
 * What the address of a link tells of those who wrote it; the data is {@code links.tsv}.
 */
final class Links {

	private static final Pattern NUMERIC = Pattern.compile("[0-9.]++");

	private static final Links PACKAGED = load();

	private final Set<String> shorteners = new HashSet<>();

	private final Map<String, List<String>> official = new HashMap<>();

	private final Set<String> bait = new HashSet<>();

	private final Set<String> cheap = new HashSet<>();

	private Links() {
	}

	static Links packaged() {
		return PACKAGED;
	}

	/**
	 * Whether one cannot see where it leads: a shortener, or a bare number. A number of
	 * this very machine (127.0.0.0/8) leads nowhere else.
	 */
	boolean hides(String written) {
		String host = plain(written);
		return this.shorteners.contains(host)
				|| (NUMERIC.matcher(host).matches() && host.indexOf('.') > 0 && !host.startsWith("127."));
	}

	/**
	 * Whether a host pretends to be an official body: its name with a cheap or commercial
	 * ending ("icetex.com"), with a bait word ("becas-icetex.org"), its domain as a part
	 * of another ("icetex.gov.co.example.org"), or letters that look like its own: those
	 * of another script, or with accents ("icétex.gov.co").
	 */
	boolean pretends(String written) {
		String host = plain(written);
		if (host.chars().allMatch(c -> c < 0x80)) {
			return !isOfficial(host) && (imitates(host) || host.contains("xn--"));
		}
		String folded = Folding.fold(host);
		return !host.codePoints().allMatch(Links::isLatin) || isOfficial(folded) || imitates(folded);
	}

	private static boolean isLatin(int c) {
		return !Character.isLetter(c) || Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
	}

	private boolean imitates(String host) {
		String[] labels = host.split("\\.", -1);
		if (labels.length < 2) {
			return false;
		}
		String ending = labels[labels.length - 1];
		String name = labels[labels.length - 2];
		boolean commercial = ending.equals("com") || this.cheap.contains(ending);
		return isNested(host) || (this.official.containsKey(name) && commercial) || isBaited(name);
	}

	private boolean isOfficial(String host) {
		return this.official.values()
			.stream()
			.flatMap(List::stream)
			.anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
	}

	private boolean isNested(String host) {
		return this.official.values()
			.stream()
			.flatMap(List::stream)
			.anyMatch(domain -> host.startsWith(domain + ".") || host.contains("." + domain + "."));
	}

	private boolean isBaited(String name) {
		boolean body = false;
		boolean baited = false;
		for (String part : name.split("-", -1)) {
			body |= this.official.containsKey(part);
			baited |= this.bait.contains(part);
		}
		return (body && baited) || this.official.keySet()
			.stream()
			.anyMatch(known -> known.length() > 4
					&& ((name.startsWith(known) && this.bait.contains(name.substring(known.length())))
							|| (name.endsWith(known)
									&& this.bait.contains(name.substring(0, name.length() - known.length())))));
	}

	/**
	 * As people see it, whether it is written so or in the letters of the domain name
	 * system (IDNA 2003), in lower case and without "www.".
	 */
	private static String plain(String host) {
		String seen = host;
		try {
			seen = IDN.toUnicode(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED), IDN.ALLOW_UNASSIGNED);
		}
		catch (IllegalArgumentException ex) {
			// no name that can be looked up: judged by how it is written
			seen = host;
		}
		String lower = seen.toLowerCase(Locale.ROOT);
		return lower.startsWith("www.") ? lower.substring(4) : lower;
	}

	private static Links load() {
		Links links = new Links();
		DataFile.rows(Links.class, "links.tsv", 2).forEach(links::add);
		return links;
	}

	private void add(String[] cells) {
		switch (cells[0]) {
			case "shortener" -> this.shorteners.addAll(List.of(cells[1].split(" ")));
			case "official" -> this.official.put(cells[1], List.of(cells[2].split(" ")));
			case "bait" -> this.bait.addAll(List.of(cells[1].split(" ")));
			case "cheap" -> this.cheap.addAll(List.of(cells[1].split(" ")));
			default -> throw new IllegalStateException("links.tsv: \"%s\"".formatted(cells[0]));
		}
	}

}
