package org.becas.offer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An offer as one source shows it.
 *
 * @param sourceId id of the source in {@code sources.yml}
 * @param key what the source knows the posting by: its guid, its código, else its
 * address; unique within the source
 * @param url where a person reads it
 * @param title as this source wrote it
 * @param textHash a mark of what was read; a new one means that the source says it
 * otherwise, or that it has to be understood otherwise, and is read again
 * @param firstSeen when this source first showed it
 * @param lastSeen when this source last showed it
 * @param goneAt since when the source no longer has it, if so
 */
public record Sighting(String sourceId, String key, String url, String title, String textHash, Instant firstSeen,
		Instant lastSeen, @Nullable Instant goneAt) {
}
