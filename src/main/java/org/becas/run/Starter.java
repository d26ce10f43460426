package org.becas.run;

import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application that a command works with. */
@FunctionalInterface
public interface Starter {

	/**
	 * @param web whether the pages are served too
	 * @param settings such as {@code server.port=8081}; they win over every configuration
	 */
	ConfigurableApplicationContext start(boolean web, String... settings);

}
