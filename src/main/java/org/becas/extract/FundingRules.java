package org.becas.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.becas.extract.Document.Part;
import org.becas.offer.Attention;
import org.becas.offer.Evidence;
import org.becas.offer.Field;
import org.becas.offer.Funding;
import org.jspecify.annotations.Nullable;

/**
 * What "beca" means: a credit is a credit and a discount a discount, whatever they are
 * called; tuition with living costs is complete.
 */
final class FundingRules {

	/** Longer sentences are lists. */
	private static final int REACH = 40;

	/** "Tuition fees cannot be covered", in tokens. */
	private static final int BEHIND = 4;

	private final Document document;

	private final Map<String, Hit> found = new HashMap<>();

	private FundingRules(Document document) {
		this.document = document;
	}

	record Answer(Funding funding, List<Evidence> evidence, @Nullable Attention attention) {
	}

	static Answer read(Document document) {
		FundingRules rules = new FundingRules(document);
		document.hits().of(Cue.FUNDING).forEach(rules::note);
		return rules.choose();
	}

	private void note(Hit hit) {
		if (hit.value().endsWith("-word") ? !inBenefits(hit) : denied(hit)) {
			return;
		}
		this.found.putIfAbsent(hit.value().replace("-word", ""), hit);
	}

	/** "Completa" alone says something of the money only where the money is told. */
	private boolean inBenefits(Hit hit) {
		Part part = this.document.partAt(hit.from());
		return part != null && !part.heading() && part.isA("benefit") && part.holds(hit.from())
				&& hit.from() - part.from() <= 2;
	}

	private boolean denied(Hit hit) {
		int start = Math.max(this.document.sentenceStart(hit.from()), hit.from() - REACH);
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + BEHIND);
		return this.document.hits().any(Cue.FUNDING, start, hit.from(), "not")
				|| this.document.hits().any(Cue.FUNDING, hit.to(), end, "not");
	}

	private Answer choose() {
		boolean waiver = this.found.containsKey("discount");
		boolean living = this.found.containsKey("living");
		if (this.found.containsKey("credit")) {
			return answer(Funding.FORGIVABLE_CREDIT, "credit", Attention.CREDIT_OR_DISCOUNT);
		}
		if (this.found.containsKey("partial")) {
			return answer(Funding.PARTIAL, "partial", null);
		}
		if (this.found.containsKey("complete")) {
			return answer(Funding.COMPLETE, "complete", null);
		}
		if (living && (this.found.containsKey("tuition") || waiver)) {
			return answer(Funding.COMPLETE, "living", null);
		}
		if (waiver) {
			return answer(Funding.DISCOUNT, "discount", Attention.CREDIT_OR_DISCOUNT);
		}
		if (living || this.found.containsKey("tuition")) {
			return answer(Funding.PARTIAL, living ? "living" : "tuition", null);
		}
		if (this.found.containsKey("mobility") || this.found.containsKey("travel")) {
			return answer(Funding.MOBILITY, this.found.containsKey("mobility") ? "mobility" : "travel", null);
		}
		return this.found.containsKey("place") ? answer(Funding.PLACE_ONLY, "place", null)
				: new Answer(Funding.UNSTATED, List.of(), null);
	}

	private Answer answer(Funding funding, String because, @Nullable Attention attention) {
		Hit hit = this.found.get(because);
		return new Answer(funding,
				(hit != null)
						? List.of(this.document.evidence(Field.FUNDING, hit.from(), hit.to(), "funding-" + because))
						: List.of(),
				attention);
	}

}
