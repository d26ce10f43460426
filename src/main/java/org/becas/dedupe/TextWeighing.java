package org.becas.dedupe;

import java.util.Locale;

/** Weighs sums, figures and wording, in one language or across two. */
final class TextWeighing {

	private final Both both;

	private final Findings findings;

	TextWeighing(Both both, Findings findings) {
		this.both = both;
		this.findings = findings;
	}

	void weigh() {
		if (Both.meet(this.both.a().wording().amounts(), this.both.b().wording().amounts())) {
			this.findings.add("amount.shared", "un monto en común");
		}
		else if (!this.both.a().wording().amounts().isEmpty() && !this.both.b().wording().amounts().isEmpty()) {
			this.findings.add("amount.other", "otros montos");
		}
		long figures = this.both.figuresInCommon();
		if (figures > 0) {
			this.findings.add((figures > 1) ? "figures.shared" : "figures.one", "cifras en común");
		}
		if (this.both.areTranslated()) {
			weighUntranslated();
			return;
		}
		int shorter = Math.min(this.both.a().wording().phrases().size(), this.both.b().wording().phrases().size());
		if (shorter < 15) {
			return;
		}
		double share = Both.shared(this.both.a().wording().phrases(), this.both.b().wording().phrases()) / shorter;
		boolean untold = this.both.a().year().isUntold() || this.both.b().year().isUntold();
		if (share >= 0.35 && untold && this.both.a().wording().latestYear() * this.both.b().wording().latestYear() > 0
				&& this.both.a().wording().latestYear() != this.both.b().wording().latestYear()) {
			this.findings.doubt("el mismo texto con otros años: lo decide una persona");
		}
		String words = String.format(Locale.ROOT, "texto en común, %.2f", share);
		this.findings.add((share >= 0.75) ? "text.same"
				: (share >= 0.35) ? "text.much" : (share >= 0.12) ? "text.some" : "text.other", words);
	}

	private void weighUntranslated() {
		int names = Math.min(this.both.a().wording().names().size(), this.both.b().wording().names().size());
		if (names >= 3) {
			double share = Both.shared(this.both.a().wording().names(), this.both.b().wording().names()) / names;
			String words = String.format(Locale.ROOT, "nombres en común en dos idiomas, %.2f", share);
			this.findings
				.add((share >= 0.5 && names >= 6) ? "names.most" : (share >= 0.25) ? "names.some" : "names.few", words);
		}
		int ideas = Math.min(this.both.a().wording().ideas().size(), this.both.b().wording().ideas().size());
		if (ideas >= 8) {
			double share = Both.shared(this.both.a().wording().ideas(), this.both.b().wording().ideas()) / ideas;
			String words = String.format(Locale.ROOT, "ideas en común en dos idiomas, %.2f", share);
			this.findings.add((share >= 0.75) ? "ideas.most" : (share >= 0.5) ? "ideas.some" : "ideas.few", words);
		}
	}

}
