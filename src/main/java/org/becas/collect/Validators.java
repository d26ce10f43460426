package org.becas.collect;

import org.jspecify.annotations.Nullable;

/**
 * What a portal gave with a page so that we can ask whether it changed (RFC 9110, 13.1).
 *
 * @param etag as it was sent, with its quotes
 * @param lastModified as it was sent
 */
record Validators(@Nullable String etag, @Nullable String lastModified) {

	static final Validators NONE = new Validators(null, null);

	boolean present() {
		return this.etag != null || this.lastModified != null;
	}

}
