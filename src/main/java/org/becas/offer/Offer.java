package org.becas.offer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One call for applications, as we hold it.
 *
 * @param id our number for it
 * @param facts what counts: the reading with people's corrections on top
 * @param reading what the machine read
 * @param text the announcement, plain text
 * @param language ISO 639 code of the text, if known
 * @param evidence the words on which the reading rests
 * @param rejected words that looked like an answer and were set aside
 * @param attention why a person should look at it
 * @param status where it stands in curation
 * @param decision who approved or rejected it last
 * @param firstSeen when any source first showed it
 * @param lastSeen when any source last showed it
 */
public record Offer(OfferId id, Facts facts, Facts reading, String text, @Nullable String language,
		List<Evidence> evidence, List<Evidence> rejected, Set<Attention> attention, Status status,
		@Nullable Decision decision, Instant firstSeen, Instant lastSeen) {

	/** Where an offer stands in curation. */
	public enum Status {

		PENDING, APPROVED, REJECTED;

		public String key() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * What a person decided.
	 *
	 * @param status what it became
	 * @param by who decided
	 * @param at when
	 * @param reason why; never blank for a rejection
	 */
	public record Decision(Status status, String by, Instant at, @Nullable String reason) {

		public Decision {
			if (by.isBlank()) {
				throw new IllegalArgumentException("Falta el nombre de quien decide");
			}
			if (status == Status.REJECTED && (reason == null || reason.isBlank())) {
				throw new IllegalArgumentException("Falta el motivo del rechazo");
			}
		}

	}

	/** Whether the bulletin may carry it: approved and known to be a call. */
	public boolean publishable() {
		return this.status == Status.APPROVED && this.facts.call();
	}

}
