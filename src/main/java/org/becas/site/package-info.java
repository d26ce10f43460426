/**
 * Public pages: archive of bulletins and its feed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "bulletin", "offer", "office" })
package org.becas.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
