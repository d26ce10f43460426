package org.becas.dedupe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VicinityTests {

	private static final Pattern DATE = Pattern.compile("\\b(\\d{1,2}) (?:de )?([a-z]{3,10}) (?:de )?(20\\d\\d)\\b");

	private static final Pattern EDITION = Pattern.compile("\\b([ivx]{1,4}|\\d{1,3}) edicion\\b");

	private static final String[] PIECES = { "20", "2027", "12", " ", " de ", "mayo", "edicion", "xv", "-", ".", "\n",
			"convocatoria", "2", "0", "x" };

	@Test
	void findsAroundYearsWhatTheWholeTextHolds() {
		for (String text : texts()) {
			assertThat(groups(Vicinity.ofYears(text, 30, 10).find(DATE))).as(text).isEqualTo(whole(DATE, text));
		}
	}

	@Test
	void findsAroundWordsWhatTheWholeTextHolds() {
		for (String text : texts()) {
			assertThat(groups(Vicinity.of(text, List.of("edicion"), 8, 8).find(EDITION))).as(text)
				.isEqualTo(whole(EDITION, text));
		}
	}

	@Test
	void doesNotTakeTheEdgeOfAPartForTheEdgeOfAWord() {
		assertThat(Vicinity.ofYears("112 mayo 2027", 7, 4).find(DATE)).isEmpty();
	}

	private static List<String> texts() {
		Random random = new Random(7);
		List<String> texts = new ArrayList<>(List.of("", "20", "2027", "cierra el 3 de mayo de 2027"));
		for (int i = 0; i < 3000; i++) {
			StringBuilder text = new StringBuilder();
			for (int j = random.nextInt(40); j >= 0; j--) {
				text.append(PIECES[random.nextInt(PIECES.length)]);
			}
			texts.add(text.toString());
		}
		return texts;
	}

	private static List<String> whole(Pattern pattern, String text) {
		List<String> found = new ArrayList<>();
		for (Matcher matcher = pattern.matcher(text); matcher.find();) {
			found.add(matcher.start() + " " + matcher.group());
		}
		return found;
	}

	private static List<String> groups(List<MatchResult> found) {
		return found.stream().map((match) -> match.start() + " " + match.group()).toList();
	}

}
