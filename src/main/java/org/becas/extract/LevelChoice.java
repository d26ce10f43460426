package org.becas.extract;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.becas.extract.LevelMention.Role;
import org.becas.offer.Attention;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/** Which of the levels that a text mentions it funds. */
final class LevelChoice {

	/**
	 * "Bachelor's and Master's students": how far behind a level its students are named.
	 */
	private static final int LISTED = 6;

	/** "Estudiante de un", in tokens. */
	private static final int OF = 3;

	private static final Words ENROLLED = Words.named("level.enrolled");

	private static final Words STUDENTS = Words.named("level.students");

	private final Document document;

	private final LevelLists lists;

	private final List<LevelMention> mentions;

	private LevelChoice(Document document, List<LevelMention> mentions) {
		this.document = document;
		this.lists = new LevelLists(document);
		this.mentions = mentions;
	}

	static LevelRules.Answer of(Document document, List<LevelMention> mentions) {
		return new LevelChoice(document, mentions).choose();
	}

	private LevelRules.Answer choose() {
		Map<Level, LevelMention> best = best();
		Set<Level> excluded = excluded();
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		Map<Level, LevelMention> chosen = certain(best, excluded);
		addFundedBeside(chosen, excluded);
		addPostgraduate(chosen, best, excluded, attention);
		addGraduate(chosen, excluded);
		addOther(chosen, best);
		addStudents(chosen);
		addEntrants(chosen);
		if (chosen.isEmpty()) {
			attention.add(Attention.NO_LEVEL);
		}
		LevelMention master = chosen.get(Level.MAESTRIA);
		if (master != null && this.mentions.stream().anyMatch(one -> one.hit().isA("maestria-unofficial"))) {
			attention.add(Attention.UNOFFICIAL_DEGREE);
		}
		return new LevelRules.Answer(chosen.keySet(), primary(chosen), evidence(chosen), attention,
				rejected(chosen.keySet()));
	}

	/** The mention of each level for which most speaks. */
	private Map<Level, LevelMention> best() {
		Map<Level, LevelMention> best = new EnumMap<>(Level.class);
		for (LevelMention mention : this.mentions) {
			if (mention.isLevel()) {
				best.merge(mention.level(), mention, LevelMention::and);
			}
		}
		return best;
	}

	private List<Evidence> evidence(Map<Level, LevelMention> chosen) {
		return chosen.values()
			.stream()
			.distinct()
			.map(mention -> this.document.evidence(Field.LEVELS, mention.hit().from(), mention.hit().to(),
					mention.rule()))
			.toList();
	}

