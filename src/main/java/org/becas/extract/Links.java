package org.becas.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

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
	boolean hides(String host) {
		return this.shorteners.contains(plain(host))
				|| (NUMERIC.matcher(host).matches() && host.indexOf('.') > 0 && !host.startsWith("127."));
	}

	/**
	 * Whether a host pretends to be an official body: its name with a cheap or commercial
	 * ending ("icetex.com"), with a bait word ("becas-icetex.org"), or its domain as a
	 * part of another ("icetex.gov.co.example.org").
	 */
	boolean pretends(String written) {
		String host = plain(written);
		if (isOfficial(host)) {
			return false;
		}
		String[] labels = host.split("\\.", -1);
		if (labels.length < 2) {
			return false;
		}
		String ending = labels[labels.length - 1];
		String name = labels[labels.length - 2];
		boolean commercial = ending.equals("com") || this.cheap.contains(ending);
		return host.startsWith("xn--") || host.contains(".xn--") || isNested(host)
				|| (this.official.containsKey(name) && commercial) || isBaited(name);
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

	private static String plain(String host) {
		String lower = host.toLowerCase(Locale.ROOT);
		return lower.startsWith("www.") ? lower.substring(4) : lower;
	}

	private static Links load() {
		try (InputStream in = Objects.requireNonNull(Links.class.getResourceAsStream("links.tsv"))) {
			Links links = new Links();
			new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter(line -> !line.isBlank() && !line.startsWith("#"))
				.map(line -> line.split("\t"))
				.forEach(links::add);
			return links;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
