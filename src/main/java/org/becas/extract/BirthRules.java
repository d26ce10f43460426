package org.becas.extract;

import java.time.LocalDate;
import java.util.List;

import org.becas.extract.DateMention.Day;
import org.jspecify.annotations.Nullable;

/** From which day of birth on one may apply: "born after 1990". */
final class BirthRules {

	private static final int REACH = 8;

	private static final Words AFTER = Words.named("born.after");

	private final Document document;

	private final AgeLimits limits;

	/** The document's dates, found when a birth is first spoken of. */
	private @Nullable List<DateMention> dates;

	private int nextDate;

	BirthRules(Document document, AgeLimits limits) {
		this.document = document;
		this.limits = limits;
	}

	/** "Born after 1990", "nacidos a partir del 1 de enero de 1992". */
	void read(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + REACH);
		boolean after = isAfter(hit);
		DateMention date = dateFrom(hit.from(), end);
		if (date != null && date.when() instanceof Day day && isBirth(day.date().getYear())) {
			this.limits.addBirth(hit.from(), date.to(), after ? day.date().plusDays(1) : day.date());
			return;
		}
		for (int i = hit.to(); date == null && i < end; i++) {
			int year = this.document.token(i).number();
			if (isBirth(year)) {
				this.limits.addBirth(hit.from(), i + 1, LocalDate.of(after ? year + 1 : year, 1, 1));
				return;
			}
		}
	}

	/** "On or after" counts the day itself. */
	private boolean isAfter(Hit hit) {
		boolean after = false;
		for (int i = hit.from(); i < hit.to(); i++) {
			String word = this.document.token(i).word();
			if (word.equals("on")) {
				return false;
			}
			after |= AFTER.hold(word);
		}
		return after;
	}

	/** The first date in a range; ranges are asked for in order. */
	private @Nullable DateMention dateFrom(int from, int end) {
		List<DateMention> found = this.dates;
		if (found == null) {
			found = DateFinder.find(this.document, DateFinder.Order.DAY_FIRST);
			this.dates = found;
		}
		while (this.nextDate < found.size() && found.get(this.nextDate).from() < from) {
			this.nextDate++;
		}
		DateMention next = (this.nextDate < found.size()) ? found.get(this.nextDate) : null;
		return (next != null && next.from() < end) ? next : null;
	}

	private static boolean isBirth(int year) {
		return year >= 1940 && year <= 2015;
	}

}
