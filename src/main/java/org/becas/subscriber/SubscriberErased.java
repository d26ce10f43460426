package org.becas.subscriber;

/**
 * Somebody's data were deleted; whoever keeps their address elsewhere deletes it too.
 *
 * @param id the number they had
 * @param addressHash keyed hash that may stand where the address stood
 */
public record SubscriberErased(long id, String addressHash) {
}
