package org.becas.collect;

/** Starts a visit to one source at once; given by whoever starts jobs. */
@FunctionalInterface
public interface VisitNow {

	/**
	 * Starts it and returns without waiting for its end.
	 * @param sourceId of a source in {@code sources.yml}, even if it is disabled
	 * @return false if a collection is running already
	 */
	boolean visit(String sourceId);

}
