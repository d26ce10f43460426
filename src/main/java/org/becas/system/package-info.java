/**
 * Wiring that no feature owns; nobody imports it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "office" })
package org.becas.system;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
