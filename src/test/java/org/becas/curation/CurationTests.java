package org.becas.curation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.SampleOffer;
import org.becas.curation.Curation.Blocked;
import org.becas.curation.Curation.Outdated;
import org.becas.offer.Attention;
import org.becas.offer.Eligibility;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ParameterizedClass
@EnumSource(Database.class)
class CurationTests {

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

	@Parameter
	Database database;

	private Connected connected;

	private Offers offers;

	private Curation curation;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.offers = OfferStore.on(this.connected.jdbc(), BOGOTA);
		this.curation = new Curation(this.offers, BOGOTA, Clock.fixed(NOW, BOGOTA));
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void keepsWhoApprovedAndWhen() {
		OfferId offer = SampleOffer.titled("Beca").closing("2027-01-10").in(this.offers);

		this.curation.approve(offer, "laura", null);

		assertThat(this.offers.get(offer).status()).isEqualTo(Status.APPROVED);
		assertThat(this.offers.decisions(offer)).containsExactly(new Decision(Status.APPROVED, "laura", NOW, null));
	}

	@Test
	void whatMustNotBePublishedAsItStandsNeedsAReason() {
		Map<Attention, SampleOffer> bad = Map.of(Attention.NO_LEVEL, SampleOffer.titled("Sin nivel").forLevels(),
				Attention.DEADLINE_PASSED, SampleOffer.titled("Vencida").closing("2026-11-22"),
				Attention.COLOMBIANS_EXCLUDED, SampleOffer.titled("Solo extranjeros").colombians(Eligibility.NO),
				Attention.NOT_A_CALL, SampleOffer.titled("Noticia").noise());
		bad.forEach((why, sample) -> {
			OfferId offer = sample.in(this.offers);

			assertThatExceptionOfType(Blocked.class).isThrownBy(() -> this.curation.approve(offer, "laura", " "))
				.satisfies((ex) -> assertThat(ex.blockers()).containsExactly(why))
				.withMessageContaining(why.key());
			assertThat(this.offers.get(offer).status()).isEqualTo(Status.PENDING);

			this.curation.approve(offer, "laura", "lo confirmó la embajada");
			assertThat(this.offers.get(offer).decision()).extracting(Decision::reason)
				.isEqualTo("lo confirmó la embajada");
		});
	}

	@Test
	void aDeadlineOfTodayIsNotPast() {
		OfferId offer = SampleOffer.titled("Cierra hoy").closing("2026-11-23").in(this.offers);

		assertThat(this.curation.blockers(this.offers.get(offer))).isEmpty();
	}

	@Test
	void aCorrectionLiftsWhatBlocked() {
		OfferId offer = SampleOffer.titled("Sin nivel").forLevels().in(this.offers);

		this.curation.correct(offer, version(offer), Map.of(Field.LEVELS, "doctorado"), "laura", null);
		this.curation.approve(offer, "laura", null);

		assertThat(this.offers.get(offer).facts().levels()).containsExactly(Level.DOCTORADO);
	}

	@Test
	void aRejectionNeedsAReasonAndCanBeTakenBack() {
		OfferId offer = SampleOffer.titled("Beca").in(this.offers);

		assertThatIllegalArgumentException().isThrownBy(() -> this.curation.reject(offer, "laura", ""));
		this.curation.reject(offer, "laura", "publicidad");
		this.curation.returnToQueue(offer, "pedro");

		assertThat(this.offers.get(offer).status()).isEqualTo(Status.PENDING);
		assertThat(this.offers.decisions(offer)).extracting(Decision::by, Decision::status)
			.containsExactly(org.assertj.core.api.Assertions.tuple("laura", Status.REJECTED),
					org.assertj.core.api.Assertions.tuple("pedro", Status.PENDING));
	}

	@Test
	void writesDownOnlyWhatChanges() {
		OfferId offer = SampleOffer.titled("Beca").in("DE").in(this.offers);

		Map<Field, String> changed = this.curation.correct(offer, version(offer),
				Map.of(Field.TITLE, "Beca", Field.COUNTRIES, "DE;FR"), "laura", "en el PDF");

		assertThat(changed).isEqualTo(Map.of(Field.COUNTRIES, "DE"));
		assertThat(this.offers.corrections(offer)).singleElement()
			.satisfies((correction) -> assertThat(correction.reason()).isEqualTo("en el PDF"))
			.satisfies((correction) -> assertThat(correction.by()).isEqualTo("laura"));
	}

	@Test
	void correctingBackToTheReadingTakesTheCorrectionBack() {
		OfferId offer = SampleOffer.titled("Beca").in(this.offers);
		this.curation.correct(offer, version(offer), Map.of(Field.TITLE, "Otra"), "laura", null);

		this.curation.correct(offer, version(offer), Map.of(Field.TITLE, "Beca"), "laura", null);

		assertThat(this.offers.corrections(offer)).hasSize(2);
		assertThat(this.offers.corrections(offer).get(1).value()).isNull();
	}

	@Test
	void twoEditorsDoNotOverwriteEachOther() {
		OfferId offer = SampleOffer.titled("Beca").in(this.offers);
		String seen = version(offer);
		this.curation.correct(offer, seen, Map.of(Field.TITLE, "De Laura"), "laura", null);

		assertThatExceptionOfType(Outdated.class)
			.isThrownBy(() -> this.curation.correct(offer, seen, Map.of(Field.TITLE, "De Pedro"), "pedro", null));
		assertThat(this.offers.get(offer).facts().title()).isEqualTo("De Laura");
	}

	@Test
	void whatAPersonAnsweredNoLongerAsksForAttention() {
		OfferId offer = SampleOffer.titled("Beca")
			.closing("2027-04-03")
			.flagged(Attention.AMBIGUOUS_DATE)
			.flagged(Attention.FEE)
			.in(this.offers);
		assertThat(attention(offer)).containsExactlyInAnyOrder(Attention.AMBIGUOUS_DATE, Attention.FEE);

		this.curation.correct(offer, version(offer), Map.of(Field.DEADLINE, "2027-03-04"), "laura", null);

		assertThat(attention(offer)).containsExactly(Attention.FEE);
	}

	private Set<Attention> attention(OfferId offer) {
		var dates = new org.becas.offer.DateWords(java.util.Locale.forLanguageTag("es"), BOGOTA);
		return Review
			.of(this.offers.get(offer), this.offers.corrections(offer), Set.of(), dates,
					java.util.Locale.forLanguageTag("es"))
			.attention();
	}

	private String version(OfferId offer) {
		return Curation.version(this.offers.get(offer));
	}

}
