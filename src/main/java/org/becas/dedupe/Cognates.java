package org.becas.dedupe;

/** Tells words of one root apart from strangers, within a language and across them. */
final class Cognates {

	private static final int SHORTEST = 5;

	private Cognates() {
	}

	/**
	 * Whether two folded words begin alike for most of their length, once spelling that
	 * differs by language alone is made one.
	 */
	static boolean areAlike(String a, String b) {
		String first = skeleton(a);
		String second = skeleton(b);
		int shorter = Math.min(first.length(), second.length());
		if (shorter < SHORTEST - 1) {
			return first.equals(second) && shorter > 2;
		}
		int same = 0;
		while (same < shorter && first.charAt(same) == second.charAt(same)) {
			same++;
		}
		return same >= SHORTEST - 1 && same * 10 >= 7 * Math.max(first.length(), second.length());
	}

	/** especializado, specialised and specialisé become nearly one. */
	private static String skeleton(String word) {
		return word.replaceFirst("^e(?=s[bcdfgklmnpqrtv])", "")
			.replaceAll("(?:s|es|e|o|a|os|as)$", "")
			.replace("ph", "f")
			.replace("th", "t")
			.replace("qu", "c")
			.replace("ck", "c")
			.replace('k', 'c')
			.replace('y', 'i')
			.replace('z', 's')
			.replaceAll("(.)\\1", "$1");
	}

}
