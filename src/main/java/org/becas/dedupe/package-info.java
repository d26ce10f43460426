/**
 * Is it the same call? Plain Java.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "offer" })
package org.becas.dedupe;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
