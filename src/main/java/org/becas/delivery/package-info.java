/**
 * One letter per bulletin or correction and subscriber, accounted for, certified, and
 * known again when it comes back.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "bulletin", "subscriber", "mail", "bounce", "offer", "office" })
package org.becas.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
