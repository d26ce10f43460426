/**
 * Who wants the bulletin, with proof of consent.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "offer", "mail", "office" })
package org.becas.subscriber;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
