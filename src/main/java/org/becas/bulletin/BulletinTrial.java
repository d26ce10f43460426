package org.becas.bulletin;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.becas.mail.TrialLetter;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.becas.offer.OfferId;

import org.springframework.stereotype.Component;

/** The bulletin with one offer in it. */
@Component
class BulletinTrial implements TrialLetter {

	private final BulletinRenderer renderer;

	private final Clock clock;

	private final ZoneId zone;

	BulletinTrial(BulletinRenderer renderer, Clock clock, ZoneId officeZone) {
		this.renderer = renderer;
		this.clock = clock;
		this.zone = officeZone;
	}

	@Override
	public String template() {
		return "bulletin/bulletin";
	}

	@Override
	public void write() {
		Edition edition = new Edition(YearMonth.now(this.clock.withZone(this.zone)));
		Facts facts = Facts.unread("Beca de prueba", "https://example.org/beca").with(Map.of(Field.LEVELS, "maestria"));
		this.renderer.render(edition, "", List.of(new Entry(new OfferId(1), facts, "es", true, false)),
				EnumSet.allOf(Level.class));
	}

}
