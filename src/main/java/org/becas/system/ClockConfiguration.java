package org.becas.system;

import java.time.Clock;
import java.time.ZoneId;

import org.becas.office.Office;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock, and the office's calendar. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	ZoneId officeZone(Office office) {
		return office.zone();
	}

}
