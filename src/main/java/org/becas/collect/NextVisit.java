package org.becas.collect;

import java.time.Instant;
import java.util.Optional;

/** When sources are visited next; known to whoever starts jobs. */
@FunctionalInterface
public interface NextVisit {

	/** The next visit by the program's own clock; empty while that is switched off. */
	Optional<Instant> next();

}
