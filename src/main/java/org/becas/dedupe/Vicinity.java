package org.becas.dedupe;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a text around what a pattern must hold to match, so that the rest need not
 * be searched. What a pattern finds here is what it finds in the whole text, as long as
 * no match reaches beyond its part; look-around does.
 *
 * @param bounds begin and end of each part, in order, none touching the next
 */
record Vicinity(String text, List<int[]> bounds) {

	/** Around each {@code 20} with two digits behind it. */
	static Vicinity ofYears(String text, int before, int after) {
		Vicinity parts = new Vicinity(text, new ArrayList<>());
		for (int at = text.indexOf("20"); at >= 0; at = text.indexOf("20", at + 1)) {
			if (isDigit(text, at + 2) && isDigit(text, at + 3)) {
				parts.add(at - before, at + after);
			}
		}
		return parts;
	}

	/** Around each place where one of these stands. */
	static Vicinity of(String text, List<String> marks, int before, int after) {
		BitSet places = new BitSet();
		for (String mark : marks) {
			for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
				places.set(at);
			}
		}
		Vicinity parts = new Vicinity(text, new ArrayList<>());
		places.stream().forEach(at -> parts.add(at - before, at + after));
		return parts;
	}

	private static boolean isDigit(String text, int at) {
		return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
	}

	private void add(int from, int to) {
		int begin = Math.max(from, 0);
		int end = Math.min(to, this.text.length());
		int[] last = this.bounds.isEmpty() ? null : this.bounds.get(this.bounds.size() - 1);
		if (last != null && begin <= last[1]) {
			last[1] = Math.max(last[1], end);
		}
		else {
			this.bounds.add(new int[] { begin, end });
		}
	}

	/** Every match, in order. */
	List<MatchResult> find(Pattern pattern) {
		if (this.bounds.isEmpty()) {
			return List.of();
		}
		List<MatchResult> found = new ArrayList<>();
		Matcher matcher = pattern.matcher(this.text).useTransparentBounds(true).useAnchoringBounds(false);
		for (int[] part : this.bounds) {
			matcher.region(part[0], part[1]);
			while (matcher.find()) {
				found.add(matcher.toMatchResult());
			}
		}
		return found;
	}

}
