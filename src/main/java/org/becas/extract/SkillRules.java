package org.becas.extract;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.ArrayList;

import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.LanguageSkill;
import org.jspecify.annotations.Nullable;

/**
 * Which languages must be known, with the certificate and its score. A certificate
 * without a score that its scale knows says nothing; a level of the European framework
 * counts beside a language and a word of asking, not where a course leads to it.
 */
final class SkillRules {

	private static final int REACH = 9;

	private static final int NEAR = 4;

	private static final int MANY = 8;

	/** Longer sentences are lists. */
	private static final int SENTENCE = 30;

	private static final Set<String> LEVELS = Set.of("a1", "a2", "b1", "b2", "c1", "c2");

	/** Lowest, highest, and step of each scale. */
	private static final Map<String, List<BigDecimal>> SCALES = Map.ofEntries(scale("IELTS", "4", "9", "0.5"),
			scale("TOEFL iBT", "40", "120", "1"), scale("TOEFL ITP", "400", "677", "1"),
			scale("TOEFL PBT", "400", "677", "1"), scale("TOEFL", "40", "677", "1"), scale("TOEIC", "300", "990", "5"),
			scale("Duolingo", "70", "160", "5"), scale("PTE", "30", "90", "1"), scale("Cambridge", "140", "230", "1"),
			scale("TestDaF", "3", "5", "1"), scale("DSH", "1", "3", "1"), scale("HSK", "1", "9", "1"),
			scale("TOPIK", "1", "6", "1"), scale("TORFL", "1", "4", "1"));

	private static final Words YEARS = Words.named("skill.years");

	private static final Words SMALL = Words.named("skill.small");

	private static Map.Entry<String, List<BigDecimal>> scale(String name, String low, String high, String step) {
		return Map.entry(name, List.of(new BigDecimal(low), new BigDecimal(high), new BigDecimal(step)));
	}

	/** Tests whose results are levels of the European framework. */
	private static final Set<String> FRAMEWORK = Set.of("DELF", "DALF", "TCF", "TEF", "Goethe", "telc", "ÖSD", "DELE",
			"SIELE", "CILS", "CELI", "Aptis", "Cambridge");

	private final Document document;

	private final Map<LanguageSkill, Evidence> skills = new LinkedHashMap<>();

	private final List<Evidence> rejected = new ArrayList<>();

	private SkillRules(Document document) {
		this.document = document;
	}

	static Answered<Set<LanguageSkill>> read(Document document) {
		SkillRules rules = new SkillRules(document);
		List<Hit> hits = document.hits().of(Cue.SKILL);
		for (int i = 0; i < hits.size(); i++) {
			Hit hit = hits.get(i);
			if (hit.isA("cert")) {
				rules.certificate(hit, nextCertificate(hits, i));
			}
			else if (hit.value().length() == 2) {
				rules.language(hit);
			}
		}
		if (rules.skills.size() > MANY) {
			rules.skills.clear();
		}
		return new Answered<>(new LinkedHashSet<>(rules.skills.keySet()), List.copyOf(rules.skills.values()),
				rules.rejected);
	}

	/** Where the next certificate stands: its score is its own. */
	private static int nextCertificate(List<Hit> hits, int index) {
		for (int i = index + 1; i < hits.size(); i++) {
			if (hits.get(i).isA("cert")) {
				return hits.get(i).from();
			}
		}
		return Integer.MAX_VALUE;
	}

	private void certificate(Hit hit, int next) {
		String[] cells = hit.value().split("-", 3);
		String name = cells[2].replace('_', ' ');
		int end = Math.min(next, Math.min(this.document.lineEnd(hit.from()), hit.to() + REACH));
		for (int i = hit.to(); i < end; i++) {
			Score score = score(name, i);
			if (score != null) {
				take(new LanguageSkill(cells[1], name, score.value()), hit.from(), score.to(), "language-certificate");
				return;
			}
			if (this.document.token(i).isMark(";.!?") || this.document.token(i).isNumber()) {
				return;
			}
		}
		if (FRAMEWORK.contains(name) && hit.from() > 0 && isLevel(hit.from() - 1)) {
			take(new LanguageSkill(cells[1], name, level(hit.from() - 1)), hit.from() - 1, hit.to(),
					"language-certificate");
		}
	}

	private record Score(String value, int to) {
	}

