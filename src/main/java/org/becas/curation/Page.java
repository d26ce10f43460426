package org.becas.curation;

/**
 * One page of a list.
 *
 * @param number from 1
 * @param size of a full page
 * @param total of all pages together
 */
record Page(int number, int size, int total) {

	public int last() {
		return Math.max(1, (this.total + this.size - 1) / this.size);
	}

	public boolean hasPrevious() {
		return this.number > 1;
	}

	public boolean hasNext() {
		return this.number < last();
	}

}
