package org.becas.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Ages;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * The limits of age that were found in a document, and what they come to. Two that
 * contradict each other are none, unless each is said of other levels.
 */
final class AgeLimits {

	/** As far in front of a limit stands the level that it is of, in a heading too. */
	private static final int LEVEL_REACH = 16;

	/** "(Master)": a level in parentheses behind a limit. */
	private static final int PARENTHESES = 4;

	private final Document document;

	private final List<Oldest> oldest = new ArrayList<>();

	private final Set<Integer> youngest = new LinkedHashSet<>();

	private final Set<LocalDate> born = new LinkedHashSet<>();

	private final List<Evidence> evidence = new ArrayList<>();

	/**
	 * An oldest age and the tokens that say it.
	 *
	 * @param clause where its clause ends
	 */
	private record Oldest(int from, int to, int clause, int age) {
	}

	AgeLimits(Document document) {
		this.document = document;
	}

	void addOldest(int from, int to, int clause, int age) {
		this.oldest.add(new Oldest(from, to, clause, age));
	}

	void addYoungest(int age) {
		this.youngest.add(age);
	}

	/** The first day of birth that is admitted. */
	void addBirth(int from, int to, LocalDate day) {
		this.born.add(day);
		addEvidence(from, to, "age-born");
	}

	void addEvidence(int from, int to, String rule) {
		this.evidence.add(this.document.evidence(Field.AGES, from, to, rule));
	}

	/**
	 * What holds of all that was found.
	 * @param rejected what was no age, and where a contradiction goes
	 */
	Answered<Ages> choose(List<Evidence> rejected) {
		Set<Integer> highest = new LinkedHashSet<>();
		this.oldest.forEach(limit -> highest.add(limit.age()));
		Map<Level, Integer> byLevel = (highest.size() > 1 && this.born.isEmpty()) ? byLevel() : Map.of();
		if (!byLevel.isEmpty()) {
			return new Answered<>(Ages.upTo(byLevel), this.evidence, rejected);
		}
		Integer to = only(highest);
		Integer from = only(this.youngest);
		boolean torn = highest.size() > 1 || this.youngest.size() > 1 || this.born.size() > 1
				|| (from != null && to != null && from >= to);
		if (torn) {
			this.evidence.forEach(one -> rejected
				.add(new Evidence(one.field(), one.quote(), one.place(), one.start(), one.end(), "not-age-several")));
			return new Answered<>(Ages.UNSTATED, List.of(), rejected);
		}
		return new Answered<>(new Ages(from, to, only(this.born)), this.evidence, rejected);
	}

	/**
	 * The oldest age for each level; empty where a limit is of none, or two are of one.
	 */
	private Map<Level, Integer> byLevel() {
		Map<Level, Integer> byLevel = new EnumMap<>(Level.class);
		for (int i = 0; i < this.oldest.size(); i++) {
			int age = this.oldest.get(i).age();
			Set<Level> levels = levels(i);
			if (levels.isEmpty() || levels.stream().anyMatch(level -> byLevel.getOrDefault(level, age) != age)) {
				return Map.of();
			}
			levels.forEach(level -> byLevel.put(level, age));
		}
		return byLevel;
	}

	/** "Under 30 for a master's", "Postgraduate applicants: at most 35 years". */
	private Set<Level> levels(int index) {
		Oldest limit = this.oldest.get(index);
		int next = (index + 1 < this.oldest.size()) ? this.oldest.get(index + 1).from() : this.document.size();
		int previous = (index > 0) ? this.oldest.get(index - 1).to() : 0;
		int reach = this.document.peek(limit.to()).isMark('(') ? limit.to() + PARENTHESES : limit.clause();
		Set<Level> behind = levels(limit.to(), Math.min(next, reach));
		return !behind.isEmpty() ? behind : levels(Math.max(previous, limit.from() - LEVEL_REACH), limit.from());
	}

	private Set<Level> levels(int from, int to) {
		Set<Level> levels = EnumSet.noneOf(Level.class);
		for (Hit hit : this.document.hits().of(Cue.LEVEL, from, Math.max(from, to))) {
			if (hit.is("posgrado")) {
				levels.addAll(List.of(Level.MAESTRIA, Level.DOCTORADO));
			}
			else if (!hit.is("none")) {
				levels.add(Level.of(hit.value().replaceFirst("-.*", "")));
			}
		}
		return levels;
	}

	private static <T> @Nullable T only(Set<T> values) {
		return (values.size() == 1) ? values.iterator().next() : null;
	}

}
