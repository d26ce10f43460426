package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.becas.offer.Ages;
import org.becas.offer.Amount;
import org.becas.offer.Conditions;
import org.becas.offer.Cover;
import org.becas.offer.Evidence;
import org.becas.offer.LanguageSkill;
import org.becas.offer.Mode;
import org.becas.offer.StudyArea;

/** What a call gives and asks in detail; one class of rules per field. */
final class ConditionRules {

	/** More words than these on one field convince nobody. */
	private static final int MOST = 12;

	private final List<Evidence> evidence = new ArrayList<>();

	private final List<Evidence> rejected = new ArrayList<>();

	private ConditionRules() {
	}

	static Answered<Conditions> read(Document document) {
		ConditionRules rules = new ConditionRules();
		List<Money> sums = Money.find(document);
		Answered<List<Amount>> given = AmountRules.read(document, sums);
		List<Amount> amounts = rules.take(given);
		Set<Cover> covers = rules.take(CoverRules.read(document, given));
		Ages ages = rules.take(AgeRules.read(document));
		Set<LanguageSkill> languages = rules.take(SkillRules.read(document));
		Set<StudyArea> areas = rules.take(AreaRules.read(document));
		Optional<Mode> mode = rules.take(ModeRules.read(document));
		Optional<Amount> cost = rules.take(CostRules.read(document, sums));
		return new Answered<>(
				new Conditions(amounts, covers, ages, languages, areas, mode.orElse(null), cost.orElse(null)),
				rules.evidence, rules.rejected);
	}

	private <T> T take(Answered<T> answer) {
		answer.evidence().stream().limit(MOST).forEach(this.evidence::add);
		answer.rejected().stream().limit(MOST).forEach(this.rejected::add);
		return answer.value();
	}

}
