package org.becas.collect;

import java.util.Objects;

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

	/**
	 * What counts after a 304 that names validators itself (RFC 9111, 4.3.4): they take
	 * the place of these if they speak of the page that we hold. A strong tag other than
	 * ours speaks of a page that was never read.
	 */
	Validators freshened(Validators named) {
		boolean sameTag = opaque(named.etag) != null && Objects.equals(opaque(named.etag), opaque(this.etag));
		boolean sameDate = named.lastModified != null && named.lastModified.equals(this.lastModified);
		boolean strong = named.etag != null && !named.etag.startsWith("W/");
		if (strong ? !sameTag : !sameTag && !sameDate) {
			return this;
		}
		return new Validators((named.etag != null) ? named.etag : this.etag,
				(named.lastModified != null) ? named.lastModified : this.lastModified, this.listed);
	}

	/** A tag without the mark that it is weak. */
	private static @Nullable String opaque(@Nullable String etag) {
		return (etag != null && etag.startsWith("W/")) ? etag.substring(2) : etag;
	}

	boolean present() {
		return this.etag != null || this.lastModified != null || this.listed != null;
	}

}
