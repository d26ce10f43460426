package org.becas.extract;

import java.util.HashMap;
import java.util.Map;

import org.becas.offer.DataFile;

/**
 * A table of fitted weights: the weight in the first cell of a line, what has it in the
 * second.
 */
final class Weights {

	private Weights() {
	}

	static Map<String, Integer> of(String file) {
		Map<String, Integer> weights = new HashMap<>();
		for (String[] row : DataFile.rows(Weights.class, file, 2)) {
			weights.put(row[1], Integer.valueOf(row[0]));
		}
		return weights;
	}

}
