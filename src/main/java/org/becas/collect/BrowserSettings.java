package org.becas.collect;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The browser for portals that show nothing without one ({@code becas.browser.*}). There
 * is none unless the office installs one and names it here.
 *
 * @param command a Chromium or Chrome and options of its own, separated by spaces; empty
 * for none
 * @param patience how long a page's scripts may take, in the page's own time
 * @param deadline for one page as a whole
 */
@ConfigurationProperties("becas.browser")
record BrowserSettings(@DefaultValue("") String command, @DefaultValue("10s") Duration patience,
		@DefaultValue("60s") Duration deadline) {

	boolean isThere() {
		return !this.command.isBlank();
	}

	List<String> program() {
		return List.of(this.command.strip().split("\\s+"));
	}

}
