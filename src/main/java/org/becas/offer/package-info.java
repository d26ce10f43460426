/**
 * What a scholarship offer is, and where offers are kept.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.becas.offer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
