/**
 * What starts jobs and shows their history; the commands.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "collect", "source", "extract", "dedupe", "curation", "bulletin", "mail",
		"bounce", "subscriber", "delivery", "offer", "office", "account", "operate" })
package org.becas.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
