package org.becas.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.becas.Database;
import org.becas.Database.Connected;
import org.becas.collect.Admission.Applicant;
import org.becas.dedupe.Matcher;
import org.becas.extract.AnnouncementReader;
import org.becas.offer.Deadline;
import org.becas.offer.Notices;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferEvents;
import org.becas.offer.OfferFilter;
import org.becas.offer.OfferId;
import org.becas.offer.OfferStore;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.offer.Sightings.Seen;
import org.becas.offer.Pairs;
import org.becas.offer.Programme;
import org.becas.offer.Programmes;
import org.becas.offer.Sighting;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** Postings as the job admits them, by the offers that they become. */
@ParameterizedClass
@EnumSource(Database.class)
class RecognitionTests {

	private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), BOGOTA);

	private static final String WATER = """
			La Fundación Lindero otorga becas de maestría en gestión del agua en Suecia, con matrícula y 1250 euros al mes.
			Fecha límite: %s.
			""";

	@Parameter
	private Database database;

	private Connected connected;

	private Offers offers;

	private Sightings sightings;

	private Pairs pairs;

	private Notices notices;

	private Admission admission;

	@BeforeEach
	void open() {
		this.connected = this.database.fresh();
		this.offers = OfferStore.on(this.connected.jdbc(), BOGOTA);
		this.sightings = new Sightings(this.connected.jdbc());
		this.pairs = new Pairs(this.connected.jdbc());
		this.notices = new Notices(this.connected.jdbc());
		this.admission = admission(new Matcher());
	}

	private Admission admission(Matcher matcher) {
		return new Admission(new AnnouncementReader(), matcher, this.offers, this.sightings,
				new Recognition(matcher, this.offers, this.sightings, this.notices, this.pairs),
				new Visits(new JdbcTemplate(this.connected.dataSource())), new OfferEvents(this.connected.jdbc()),
				new JdbcTransactionManager(this.connected.dataSource()), CLOCK, BOGOTA);
	}

	@AfterEach
	void close() {
		this.connected.close();
	}

	@Test
	void theSamePostingsInAnyOrderGiveTheSameOffers() {
		Set<Set<String>> first = null;
		for (int seed = 0; seed < 5; seed++) {
			List<Shown> order = new ArrayList<>(SHOWN);
			Collections.shuffle(order, new Random(seed));
			order.forEach(this::admit);
			Set<Set<String>> offers = offers();
			assertThat(offers).isEqualTo((first != null) ? first : offers);
			first = offers;
			close();
			open();
		}
		assertThat(first).contains(Set.of("lindero/agua-2027", "portal/p1", "prensa/p1"), Set.of("prensa/p9"));
	}

	@Test
	void twoOffersBecomeOneWhenAThirdPostingTiesThem() {
		Shown official = new Shown("lindero", "agua-2027", "Becas Lindero 2027",
				"Bases de la convocatoria. Cierra el 15 de marzo de 2027.");
		Shown post = new Shown("portal", "p1", "Becas de estudio gratis",
				"No se lo pierda. Cierra el 15 de marzo de 2027.");
		Shown bridge = new Shown("prensa", "p1", "Becas Lindero 2027: estudio gratis",
				"Cierra el 15 de marzo de 2027. Bases: https://lindero.example/agua-2027 y más en https://portal.example/p1");
		admit(official);
		admit(post);
		assertThat(offers()).hasSize(2);

		admit(bridge);

		assertThat(offers()).containsExactly(Set.of("lindero/agua-2027", "portal/p1", "prensa/p1"));
		assertThat(this.offers.count(OfferFilter.all())).isOne();
	}

	/** The first of them ends the offer as which both were held when they were read. */
	@Test
	void twoChangedPostingsOfOneOfferAreAdmittedInOneBatch() {
		admit(new Shown("lindero", "agua-2027", "Becas Lindero 2027",
				"Bases de la convocatoria. Cierra el 15 de marzo de 2027."));
		OfferId official = offerOf("lindero", "agua-2027");
		this.offers.decide(official, new Decision(Status.APPROVED, "ana", CLOCK.instant(), null));
		String title = "Lindero Master's Scholarships in Water Management 2027";
		List<Shown> both = List.of(
				new Shown("portal", "p1", title, "Cierra el 15 de marzo de 2027. Más en https://portal.example/p2"),
				new Shown("portal", "p2", title, "Cierra el 15 de marzo de 2027. Más en https://portal.example/p1"));
		both.forEach(this::admit);
		OfferId ended = offerOf("portal", "p1");
		assertThat(offerOf("portal", "p2")).isEqualTo(ended).isNotEqualTo(official);

		Tally tally = admit(
				both.stream().map((shown) -> shown.saying(" Bases: https://lindero.example/agua-2027")).toList());

		assertThat(this.offers.find(ended)).isEmpty();
		assertThat(offerOf("portal", "p1")).isEqualTo(official);
		assertThat(offerOf("portal", "p2")).isEqualTo(official);
		assertThat(tally.changed).isEqualTo(2);
	}

	@Test
	void aSplitIsReadAtOnceAndSurvivesTenCollectionsAndOtherWeights() {
		admit(SHOWN.get(0));
		admit(SHOWN.get(1));
		OfferId offer = offerOf("portal", "p1");
		Sighting leaving = this.sightings.of(offer)
			.stream()
			.filter((one) -> one.sourceId().equals("portal"))
			.findFirst()
			.orElseThrow();

		OfferId alone = this.offers.splitOff(offer, leaving);
		this.pairs.answer(offer, alone, Pairs.Answer.DIFFERENT, "ana", CLOCK.instant(), "otra sede");

		assertThat(this.offers.get(alone).facts().deadline()).isEqualTo(Deadline.on(LocalDate.of(2027, 3, 15)));
		assertThat(this.offers.get(alone).facts().levels()).isNotEmpty();
		for (int i = 0; i < 10; i++) {
			this.admission = admission(
					(i < 5) ? new Matcher() : new Matcher(Map.of("page.same", 30.0, "title.near", 30.0)));
			for (Shown shown : SHOWN.subList(0, 2)) {
				admit(shown.saying("Texto de la visita " + i + "."));
			}
			assertThat(offerOf("lindero", "agua-2027")).isEqualTo(offer);
			assertThat(offerOf("portal", "p1")).isEqualTo(alone);
		}
		admit(SHOWN.get(2));
		assertThat(offerOf("portal", "p1")).isEqualTo(alone);
		assertThat(this.sightings.of(offer)).extracting(Sighting::sourceId).doesNotContain("portal");
	}

	@Test
	void theNextYearAtTheSameAddressIsAnotherOfferOfTheSameProgramme() {
		Shown last = new Shown("lindero", "becas", "Becas Lindero de gestión del agua 2026",
				WATER.formatted("15 de marzo de 2026"));
		Shown next = new Shown("lindero", "becas", "Becas Lindero de gestión del agua 2027",
				WATER.formatted("20 de marzo de 2027"));
		admit(last);
		OfferId before = offerOf("lindero", "becas");
		this.offers.decide(before, new Decision(Status.APPROVED, "ana", CLOCK.instant(), null));

		admit(next);

		OfferId now = offerOf("lindero", "becas");
		assertThat(now).isNotEqualTo(before);
		assertThat(this.offers.get(before).facts().title()).endsWith("2026");
		Programmes programmes = new Programmes(this.connected.jdbc());
		assertThat(programmes.of(now)).isPresent().isEqualTo(programmes.of(before));
		Programme programme = programmes.programme(programmes.of(now).orElseThrow(), BOGOTA).orElseThrow();
		assertThat(programme.name()).isEqualTo("Becas Lindero de gestión del agua");
		assertThat(programme.years()).containsExactly(2027, 2026);
	}

	@Test
	void whatAPersonApprovedApartIsAskedAboutAndNotJoined() {
		Shown one = new Shown("lindero", "agua-2027", "Becas Lindero 2027",
				"Bases de la convocatoria. Cierra el 15 de marzo de 2027.");
		Shown other = new Shown("portal", "p1", "Becas de estudio gratis",
				"No se lo pierda. Cierra el 15 de marzo de 2027.");
		admit(one);
		admit(other);
		for (Offer offer : this.offers.list(OfferFilter.all(), 0, 9)) {
			this.offers.decide(offer.id(), new Decision(Status.APPROVED, "ana", CLOCK.instant(), null));
		}

		admit(new Shown("prensa", "p1", "Becas Lindero 2027: estudio gratis",
				"Cierra el 15 de marzo de 2027. Bases: https://lindero.example/agua-2027 y más en https://portal.example/p1"));

		assertThat(this.offers.count(OfferFilter.all())).isEqualTo(2);
		assertThat(offers()).hasSize(2).noneMatch((names) -> names.size() == 3);
		assertThat(this.pairs.countOpen()).isOne();
	}

	private static final List<Shown> SHOWN = List.of(
			new Shown("lindero", "agua-2027", "Becas Lindero de maestría en gestión del agua 2027",
					WATER.formatted("15 de marzo de 2027")),
			new Shown("portal", "p1", "Lindero Master's Scholarships in Water Management 2027",
					"The Lindero Foundation awards Master's scholarships in Sweden. Deadline: March 15, 2027.\nhttps://lindero.example/agua-2027?utm_source=portal"),
			new Shown("prensa", "p1", "Bourses Lindero : master en gestion de l'eau (prolongée)",
					"La Fondation Lindero accorde des bourses de master en Suède. Date limite prolongée : 29 mars 2027.\nhttps://lindero.example/agua-2027"),
			new Shown("lindero", "agua-2026", "Becas Lindero de maestría en gestión del agua 2026",
					WATER.formatted("15 de marzo de 2026")),
			new Shown("portal", "p2", "Lindero Master's Scholarships in Water Management 2026",
					"The Lindero Foundation awards Master's scholarships in Sweden. Deadline: March 15, 2026.\nhttps://lindero.example/agua-2026"),
			new Shown("prensa", "p9", "Pasantías Orilla en periodismo de datos", "Cierra el 2 de febrero de 2027."));

	/** A posting as a source shows it. */
	private record Shown(String source, String key, String title, String text) {

		Shown saying(String more) {
			return new Shown(this.source, this.key, this.title, this.text + more);
		}

		Posting posting() {
			return new Posting(this.key, this.title, URI.create("https://" + this.source + ".example/" + this.key),
					this.text, null, null, null, null);
		}

	}

	private void admit(Shown shown) {
		admit(List.of(shown));
	}

	/** Postings of one source, read before any of them is admitted. */
	private Tally admit(List<Shown> batch) {
		Source source = SourceCatalog
			.parse("sources.yml",
					"sources: [{id: %1$s, name: %1$s, tier: press, url: 'https://%1$s.example/'}]"
						.formatted(batch.get(0).source()))
			.sources()
			.get(0);
		Map<String, Seen> seen = this.admission.seen(source, batch.stream().map(Shown::key).toList());
		List<Applicant> applicants = batch.stream()
			.map((shown) -> this.admission.read(source, shown.posting(), seen.get(shown.key()), null))
			.toList();
		Tally tally = new Tally();
		this.admission.admit(source, applicants, List.of(), tally);
		return tally;
	}

	private OfferId offerOf(String source, String key) {
		return this.notices.find(source, key).orElseThrow().offer();
	}

	private Set<Set<String>> offers() {
		return this.offers.list(OfferFilter.all(), 0, 100)
			.stream()
			.map((offer) -> this.sightings.of(offer.id())
				.stream()
				.map((one) -> one.sourceId() + "/" + one.key())
				.collect(Collectors.toCollection(TreeSet::new)))
			.filter((names) -> !names.isEmpty())
			.collect(Collectors.toSet());
	}

}
