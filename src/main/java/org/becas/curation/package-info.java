/**
 * Staff approve, correct, reject, merge and split.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "offer", "dedupe", "office" })
package org.becas.curation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
