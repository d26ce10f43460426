package org.becas.dedupe;

import java.util.Set;

import org.becas.offer.Level;

/** Weighs where one studies, and at which level. */
final class PlaceWeighing {

	private final Both both;

	private final Findings findings;

	PlaceWeighing(Both both, Findings findings) {
		this.both = both;
		this.findings = findings;
	}

	void weigh() {
		weighPlaces();
		weighLevels();
	}

	private void weighPlaces() {
		if (this.both.a().countries().isEmpty() || this.both.b().countries().isEmpty()) {
			return;
		}
		if (this.both.a().countries().equals(this.both.b().countries())) {
			this.findings.add("country.same", "mismo país");
		}
		else if (Both.meet(this.both.a().countries(), this.both.b().countries())) {
			this.findings.add("country.some", "un país en común");
		}
		else {
			this.findings.add("country.other", "otro país");
			this.findings.doubt("los países no coinciden: lo decide una persona");
		}
	}

	private void weighLevels() {
		if (this.both.a().levels().isEmpty() || this.both.b().levels().isEmpty()) {
			return;
		}
		boolean titlesDiffer = !this.both.a().titleLevels().isEmpty() && !this.both.b().titleLevels().isEmpty()
				&& !Both.meet(this.both.a().titleLevels(), this.both.b().titleLevels());
		if (!titlesDiffer && (isVague(this.both.a().levels()) || isVague(this.both.b().levels()))
				&& !Both.meet(this.both.a().levels(), this.both.b().levels())) {
			this.findings.add("level.vague", "un anuncio no dice un nivel que se pueda comparar");
		}
		else if (titlesDiffer || !Both.meet(this.both.a().levels(), this.both.b().levels())) {
			this.findings.add("level.other", "otro nivel");
			this.findings.doubt("los niveles no coinciden: lo decide una persona");
		}
		else if (this.both.a().levels().equals(this.both.b().levels())) {
			this.findings.add("level.same", "mismo nivel");
		}
		else {
			this.findings.add("level.some", "un nivel en común");
		}
	}

	/** "Other" is also what is read where a text says "research" or "diploma" alone. */
	private static boolean isVague(Set<Level> levels) {
		return levels.equals(Set.of(Level.OTROS));
	}

}
