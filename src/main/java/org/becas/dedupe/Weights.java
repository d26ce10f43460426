package org.becas.dedupe;

import java.util.HashMap;
import java.util.Map;

/**
 * What each agreement and disagreement weighs, from {@code weights.tsv}: the binary
 * logarithm of how much more often it is seen between announcements of one call than
 * between those of two (Fellegi and Sunter, 1969).
 */
final class Weights {

	private final Map<String, Double> weights = new HashMap<>();

	static Weights shipped() {
		Weights weights = new Weights();
		for (String[] row : DataFile.rows("weights.tsv")) {
			weights.weights.put(row[0], Double.valueOf(row[1]));
		}
		return weights;
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
