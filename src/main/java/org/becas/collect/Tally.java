package org.becas.collect;

import org.becas.collect.Visit.Counts;

/** Counts while a visit goes on. For one thread. */
final class Tally {

	int added;

	int same;

	int changed;

	int gone;

	int failed;

	void add(Tally other) {
		this.added += other.added;
		this.same += other.same;
		this.changed += other.changed;
		this.gone += other.gone;
		this.failed += other.failed;
	}

	Counts counts() {
		return new Counts(this.added + this.same + this.changed + this.gone + this.failed, this.added, this.same,
				this.changed, this.gone, this.failed);
	}

}
