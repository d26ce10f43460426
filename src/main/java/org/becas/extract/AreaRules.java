package org.becas.extract;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.StudyArea;

/**
 * In which fields one may study, where the call says so: in its title ("maestría en salud
 * pública"), behind a label ("Áreas: …"), or behind "in the field of".
 */
final class AreaRules {

	private static final int LIST = 6;

	/** A label's value beyond this is prose. */
	private static final int LINE = 45;

	private static final Words IN = Words.named("area.in");

	private static final Words LISTS = Words.named("area.lists");

	private static final Words STUDIED_IN = Words.named("area.studied");

	private static final Words NARROWING = Words.named("area.narrowing");

	private static final Words ARTICLES = Words.named("area.articles");

	private final Document document;

	private final Map<StudyArea, Evidence> areas = new EnumMap<>(StudyArea.class);

	private AreaRules(Document document) {
		this.document = document;
	}

	static Answered<Set<StudyArea>> read(Document document) {
		AreaRules rules = new AreaRules(document);
		int reach = -1;
		String rule = "";
		for (Hit hit : document.hits().of(Cue.AREA)) {
			if (hit.is("label")) {
				if (rules.isLabel(hit)) {
					reach = rules.valueEnd(hit);
					rule = "area-field";
				}
			}
			else if (hit.is("of")) {
				reach = rules.isStudied(hit) ? hit.to() + 1 : reach;
				rule = "area-of";
			}
			else if (hit.is("any")) {
				if (!rules.isNarrowed(hit)) {
					rules.take(hit, "area-any");
				}
			}
			else if (rules.inTitle(hit)) {
				rules.take(hit, "area-title");
			}
			else if (hit.from() <= reach && !document.inTitle(hit.from())) {
				rules.take(hit, rule);
				reach = rule.equals("area-of") ? Math.min(hit.to() + LIST, rules.listEnd(hit.to())) : reach;
			}
		}
		if (rules.areas.containsKey(StudyArea.ANY)) {
			rules.areas.keySet().retainAll(Set.of(StudyArea.ANY));
		}
		return new Answered<>(Set.copyOf(rules.areas.keySet()), List.copyOf(rules.areas.values()), List.of());
	}

	/** "Maestría en salud pública", and what is listed behind it. */
	private boolean inTitle(Hit hit) {
		if (!this.document.inTitle(hit.from())) {
			return false;
		}
		for (int i = hit.from() - 1; i >= Math.max(0, hit.from() - LIST); i--) {
			Token token = this.document.token(i);
			if (token.isWord() && IN.hold(token.word())) {
				return true;
			}
			boolean listed = token.isMark(",/&-")
					|| this.document.hits().of(Cue.AREA, i, i + 1).stream().anyMatch(one -> !one.is("label"))
					|| (token.isWord() && LISTS.hold(token.word()));
			if (!listed) {
				return false;
			}
		}
		return false;
	}

	/** "En el área de", not "del Área de Gestión Cultural", an office. */
	private boolean isStudied(Hit hit) {
		for (int i = hit.from() - 1; i >= Math.max(0, hit.from() - 3); i--) {
			Token token = this.document.token(i);
			if (token.isWord() && STUDIED_IN.hold(token.word())) {
				return true;
			}
			if (!token.isWord() || !ARTICLES.hold(token.word())) {
				return false;
			}
		}
		return false;
	}

	/** "Any subject within the following faculties". */
	private boolean isNarrowed(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + LIST);
		for (int i = hit.to(); i < end; i++) {
			if (NARROWING.hold(this.document.token(i).word())) {
				return true;
			}
		}
		return false;
	}

	/** At the start of a line or cell, with a colon behind it. */
	private boolean isLabel(Hit hit) {
		int at = hit.to();
		while (this.document.peek(at).isMark("*_)")) {
			at++;
		}
		Token before = this.document.peek(hit.from() - 1);
		boolean first = hit.from() == 0 || before.isBreak() || before.isMark("*#-•|·>_");
		return this.document.peek(at).isMark(':') && first;
	}

	private int valueEnd(Hit label) {
		int end = this.document.lineEnd(label.from());
		for (int i = label.to(); i < end; i++) {
			if (this.document.token(i).isMark("|.;")) {
				return i;
			}
		}
		return (end - label.to() <= LINE) ? end : label.to();
	}

	/** How far a list of fields goes on. */
	private int listEnd(int from) {
		int at = from;
		while (at < this.document.size() && (this.document.token(at).isMark(",/&")
				|| (this.document.token(at).isWord() && LISTS.hold(this.document.token(at).word())))) {
			at++;
		}
		return (at > from) ? at : -1;
	}

	private void take(Hit hit, String rule) {
		this.areas.putIfAbsent(StudyArea.valueOf(hit.value().toUpperCase(Locale.ROOT)),
				this.document.evidence(Field.AREAS, hit.from(), hit.to(), rule));
	}

}
