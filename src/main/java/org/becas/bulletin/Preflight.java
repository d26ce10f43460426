package org.becas.bulletin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.office.Office;
import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Eligibility;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.OfferFilter;
import org.becas.offer.Offers;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * What to know before a bulletin leaves. Some things keep it from being approved: a
 * letter that breaks a promise to its readers or the law.
 */
@Component
class Preflight {

	/** A reader gives up on longer ones. */
	private static final int MANY = 25;

	private final Offers offers;

	private final Office office;

	private final BulletinSettings settings;

	private final MessageSource messages;

	Preflight(Offers offers, MessageSource messages, Office office, BulletinSettings settings) {
		this.offers = offers;
		this.messages = messages;
		this.office = office;
		this.settings = settings;
	}

	List<Check> check(Edition edition, LocalDate sendDay, List<Entry> entries,
			Map<Set<Level>, RenderedBulletin> renderings) {
		List<Check> checks = new ArrayList<>();
		if (entries.isEmpty()) {
			checks.add(Check.blocking("No hay ninguna oferta aprobada y vigente; apruebe al menos una"));
		}
		checkOffice(checks);
		renderings.values().forEach((letter) -> checkLetter(letter, checks));
		entries.forEach((entry) -> checkEntry(entry, sendDay, checks));
		checkWhole(entries, checks);
		return new LinkedHashSet<>(checks).stream().sorted(Comparator.comparing((check) -> !check.blocks())).toList();
	}

	private void checkOffice(List<Check> checks) {
		Map<String, String> legal = Map.of("entity", this.office.entity(), "tax-id", this.office.taxId(), "address",
				this.office.address(), "email", this.office.email());
		legal.forEach((key, value) -> {
			if (value.isBlank()) {
				checks.add(Check.blocking(
						"Falta becas.office.%s en la configuración; la Ley 1581 de 2012 lo exige".formatted(key)));
			}
		});
	}

	private void checkLetter(RenderedBulletin letter, List<Check> checks) {
		for (String place : List.of(RenderedBulletin.UNSUBSCRIBE, RenderedBulletin.PREFERENCES)) {
			if (!letter.html().contains(place) || !letter.text().contains(place)) {
				checks.add(Check.blocking("A la plantilla bulletin/bulletin le falta %s; debe estar en .html y en .txt"
					.formatted(place)));
			}
		}
		if (BulletinRenderer.bytes(letter) > this.settings.maxBytes()) {
			checks
				.add(Check.blocking("La carta pasa de %d KB y Gmail la cortaría; acorte la introducción o la plantilla"
					.formatted(this.settings.maxBytes() / 1000)));
		}
		LetterRules.check(letter.html())
			.forEach((problem) -> checks.add(Check.blocking("La carta no es accesible: " + problem)));
	}

	private void checkEntry(Entry entry, LocalDate sendDay, List<Check> checks) {
		Offer offer = this.offers.get(entry.offer());
		String title = "«" + entry.facts().title() + "»";
		if (offer.attention().contains(Attention.CHANGED_SINCE_APPROVAL)) {
			checks.add(new Check(true,
					title + " cambió en su fuente después de aprobarse; revísela y apruébela de nuevo", offer.id()));
		}
		if (entry.facts().colombians() == Eligibility.NO) {
			checks.add(new Check(false, title + " no admite colombianos", offer.id()));
		}
		if (offer.attention().contains(Attention.GONE)) {
			checks.add(new Check(false, title + " ya no aparece en sus fuentes; compruebe que el enlace funciona",
					offer.id()));
		}
		if (entry.facts().deadline() instanceof Deadline.Unstated) {
			checks.add(new Check(false, title + " no tiene fecha de cierre", offer.id()));
		}
		entry.facts()
			.deadline()
			.lastDay(this.office.zone())
			.filter((day) -> day.isBefore(sendDay.plusDays(this.settings.leadDays())))
			.ifPresent((day) -> checks.add(new Check(false,
					"%s cierra menos de %d días después del envío".formatted(title, this.settings.leadDays()),
					offer.id())));
	}

	private void checkWhole(List<Entry> entries, List<Check> checks) {
		if (entries.size() > MANY) {
			checks.add(Check.warning("Son %d ofertas; más de %d cansan al lector".formatted(entries.size(), MANY)));
		}
		Set<Level> missing = EnumSet.allOf(Level.class);
		entries.forEach((entry) -> missing.removeAll(entry.levels()));
		for (Level level : missing) {
			checks.add(Check.warning("No hay ofertas de %s; quien solo eligió ese nivel no recibirá carta"
				.formatted(this.messages.getMessage("level.phrase." + level.key(), null, this.office.language()))));
		}
		int waiting = this.offers.count(new OfferFilter(Offer.Status.PENDING, null, true, null, null));
		if (waiting > 0) {
			checks.add(Check.warning((waiting == 1) ? "Queda una oferta por revisar"
					: "Quedan %d ofertas por revisar".formatted(waiting)));
		}
	}

}
