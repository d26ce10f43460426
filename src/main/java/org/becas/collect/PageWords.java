package org.becas.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.becas.offer.Folding;

/** What pages call the same things, from {@code page-words.tsv}, for use in patterns. */
final class PageWords {

	private static final Map<String, String> ANY = read();

	private PageWords() {
	}

	/**
	 * A pattern of which every part {@code <kind>} stands for any of that kind's words.
	 */
	static Pattern pattern(String shape) {
		String pattern = shape;
		for (Map.Entry<String, String> kind : ANY.entrySet()) {
			pattern = pattern.replace("<" + kind.getKey() + ">", kind.getValue());
		}
		return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
	}

	/**
	 * The same for names of elements, in which words are parted by hyphens and the like.
	 */
	static Pattern named(String kind) {
		return pattern("(?:^|[-_ ])<" + kind + ">(?:$|[-_ ])");
	}

	private static Map<String, String> read() {
		try (InputStream in = Objects.requireNonNull(PageWords.class.getResourceAsStream("page-words.tsv"))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split("\t"))
				.collect(Collectors.groupingBy((cells) -> cells[0],
						Collectors.flatMapping((cells) -> Arrays.stream(cells[1].split(", *")),
								Collectors.mapping(PageWords::regex, Collectors.joining("|", "(?:", ")")))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The word with or without each of its accents. */
	private static String regex(String word) {
		boolean whole = word.endsWith("_");
		String written = whole ? word.substring(0, word.length() - 1) : word;
		return written.codePoints().mapToObj((letter) -> {
			String one = Character.toString(letter);
			String plain = Folding.fold(one);
			return one.equals(plain) || one.isBlank() ? Pattern.quote(one) : "[" + one + plain + "]";
		}).collect(Collectors.joining("", "", whole ? "(?![\\p{L}\\d])" : ""));
	}

}
