package org.becas.curation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.becas.offer.Folding;

/**
 * A text cut where its words begin or cease to be words of another text, so that a reader
 * sees at once in what two announcements differ.
 */
record Wording(String words, boolean differs) {

	private static final int SHOWN = 1500;

	/**
	 * @param text at most its first 1500 characters are given back
	 * @param other whose words do not differ
	 */
	static List<Wording> of(String text, String other) {
		Set<String> known = new HashSet<>();
		pieces(other).forEach((piece) -> known.add(plain(piece)));
		String shown = (text.length() > SHOWN) ? text.substring(0, SHOWN) + "…" : text;
		List<Wording> wordings = new ArrayList<>();
		StringBuilder run = new StringBuilder();
		boolean differs = false;
		for (String piece : pieces(shown)) {
			boolean strange = plain(piece).isEmpty() ? differs : !known.contains(plain(piece));
			if (strange != differs && !run.isEmpty()) {
				wordings.add(new Wording(run.toString(), differs));
				run.setLength(0);
			}
			differs = strange;
			run.append(piece);
		}
		if (!run.isEmpty()) {
			wordings.add(new Wording(run.toString(), differs));
		}
		return wordings;
	}

	/** Words, each with the space behind it. */
	private static List<String> pieces(String text) {
		return List.of(text.split("(?<=\\s)(?=\\S)"));
	}

	private static String plain(String piece) {
		return Folding.fold(piece).replaceAll("[^\\p{L}\\p{N}]", "");
	}

}
