package org.becas.offer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ParameterizedClass
@EnumSource(Database.class)
class OffersTests {

	private static final Instant MONDAY = Instant.parse("2026-11-23T14:00:00Z");

	private static final Instant TUESDAY = Instant.parse("2026-11-24T14:00:00Z");

	@Parameter
	Database database;

	private Connected connected;

	private Offers offers;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.offers = new Offers(this.connected.jdbc(), ZoneId.of("America/Bogota"));
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void givesBackWhatItWasGiven() {
		OfferId id = add("Becas DAAD 2027", Deadline.parse("2027-03-15T23:59[Europe/Berlin]"));

		Offer offer = this.offers.get(id);

		assertThat(offer.facts()).isEqualTo(offer.reading());
		assertThat(offer.facts().levels()).containsExactly(Level.MAESTRIA, Level.DOCTORADO);
		assertThat(offer.facts().deadline()).isEqualTo(Deadline.parse("2027-03-15T23:59[Europe/Berlin]"));
		assertThat(offer.evidence()).singleElement().extracting(Evidence::quote).isEqualTo("hasta el 15 de marzo");
		assertThat(offer.status()).isEqualTo(Status.PENDING);
		assertThat(this.offers.sightings(id)).singleElement().extracting(Sighting::sourceId).isEqualTo("daad");
	}

	@Test
	void keepsTheConditionsWithPeoplesWordsOnTop() {
		Facts reading = reading("Becas DAAD 2027", Deadline.unstated()).with(java.util.Map.of(Field.AMOUNTS,
				"EUR 934/month;USD ..1000", Field.COVERS, "living;tuition", Field.AGES, "18..35", Field.LANGUAGES,
				"en IELTS 6.5;de B1", Field.AREAS, "health", Field.MODE, "online", Field.COST, "free"));
		Evidence against = new Evidence(Field.COVERS, "tiquetes", Evidence.Place.TEXT, 0, 8, "not-cover-denied");
		OfferId id = this.offers.add(reading, "tiquetes", "es", List.of(against), Set.of(),
				new Sighting("daad", "k", "https://daad.example/k", "Becas", "hash", MONDAY, MONDAY, null), List.of());

		this.offers.correct(id, new Correction(Field.AGES, "..40", "staff", MONDAY, null));

		Offer offer = this.offers.get(id);
		assertThat(offer.reading()).isEqualTo(reading);
		assertThat(offer.facts()).isEqualTo(reading.with(Field.AGES, "..40"));
		assertThat(offer.evidence()).isEmpty();
		assertThat(offer.rejected()).containsExactly(against);
	}

	@Test
	void noticesThatASourcesLevelsAreAlwaysCorrectedAlike() {
		UsualLevels usual = new UsualLevels(this.offers);
		OfferId first = add("Una", Deadline.unstated());
		OfferId second = add("Dos", Deadline.unstated());
		OfferId third = add("Tres", Deadline.unstated());
		correctLevels(first, "pregrado");
		correctLevels(first, "doctorado");
		correctLevels(second, "doctorado");

		assertThat(usual.of("daad")).isEmpty();

		correctLevels(third, "doctorado");

		assertThat(usual.of("daad")).map(UsualLevels.Hint::line).contains("levels: [doctorado]");
		assertThat(usual.of("otra")).isEmpty();

		correctLevels(second, null);

		assertThat(usual.of("daad")).isEmpty();
	}

	private void correctLevels(OfferId offer, @Nullable String levels) {
		this.offers.correct(offer, new Correction(Field.LEVELS, levels, "staff", MONDAY, null));
	}

	@Test
	void aCorrectionLiesOverTheReadingAndSurvivesANewReading() {
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());
		this.offers.correct(id, new Correction(Field.DEADLINE, "2027-04-01", "staff", MONDAY, "en el PDF"));

		this.offers.reread(id, reading("Becas DAAD 2027 (nuevo)", Deadline.on(LocalDate.of(2027, 5, 5))), "otro texto",
				"es", List.of(), Set.of(), List.of());

