package org.becas.bulletin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.becas.offer.Level;
import org.becas.offer.OfferId;

import org.springframework.stereotype.Component;

/**
 * The letters of an approved edition as they may leave at a moment: those that were
 * approved, or, where a call in one has closed since then, the same without it.
 */
@Component
public class OpenLetters {

	private final Bulletins bulletins;

	private final BulletinRenderer renderer;

	private final BulletinSettings settings;

	private final ZoneId zone;

	OpenLetters(Bulletins bulletins, BulletinRenderer renderer, BulletinSettings settings, ZoneId officeZone) {
		this.bulletins = bulletins;
		this.renderer = renderer;
		this.settings = settings;
		this.zone = officeZone;
	}

	/**
	 * The letters of an edition.
	 * @throws IllegalArgumentException if it was never prepared
	 */
	public Issue of(Edition edition) {
		return new Issue(this.bulletins.find(edition)
			.orElseThrow(() -> new IllegalArgumentException("El boletín %s no está preparado".formatted(edition))));
	}

	/** When an edition is out of date: as soon as the day of the next one begins. */
	public Instant outdated(Edition edition) {
		return this.settings.nextSendDay(edition).atStartOfDay(this.zone).toInstant();
	}

	/** The day of {@link #outdated}. */
	public LocalDate lastDay(Edition edition) {
		return this.settings.nextSendDay(edition).minusDays(1);
	}

	/** One edition's letters; safe to share between threads. */
	public final class Issue {

		private final Bulletin bulletin;

		private Issue(Bulletin bulletin) {
			this.bulletin = bulletin;
		}

		/** The calls in it to which one can still apply. */
		public List<OfferId> open(Instant now) {
			return entries(now).stream().map(Entry::offer).toList();
		}

		/** Which calls the letter for a choice of levels holds at a moment. */
		public List<OfferId> open(Set<Level> levels, Instant now) {
			return entries(now).stream().filter((entry) -> entry.isFor(levels)).map(Entry::offer).toList();
		}

		/**
		 * The letter for a choice of levels; empty if nothing at these levels is open.
		 * @throws IllegalStateException if the edition is not approved
		 */
		public Optional<RenderedBulletin> letter(Set<Level> levels, Instant now) {
			Optional<RenderedBulletin> approved = OpenLetters.this.bulletins.rendering(this.bulletin.edition(), levels);
			boolean unchanged = this.bulletin.entries()
				.stream()
				.filter((entry) -> entry.isFor(levels))
				.allMatch((entry) -> isOpen(entry, now));
			return (unchanged || approved.isEmpty()) ? approved : OpenLetters.this.renderer
				.render(this.bulletin.edition(), this.bulletin.intro(), entries(now), levels);
		}

		private List<Entry> entries(Instant now) {
			return this.bulletin.entries().stream().filter((entry) -> isOpen(entry, now)).toList();
		}

		private boolean isOpen(Entry entry, Instant now) {
			return !entry.facts().deadline().isOver(now, OpenLetters.this.zone);
		}

	}

}
