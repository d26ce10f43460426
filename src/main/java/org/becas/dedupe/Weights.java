package org.becas.dedupe;

import java.util.HashMap;
import java.util.Map;

import org.becas.offer.DataFile;

/**
 * What each agreement and disagreement weighs, from {@code weights.tsv}: the binary
 * logarithm of how much more often it is seen between announcements of one call than
 * between those of two (Fellegi and Sunter, 1969).
 */
final class Weights {

	private final Map<String, Double> weights = new HashMap<>();

	static Weights shipped() {
		Weights weights = new Weights();
		for (String[] row : DataFile.rows(Weights.class, "weights.tsv", 2)) {
			weights.weights.put(row[0], Double.valueOf(row[1]));
		}
		return weights;
	}

	/**
	 * These with others in place of some.
	 * @throws IllegalArgumentException if one of them weighs nothing that is observed
	 */
	Weights with(Map<String, Double> others) {
		Weights weights = new Weights();
		weights.weights.putAll(this.weights);
		others.forEach((observation, weight) -> {
			if (weights.weights.put(observation, weight) == null) {
				throw new IllegalArgumentException("No hay ningún peso de nombre \"" + observation + "\"");
			}
		});
		return weights;
	}

	Map<String, Double> all() {
		return Map.copyOf(this.weights);
	}

	/**
	 * @throws IllegalStateException if the file does not say what it weighs
	 */
	double of(String observation) {
		Double weight = this.weights.get(observation);
		if (weight == null) {
			throw new IllegalStateException("En weights.tsv falta el peso de \"" + observation + "\"");
		}
		return weight;
	}

}
