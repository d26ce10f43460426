package org.becas.bulletin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.becas.office.Sha256;

import org.springframework.stereotype.Component;

/** Where staff make the month's letter: begin, look, change, approve. */
@Component
public class BulletinDesk {

	private final Bulletins bulletins;

	private final BulletinAssembler assembler;

	private final BulletinRenderer renderer;

	private final Preflight preflight;

	private final Clock clock;

	BulletinDesk(Bulletins bulletins, BulletinAssembler assembler, BulletinRenderer renderer, Preflight preflight,
			Clock clock) {
		this.bulletins = bulletins;
		this.assembler = assembler;
		this.renderer = renderer;
		this.preflight = preflight;
		this.clock = clock;
	}

	/** Begins an edition's draft; an edition that is there already stays as it is. */
	public Bulletin prepare(Edition edition) {
		this.bulletins.begin(edition, "", this.clock.instant());
		return get(edition);
	}

	/**
	 * What readers will see: the draft as the offers are now, or what was approved.
	 * @throws IllegalArgumentException if the edition was not prepared
	 */
	public Proof proof(Edition edition) {
		Bulletin bulletin = get(edition);
		if (!bulletin.isDraft()) {
			return frozen(bulletin);
		}
		List<Entry> entries = this.assembler.assemble(edition);
		Map<Set<Level>, RenderedBulletin> renderings = this.renderer.renderAll(edition, bulletin.intro(), entries);
		return new Proof(bulletin, this.assembler.sendDay(edition), entries, renderings, hash(renderings),
				this.preflight.check(edition, this.assembler.sendDay(edition), entries, renderings));
	}

	/** The letter for one choice of levels, as {@link #proof} would show it. */
	Optional<RenderedBulletin> letter(Edition edition, Set<Level> levels) {
		Bulletin bulletin = get(edition);
		return bulletin.isDraft()
				? this.renderer.render(edition, bulletin.intro(), this.assembler.assemble(edition), levels)
				: this.bulletins.rendering(edition, levels);
	}

	/**
	 * Approves what somebody has looked at.
	 * @param hash of the proof that they saw
	 * @param by who
	 * @throws IllegalStateException if it has changed since, or must not leave as it is;
	 * says why
	 */
	public Bulletin approve(Edition edition, String hash, String by) {
		Proof proof = proof(edition);
		if (!proof.bulletin().isDraft()) {
			throw new IllegalStateException(
					"El boletín %s ya está aprobado por %s".formatted(edition, proof.bulletin().approvedBy()));
		}
		if (!proof.hash().equals(hash)) {
			throw new IllegalStateException(
					"El boletín %s cambió después de la vista previa: revíselo de nuevo antes de aprobarlo"
						.formatted(edition));
		}
		if (proof.blocked()) {
			throw new IllegalStateException("El boletín %s no se puede aprobar: %s".formatted(edition,
					proof.checks().stream().filter(Check::blocks).map(Check::text).collect(Collectors.joining("; "))));
		}
		this.bulletins.approve(edition, proof.entries(), proof.renderings(), this.renderer.templates(), hash, by,
				this.clock.instant());
		return get(edition);
	}

	void introduce(Edition edition, String intro) {
		this.bulletins.introduce(edition, intro);
	}

	void leaveOut(Edition edition, OfferId offer, String by) {
		this.bulletins.exclude(edition, offer, by, this.clock.instant());
	}

	void takeBack(Edition edition, OfferId offer) {
		this.bulletins.include(edition, offer);
	}

	void reopen(Edition edition) {
		this.bulletins.reopen(edition);
	}

	/** Approved offers that staff left out of the edition. */
	List<Entry> leftOut(Edition edition) {
		Set<OfferId> excluded = this.bulletins.excluded(edition);
		return this.assembler.publishable(edition)
			.stream()
			.filter((offer) -> excluded.contains(offer.id()))
			.map((offer) -> new Entry(offer.id(), offer.facts(), null, offer.official(), false))
			.toList();
	}

	private Proof frozen(Bulletin bulletin) {
		Map<Set<Level>, RenderedBulletin> renderings = new LinkedHashMap<>();
		for (Set<Level> levels : BulletinRenderer.choices()) {
			this.bulletins.rendering(bulletin.edition(), levels).ifPresent((letter) -> renderings.put(levels, letter));
		}
		return new Proof(bulletin, this.assembler.sendDay(bulletin.edition()), bulletin.entries(), renderings,
				hash(renderings), List.of());
	}

	private Bulletin get(Edition edition) {
		return this.bulletins.find(edition)
			.orElseThrow(() -> new IllegalArgumentException(
					"El boletín %s no está preparado; prepárelo primero".formatted(edition)));
	}

	static String sha256(String text) {
		return Sha256.of(text);
	}

	private static String hash(Map<Set<Level>, RenderedBulletin> renderings) {
		MessageDigest digest = Sha256.begin();
		renderings.forEach((levels, letter) -> {
			for (String part : List.of(Level.join(levels), letter.subject(), letter.html(), letter.text())) {
				digest.update(part.getBytes(StandardCharsets.UTF_8));
				digest.update((byte) 0);
			}
		});
		return Sha256.hex(digest);
	}

}
