package org.becas.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Mode;

/**
 * How one studies. "Online" alone is mostly how one applies: it counts behind a label
 * ("Modalidad: …") or in words that speak of the course ("100 % online", "online
 * master's").
 */
final class ModeRules {

	private static final int LABELLED = 4;

	private static final int DECOY = 4;

	private static final int EXCLUDED = 12;

	private static final Words APPLYING = Words.named("mode.applying");

	private static final Words NEGATIONS = Words.named("mode.not");

	private final Document document;

	private final Map<Mode, Evidence> modes = new EnumMap<>(Mode.class);

	private ModeRules(Document document) {
		this.document = document;
	}

	static Answered<Optional<Mode>> read(Document document) {
		ModeRules rules = new ModeRules(document);
		int labelled = -1;
		for (Hit hit : document.hits().of(Cue.MODE)) {
			if (hit.is("label")) {
				labelled = rules.isLabel(hit) ? hit.to() + 1 + LABELLED : labelled;
			}
			else if (hit.from() < labelled && document.lineEnd(hit.from()) >= hit.to()) {
				rules.take(hit, "mode-field");
				labelled = hit.to() + LABELLED;
			}
			else if (rules.isSure(hit)) {
				rules.take(hit, "mode-study");
			}
		}
		return rules.choose();
	}

	private boolean isLabel(Hit hit) {
		Token before = this.document.peek(hit.from() - 1);
		boolean first = hit.from() == 0 || before.isBreak() || before.isMark("*#-•|·>_.");
		return first && this.document.peek(hit.to()).isMark(':');
	}

	private boolean isSure(Hit hit) {
		boolean wholly = this.document.peek(hit.from() - 1).isMark('%')
				&& this.document.peek(hit.from() - 2).number() == 100;
		return (hit.value().endsWith("-sure") || wholly) && !isAboutApplying(hit) && !isExcluded(hit);
	}

	/** "Distance learning courses do not qualify". */
	private boolean isExcluded(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - EXCLUDED);
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + EXCLUDED);
		for (int i = start; i < end; i++) {
			String word = this.document.token(i).word();
			if ((i < hit.from() || i >= hit.to()) && NEGATIONS.hold(word)) {
				return true;
			}
		}
		return false;
	}

	private boolean isAboutApplying(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - DECOY);
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + DECOY);
		for (int i = start; i < end; i++) {
			String word = this.document.token(i).word();
			if ((i < hit.from() || i >= hit.to()) && APPLYING.hold(word)) {
				return true;
			}
		}
		return false;
	}

	private void take(Hit hit, String rule) {
		Mode mode = Mode.valueOf(hit.value().replace("-sure", "").replace('-', '_').toUpperCase(Locale.ROOT));
		this.modes.putIfAbsent(mode, this.document.evidence(Field.MODE, hit.from(), hit.to(), rule));
	}

	/** A label outweighs prose; two modes are none. */
	private Answered<Optional<Mode>> choose() {
		List<Evidence> all = new ArrayList<>(this.modes.values());
		if (this.modes.size() > 1 && all.stream().anyMatch(one -> one.rule().equals("mode-field"))) {
			this.modes.values().removeIf(one -> !one.rule().equals("mode-field"));
		}
		if (this.modes.size() != 1) {
			return new Answered<>(Optional.empty(), List.of(),
					all.stream()
						.map(one -> new Evidence(one.field(), one.quote(), one.place(), one.start(), one.end(),
								"not-mode-several"))
						.toList());
		}
		return new Answered<>(Optional.of(this.modes.keySet().iterator().next()), List.copyOf(this.modes.values()),
				List.of());
	}

}
