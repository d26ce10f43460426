/**
 * Put one letter on the wire, or in the outbox.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "office" })
package org.becas.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