	private @Nullable Score score(String name, int at) {
		if (FRAMEWORK.contains(name) && isLevel(at)) {
			return new Score(level(at), at + 2);
		}
		if (name.equals("JLPT") && this.document.token(at).isWord("n") && touches(at)) {
			int level = this.document.peek(at + 1).number();
			return (level >= 1 && level <= 5) ? new Score("N" + level, at + 2) : null;
		}
		List<BigDecimal> scale = SCALES.get(name);
		return (scale != null && this.document.token(at).isNumber()) ? number(scale, at) : null;
	}

	private @Nullable Score number(List<BigDecimal> scale, int at) {
		String digits = this.document.token(at).word();
		int to = at + 1;
		if (this.document.peek(to).isMark(".,") && touches(at) && touches(to) && this.document.peek(to + 1).isNumber()
				&& this.document.peek(to + 1).word().length() <= 2) {
			digits += "." + this.document.token(to + 1).word();
			to += 2;
		}
		if (digits.length() > 5 || this.document.peek(to).isMark('%') || isDate(at)) {
			return null;
		}
		BigDecimal score = new BigDecimal(digits).stripTrailingZeros();
		boolean fits = score.compareTo(scale.get(0)) >= 0 && score.compareTo(scale.get(1)) <= 0
				&& score.remainder(scale.get(2)).signum() == 0;
		return fits ? new Score(score.toPlainString(), to) : null;
	}

	/** "TOEFL 2024", "IELTS 5 mayo": a number with a month or year beside it. */
	private boolean isDate(int at) {
		Token behind = this.document.peek(at + 1);
		return !this.document.hits().of(Cue.MONTH, at + 1, at + 3).isEmpty() || behind.isMark("/")
				|| YEARS.hold(behind.word());
	}

	private void language(Hit hit) {
		int level = levelBeside(hit);
		if (level < 0) {
			return;
		}
		int from = Math.min(hit.from(), level);
		int to = Math.max(hit.to(), level + 2);
		int start = Math.max(this.document.sentenceStart(hit.from()), from - SENTENCE);
		int end = Math.min(this.document.sentenceEnd(hit.from()), to + SENTENCE);
		boolean course = this.document.hits()
			.any(Cue.SKILL, Math.max(start, from - NEAR - 2), Math.min(end, to + 2), "course");
		if (course) {
			this.rejected.add(evidence(from, to, "not-language-course"));
			return;
		}
		if (this.document.hits().any(Cue.SKILL, start, end, "ask")) {
			take(new LanguageSkill(hit.value(), null, level(level)), from, to, "language-level");
		}
	}

	/**
	 * "Inglés B2", "B2 de inglés", "niveau B2 en français", "English (C1)"; -1 if none.
	 */
	private int levelBeside(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + NEAR);
		for (int i = hit.to(); i < end; i++) {
			if (isLevel(i)) {
				return i;
			}
			if (!isSmall(i)) {
				break;
			}
		}
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - NEAR);
		for (int i = hit.from() - 2; i >= start; i--) {
			if (isLevel(i)) {
				return i;
			}
			if (i + 1 < hit.from() && !isSmall(i + 1)) {
				break;
			}
		}
		return -1;
	}

	private boolean isSmall(int at) {
		Token token = this.document.token(at);
		return token.isMark("(:-)") || token.isNumber() || (token.isWord() && SMALL.hold(token.word()));
	}

	private boolean isLevel(int at) {
		return at >= 0 && this.document.peek(at).isWord() && this.document.peek(at + 1).isNumber() && touches(at)
				&& LEVELS.contains(this.document.token(at).word() + this.document.token(at + 1).word());
	}

	private boolean touches(int at) {
		return this.document.peek(at).end() == this.document.peek(at + 1).start();
	}

	private String level(int at) {
		return (this.document.token(at).word() + this.document.token(at + 1).word()).toUpperCase(Locale.ROOT);
	}

	private void take(LanguageSkill skill, int from, int to, String rule) {
		int start = this.document.sentenceStart(from);
		int end = this.document.sentenceEnd(from);
		boolean waived = this.document.hits()
			.of(Cue.SKILL, Math.max(start, from - NEAR), Math.min(end, to + NEAR))
			.stream()
			.anyMatch(hit -> hit.is("not"));
		if (waived) {
			this.rejected.add(evidence(from, to, "not-language-waived"));
			return;
		}
		this.skills.putIfAbsent(skill, evidence(from, to, rule));
	}

	private Evidence evidence(int from, int to, String rule) {
		return this.document.evidence(Field.LANGUAGES, from, to, rule);
	}

}
