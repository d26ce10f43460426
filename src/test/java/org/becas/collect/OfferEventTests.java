package org.becas.collect;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.Database;
import org.becas.offer.Attention;
import org.becas.offer.Offer;
import org.becas.offer.Offer.Decision;
import org.becas.offer.Offer.Status;
import org.becas.offer.OfferEvent;
import org.becas.offer.OfferEvent.Kind;
import org.becas.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource(Database.class)
class OfferEventTests {

	private static final List<String> TITLES = List.of("Beca Orquídea", "Beca Cóndor", "Beca Frailejón",
			"Beca Guayacán");

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private Rig rig;

	private Source source;

	@BeforeEach
	void open() {
		this.rig = new Rig(this.database, this.folder);
		this.source = this.rig.source("/becas", "kind: page", "list: article", "fields: {title: h3, link: a@href}");
	}

	@AfterEach
	void close() {
		this.rig.close();
	}

	private void publish(int count, String deadline, String more) {
		this.rig.portal.html("/becas", IntStream.range(0, count)
			.mapToObj((i) -> "<article><h3>%s</h3><a href=/%d>Ver la convocatoria</a><p>%s</p></article>".formatted(
					TITLES.get(i), i,
					(i == 0) ? "Maestría. Cierre: %s. %s".formatted(deadline, more)
							: "Doctorado. Cierre: 1 de junio de 2027."))
			.collect(Collectors.joining()));
	}

	@Test
	void anotherDeadlineIsShownBeforeAndAfter() {
		publish(4, "15 de marzo de 2027", "");
		this.rig.visit(this.source);
		approve();
		publish(4, "30 de marzo de 2027", "");
		this.rig.visit(this.source);

		assertThat(unseen()).singleElement().satisfies((event) -> {
			assertThat(event.kind()).isEqualTo(Kind.DEADLINE);
			assertThat(event.before().deadline().code()).startsWith("2027-03-15");
			assertThat(event.after().deadline().code()).startsWith("2027-03-30");
			assertThat(event.before().text()).contains("15 de marzo");
			assertThat(event.after().text()).contains("30 de marzo");
		});
	}

	@Test
	void anotherTextIsShownBeforeAndAfter() {
		publish(4, "15 de marzo de 2027", "");
		this.rig.visit(this.source);
		approve();
		publish(4, "15 de marzo de 2027", "Ya no cubre el tiquete.");
		this.rig.visit(this.source);

		assertThat(unseen()).singleElement().satisfies((event) -> {
			assertThat(event.kind()).isEqualTo(Kind.TEXT);
			assertThat(event.before().text()).doesNotContain("tiquete");
			assertThat(event.after().text()).contains("Ya no cubre el tiquete");
		});
	}

	@Test
	void anOfferThatItsListNoLongerShowsIsNoticedOnceAndItsReturnToo() {
		publish(4, "15 de marzo de 2027", "");
		this.rig.visit(this.source);
		approve();
		publish(3, "15 de marzo de 2027", "");
		Visit visit = this.rig.visit(this.source);
		assertThat(visit.why()).isEqualTo("Una convocatoria ya no está en la lista");
		publish(3, "15 de marzo de 2027", "<!-- otra -->");
		this.rig.visit(this.source);

		Offer gone = offer("Beca Guayacán");
		assertThat(gone.attention()).contains(Attention.GONE);
		assertThat(this.rig.events.of(gone.id())).extracting(OfferEvent::kind).containsExactly(Kind.GONE);

		publish(4, "15 de marzo de 2027", "");
		this.rig.visit(this.source);
		assertThat(offer("Beca Guayacán").attention()).doesNotContain(Attention.GONE);
		assertThat(this.rig.events.of(gone.id())).extracting(OfferEvent::kind).containsExactly(Kind.BACK, Kind.GONE);
	}

	@Test
	void aListThatLosesMostOfItIsAtFaultNotItsOffers() {
		publish(4, "15 de marzo de 2027", "");
		this.rig.visit(this.source);
		approve();
		publish(1, "15 de marzo de 2027", "");
		this.rig.visit(this.source);

		assertThat(unseen()).isEmpty();
		assertThat(this.rig.offers()).noneMatch((offer) -> offer.attention().contains(Attention.GONE));
	}

	@Test
	void anAnnouncementThatCouldNotBeReadIsNotGone() {
		Source opened = this.rig.source("/becas", "kind: page", "list: article", "fields: {title: h3, link: a@href}",
				"detail: yes");
		publish(4, "15 de marzo de 2027", "");
		for (int i = 0; i < 4; i++) {
			this.rig.portal.html("/" + i, "<h1>%s</h1><p>Cierre: 1 de junio de 2027.".formatted(TITLES.get(i)));
		}
		this.rig.visit(opened);
		approve();
		this.rig.portal.on("/2", Portal.answer(500, "text/html", new byte[0]));
		assertThat(this.rig.visit(opened).counts().failed()).isOne();

		assertThat(unseen()).isEmpty();
	}

	@Test
	void aFeedShowsOnlyItsLatestItems() {
		Source feed = this.rig.source("/feed", "kind: feed");
		this.rig.portal.xml("/feed", feed(0, 4));
		this.rig.visit(feed);
		approve();
		this.rig.portal.xml("/feed", feed(1, 4));
		this.rig.visit(feed);

		assertThat(unseen()).isEmpty();
	}

	@Test
	void whatNobodyHasReviewedYetIsNotPutBeforeStaff() {
		publish(4, "15 de marzo de 2027", "");
		this.rig.visit(this.source);
		publish(4, "30 de marzo de 2027", "");
		this.rig.visit(this.source);

		assertThat(unseen()).isEmpty();
		assertThat(this.rig.events.of(offer("Beca Orquídea").id())).hasSize(1);
	}

	@Test
	void whatAPersonHasLookedAtIsNotShownAgain() {
		anotherDeadlineIsShownBeforeAndAfter();
		OfferEvent event = unseen().get(0);

		this.rig.events.seen(event.id(), "laura", this.rig.now());
		this.rig.events.seen(event.id(), "pedro", this.rig.now());

		assertThat(unseen()).isEmpty();
		assertThat(this.rig.events.countUnseen(this.rig.today())).isZero();
		assertThat(this.rig.events.find(event.id()))
			.hasValueSatisfying((seen) -> assertThat(seen.seenBy()).isEqualTo("laura"));
	}

	private static String feed(int from, int to) {
		return "<rss version='2.0'><channel><title>Becas</title>" + IntStream.range(from, to)
			.mapToObj((i) -> "<item><title>%s</title><link>https://x.example/%d</link><guid>%d</guid></item>"
				.formatted(TITLES.get(i), i, i))
			.collect(Collectors.joining()) + "</channel></rss>";
	}

	private List<OfferEvent> unseen() {
		return this.rig.events.unseen(this.rig.today(), 0, 10);
	}

	private Offer offer(String title) {
		return this.rig.offers().stream().filter((one) -> one.facts().title().equals(title)).findFirst().orElseThrow();
	}

	private void approve() {
		this.rig.offers()
			.forEach((offer) -> this.rig.offers.decide(offer.id(),
					new Decision(Status.APPROVED, "laura", this.rig.now(), null)));
	}

}
