/**
 * Who of the staff may sign in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "office" })
package org.becas.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
