package org.becas.extract;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.becas.offer.Deadline;
import org.becas.offer.EditionYears;
import org.becas.offer.EditionYears.Years;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/** Which year's call it is: the year that names it, else that of its deadline. */
final class EditionRules {

	/** The first lines name the call; further down years are of many things. */
	private static final int TOP = 60;

	private EditionRules() {
	}

	record Answer(@Nullable Integer year, List<Evidence> evidence) {
	}

	static Answer read(Document document, Deadline deadline) {
		int year = inTitle(document.title());
		for (int i = 0; i < document.textStart(); i++) {
			if (year > 0 && document.token(i).number() == year) {
				return answer(document, i, "edition-title");
			}
		}
		int end = Math.min(document.size(), document.textStart() + TOP);
		Set<Integer> others = EditionYears.ofOthers(document.quote(document.textStart(), end));
		for (int i = document.textStart(); i < end; i++) {
			if (isYear(document.token(i)) && !others.contains(document.token(i).number()) && namesCall(document, i)) {
				return answer(document, i, "edition-text");
			}
		}
		LocalDate date = (deadline instanceof Deadline.On on) ? on.date() : null;
		return new Answer((date != null) ? Integer.valueOf(date.getYear()) : null, List.of());
	}

	/**
	 * The first year of which the title says that it is the call's, else the first that
	 * may be; -1 if there is none.
	 */
	private static int inTitle(String title) {
		List<Years> years = EditionYears.in(title);
		return years.stream()
			.filter(Years::cued)
			.findFirst()
			.or(() -> years.stream().findFirst())
			.map(Years::first)
			.orElse(-1);
	}

	private static boolean isYear(Token token) {
		return token.isNumber() && token.word().length() == 4 && token.number() >= 2000 && token.number() < 2100;
	}

	/** "Convocatoria 2027", "2027 edition". */
	private static boolean namesCall(Document document, int year) {
		return document.hits()
			.of(Cue.CALL, Math.max(0, year - 3), year + 2)
			.stream()
			.anyMatch(hit -> hit.is("edition"));
	}

	private static Answer answer(Document document, int token, String rule) {
		return new Answer(document.token(token).number(),
				List.of(document.evidence(Field.EDITION, token, token + 1, rule)));
	}

}
