/**
 * What an announcement's text says, with the words that say it. Plain Java.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "offer" })
package org.becas.extract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
