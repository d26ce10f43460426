package org.becas.dedupe;

import java.util.Map;

/**
 * The weights that people have accepted, wherever they did: also in another process.
 */
@FunctionalInterface
public interface AcceptedWeights {

	/**
	 * What counts now in place of the shipped weights, by the names of
	 * {@code weights.tsv}; empty for those themselves.
	 */
	Map<String, Double> standing();

}
