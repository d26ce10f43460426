/**
 * Whose bulletin it is: name, address, time zone and legal texts of the office, all
 * configuration.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.becas.office;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
