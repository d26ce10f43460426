package org.becas.curation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WordingTests {

	@Test
	void marksOnlyWordsThatTheOtherLacks() {
		assertThat(Wording.of("Becas de maestría en Noruega, 2027", "BECAS DE MAESTRIA en Suecia 2027"))
			.containsExactly(new Wording("Becas de maestría en ", false), new Wording("Noruega, ", true),
					new Wording("2027", false));
	}

	@Test
	void punctuationAloneDiffersInNothing() {
		assertThat(Wording.of("Beca — Faro", "Beca Faro")).containsExactly(new Wording("Beca — Faro", false));
		assertThat(Wording.of("", "Beca")).isEmpty();
	}

}
