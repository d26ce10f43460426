package org.becas.collect;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How portals are visited ({@code becas.collect.*}).
 *
 * @param userAgent how the program introduces itself: its name, then who runs it and
 * where they can be reached; empty for one made of the office's name and addresses
 * @param delay between two requests to one host, unless the source states its own; a
 * machine on loopback is asked without one unless its source states it
 * @param connectTimeout until a connection stands
 * @param readTimeout between two pieces of an answer
 * @param deadline for one request as a whole
 * @param maxBody of an answer, after decompression
 * @param retries after a failure that may pass, such as a 500 or a broken connection
 * @param sources visited at the same time
 * @param connections to one host that asks for no delay
 * @param maxPostings read from one source in one visit
 * @param allowPrivateAddresses whether portals may stand on loopback or in a private
 * network; for tests and demonstrations only
 */
@ConfigurationProperties("becas.collect")
public record CollectSettings(@DefaultValue("") String userAgent, @DefaultValue("1s") Duration delay,
		@DefaultValue("10s") Duration connectTimeout, @DefaultValue("20s") Duration readTimeout,
		@DefaultValue("60s") Duration deadline, @DefaultValue("16MB") DataSize maxBody, @DefaultValue("2") int retries,
		@DefaultValue("8") int sources, @DefaultValue("8") int connections, @DefaultValue("100000") int maxPostings,
		@DefaultValue("false") boolean allowPrivateAddresses) {
}
