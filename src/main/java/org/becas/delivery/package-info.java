/**
 * One letter per bulletin and subscriber, accounted for.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "bulletin", "subscriber", "mail", "bounce", "offer", "office" })
package org.becas.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
