package org.becas.bulletin;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.SampleOffer;
import org.becas.bulletin.Bulletin.Status;
import org.becas.offer.Attention;
import org.becas.offer.Correction;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ParameterizedClass
@EnumSource(Database.class)
class BulletinDeskTests {

	private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

	private static final Edition NOVEMBER = Edition.of("2026-11");

	private static final Edition DECEMBER = Edition.of("2026-12");

	private static final Set<Level> ALL = EnumSet.allOf(Level.class);

	@Parameter
	Database database;

	private Connected connected;

	private Press press;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.press = Press.on(this.connected, NOW);
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void printsApprovedOffersThatAreOpenOnTheDayOfSending() {
		add(SampleOffer.titled("cierra antes del envío").closing("2026-11-30").approved());
		add(SampleOffer.titled("por revisar").closing("2027-01-10"));
		add(SampleOffer.titled("no es una convocatoria").noise().approved());
		OfferId dateless = add(SampleOffer.titled("sin fecha").approved());
		OfferId later = add(SampleOffer.titled("en enero").closing("2027-01-10").approved());
		OfferId sameDay = add(SampleOffer.titled("el día del envío").closing("2026-12-01").approved());

		assertThat(proof().entries()).extracting(Entry::offer).containsExactly(sameDay, later, dateless);
		assertThat(proof().sendDay()).isEqualTo("2026-12-01");
	}

	@Test
	void anEditionWhoseDayHasPassedLeavesToday() {
		this.press.desk().prepare(NOVEMBER);
		OfferId today = add(
				SampleOffer.titled("cierra hoy por la tarde").closing("2026-11-23T17:00[America/Bogota]").approved());
		add(SampleOffer.titled("cerró hoy temprano").closing("2026-11-23T08:00[America/Bogota]").approved());

		assertThat(this.press.desk().proof(NOVEMBER).entries()).extracting(Entry::offer).containsExactly(today);
	}

	@Test
	void whatIsApprovedIsFrozen() {
		OfferId offer = add(SampleOffer.titled("Beca de maestría").closing("2027-01-10").approved());
		Bulletin approved = approve(DECEMBER);
		RenderedBulletin before = this.press.bulletins().rendering(DECEMBER, ALL).orElseThrow();

		correct(offer, Field.TITLE, "Otro título");
		add(SampleOffer.titled("Llegó tarde").approved());

		assertThat(approved.status()).isEqualTo(Status.APPROVED);
		assertThat(approved.approvedBy()).isEqualTo("laura");
		assertThat(approved.entries()).extracting((entry) -> entry.facts().title()).containsExactly("Beca de maestría");
		assertThat(this.press.bulletins().rendering(DECEMBER, ALL)).contains(before);
		assertThat(this.press.desk().proof(DECEMBER).hash()).isEqualTo(approved.contentHash());
	}

	@Test
	void keepsOneLetterForEachChoiceThatHasSomething() {
		add(SampleOffer.titled("Beca de maestría").approved());
		approve(DECEMBER);

		assertThat(this.press.bulletins().rendering(DECEMBER, Set.of(Level.MAESTRIA))).isPresent();
		assertThat(this.press.bulletins().rendering(DECEMBER, Set.of(Level.PREGRADO))).isEmpty();
		assertThat(this.press.desk().proof(DECEMBER).renderings()).hasSize(8);
	}

	@Test
	void anApprovalOfWhatHasChangedSinceIsRefused() {
		OfferId offer = add(SampleOffer.titled("Beca de maestría").approved());
		String seen = proof().hash();
		correct(offer, Field.DEADLINE, "2027-02-01");

		assertThatIllegalStateException().isThrownBy(() -> this.press.desk().approve(DECEMBER, seen, "laura"))
			.withMessageContaining("cambió después de la vista previa");
		assertThat(this.press.bulletins().find(DECEMBER)).get().extracting(Bulletin::status).isEqualTo(Status.DRAFT);
	}

	@Test
	void aChangedIntroductionIsAChangeToo() {
		add(SampleOffer.titled("Beca de maestría").approved());
		String seen = proof().hash();
		this.press.desk().introduce(DECEMBER, "Feliz año");

		assertThatIllegalStateException().isThrownBy(() -> this.press.desk().approve(DECEMBER, seen, "laura"));
	}

	@Test
	void anEmptyBulletinCannotBeApproved() {
		String hash = proof().hash();

		assertThatIllegalStateException().isThrownBy(() -> this.press.desk().approve(DECEMBER, hash, "laura"))
			.withMessageContaining("No hay ninguna oferta aprobada");
	}

	@Test
	void anOfferThatChangedAtItsSourceBlocksUntilSomebodyLooks() {
		OfferId offer = add(SampleOffer.titled("Beca de maestría").approved());
		this.press.offers().flag(offer, Attention.CHANGED_SINCE_APPROVAL);

		assertThat(proof().blocked()).isTrue();
		assertThat(proof().checks()).filteredOn(Check::blocks)
			.singleElement()
			.satisfies((check) -> assertThat(check.text()).contains("Beca de maestría").contains("cambió"))
			.extracting(Check::offer)
			.isEqualTo(offer);
	}

