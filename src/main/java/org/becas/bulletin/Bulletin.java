package org.becas.bulletin;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * One month's letter.
 *
 * @param edition the month
 * @param status where it stands
 * @param intro what staff wrote above the offers, plain text, possibly empty
 * @param preparedAt when the draft was made
 * @param contentHash SHA-256 in hex over every rendering, from approval on
 * @param approvedBy who approved it
 * @param approvedAt when
 * @param sendingAt when the first letter was about to leave; from then on nothing changes
 * @param sentAt when the last letter had left
 * @param entries what it prints, frozen at approval; empty while it is a draft
 */
public record Bulletin(Edition edition, Status status, String intro, Instant preparedAt, @Nullable String contentHash,
		@Nullable String approvedBy, @Nullable Instant approvedAt, @Nullable Instant sendingAt,
		@Nullable Instant sentAt, List<Entry> entries) {

	/** Where a bulletin stands. */
	public enum Status {

		/** Assembled from the offers as they are now. */
		DRAFT,

		/** Frozen, and may be delivered. */
		APPROVED,

		/** Delivered, and public. */
		SENT

	}

	/** Its sections for a choice of levels. */
	public List<Section> sections(Set<Level> chosen) {
		return Section.of(this.entries, chosen);
	}

	Bulletin printing(List<Entry> entries) {
		return new Bulletin(this.edition, this.status, this.intro, this.preparedAt, this.contentHash, this.approvedBy,
				this.approvedAt, this.sendingAt, this.sentAt, entries);
	}

	public boolean isDraft() {
		return this.status == Status.DRAFT;
	}

	/**
	 * Whether everybody may read it: from the first letter on, since letters link to it.
	 */
	public boolean isPublic() {
		return this.status == Status.SENT || this.sendingAt != null;
	}

	/** Whether it may still go back to being a draft. */
	public boolean canReopen() {
		return this.status == Status.APPROVED && this.sendingAt == null;
	}

}
