package org.becas.offer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A person's word on one field. It lies over the machine's reading and survives every
 * later collection; the newest one counts.
 *
 * @param field what was corrected
 * @param value the right value, in the form of {@link Facts#value(Field)}; null takes an
 * earlier correction back, so that the machine's reading shows again
 * @param by who
 * @param at when
 * @param reason why, where they said so
 */
public record Correction(Field field, @Nullable String value, String by, Instant at, @Nullable String reason) {
}
