package org.becas.bounce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The words of mail servers and mail programs, in {@code phrases.tsv}: a line for each,
 * with what it tells.
 */
final class Phrases {

	private static final Map<String, List<String>> BY_TOPIC = read();

	private Phrases() {
	}

	/**
	 * Whether the text holds a phrase.
	 * @param topic the first column of the file
	 * @param folded see {@link #fold}
	 */
	static boolean speakOf(String topic, String folded) {
		return BY_TOPIC.getOrDefault(topic, List.of()).stream().anyMatch(folded::contains);
	}

	/**
	 * Small letters without accents, single spaces, and without addresses of mail or of
	 * pages, since a mailbox may well be called "spam".
	 */
	static String fold(String text) {
		String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
		return plain.toLowerCase(Locale.ROOT)
			.replace('\u2019', '\'')
			.replaceAll("https?://[^\\s>]{0,200}?(?:spamhaus|spamcop|barracudacentral|sorbs\\.net)", "blocklist ")
			.replaceAll("https?://[^\\s>]{1,500}+", "")
			.replaceAll("[\\w.+=-]{1,200}+@[\\w.-]{1,200}+", "")
			.replaceAll("[\\p{Cntrl}\\s]++", " ");
	}

	private static Map<String, List<String>> read() {
		try (InputStream in = Objects.requireNonNull(Phrases.class.getResourceAsStream("phrases.tsv"))) {
			Map<String, List<String>> phrases = new HashMap<>();
			new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split("\t", 2))
				.forEach((line) -> phrases.computeIfAbsent(line[0], (topic) -> new ArrayList<>()).add(fold(line[1])));
			return phrases;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