		Offer offer = this.offers.get(id);
		assertThat(offer.facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 4, 1)));
		assertThat(offer.reading().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 5, 5)));
		assertThat(offer.facts().title()).isEqualTo("Becas DAAD 2027 (nuevo)");
	}

	@Test
	void aCorrectionTakenBackShowsTheReadingAgain() {
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());
		this.offers.correct(id, new Correction(Field.LEVELS, "pregrado", "staff", MONDAY, null));
		this.offers.correct(id, new Correction(Field.LEVELS, null, "staff", TUESDAY, null));

		assertThat(this.offers.get(id).facts().levels()).containsExactly(Level.MAESTRIA, Level.DOCTORADO);
		assertThat(this.offers.corrections(id)).hasSize(2);
	}

	@Test
	void refusesACorrectionThatIsNotAValueOfTheField() {
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.offers.correct(id, new Correction(Field.LEVELS, "máster", "staff", MONDAY, null)))
			.withMessageContaining("máster")
			.withMessageContaining("pregrado, maestria, doctorado, otros");
		assertThat(this.offers.corrections(id)).isEmpty();
	}

	@Test
	void aTextThatChangesAfterApprovalIsFlaggedAndStaysApproved() {
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());
		this.offers.decide(id, new Decision(Status.APPROVED, "staff", MONDAY, null));

		this.offers.reread(id, reading("Becas DAAD 2027", Deadline.unstated()), "otro", "es", List.of(),
				EnumSet.of(Attention.NO_DEADLINE), List.of());

		assertThat(this.offers.get(id).status()).isEqualTo(Status.APPROVED);
		assertThat(this.offers.get(id).attention()).containsExactlyInAnyOrder(Attention.NO_DEADLINE,
				Attention.CHANGED_SINCE_APPROVAL);
	}

	@Test
	void listsOpenApprovedOffersSoonestFirstAndTheDatelessLast() {
		OfferId late = add("tarde", Deadline.on(LocalDate.of(2027, 6, 1)));
		OfferId dateless = add("sin fecha", Deadline.unstated());
		OfferId soon = add("pronto", Deadline.on(LocalDate.of(2026, 12, 1)));
		OfferId over = add("vencida", Deadline.on(LocalDate.of(2026, 11, 1)));
		for (OfferId id : List.of(late, dateless, soon, over)) {
			this.offers.decide(id, new Decision(Status.APPROVED, "staff", MONDAY, null));
		}
		add("pendiente", Deadline.on(LocalDate.of(2026, 12, 1)));

		assertThat(this.offers.publishableOn(LocalDate.of(2026, 11, 23))).extracting(Offer::id)
			.containsExactly(soon, late, dateless);
	}

	@Test
	void findsWordsWhateverTheirAccents() {
		add("Maestría en Ingeniería 100% pagada", Deadline.unstated());

		assertThat(this.offers.count(new OfferFilter(null, null, null, "INGENIERIA maestria", null))).isOne();
		assertThat(this.offers.count(new OfferFilter(null, null, null, "100%", null))).isOne();
		assertThat(this.offers.count(new OfferFilter(null, null, null, "medicina", null))).isZero();
	}

	@Test
	void aRejectionNeedsAReason() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Decision(Status.REJECTED, "staff", MONDAY, " "));
	}

	@Test
	void knowsOffersByTheirKeys() {
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());

		assertThat(this.offers.knownBy(List.of("title:becas daad 2027", "other"))).extracting(Offer::id)
			.containsExactly(id);
		assertThat(this.offers.knownBy(List.of())).isEmpty();
	}

	private OfferId add(String title, Deadline deadline) {
		return this.offers.add(reading(title, deadline), "Se reciben postulaciones hasta el 15 de marzo.", "es",
				List.of(new Evidence(Field.DEADLINE, "hasta el 15 de marzo", Evidence.Place.TEXT, 27, 47, "until")),
				Set.of(), new Sighting("daad", title, "https://daad.example/" + title.hashCode(), title, "hash", MONDAY,
						MONDAY, null),
				List.of("title:" + Folding.fold(title)));
	}

	private static Facts reading(String title, Deadline deadline) {
		return new Facts(true, title, "https://daad.example/becas", "", EnumSet.of(Level.MAESTRIA, Level.DOCTORADO),
				deadline, Set.of("DE"), "DAAD", Funding.COMPLETE, Eligibility.YES, 2027);
	}

}
