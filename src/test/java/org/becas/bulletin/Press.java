package org.becas.bulletin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.becas.Database.Connected;
import org.becas.mail.LetterTemplates;
import org.becas.office.Folders;
import org.becas.office.Office;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Everything that makes a bulletin, on a database of its own. */
public record Press(Offers offers, Bulletins bulletins, BulletinDesk desk, OpenLetters letters) {

	public static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	public static final Office OFFICE = new Office("Oficina de Asuntos Internacionales", "OFAI", "Bucaramanga",
			"Alcaldía de Bucaramanga", "890.201.222-0", "Calle 35 # 10-43, Bucaramanga, Santander, Colombia",
			"+57 607 633 7000", "ofai@example.gov.co", BOGOTA, Locale.forLanguageTag("es-CO"),
			URI.create("https://becas.example.gov.co"), URI.create("https://www.example.gov.co/datos"), "", "#14532d",
			"Boletín de becas");

	static final BulletinSettings SETTINGS = new BulletinSettings(1, 7, 80000);

	static Press on(Connected connected, Instant now) {
		return on(connected, Clock.fixed(now, BOGOTA));
	}

	public static Press on(Connected connected, Clock clock) {
		Offers offers = OfferStore.on(connected.jdbc(), BOGOTA);
		Bulletins bulletins = new Bulletins(connected.jdbc());
		return new Press(offers, bulletins,
				new BulletinDesk(bulletins, new BulletinAssembler(offers, bulletins, SETTINGS, BOGOTA, clock),
						renderer(OFFICE), new Preflight(offers, messages(), OFFICE, SETTINGS), clock),
				new OpenLetters(bulletins, renderer(OFFICE), SETTINGS, BOGOTA));
	}

	public static LetterTemplates templates() {
		return new LetterTemplates(
				new Folders(Path.of("data"), Path.of("outbox"), Path.of("templates"), Path.of("sources.yml")));
	}

	static BulletinRenderer renderer(Office office) {
		return new BulletinRenderer(templates(), messages(), office, SETTINGS);
	}

	static MessageSource messages() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages/offer");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

}
