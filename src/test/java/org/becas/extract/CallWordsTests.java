package org.becas.extract;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallWordsTests {

	@Test
	void aWordCountsOnceHoweverOftenItIsSaid() {
		assertThat(CallWords.of(document("El promedio, el PROMEDIO y el promedio 8"))).containsExactlyInAnyOrder("el",
				"promedio", "y");
	}

	@Test
	void aTextWithoutKnownWordsWeighsNothing() {
		assertThat(CallWords.weigh(document("Xyzzy plugh 2026"))).isZero();
		assertThat(CallWords.weigh(document(""))).isZero();
	}

	@Test
	void whatAsksForSomethingWeighsMoreThanWhatTells() {
		assertThat(CallWords.weigh(document("El promedio debe ser superior a 4")))
			.isGreaterThan(CallWords.weigh(document("Antes, cuando son de este tipo")));
	}

	@Test
	void noWordDecidesAlone() {
		Map<String, Integer> words = Weights.of("call-words.tsv");
		assertThat(words).hasSizeGreaterThan(500);
		assertThat(words.values()).allMatch(weight -> Math.abs(weight) < 100);
		assertThat(words).doesNotContainKeys("icetex", "daad", "fulbright", "colfuturo", "erasmus");
	}

	private Document document(String text) {
		return Document.of("Una beca", text, null, Lexicon.packaged(), Languages.packaged());
	}

}
