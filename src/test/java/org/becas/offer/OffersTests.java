package org.becas.offer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

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
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

@ParameterizedClass
@EnumSource(Database.class)
class OffersTests {

	private static final Instant MONDAY = Instant.parse("2026-11-23T14:00:00Z");

	private static final Instant TUESDAY = Instant.parse("2026-11-24T14:00:00Z");

	@Parameter
	Database database;

	private Connected connected;

	private Offers offers;

	private Sightings sightings;

	private Notices notices;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.offers = OfferStore.on(this.connected.jdbc(), ZoneId.of("America/Bogota"));
		this.sightings = new Sightings(this.connected.jdbc());
		this.notices = new Notices(this.connected.jdbc());
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
		assertThat(this.sightings.of(id)).singleElement().extracting(Sighting::sourceId).isEqualTo("daad");
	}

	@Test
	void keepsTheConditionsWithPeoplesWordsOnTop() {
		Facts reading = reading("Becas DAAD 2027", Deadline.unstated()).with(java.util.Map.of(Field.AMOUNTS,
				"EUR 934/month;USD ..1000", Field.COVERS, "living;tuition", Field.AGES, "18..35", Field.LANGUAGES,
				"en IELTS 6.5;de B1", Field.AREAS, "health", Field.MODE, "online", Field.COST, "free"));
		Evidence against = new Evidence(Field.COVERS, "tiquetes", Evidence.Place.TEXT, 0, 8, "not-cover-denied");
		OfferId id = OfferStore.add(this.offers, reading, "tiquetes", "es", List.of(against), Set.of(),
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

		rewrite(id, reading("Becas DAAD 2027 (nuevo)", Deadline.on(LocalDate.of(2027, 5, 5))), Set.of());

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

		rewrite(id, reading("Becas DAAD 2027", Deadline.unstated()), EnumSet.of(Attention.NO_DEADLINE));

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
	void whatMayBeACallComesFirstOfWhatLooksLikeNone() {
		OfferId news = noise("Noticia", Set.of(Attention.NOT_A_CALL));
		OfferId doubtful = noise("Becas", Set.of(Attention.NOT_A_CALL, Attention.DOUBTFUL_CALL));
		OfferId call = add("Beca", Deadline.unstated());

		assertThat(this.offers.list(OfferFilter.all(), 0, 10)).extracting(Offer::id)
			.containsExactly(call, doubtful, news);
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
	void findsNoticesByTheirKeysTheRarestFirst() {
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());
		for (int i = 0; i < 120; i++) {
			add("Beca " + i, Deadline.unstated(), List.of("common"));
		}

		assertThat(this.notices.sharing(List.of("title:becas daad 2027", "common", "other"), 0))
			.extracting(Notices.Held::offer)
			.containsExactly(id);
		assertThat(this.notices.sharing(List.of(), 0)).isEmpty();
	}

	@Test
	void keepsWhatHadNoTitleUntilAPersonGaveOne() {
		OfferId id = this.offers.add(notice("daad", Tier.OFFICIAL, "", Map.of()), List.of());
		this.offers.correct(id, new Correction(Field.TITLE, "Becas DAAD", "ana", MONDAY, null));
		this.offers.correct(id, new Correction(Field.URL, "https://daad.example/2027", "ana", MONDAY, null));

		assertThat(this.offers.get(id).facts().title()).isEqualTo("Becas DAAD");
		assertThat(this.offers.get(id).reading().title()).isEmpty();
	}

	@Test
	void losesNoFlagOfTwoThatFlagAtOnce() throws Exception {
		assumeThat(this.database).isEqualTo(Database.POSTGRESQL);
		OfferId id = add("Becas DAAD 2027", Deadline.unstated());
		TransactionTemplate transaction = this.connected.transactions();
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> second = transaction.execute((status) -> {
				this.offers.flag(id, Attention.GONE);
				Future<?> waiting = other.submit(() -> transaction
					.executeWithoutResult((its) -> this.offers.flag(id, Attention.POSSIBLE_DUPLICATE)));
				awaitSomebodyWaiting(waiting);
				return waiting;
			});
			second.get(1, TimeUnit.MINUTES);
		}
		finally {
			other.shutdownNow();
		}

		assertThat(this.offers.get(id).attention()).containsExactly(Attention.POSSIBLE_DUPLICATE, Attention.GONE);
	}

	/** Until the other transaction has come as far as it can. */
	private void awaitSomebodyWaiting(Future<?> transaction) {
		while (!transaction.isDone() && this.connected.jdbc()
			.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
			.query(Integer.class)
			.single() == 0) {
			Thread.onSpinWait();
		}
	}

	@Test
	void findsWhatSharesOneOfManyKeys() {
		List<String> keys = IntStream.range(0, 600).mapToObj(i -> "page:uno.example/" + i).toList();
		OfferId id = add("Becas DAAD 2027", Deadline.unstated(), keys);

		assertThat(this.notices.sharing(keys, 0)).extracting(Notices.Held::offer).containsExactly(id);
		assertThat(this.notices.sharing(keys.subList(100, 599), 0)).hasSize(1);
		assertThat(this.notices.related(0)).isEmpty();
	}

	@Test
	void whatIsFlaggedComesFromWhereTheFieldComesFrom() {
		OfferId id = this.offers.add(notice("daad", Tier.OFFICIAL, "Becas DAAD", Map.of(), Attention.NO_LEVEL,
				Attention.NO_DEADLINE, Attention.COLOMBIANS_UNKNOWN), List.of());
		join(id, notice("portal", Tier.AGGREGATOR, "Becas DAAD", Map.of(Field.LEVELS, "maestria"),
				Attention.POSTGRADUATE_ALONE, Attention.NO_DEADLINE, Attention.FEE, Attention.SHORTENED_LINK,
				Attention.COLOMBIANS_UNKNOWN));
		join(id, notice("press", Tier.PRESS, "Becas DAAD",
				Map.of(Field.COLOMBIANS, "no", Field.FUNDING, "forgivable-credit", Field.COST, "USD 50"),
				Attention.COLOMBIANS_EXCLUDED, Attention.CREDIT_OR_DISCOUNT, Attention.INTERMEDIARY, Attention.NO_LEVEL,
				Attention.NO_DEADLINE, Attention.LOOKALIKE_DOMAIN));

		assertThat(this.offers.get(id).attention()).containsExactly(Attention.POSTGRADUATE_ALONE, Attention.NO_DEADLINE,
				Attention.COLOMBIANS_EXCLUDED, Attention.INTERMEDIARY, Attention.CREDIT_OR_DISCOUNT);
	}

	@Test
	void theSourceClosestToTheGiverCountsFieldByField() {
		OfferId id = this.offers.add(notice("press", Tier.PRESS, "¡Gran beca!", "2027-05-05", "DE", "DAAD"), List.of());
		join(id, notice("daad", Tier.OFFICIAL, "Becas DAAD", "2027-05-05", "", ""));
		join(id, notice("uni", Tier.INSTITUTIONAL, "Beca alemana", "2027-05-05", "AT", ""));

		Offer offer = this.offers.get(id);
		assertThat(offer.facts().title()).isEqualTo("Becas DAAD");
		assertThat(offer.tier()).isEqualTo(Tier.OFFICIAL);
		assertThat(offer.facts().countries()).containsExactly("AT");
		assertThat(offer.facts().provider()).isEqualTo("DAAD");
		assertThat(offer.attention()).isEmpty();
		assertThat(this.sightings.of(id)).hasSize(3);
	}

	@Test
	void theEarliestDeadlineShowsUntilAPersonSettlesIt() {
		OfferId id = this.offers.add(notice("daad", Tier.OFFICIAL, "Becas DAAD", "2027-05-20", "DE", "DAAD"),
				List.of());
		join(id, notice("press", Tier.PRESS, "Becas DAAD", "2027-05-05", "DE", "DAAD"));
		assertThat(this.offers.get(id).facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 5, 5)));
		assertThat(this.offers.get(id).attention()).containsExactly(Attention.SIGHTINGS_DISAGREE);

		this.offers.correct(id, new Correction(Field.DEADLINE, "2027-05-20", "ana", MONDAY, "llamé"));
		this.offers.putTogether(id);

		assertThat(this.offers.get(id).facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 5, 20)));
	}

	@Test
	void aDeadlineOfAnotherYearIsNoEarlierDeadline() {
		OfferId id = this.offers.add(notice("daad", Tier.OFFICIAL, "Becas DAAD", "2027-05-20", "DE", "DAAD"),
				List.of());
		join(id, notice("press", Tier.PRESS, "Becas DAAD", "2026-05-20", "DE", "DAAD"));

		assertThat(this.offers.get(id).facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 5, 20)));
	}

	@Test
	void keepsTheDayOnWhichASourcePublishedItsNotice() {
		Notice undated = notice("press", Tier.PRESS, "Becas DAAD", "2027-05-20", "DE", "DAAD");
		OfferId id = this.offers.add(undated, List.of());
		assertThat(this.notices.find("press", "beca"))
			.hasValueSatisfying((held) -> assertThat(held.notice().published()).isNull());

		this.notices.save(dated(undated, LocalDate.of(2027, 2, 3)), List.of());
		join(id, dated(notice("daad", Tier.OFFICIAL, "Becas DAAD", "2027-05-20", "DE", "DAAD"),
				LocalDate.of(2027, 1, 31)));

		assertThat(this.notices.find("press", "beca").orElseThrow().notice().published())
			.isEqualTo(LocalDate.of(2027, 2, 3));
		assertThat(this.notices.find("daad", "beca").orElseThrow().notice().published())
			.isEqualTo(LocalDate.of(2027, 1, 31));
	}

	private static Notice dated(Notice notice, LocalDate published) {
		return new Notice(notice.sighting(), notice.tier(), notice.facts(), notice.text(), published, notice.language(),
				notice.evidence(), notice.attention());
	}

	private void join(OfferId id, Notice notice) {
		this.sightings.see(id, notice.sighting());
		this.notices.save(notice, List.of());
		this.offers.putTogether(id);
	}

	private static Notice notice(String source, Tier tier, String title, String closes, String countries,
			String provider) {
		Facts facts = Facts.unread(title, "https://" + source + ".example/beca")
			.with(Map.of(Field.DEADLINE, closes, Field.COUNTRIES, countries, Field.PROVIDER, provider));
		return new Notice(new Sighting(source, "beca", facts.url(), title, "hash", MONDAY, MONDAY, null), tier, facts,
				title, null, "es", List.of(), Set.of());
	}

	private static Notice notice(String source, Tier tier, String title, Map<Field, String> values,
			Attention... attention) {
		Facts facts = Facts.unread(title, "https://" + source + ".example/beca").with(values);
		return new Notice(new Sighting(source, "beca", facts.url(), title, "hash", MONDAY, MONDAY, null), tier, facts,
				title, null, "es", List.of(), Set.of(attention));
	}

	/** What its source writes now. */
	private void rewrite(OfferId id, Facts reading, Set<Attention> attention) {
		Sighting sighting = this.sightings.of(id).get(0);
		this.notices.save(
				new Notice(sighting, Tier.AGGREGATOR, reading, "otro texto", null, "es", List.of(), attention),
				List.of());
		this.offers.putTogether(id);
	}

	private OfferId add(String title, Deadline deadline) {
		return add(title, deadline, List.of("title:" + Folding.fold(title)));
	}

	private OfferId add(String title, Deadline deadline, List<String> keys) {
		return OfferStore.add(this.offers, reading(title, deadline), "Se reciben postulaciones hasta el 15 de marzo.",
				"es",
				List.of(new Evidence(Field.DEADLINE, "hasta el 15 de marzo", Evidence.Place.TEXT, 27, 47, "until")),
				Set.of(), new Sighting("daad", title, "https://daad.example/" + title.hashCode(), title, "hash", MONDAY,
						MONDAY, null),
				keys);
	}

	private OfferId noise(String title, Set<Attention> attention) {
		Facts facts = reading(title, Deadline.unstated()).with(Map.of(Field.OFFER, "no"));
		return OfferStore.add(
				this.offers, facts, "Una página.", "es", List.of(), attention, new Sighting("daad", title,
						"https://daad.example/" + title.hashCode(), title, "hash", MONDAY, MONDAY, null),
				List.of("title:" + Folding.fold(title)));
	}

	private static Facts reading(String title, Deadline deadline) {
		return new Facts(true, title, "https://daad.example/becas", "", EnumSet.of(Level.MAESTRIA, Level.DOCTORADO),
				deadline, Set.of("DE"), "DAAD", Funding.COMPLETE, Eligibility.YES, 2027);
	}

}
