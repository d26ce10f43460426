package org.becas.collect;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is kept of portals' answers ({@code becas.responses.*}).
 *
 * @param keep how much of them, compressed, so that a visit can be read again; 0 for
 * nothing
 */
@ConfigurationProperties("becas.responses")
record ResponseSettings(@DefaultValue("512MB") DataSize keep) {
}