	private static @Nullable Level primary(Map<Level, LevelMention> chosen) {
		return chosen.entrySet()
			.stream()
			.max(Comparator.comparingInt((Map.Entry<Level, LevelMention> one) -> one.getValue().weight())
				.thenComparing(one -> -one.getValue().hit().from())
				.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
			.map(Map.Entry::getKey)
			.orElse(null);
	}

	/** The first mention of each level that was not chosen, with why. */
	private List<Evidence> rejected(Set<Level> chosen) {
		Map<Level, Evidence> rejected = new EnumMap<>(Level.class);
		for (LevelMention mention : this.mentions) {
			if (mention.isLevel() && !chosen.contains(mention.level())) {
				String why = (mention.role() == Role.NEUTRAL || mention.role() == Role.FUNDED
						|| mention.role() == Role.AIMED) ? "weak" : mention.role().id();
				rejected.putIfAbsent(mention.level(), this.document.evidence(Field.LEVELS, mention.hit().from(),
						mention.hit().to(), "not-level-" + why));
			}
		}
		return List.copyOf(rejected.values());
	}

	private Set<Level> excluded() {
		Set<Level> excluded = EnumSet.noneOf(Level.class);
		for (int i = 0; i < this.mentions.size(); i++) {
			LevelMention mention = this.mentions.get(i);
			if (mention.isExcluded() && mention.isLevel() && !isPartOfBefore(i)) {
				excluded.add(mention.level());
			}
		}
		return excluded;
	}

	/** "Any master's programme (except MBA)": the level stays. */
	private boolean isPartOfBefore(int index) {
		if (index == 0) {
			return false;
		}
		LevelMention part = this.mentions.get(index);
		LevelMention whole = this.mentions.get(index - 1);
		return whole.isLevel() && !whole.isExcluded() && whole.level() == part.level()
				&& part.hit().from() - whole.hit().to() <= LevelRoles.NEAR
				&& this.document.sentenceNumber(whole.hit().from()) == this.document.sentenceNumber(part.hit().from());
	}

	/** The levels that the best mention puts above the bar; the title sets it highest. */
	private static Map<Level, LevelMention> certain(Map<Level, LevelMention> best, Set<Level> excluded) {
		int top = top(best);
		int bar = (top >= LevelMention.TITLE) ? LevelMention.STATED
				: (top >= LevelMention.CERTAIN) ? LevelMention.CERTAIN : LevelMention.PROBABLE;
		Map<Level, LevelMention> chosen = new EnumMap<>(Level.class);
		best.forEach((level, mention) -> {
			if (mention.weight() >= bar && (mention.weight() >= LevelMention.CERTAIN || !excluded.contains(level))) {
				chosen.put(level, mention);
			}
		});
		return chosen;
	}

	/** "Four years for the bachelor's, two for the master's": funded in one breath. */
	private void addFundedBeside(Map<Level, LevelMention> chosen, Set<Level> excluded) {
		if (chosen.isEmpty() || top(chosen) >= LevelMention.STATED) {
			return;
		}
		Set<Integer> sentences = this.mentions.stream()
			.filter(one -> one.role() == Role.FUNDED && one.isLevel() && chosen.containsKey(one.level()))
			.map(one -> this.document.sentenceNumber(one.hit().from()))
			.collect(Collectors.toSet());
		this.mentions.stream()
			.filter(one -> one.role() == Role.FUNDED && one.weight() >= LevelMention.LATE && one.isLevel())
			.filter(one -> !excluded.contains(one.level())
					&& sentences.contains(this.document.sentenceNumber(one.hit().from())))
			.forEach(one -> chosen.putIfAbsent(one.level(), one));
	}

	private static int top(Map<Level, LevelMention> best) {
		return best.values().stream().mapToInt(LevelMention::weight).max().orElse(0);
	}

	private @Nullable LevelMention strongest(String meaning) {
		return this.mentions.stream()
			.filter(mention -> mention.meaning().equals(meaning))
			.reduce(LevelMention::stronger)
			.orElse(null);
	}

	/**
	 * A course, a stay, a fellowship: where no degree is funded, or where the title names
	 * nothing else.
	 */
	private void addOther(Map<Level, LevelMention> chosen, Map<Level, LevelMention> best) {
		LevelMention weak = strongest(LevelMention.WEAK);
		if (weak == null) {
			return;
		}
		LevelMention entrants = strongest(LevelMention.ENTRANTS);
		boolean alone = chosen.isEmpty() && weak.weight() >= LevelMention.EARLY
				&& (entrants == null || entrants.weight() < weak.weight());
		boolean titled = weak.weight() >= LevelMention.TITLE && top(best) < LevelMention.CERTAIN
				&& strongest(LevelMention.POSTGRADUATE) == null;
		if (alone || titled || ofStudents(weak)) {
			chosen.clear();
			chosen.put(Level.OTROS, weak);
		}
	}

	/**
	 * "Becas de movilidad" for "estudiantes de pregrado y posgrado": a stay in the title,
	 * and the first degrees are those that its students are of.
	 */
	private boolean ofStudents(LevelMention weak) {
		return weak.weight() >= LevelMention.TITLE && weak.hit().is("otros-mobility")
				&& this.mentions.stream()
					.filter(mention -> mention.weight() >= LevelMention.EARLY && !mention.meaning().startsWith("otros"))
					.findFirst()
					.map(mention -> !this.document.inTitle(mention.hit().from()) && isOfStudents(mention))
					.orElse(true);
	}

	private boolean isOfStudents(LevelMention mention) {
		int end = Math.min(this.document.sentenceEnd(mention.hit().from()), mention.hit().to() + LISTED);
		for (int i = this.document.sentenceStart(mention.hit().from()); i < end; i++) {
			Token token = this.document.peek(i);
			if (token.isWord() && STUDENTS.hold(token.word())) {
				return true;
			}
		}
		return false;
	}

	/** "Posgrado" alone, unless the text names one of its levels at all as funded. */
	private void addPostgraduate(Map<Level, LevelMention> chosen, Map<Level, LevelMention> best, Set<Level> excluded,
			Set<Attention> attention) {
		LevelMention posgrado = strongest(LevelMention.POSTGRADUATE);
		boolean degree = chosen.containsKey(Level.MAESTRIA) || chosen.containsKey(Level.DOCTORADO);
		if (posgrado == null || degree || posgrado.weight() < LevelMention.PROBABLE) {
			return;
		}
		if (!chosen.isEmpty() && !isListedWith(posgrado, chosen) && posgrado
			.weight() < ((top(best) >= LevelMention.TITLE) ? LevelMention.TITLE : LevelMention.CERTAIN)) {
			return;
		}
		for (Level level : List.of(Level.MAESTRIA, Level.DOCTORADO)) {
			LevelMention named = best.get(level);
			if (named != null && named.weight() >= ((posgrado.weight() >= LevelMention.STATED) ? LevelMention.CERTAIN
					: LevelMention.PROBABLE)) {
				chosen.put(level, named);
			}
		}
		if (!chosen.containsKey(Level.MAESTRIA) && !chosen.containsKey(Level.DOCTORADO)) {
			LevelMention both = posgrado;
			Stream.of(Level.MAESTRIA, Level.DOCTORADO)
				.filter(level -> !excluded.contains(level))
				.forEach(level -> chosen.put(level, both));
			attention.add(Attention.POSTGRADUATE_ALONE);
		}
	}

	/** "Pregrado/Posgrado": both, or neither. */
	private boolean isListedWith(LevelMention posgrado, Map<Level, LevelMention> chosen) {
		return chosen.values()
			.stream()
			.anyMatch(
					one -> this.lists.joins(one.hit(), posgrado.hit()) || this.lists.joins(posgrado.hit(), one.hit()));
	}

	/**
	 * "Undergraduate, graduate and Ph.D. programs": in one list with doctorates it is the
	 * master's.
	 */
	private void addGraduate(Map<Level, LevelMention> chosen, Set<Level> excluded) {
		if (!chosen.containsKey(Level.DOCTORADO) || chosen.containsKey(Level.MAESTRIA)
				|| excluded.contains(Level.MAESTRIA)) {
			return;
		}
		int weight = chosen.get(Level.DOCTORADO).weight();
		for (int i = 1; i < this.mentions.size(); i++) {
			LevelMention one = this.mentions.get(i - 1);
			LevelMention next = this.mentions.get(i);
			if (one.meaning().equals(LevelMention.POSTGRADUATE) && next.meaning().equals("doctorado")
					&& one.weight() >= Math.min(weight, LevelMention.CERTAIN)
					&& this.lists.joins(one.hit(), next.hit())) {
				chosen.put(Level.MAESTRIA, one);
				return;
			}
		}
	}

	/**
	 * "Be enrolled in a bachelor's programme", "ser estudiante de doctorado" among the
	 * conditions: what one studies already, where nothing else is named.
	 */
	private void addStudents(Map<Level, LevelMention> chosen) {
		if (chosen.isEmpty()) {
			this.mentions.stream()
				.filter(mention -> mention.isLevel() && !mention.isExcluded() && isStudied(mention))
				.forEach(mention -> chosen.putIfAbsent(mention.level(), mention));
		}
	}

	private boolean isStudied(LevelMention mention) {
		int start = this.document.sentenceStart(mention.hit().from());
		int from = mention.hit().from();
		return this.document.has(STUDENTS, Math.max(start, from - OF), mention.hit().to())
				|| this.document.has(ENROLLED, Math.max(start, from - LISTED), from) || isOfStudents(mention);
	}

	/** Who leaves school studies for a first degree, where no other level is named. */
	private void addEntrants(Map<Level, LevelMention> chosen) {
		if (chosen.isEmpty()) {
			this.mentions.stream()
				.filter(mention -> mention.meaning().equals(LevelMention.ENTRANTS) && !mention.isExcluded())
				.findFirst()
				.ifPresent(mention -> chosen.put(Level.PREGRADO, mention));
		}
	}

}
