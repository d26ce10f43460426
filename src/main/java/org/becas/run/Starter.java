package org.becas.run;

import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application that a command works with. */
@FunctionalInterface
public interface Starter {

	/**
	 * @param web whether the pages are served too
	 */
	ConfigurableApplicationContext start(boolean web);

}
