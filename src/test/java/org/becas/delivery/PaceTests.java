package org.becas.delivery;

import java.time.Clock;
import java.util.Map;

import org.becas.Database;
import org.becas.bulletin.Press;
import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	@Test
	void claimsOneAtATimeWhereThereAreFewerLettersAMinuteThanConnections() {
		assertThat(atOnce(Map.of("becas.mail.connections", "4", "becas.mail.per-minute", "3"))).isEqualTo(1);
	}

	@Test
	void claimsSomeAtOnceWhereNothingIsLimited() {
		assertThat(atOnce(Map.of("becas.mail.connections", "4"))).isEqualTo(20);
	}

	private static int atOnce(Map<String, String> settings) {
		Binder binder = new Binder(new MapConfigurationPropertySource(settings));
		try (var database = Database.SQLITE.fresh()) {
			return new Pace(binder.bindOrCreate("becas.mail", MailSettings.class),
					binder.bindOrCreate("becas.delivery", DeliverySettings.class),
					binder.bindOrCreate("becas.delivery.hours", SendHours.class), new KeptRates(database.jdbc()),
					Mailer.relay(new JavaMailSenderImpl()), Press.OFFICE, Clock.systemUTC())
				.atOnce();
		}
	}

}
