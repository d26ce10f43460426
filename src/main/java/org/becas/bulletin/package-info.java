/**
 * Assemble, check, approve and render one month.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "offer", "mail", "office" })
package org.becas.bulletin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
