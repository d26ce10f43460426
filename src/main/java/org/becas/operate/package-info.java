/**
 * Keep an installation safe and sound: copy it, restore it, say what is wrong with it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "office", "mail", "bounce", "delivery", "bulletin", "source", "offer" })
package org.becas.operate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
