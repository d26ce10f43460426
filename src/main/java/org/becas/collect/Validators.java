package org.becas.collect;

import org.jspecify.annotations.Nullable;

/**
 * What a portal gave with a page so that we can ask whether it changed (RFC 9110, 13.1).
 *
 * @param etag as it was sent, with its quotes
 * @param lastModified as it was sent
 * @param listed what the list that leads to the page said of its last change
 */
record Validators(@Nullable String etag, @Nullable String lastModified, @Nullable String listed) {

	static final Validators NONE = new Validators(null, null);

	Validators(@Nullable String etag, @Nullable String lastModified) {
		this(etag, lastModified, null);
	}

	/** With what the list says of the page. */
	Validators listedAs(@Nullable String modified) {
		return new Validators(this.etag, this.lastModified, modified);
	}

	boolean present() {
		return this.etag != null || this.lastModified != null || this.listed != null;
	}

}
