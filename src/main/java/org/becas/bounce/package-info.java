/**
 * Read what mail servers say of letters that came back.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "mail")
package org.becas.bounce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
