/**
 * What {@code sources.yml} says, typed and checked.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "offer", "office" })
package org.becas.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