	@Test
	void pointsOutWhatDoesNotBlock() {
		add(SampleOffer.titled("Cierra pronto").closing("2026-12-04").approved());
		add(SampleOffer.titled("Sin fecha").approved());
		add(SampleOffer.titled("Espera"));

		assertThat(proof().blocked()).isFalse();
		assertThat(proof().checks()).extracting(Check::text)
			.anySatisfy((text) -> assertThat(text).contains("«Cierra pronto» cierra menos de 7 días"))
			.anySatisfy((text) -> assertThat(text).contains("«Sin fecha» no tiene fecha"))
			.anySatisfy((text) -> assertThat(text).contains("Queda una oferta por revisar"))
			.anySatisfy((text) -> assertThat(text).contains("No hay ofertas de pregrado"));
	}

	@Test
	void anOfferOfTheEditionBeforeIsMarkedAndKept() {
		OfferId old = add(SampleOffer.titled("Ya salió").closing("2027-03-01").approved());
		this.press.desk().prepare(NOVEMBER);
		this.press.desk().approve(NOVEMBER, this.press.desk().proof(NOVEMBER).hash(), "laura");
		OfferId fresh = add(SampleOffer.titled("Nueva").closing("2027-03-02").approved());

		assertThat(proof().entries()).extracting(Entry::offer, Entry::repeated)
			.containsExactly(org.assertj.core.api.Assertions.tuple(old, true),
					org.assertj.core.api.Assertions.tuple(fresh, false));
	}

	@Test
	void whatStaffLeaveOutIsOutOfThisEditionOnly() {
		OfferId offer = add(SampleOffer.titled("Beca de maestría").approved());
		proof();
		this.press.desk().leaveOut(DECEMBER, offer, "laura");

		assertThat(proof().entries()).isEmpty();
		assertThat(this.press.desk().leftOut(DECEMBER)).extracting(Entry::offer).containsExactly(offer);
		this.press.desk().prepare(NOVEMBER);
		assertThat(this.press.desk().proof(NOVEMBER).entries()).hasSize(1);

		this.press.desk().takeBack(DECEMBER, offer);
		assertThat(proof().entries()).hasSize(1);
	}

	@Test
	void goesBackToBeingADraftUntilLettersLeave() {
		add(SampleOffer.titled("Beca de maestría").approved());
		approve(DECEMBER);
		this.press.desk().reopen(DECEMBER);
		assertThat(proof().bulletin().isDraft()).isTrue();

		approve(DECEMBER);
		this.press.bulletins().markSending(DECEMBER, NOW);

		assertThatIllegalStateException().isThrownBy(() -> this.press.desk().reopen(DECEMBER))
			.withMessageContaining("el envío ya empezó");
	}

	@Test
	void isPublicFromTheFirstLetterOn() {
		add(SampleOffer.titled("Beca de maestría").approved());
		approve(DECEMBER);
		assertThat(this.press.bulletins().published()).isEmpty();

		this.press.bulletins().markSending(DECEMBER, NOW);
		assertThat(this.press.bulletins().published()).singleElement()
			.satisfies((bulletin) -> assertThat(bulletin.entries()).hasSize(1));

		this.press.bulletins().markSent(DECEMBER, NOW.plusSeconds(60));
		this.press.bulletins().markSent(DECEMBER, NOW.plusSeconds(120));
		assertThat(this.press.bulletins().find(DECEMBER)).get()
			.satisfies((bulletin) -> assertThat(bulletin.status()).isEqualTo(Status.SENT))
			.satisfies((bulletin) -> assertThat(bulletin.sentAt()).isEqualTo(NOW.plusSeconds(60)));
	}

	@Test
	void onlyWhatIsApprovedCanBeSent() {
		proof();

		assertThatIllegalStateException().isThrownBy(() -> this.press.bulletins().rendering(DECEMBER, ALL))
			.withMessageContaining("2026-12");
		assertThatIllegalStateException().isThrownBy(() -> this.press.bulletins().markSent(DECEMBER, NOW));
	}

	@Test
	void anEditionThatNobodyPreparedIsTold() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.press.desk().proof(DECEMBER))
			.withMessageContaining("2026-12")
			.withMessageContaining("prepárelo");
	}

	@Test
	void preparingAgainKeepsTheIntroduction() {
		this.press.desk().prepare(DECEMBER);
		this.press.desk().introduce(DECEMBER, "Feliz año");

		assertThat(this.press.desk().prepare(DECEMBER).intro()).isEqualTo("Feliz año");
	}

	private OfferId add(SampleOffer offer) {
		return offer.in(this.press.offers());
	}

	private void correct(OfferId offer, Field field, String value) {
		this.press.offers().correct(offer, new Correction(field, value, "laura", NOW, null));
	}

	private Proof proof() {
		this.press.desk().prepare(DECEMBER);
		return this.press.desk().proof(DECEMBER);
	}

	private Bulletin approve(Edition edition) {
		this.press.desk().prepare(edition);
		return this.press.desk().approve(edition, this.press.desk().proof(edition).hash(), "laura");
	}

}
