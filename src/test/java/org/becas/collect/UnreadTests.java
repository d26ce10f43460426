package org.becas.collect;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.Database;
import org.becas.collect.Visit.Counts;
import org.becas.offer.Attention;
import org.becas.source.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists that come, while the pages behind their links do not. */
@ParameterizedClass
@EnumSource(Database.class)
class UnreadTests {

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private Rig rig;

	private Source source;

	@BeforeEach
	void open() {
		this.rig = new Rig(this.database, this.folder);
		this.source = this.rig.source("/becas", "kind: page", "list: li", "detail: yes");
		this.rig.portal.html("/becas", list(8));
		IntStream.rangeClosed(1, 8).forEach(this::publish);
	}

	@AfterEach
	void close() {
		this.rig.close();
	}

	@Test
	void aPortalThatLetsNobodyThroughToItsCallsIsNotUpToDate() {
		this.rig.visit(this.source);
		answer(403, 1, 8);

		Visit visit = this.rig.visit(this.source);

		assertThat(visit.outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(visit.counts()).isEqualTo(new Counts(8, 0, 0, 0, 0, 8));
		assertThat(visit.why()).isEqualTo("De las 8 convocatorias de la lista no se pudo abrir ninguna. "
				+ "El portal respondió 403: no deja entrar");
		assertThat(this.rig.visits.pause("portal", this.source.reading())).as("its list is read the next day")
			.isEmpty();
	}

	@Test
	void aPortalThatIsBeingMendedTakesNoCallAway() {
		this.rig.visit(this.source);
		IntStream.rangeClosed(1, 5).forEach((i) -> this.rig.portal.remove("/b/" + i));

		Visit visit = this.rig.visit(this.source);

		assertThat(visit.outcome()).isEqualTo(Outcome.NOT_FOUND);
		assertThat(visit.counts()).isEqualTo(new Counts(8, 0, 3, 0, 0, 5));
		assertThat(visit.why()).startsWith("De las 8 convocatorias de la lista no se pudieron abrir 5. ")
			.endsWith("/b/1 ya no existe. Mientras sean tantas, ninguna se da por retirada");
		assertThat(this.rig.offers()).noneMatch((offer) -> offer.attention().contains(Attention.GONE));
		assertThat(this.rig.visits.deadLinks("portal")).isEmpty();

		IntStream.rangeClosed(1, 5).forEach(this::publish);
		assertThat(this.rig.visit(this.source).counts()).isEqualTo(new Counts(8, 0, 8, 0, 0, 0));
	}

	@Test
	void aFewPagesThatAreGoneAreGone() {
		this.rig.visit(this.source);
		IntStream.rangeClosed(1, 3).forEach((i) -> this.rig.portal.remove("/b/" + i));

		Visit visit = this.rig.visit(this.source);

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.counts()).isEqualTo(new Counts(8, 0, 5, 0, 3, 0));
		assertThat(this.rig.offers()).filteredOn((offer) -> offer.attention().contains(Attention.GONE)).hasSize(3);
	}

	@Test
	void linksThatNeverLedAnywhereAreNoLoss() {
		IntStream.rangeClosed(1, 6).forEach((i) -> this.rig.portal.remove("/b/" + i));
		this.rig.visit(this.source);

		Visit visit = this.rig.visit(this.source);

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.counts()).isEqualTo(new Counts(8, 0, 2, 0, 6, 0));
		assertThat(this.rig.visits.deadLinks("portal")).hasSize(6);
	}

	@Test
	void aListWhoseLinksAllLeadNowhereIsNotUpToDate() {
		IntStream.rangeClosed(1, 8).forEach((i) -> this.rig.portal.remove("/b/" + i));

		assertThat(this.rig.visit(this.source).outcome()).isEqualTo(Outcome.NOT_FOUND);
	}

	@Test
	void aReplayEndsAsTheVisitDid() {
		this.rig.visit(this.source);
		IntStream.rangeClosed(1, 5).forEach((i) -> this.rig.portal.remove("/b/" + i));
		Visit visit = this.rig.visit(this.source);

		assertThat(this.rig.replay()
			.of(visit.run(), this.rig.catalog("/becas", "kind: page", "list: li", "detail: yes"), List.of()))
			.singleElement()
			.satisfies((difference) -> assertThat(difference.now()).isEqualTo(Outcome.NOT_FOUND));
	}

	private static String list(int count) {
		return IntStream.rangeClosed(1, count)
			.mapToObj("<li><a href=/b/%1$d>Beca de maestría número %1$d</a>"::formatted)
			.collect(Collectors.joining("", "<ul>", "</ul>"));
	}

	private void publish(int i) {
		this.rig.portal.html("/b/" + i,
				"<h1>Beca de maestría número %1$d</h1><p>Cierra el %1$d de abril de 2027.</p>".formatted(i));
	}

	private void answer(int status, int from, int to) {
		IntStream.rangeClosed(from, to)
			.forEach((i) -> this.rig.portal.on("/b/" + i, Portal.answer(status, "text/html", new byte[0])));
	}

}
