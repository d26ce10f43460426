package org.becas.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;
import org.becas.offer.Attention;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * Which levels an offer funds. Each mention of a level is weighed by how the text speaks
 * of it: funded ("becas para maestría"), required ("título de pregrado"), excluded ("no
 * aplica para pregrado") or advertised ("ofrece 40 programas de posgrado"), and by where
 * it stands. What is required, excluded or advertised is no level of the offer.
 */
final class LevelRules {

	private static final int TITLE = 100;

	/** A level with this weight is funded beyond doubt. */
	private static final int CERTAIN = 60;

	/** Enough where no other level has more. */
	private static final int PROBABLE = 20;

	/** Named near the top, without a word of funding. */
	private static final int EARLY = 45;

	/** A title's level is joined only by one that a label states. */
	private static final int FIELD_WEIGHT = 80;

	/** Said once, far down: certain only if it is said again. */
	private static final int LATE = 55;

	/** The first tokens of a text, which say what it is about. */
	private static final int TOP = 100;

	/** A longer value of a label is prose. */
	private static final int FIELD = 40;

	/** How far a phrase reaches, in tokens. */
	private static final int REACH = 24;

	/** People who leave school, and what they begin. */
	private static final String ENTRANTS = "pregrado-entrants";

	/** A word of funding speaks of what is near. */
	private static final int NEAR = 14;

	private final Document document;

	private final List<Mention> mentions = new ArrayList<>();

	private LevelRules(Document document) {
		this.document = document;
	}

	/**
	 * The levels, with their evidence.
	 *
	 * @param primary the one for which most speaks, of equals the first one named; null
	 * where there is none
	 * @param attention what a person should look at
	 */
	record Answer(Set<Level> levels, @Nullable Level primary, List<Evidence> evidence, Set<Attention> attention,
			List<Evidence> rejected) {
	}

	/** A mention of a level and what speaks for its being funded. */
	private record Mention(Hit hit, String meaning, Role role, int weight, String rule) {
	}

	private enum Role {

		FUNDED, NEUTRAL, REQUIRED, EXCLUDED, ADVERTISED

	}

	static Answer read(Document document) {
		LevelRules rules = new LevelRules(document);
		rules.weigh();
		return rules.choose();
	}

	/** "Post-doctoral fellowship": of two phrases that overlap the first counts. */
	private void weigh() {
		@Nullable Mention before = null;
		int end = 0;
		for (Hit hit : this.document.hits().of(Cue.LEVEL)) {
			boolean within = hit.from() < end;
			end = Math.max(end, hit.to());
			if (hit.is("none") || within) {
				continue;
			}
			Mention mention = mention(hit, before);
			this.mentions.add(mention);
			if (mention.role() == Role.EXCLUDED && before != null && coordinated(before.hit(), hit)) {
				excludeList();
			}
			before = mention;
		}
	}

	/** "Maestría, doctorado o investigación": research beside degrees is part of them. */
	private static String meaning(Hit hit) {
		return (hit.is("otros-research") || hit.is("otros-mobility")) ? "otros-weak" : hit.value();
	}

	private Mention mention(Hit hit, @Nullable Mention before) {
		if (before != null && coordinated(before.hit(), hit)
				&& role(hit, this.document.partAt(hit.from())) != Role.EXCLUDED) {
			boolean inList = hit.from() > before.hit().to() && !meaning(before.hit()).equals("otros-weak");
			String meaning = (hit.is("otros-weak") && inList) ? "otros" : meaning(hit);
			return new Mention(hit, meaning, before.role(), before.weight(), before.rule());
		}
		Part part = this.document.partAt(hit.from());
		Role role = role(hit, part);
		if (this.document.inTitle(hit.from())) {
			return switch (role) {
				case REQUIRED, EXCLUDED, ADVERTISED ->
					new Mention(hit, meaning(hit), role, 0, "level-title-" + name(role));
				default -> new Mention(hit, meaning(hit), Role.FUNDED, TITLE, "level-title");
			};
		}
		if (part != null && !part.heading() && part.holds(hit.from()) && part.to() - part.from() <= FIELD
				&& role != Role.EXCLUDED) {
			if (part.isA("level")) {
				return new Mention(hit, meaning(hit), Role.FUNDED, 90, "level-field");
			}
			if (part.isA("programme") && role != Role.REQUIRED) {
				return new Mention(hit, meaning(hit), Role.FUNDED, FIELD_WEIGHT, "level-programme");
			}
		}
		return new Mention(hit, meaning(hit), role, weight(hit, role, part), "level-" + name(role));
	}

	/** "Förderung von Bachelor oder Promotion ist nicht möglich": all of the list. */
	private void excludeList() {
		for (int i = this.mentions.size() - 2; i >= 0; i--) {
			Mention mention = this.mentions.get(i);
			if (!coordinated(mention.hit(), this.mentions.get(i + 1).hit())) {
				return;
			}
			this.mentions.set(i, new Mention(mention.hit(), mention.meaning(), Role.EXCLUDED, -100, "level-excluded"));
		}
	}

	private int weight(Hit hit, Role role, @Nullable Part part) {
		boolean early = hit.from() < this.document.textStart() + TOP;
		boolean conditions = part != null
				&& (part.isA("require") || part.isA("apply") || part.isA("about-institution"));
		return switch (role) {
			case FUNDED -> conditions ? 25 : early ? 75 : LATE;
			case NEUTRAL ->
				(conditions || isBenefit(hit)) ? 8 : (part != null && part.isA("level")) ? 80 : early ? EARLY : 22;
			case REQUIRED -> -10;
			case ADVERTISED -> 2;
			case EXCLUDED -> -100;
		};
	}

	/**
	 * "Pasajes, curso de coreano, manutención": a course that is given beside the
	 * studies.
	 */
	private boolean isBenefit(Hit hit) {
		int start = this.document.lineStart(hit.from());
		int end = this.document.lineEnd(hit.from());
		boolean course = COURSES.contains(this.document.token(hit.from()).word())
				|| COURSES.contains(this.document.token(hit.to() - 1).word());
		return course && hit.is("otros") && Stream.of("living", "travel", "tuition")
			.anyMatch(paid -> this.document.hits().any(Cue.FUNDING, start, end, paid));
	}

	private static final Set<String> COURSES = Set.of("curso", "cursos", "course", "courses", "cours", "clases",
			"classes", "lessons", "sprachkurs", "sprachkurse", "idioma", "idiomas", "coreano", "japones", "turco",
			"chino", "language");

	private static boolean conditions(@Nullable Part part) {
		return part != null && (part.isA("require") || part.isA("apply"));
	}

	private static String name(Role role) {
		return role.name().toLowerCase(java.util.Locale.ROOT);
	}

	/** "pregrado, maestría y doctorado": what is said of the first is said of all. */
	private boolean coordinated(Hit first, Hit second) {
		int start = behindParentheses(first.to(), second.from());
		int gap = second.from() - start;
		if (gap < 0 || gap > 5 || this.document.inTitle(first.from()) != this.document.inTitle(second.from())) {
			return false;
		}
		boolean joined = false;
		for (int i = start; i < second.from(); i++) {
			Token token = this.document.token(i);
			boolean adjective = i == start && token.isWord() && isLink(this.document.token(i + 1));
			joined |= isLink(token);
			if (!isLink(token) && !adjective && !token.isMark("()'-*")
					&& !(token.isWord() && BETWEEN.contains(token.word()))) {
				return false;
			}
		}
		return joined || gap == 0;
	}

	/** "a master's (24 months) or a doctorate". */
	private int behindParentheses(int from, int to) {
		if (!this.document.peek(from).isMark('(')) {
			return from;
		}
		int at = from;
		while (at < to && !this.document.token(at).isMark(')')) {
			at++;
		}
		return (at < to) ? at + 1 : from;
	}

	private static boolean isLink(Token token) {
		return token.isMark(",/&+|") || (token.isWord() && AND.contains(token.word()));
	}

	private static final Set<String> AND = Set.of("y", "e", "o", "u", "and", "or", "et", "ou", "und", "oder", "as",
			"bien", "sowie", "ni", "nor");

	private static final Set<String> BETWEEN = Set.of("de", "en", "a", "el", "la", "los", "las", "s", "the", "d", "le",
			"les", "des", "un", "une", "an", "programas", "estudios", "programa", "degree", "degrees", "studies",
			"programmes", "programs", "para", "for", "of", "level", "asi", "como", "pour", "niveau", "do", "da", "em",
			"one", "two", "three", "year", "years", "month", "months", "short", "long", "term", "full", "time",
			"completa", "completas", "completos", "becas", "bolsas", "bourses", "scholarships");

	/**
	 * "Copia del diploma. (Pregrado o maestría)": a sentence in brackets goes with the
	 * one before.
	 */
	private int startOfSaid(int token) {
		int start = this.document.sentenceStart(token);
		return (start > 0 && this.document.token(start).isMark('(')) ? this.document.sentenceStart(start - 1) : start;
	}

	private Role role(Hit hit, @Nullable Part part) {
		int start = Math.max(startOfSaid(hit.from()), hit.from() - REACH);
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + 6);
		if (part != null && !part.heading() && part.holds(hit.from())) {
			start = Math.max(start, part.from());
		}
		for (Hit cue : this.document.hits().in(Cue.ROLE, hit.to(), end).toList()) {
			if (cue.isA("exclude-after") && cue.from() - hit.to() <= 3) {
				return Role.EXCLUDED;
			}
			if (cue.isA("require-after") && cue.from() <= hit.to() + 1) {
				return Role.REQUIRED;
			}
		}
		if (part != null && part.isA("exclude")
				&& this.document.hits().of(Cue.LEVEL, part.labelFrom(), part.from()).isEmpty()) {
			return Role.EXCLUDED;
		}
		return nearest(start, hit, part);
	}

	/** The nearest phrase in front decides; exclusion reaches over funding. */
	private Role nearest(int start, Hit hit, @Nullable Part part) {
		Role role = Role.NEUTRAL;
		boolean excluded = false;
		for (Hit cue : this.document.hits().of(Cue.ROLE, start, hit.from() + 1)) {
			boolean own = cue.is("fund") && cue.to() < hit.to() && !hit.isA("otros");
			boolean inside = cue.from() == hit.from() && cue.to() < hit.to() && hit.is("otros");
			if (cue.from() >= hit.from() && !own && (inside || !cue.isA("require"))) {
				continue;
			}
			if (cue.is("exclude") && endsBefore(cue, hit)) {
				continue;
			}
			if (cue.is("exclude")) {
				excluded = true;
				role = Role.EXCLUDED;
			}
			else if (cue.is("require")) {
				role = Role.REQUIRED;
			}
			else if (cue.is("advert") && role != Role.REQUIRED) {
				role = Role.ADVERTISED;
			}
			else if (hit.from() - cue.to() > NEAR) {
				continue;
			}
			else if (cue.is("fund-weak")) {
				role = (role == Role.NEUTRAL && !conditions(part)) ? Role.FUNDED : role;
			}
			else if (cue.is("fund") && (role != Role.ADVERTISED || hit.from() - cue.to() <= 1)
					&& !(excluded && hit.from() - cue.to() > 6)) {
				role = excluded ? Role.EXCLUDED : Role.FUNDED;
			}
		}
		return role;
	}

	/** "No aplica para pregrado: solo financia la maestría": up to the colon. */
	private boolean endsBefore(Hit cue, Hit hit) {
		for (int i = cue.to(); i < hit.from(); i++) {
			if (this.document.token(i).isMark(":")) {
				return !this.document.hits().of(Cue.LEVEL, cue.to(), i).isEmpty();
			}
		}
		return false;
	}

	private Answer choose() {
		Map<Level, Mention> best = new EnumMap<>(Level.class);
		for (Mention mention : this.mentions) {
			if (isLevel(mention)) {
				best.merge(level(mention), mention, LevelRules::together);
			}
		}
		Set<Level> excluded = excluded();
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		Map<Level, Mention> chosen = certain(best, excluded);
		addPostgraduate(chosen, best, excluded, attention);
		addGraduate(chosen, excluded);
		addOther(chosen, best);
		addEntrants(chosen);
		if (chosen.isEmpty()) {
			attention.add(Attention.NO_LEVEL);
		}
		Mention master = chosen.get(Level.MAESTRIA);
		if (master != null && this.mentions.stream().anyMatch(one -> one.hit().isA("maestria-unofficial"))) {
			attention.add(Attention.UNOFFICIAL_DEGREE);
		}
		List<Evidence> evidence = chosen.values()
			.stream()
			.distinct()
			.map(mention -> this.document.evidence(Field.LEVELS, mention.hit().from(), mention.hit().to(),
					mention.rule()))
			.toList();
		return new Answer(chosen.keySet(), primary(chosen), evidence, attention, rejected(chosen.keySet()));
	}

	private static @Nullable Level primary(Map<Level, Mention> chosen) {
		return chosen.entrySet()
			.stream()
			.max(Comparator.comparingInt((Map.Entry<Level, Mention> one) -> one.getValue().weight())
				.thenComparing(one -> -one.getValue().hit().from())
				.thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
			.map(Map.Entry::getKey)
			.orElse(null);
	}

	/** The first mention of each level that was not chosen, with why. */
	private List<Evidence> rejected(Set<Level> chosen) {
		Map<Level, Evidence> rejected = new EnumMap<>(Level.class);
		for (Mention mention : this.mentions) {
			if (isLevel(mention) && !chosen.contains(level(mention))) {
				String why = (mention.role() == Role.NEUTRAL || mention.role() == Role.FUNDED) ? "weak"
						: name(mention.role());
				rejected.putIfAbsent(level(mention), this.document.evidence(Field.LEVELS, mention.hit().from(),
						mention.hit().to(), "not-level-" + why));
			}
		}
		return List.copyOf(rejected.values());
	}

	/** Whether it names one level, and not some or perhaps one. */
	private static boolean isLevel(Mention mention) {
		return !Set.of("posgrado", "otros-weak", ENTRANTS).contains(mention.meaning());
	}

	private static Level level(Mention mention) {
		return Level.of(mention.meaning().replace("-unofficial", ""));
	}

	private Set<Level> excluded() {
		Set<Level> excluded = EnumSet.noneOf(Level.class);
		for (int i = 0; i < this.mentions.size(); i++) {
			Mention mention = this.mentions.get(i);
			if (mention.role() == Role.EXCLUDED && isLevel(mention) && !isPartOfBefore(i)) {
				excluded.add(level(mention));
			}
		}
		return excluded;
	}

	/** "Any master's programme (except MBA)": the level stays. */
	private boolean isPartOfBefore(int index) {
		if (index == 0) {
			return false;
		}
		Mention part = this.mentions.get(index);
		Mention whole = this.mentions.get(index - 1);
		return isLevel(whole) && whole.role() != Role.EXCLUDED && level(whole) == level(part)
				&& part.hit().from() - whole.hit().to() <= NEAR
				&& this.document.sentenceNumber(whole.hit().from()) == this.document.sentenceNumber(part.hit().from());
	}

	/** The levels that the best mention puts above the bar; the title sets it highest. */
	private static Map<Level, Mention> certain(Map<Level, Mention> best, Set<Level> excluded) {
		int top = top(best);
		int bar = (top >= TITLE) ? FIELD_WEIGHT : (top >= CERTAIN) ? CERTAIN : PROBABLE;
		Map<Level, Mention> chosen = new EnumMap<>(Level.class);
		best.forEach((level, mention) -> {
			if (mention.weight() >= bar && (mention.weight() >= CERTAIN || !excluded.contains(level))) {
				chosen.put(level, mention);
			}
		});
		return chosen;
	}

	private static int top(Map<Level, Mention> best) {
		return best.values().stream().mapToInt(Mention::weight).max().orElse(0);
	}

	private @Nullable Mention strongest(String meaning) {
		return this.mentions.stream()
			.filter(mention -> mention.meaning().equals(meaning))
			.reduce(LevelRules::stronger)
			.orElse(null);
	}

	/**
	 * A course, a stay, a fellowship: where no degree is funded, or where the title names
	 * nothing else.
	 */
	private void addOther(Map<Level, Mention> chosen, Map<Level, Mention> best) {
		Mention weak = strongest("otros-weak");
		if (weak == null) {
			return;
		}
		boolean alone = chosen.isEmpty() && weak.weight() >= EARLY;
		boolean titled = weak.weight() >= TITLE && top(best) < CERTAIN && strongest("posgrado") == null;
		if (alone || titled || ofStudents(weak)) {
			chosen.clear();
			chosen.put(Level.OTROS, weak);
		}
	}

	/**
	 * "Becas de movilidad" for "estudiantes de pregrado y posgrado": a stay in the title,
	 * and the first degrees are those that its students are of.
	 */
	private boolean ofStudents(Mention weak) {
		return weak.weight() >= TITLE && weak.hit().is("otros-mobility")
				&& this.mentions.stream()
					.filter(mention -> mention.weight() >= CERTAIN && !mention.meaning().equals("otros-weak"))
					.findFirst()
					.map(mention -> !this.document.inTitle(mention.hit().from()) && isOfStudents(mention))
					.orElse(true);
	}

	private boolean isOfStudents(Mention mention) {
		for (int i = this.document.sentenceStart(mention.hit().from()); i <= mention.hit().to(); i++) {
			Token token = this.document.peek(i);
			if (token.isWord() && STUDENTS.stream().anyMatch(token.word()::startsWith)) {
				return true;
			}
		}
		return false;
	}

	private static final Set<String> STUDENTS = Set.of("estudiante", "student", "alumn", "etudiant", "estudant",
			"studier", "doctorand", "doctorant", "matricul", "enrolled", "inscrit", "licenciand");

	/** "Posgrado" alone, unless the text names one of its levels at all as funded. */
	private void addPostgraduate(Map<Level, Mention> chosen, Map<Level, Mention> best, Set<Level> excluded,
			Set<Attention> attention) {
		Mention posgrado = strongest("posgrado");
		boolean degree = chosen.containsKey(Level.MAESTRIA) || chosen.containsKey(Level.DOCTORADO);
		if (posgrado == null || degree || posgrado.weight() < PROBABLE) {
			return;
		}
		if (!chosen.isEmpty() && posgrado.weight() < ((top(best) >= TITLE) ? TITLE : CERTAIN)) {
			return;
		}
		for (Level level : List.of(Level.MAESTRIA, Level.DOCTORADO)) {
			Mention named = best.get(level);
			if (named != null && named.weight() >= PROBABLE) {
				chosen.put(level, named);
			}
		}
		if (!chosen.containsKey(Level.MAESTRIA) && !chosen.containsKey(Level.DOCTORADO)) {
			Mention both = posgrado;
			Stream.of(Level.MAESTRIA, Level.DOCTORADO)
				.filter(level -> !excluded.contains(level))
				.forEach(level -> chosen.put(level, both));
			attention.add(Attention.POSTGRADUATE_ALONE);
		}
	}

	/**
	 * "Undergraduate, graduate and Ph.D. programs": in one list with doctorates it is the
	 * master's.
	 */
	private void addGraduate(Map<Level, Mention> chosen, Set<Level> excluded) {
		if (!chosen.containsKey(Level.DOCTORADO) || chosen.containsKey(Level.MAESTRIA)
				|| excluded.contains(Level.MAESTRIA)) {
			return;
		}
		int weight = chosen.get(Level.DOCTORADO).weight();
		for (int i = 1; i < this.mentions.size(); i++) {
			Mention one = this.mentions.get(i - 1);
			Mention next = this.mentions.get(i);
			if (one.meaning().equals("posgrado") && next.meaning().equals("doctorado")
					&& one.weight() >= Math.min(weight, CERTAIN) && coordinated(one.hit(), next.hit())) {
				chosen.put(Level.MAESTRIA, one);
				return;
			}
		}
	}

	/** Who leaves school studies for a first degree, where no other level is named. */
	private void addEntrants(Map<Level, Mention> chosen) {
		if (chosen.isEmpty()) {
			this.mentions.stream()
				.filter(mention -> mention.meaning().equals(ENTRANTS) && mention.role() != Role.EXCLUDED)
				.findFirst()
				.ifPresent(mention -> chosen.put(Level.PREGRADO, mention));
		}
	}

	/** The stronger of two mentions; two late ones together are certain. */
	private static Mention together(Mention a, Mention b) {
		Mention stronger = stronger(a, b);
		return (a.weight() == LATE && b.weight() == LATE)
				? new Mention(b.hit(), b.meaning(), b.role(), CERTAIN, b.rule()) : stronger;
	}

	private static Mention stronger(Mention a, Mention b) {
		return (b.weight() > a.weight()) ? b : a;
	}

}
