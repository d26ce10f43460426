package org.becas.collect;

import java.util.regex.Pattern;

/** Knows the pages that want proof of not being a program. */
final class Challenge {

	private static final Pattern WORDS = PageWords.pattern("<challenge>|<denied>.{0,80}robot");

	private Challenge() {
	}

	/**
	 * Whether a page says so.
	 * @param page its HTML or its text
	 */
	static boolean isIn(String page) {
		return WORDS.matcher(page).find();
	}

}
