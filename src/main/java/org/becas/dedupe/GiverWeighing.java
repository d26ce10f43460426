package org.becas.dedupe;

import java.util.HashSet;
import java.util.Set;

/** Weighs who awards: the programmes and providers that two announcements name. */
final class GiverWeighing {

	private final Both both;

	private final Findings findings;

	GiverWeighing(Both both, Findings findings) {
		this.both = both;
		this.findings = findings;
	}

	/** Names that both titles hold were counted with the titles. */
	void weigh() {
		if (!this.both.a().programmes().isEmpty() && !this.both.b().programmes().isEmpty()) {
			weighProgrammes();
		}
		else if (Both.meet(this.both.a().called(), this.both.b().called())) {
			this.findings.add("programme.said", "el texto nombra el mismo programa");
		}
		weighProviders();
	}

	private void weighProviders() {
		if (Both.meet(this.both.a().titleNames(), this.both.b().titleNames())) {
			this.findings.add("provider.counted", "mismo oferente");
		}
		else if (!this.both.a().providers().isEmpty() && !this.both.b().providers().isEmpty()) {
			boolean same = Both.meet(this.both.a().providers(), this.both.b().providers());
			if (!same && (Both.meet(this.both.a().called(), this.both.b().called()) || passesOn(this.both.a())
					|| passesOn(this.both.b()))) {
				return;
			}
			this.findings.add(same ? "provider.same" : "provider.other", same ? "mismo oferente" : "otro oferente");
		}
		else if (!this.both.a().awarder().isEmpty() && !this.both.b().awarder().isEmpty()) {
			TitleLikeness names = TitleLikeness.of(this.both.a().awarder(), this.both.b().awarder());
			if (names.containment() >= 0.6 && names.shared() >= 0.8) {
				this.findings.add("provider.alike", "oferentes de nombre parecido");
			}
			else if (names.contrast(this.both.areTranslated()) >= 1 && names.containment() < 0.2) {
				this.findings.add("provider.other", "otro oferente");
			}
		}
	}

	/** Who passes on what others award is no other provider than they. */
	private static boolean passesOn(Profile profile) {
		return profile.providers().stream().allMatch(Lexicon::isBetween);
	}

	private void weighProgrammes() {
		Set<String> both = new HashSet<>(this.both.a().programmes());
		both.retainAll(this.both.b().programmes());
		boolean called = Both.meet(this.both.a().called(), this.both.b().called());
		if (both.isEmpty() && called) {
			this.findings.add("programme.said", "el texto nombra el mismo programa");
		}
		else if (both.isEmpty() || (!called && areSpecific(this.both.a()) && areSpecific(this.both.b()))) {
			this.findings.add("programme.other", "otro programa");
		}
		else if (both.stream().allMatch(Lexicon::isFamily)) {
			this.findings.add("programme.family", "misma familia de programas");
		}
		else {
			this.findings.add("programme.same", "mismo programa");
		}
	}

	/** Whether its title names a programme of one call a year. */
	private static boolean areSpecific(Profile profile) {
		return !profile.programmes().stream().allMatch(Lexicon::isFamily);
	}

}
