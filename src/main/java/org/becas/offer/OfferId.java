package org.becas.offer;

/** The number under which we hold an offer; it never changes and is never used again. */
public record OfferId(long value) implements Comparable<OfferId> {

	@Override
	public int compareTo(OfferId other) {
		return Long.compare(this.value, other.value);
	}

	@Override
	public String toString() {
		return Long.toString(this.value);
	}

}
