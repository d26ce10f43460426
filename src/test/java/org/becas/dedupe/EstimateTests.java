package org.becas.dedupe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.dedupe.Estimate.Known;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EstimateTests {

	@Test
	void anObservationOfPairsThatAreOneWeighsMore() {
		Map<String, Double> next = Estimate.of(Map.of("a", 1.0, "b", 1.0, "c", 1.0), pairs(60));

		assertThat(next.get("a")).isGreaterThan(1.0).isLessThanOrEqualTo(3.0);
		assertThat(next.get("b")).isLessThan(1.0).isGreaterThanOrEqualTo(-1.0);
		assertThat(next).doesNotContainKey("c");
	}

	@Test
	void fewPairsMoveAWeightLittle() {
		Map<String, Double> weights = Map.of("a", 1.0);

		assertThat(Estimate.of(weights, pairs(3)).getOrDefault("a", 1.0))
			.isLessThan(Estimate.of(weights, pairs(60)).getOrDefault("a", 1.0))
			.isBetween(1.0, 1.5);
	}

	private static List<Known> pairs(int many) {
		List<Known> pairs = new ArrayList<>();
		for (int i = 0; i < many; i++) {
			pairs.add(new Known(true, Set.of("a")));
			pairs.add(new Known(false, Set.of("b")));
		}
		return pairs;
	}

}
