package org.becas.bulletin;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.offer.Level;

/**
 * A bulletin as its readers will see it.
 *
 * @param bulletin the one
 * @param sendDay the day on which it can leave
 * @param entries what it prints
 * @param renderings the letter for each choice of levels that has something
 * @param hash SHA-256 in hex over every rendering: what an approval approves
 * @param checks what to know before it leaves, blocking ones first
 */
public record Proof(Bulletin bulletin, LocalDate sendDay, List<Entry> entries,
		Map<Set<Level>, RenderedBulletin> renderings, String hash, List<Check> checks) {

	public boolean blocked() {
		return this.checks.stream().anyMatch(Check::blocks);
	}

	/** Bytes of the longest letter's HTML. */
	public int longest() {
		return this.renderings.values().stream().mapToInt(BulletinRenderer::bytes).max().orElse(0);
	}

}
