/**
 * Visit sources, read postings, admit offers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "source", "extract", "dedupe", "offer", "office", "mail" })
package org.becas.collect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
