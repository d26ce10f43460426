package org.becas.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.becas.offer.Amount;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.jspecify.annotations.Nullable;

/** What applying costs: a fee with its amount, or the word that it is free. */
final class CostRules {

	private static final int REACH = 8;

	private static final int BEFORE = 4;

	private CostRules() {
	}

	static Answered<Optional<Amount>> read(Document document, List<Money> sums) {
		Set<Amount> costs = new LinkedHashSet<>();
		List<Evidence> evidence = new ArrayList<>();
		for (Hit hit : document.hits().of(Cue.WARNING)) {
			boolean denied = hit.is("fee") && WarningRules.denied(document, hit);
			if (hit.is("free") || denied) {
				costs.add(Amount.FREE);
				evidence.add(document.evidence(Field.COST, hit.from(), hit.to(), "cost-free"));
			}
			else if (hit.is("fee")) {
				Money sum = sumBeside(document, sums, hit);
				if (sum != null) {
					costs.add(sum.amount());
				}
				int from = (sum != null) ? Math.min(hit.from(), sum.from()) : hit.from();
				int to = (sum != null) ? Math.max(hit.to(), sum.to()) : hit.to();
				evidence.add(document.evidence(Field.COST, from, to, "cost-fee"));
			}
			else if ((hit.is("intermediary") || hit.is("payment")) && !WarningRules.warned(document, hit)) {
				evidence.add(document.evidence(Field.COST, hit.from(), hit.to(), "cost-" + hit.value()));
			}
		}
		return (costs.size() == 1) ? new Answered<>(Optional.of(costs.iterator().next()), evidence, List.of())
				: new Answered<>(Optional.empty(), evidence, List.of());
	}

	private static @Nullable Money sumBeside(Document document, List<Money> sums, Hit fee) {
		int end = Math.min(document.sentenceEnd(fee.from()), fee.to() + REACH);
		int start = Math.max(document.sentenceStart(fee.from()), fee.from() - BEFORE);
		for (int i = Hits.firstFrom(sums, Money::from, start); i < sums.size() && sums.get(i).from() < end; i++) {
			Money sum = sums.get(i);
			if (sum.from() >= fee.to() || sum.to() <= fee.from()) {
				return sum;
			}
		}
		return null;
	}

}
