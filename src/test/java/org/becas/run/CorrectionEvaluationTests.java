package org.becas.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import org.becas.Database;
import org.becas.SampleOffer;
import org.becas.offer.Correction;
import org.becas.offer.Field;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people corrected is read again by today's rules. */
class CorrectionEvaluationTests {

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	@Test
	void tellsWhatIsReadRightNowAndWhatIsStillReadWrong() {
		try (Database.Connected connected = Database.SQLITE.fresh()) {
			Offers offers = OfferStore.on(connected.jdbc(), BOGOTA);
			OfferId offer = SampleOffer.titled("Becas para Lyon")
				.saying("Becas de maestría en Lyon.\nCierre: 12 de enero de 2027.")
				.in(offers);
			correct(offers, offer, Field.DEADLINE, "2027-01-12");
			correct(offers, offer, Field.LEVELS, "doctorado");
			correct(offers, offer, Field.TITLE, "Otro título");

			String report = report(offers);

			assertThat(report).contains("Correcciones de personas: 2")
				.containsPattern("deadline +ya bien 1, todavía mal 0")
				.containsPattern("levels +ya bien 0, todavía mal 1")
				.contains("todavía mal: oferta " + offer + " «Becas para Lyon»: levels: una persona dice «doctorado»,"
						+ " hoy se lee «maestria», por «maestría»")
				.doesNotContain("Otro título");
		}
	}

	private static void correct(Offers offers, OfferId offer, Field field, String value) {
		offers.correct(offer, new Correction(field, value, "ana", Instant.EPOCH, null));
	}

	private static String report(Offers offers) {
		StringWriter report = new StringWriter();
		CorrectionEvaluation.of(offers, LocalDate.of(2026, 11, 20), BOGOTA).print(new PrintWriter(report));
		return report.toString();
	}

}
