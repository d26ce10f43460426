package org.becas.offer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What months are called in our portals' languages, from {@code months.tsv}. */
public final class Months {

	/** Fewer letters begin too many words. */
	private static final int FEWEST = 3;

	private static final int MOST = 4;

	private static final Map<String, Integer> NAMES = read();

	/** By the first letters of their names; 0 where those begin two months. */
	private static final Map<String, Integer> BEGINNINGS = beginnings();

	private Months() {
	}

	/**
	 * The number, from 1, of a month's folded name, short or long; 0 for any other word.
	 */
	public static int of(String folded) {
		return NAMES.getOrDefault(folded, 0);
	}

	/**
	 * The same of a word that begins as a month's names do, as machines and hasty people
	 * write them: "Sept", "Diciem", "Octob".
	 */
	public static int beginning(String folded) {
		for (int letters = MOST; letters >= FEWEST; letters--) {
			int month = (folded.length() >= letters) ? BEGINNINGS.getOrDefault(folded.substring(0, letters), 0) : 0;
			if (month > 0) {
				return month;
			}
		}
		return 0;
	}

	/** All names, folded. */
	public static Set<String> names() {
		return NAMES.keySet();
	}

	private static Map<String, Integer> read() {
		Map<String, Integer> names = new HashMap<>();
		for (String[] row : DataFile.rows(Months.class, "months.tsv", 2)) {
			DataFile.names(row[1]).forEach((name) -> names.put(name, Integer.valueOf(row[0])));
		}
		return Map.copyOf(names);
	}

	private static Map<String, Integer> beginnings() {
		Map<String, Integer> beginnings = new HashMap<>();
		NAMES.forEach((name, month) -> {
			for (int letters = FEWEST; letters <= Math.min(MOST, name.length()); letters++) {
				beginnings.merge(name.substring(0, letters), month, (one, other) -> one.equals(other) ? one : 0);
			}
		});
		return Map.copyOf(beginnings);
	}

}
