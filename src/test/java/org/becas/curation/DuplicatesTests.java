package org.becas.curation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.curation.Duplicates.Forbidden;
import org.becas.dedupe.Matcher;
import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Eligibility;
import org.becas.offer.Facts;
import org.becas.offer.Funding;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Pairs;
import org.becas.offer.Pairs.Answer;
import org.becas.offer.Sighting;
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
class DuplicatesTests {

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

	@Parameter
	Database database;

	private Connected connected;

	private Offers offers;

	private Sightings sightings;

	private Pairs pairs;

	private Duplicates duplicates;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.offers = OfferStore.on(this.connected.jdbc(), BOGOTA);
		this.sightings = new Sightings(this.connected.jdbc());
		this.pairs = new Pairs(this.connected.jdbc());
		this.duplicates = new Duplicates(this.offers, this.sightings, this.pairs, new Matcher(), BOGOTA,
				Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void asksTheLikeliestPairFirstAndNoPairTwice() {
		OfferId a = add("Beca Faro", null);
		OfferId b = add("Faro scholarship", null);
		OfferId c = add("Beca del Faro", null);
		this.pairs.ask(b, a, 2.1, List.of("mismo título +2.5"), NOW);
		this.pairs.ask(c, a, 3.0, List.of("mismo título +2.5"), NOW);
		this.pairs.ask(a, b, 2.4, List.of("mismo país +1.0"), NOW);

		assertThat(this.pairs.countOpen()).isEqualTo(2);
		assertThat(this.pairs.open(0, 10)).extracting(Pairs.Question::second).containsExactly(c, b);
		assertThat(this.pairs.question(b, a).orElseThrow().reasons()).containsExactly("mismo país +1.0");
	}

	@Test
	void ofTwoThatAreOneTheApprovedOneIsKeptAndTakesWhatItLacks() {
		OfferId waiting = add("Beca Faro", "2027-02-01", Level.MAESTRIA);
		OfferId approved = add("Faro scholarship", "2027-03-01");
		this.offers.decide(approved, new Decision(Status.APPROVED, "ana", NOW, null));
		this.pairs.ask(waiting, approved, 3, List.of(), NOW);

		assertThat(this.duplicates.same(waiting, approved, "ana", null)).isEqualTo(approved);

		Offer kept = this.offers.get(approved);
		assertThat(kept.status()).isEqualTo(Status.APPROVED);
		assertThat(kept.facts().levels()).containsExactly(Level.MAESTRIA);
		assertThat(kept.facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 2, 1)));
		assertThat(kept.attention()).contains(Attention.SIGHTINGS_DISAGREE);
		assertThat(this.offers.get(waiting).status()).isEqualTo(Status.REJECTED);
		assertThat(this.pairs.countOpen()).isZero();
		assertThat(this.pairs.together(waiting)).containsExactly(waiting, approved);
	}

	@Test
	void takingAnAnswerBackTakesBackAllThatCameOfIt() {
		OfferId one = add("Beca Faro", "2027-03-01");
		OfferId other = add("Faro scholarship", "2027-02-01", Level.MAESTRIA);
		this.duplicates.same(one, other, "ana", null);

		this.duplicates.undo(one, other, "luis");

		assertThat(this.offers.get(one).facts().levels()).isEmpty();
		assertThat(this.offers.get(one).facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 3, 1)));
		assertThat(this.offers.get(other).status()).isEqualTo(Status.PENDING);
		assertThat(this.pairs.together(one)).containsExactly(one);
		assertThat(this.pairs.history(one)).extracting(Pairs.Answered::by).containsExactly("ana", "luis");
	}

	@Test
	void takingAnAnswerBackLeavesTheCopyAsApprovedAsItWas() {
		OfferId kept = add("Beca Faro", "2027-03-01");
		OfferId copy = add("Faro scholarship", "2027-03-01");
		this.offers.decide(kept, new Decision(Status.APPROVED, "ana", NOW, null));
		this.offers.decide(copy, new Decision(Status.APPROVED, "ana", NOW, null));
		this.duplicates.same(kept, copy, "ana", null);
		assertThat(this.offers.get(copy).status()).isEqualTo(Status.REJECTED);

		this.duplicates.undo(kept, copy, "luis");

		assertThat(this.offers.get(copy).status()).isEqualTo(Status.APPROVED);
		assertThat(this.offers.get(copy).decision().by()).isEqualTo("luis");
		assertThat(this.offers.get(kept).status()).isEqualTo(Status.APPROVED);
	}

	@Test
	void callsOfTwoYearsNeverBecomeOne() {
		OfferId last = add("Becas Faro del Norte 2026", "2026-03-01");
		OfferId next = add("Becas Faro del Norte 2027", "2027-03-01");

		assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> this.duplicates.same(last, next, "ana", null))
			.withMessageContaining("2026 y 2027");
		assertThat(this.pairs.history(last)).isEmpty();
		assertThat(this.offers.get(next).status()).isEqualTo(Status.PENDING);
	}

	@Test
	void whatAPersonKeptApartNeverComesTogetherThroughAThird() {
		OfferId a = add("Beca Faro", null);
		OfferId b = add("Faro scholarship", null);
		OfferId c = add("Beca del Faro", null);
		this.duplicates.different(a, c, "ana", null);
		this.duplicates.same(a, b, "ana", null);

		assertThatExceptionOfType(Forbidden.class).isThrownBy(() -> this.duplicates.same(b, c, "luis", null))
			.withMessageContaining("no son la misma");
	}

	@Test
	void aSplitSurvivesTenCollections() {
		OfferId offer = add("Beca Faro", "2027-03-01");
		Sighting strange = sighting("press", "Beca Faro para músicos");
		this.sightings.see(offer, strange);

		OfferId alone = this.duplicates.split(offer, "press", strange.key(), "ana", "es otra");
		for (int i = 0; i < 10; i++) {
			this.sightings.see(this.sightings.seenAt("press", List.of(strange.key())).get(strange.key()).offer(),
					strange);
		}

		assertThat(this.sightings.of(alone)).extracting(Sighting::sourceId).containsExactly("press");
		assertThat(this.sightings.of(offer)).extracting(Sighting::sourceId).doesNotContain("press");
		assertThat(this.pairs.standing(offer, alone)).contains(Answer.DIFFERENT);
	}

	@Test
	void theOnlySightingIsNotSplitOff() {
		OfferId offer = add("Beca Faro", null);

		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.duplicates.split(offer, "web", "Beca Faro", "ana", null))
			.withMessageContaining("solo se ha visto en web");
	}

	private OfferId add(String title, String closes, Level... levels) {
		Facts facts = new Facts(true, title, "https://web.example/" + title.hashCode(), "",
				(levels.length == 0) ? Set.of() : EnumSet.of(levels[0], levels),
				(closes != null) ? Deadline.on(LocalDate.parse(closes)) : Deadline.unstated(), Set.of(), null,
				Funding.UNSTATED, Eligibility.UNKNOWN, (closes != null) ? LocalDate.parse(closes).getYear() : null);
		return OfferStore.add(this.offers, facts, "", null, List.of(), Set.of(), sighting("web", title), List.of());
	}

	private static Sighting sighting(String source, String title) {
		return new Sighting(source, title, "https://" + source + ".example/" + title.hashCode(), title, "hash", NOW,
				NOW, null);
	}

}
