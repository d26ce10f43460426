package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.becas.Database;
import org.becas.collect.ThenAndNow.Change;

import org.becas.source.Source;
import org.becas.source.Source.Layout;
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
class DriftTests {

	private static final String[] CARDS = { "kind: page", "list: article.card",
			"fields: {title: h3 a, link: h3 a@href, deadline: .fecha}" };

	@Parameter
	Database database;

	@TempDir
	Path folder;

	private Rig rig;

	@BeforeEach
	void open() {
		this.rig = new Rig(this.database, this.folder);
	}

	@AfterEach
	void close() {
		this.rig.close();
	}

	/** The list as the portal built it at first, from an announcement to another. */
	private static String old(int from, int to, String more) {
		return "<nav><a href=/>Portal de becas y ayudas</a></nav><main>" + IntStream.rangeClosed(from, to)
			.mapToObj((i) -> ("<article class=card><h3><a href=/beca/%d>Beca número %d de la fundación</a></h3>"
					+ "<p class=fecha>%d de marzo de 2027</p></article>")
				.formatted(i, i, i))
			.collect(Collectors.joining()) + "</main>" + more;
	}

	/** The same announcements in a portal built anew. */
	private static String built(int from, int to) {
		return "<nav><a href=/>Portal de becas y ayudas</a></nav><div class=listado>" + IntStream.rangeClosed(from, to)
			.mapToObj((i) -> ("<div class='fila destacada'><time class=cierre>%d de marzo de 2027</time>"
					+ "<h2 class=titulo>Beca número %d de la fundación</h2><a class=mas href=/beca/%d?utm_source=web>Leer más</a></div>")
				.formatted(i, i, i))
			.collect(Collectors.joining()) + "</div>";
	}

	@Test
	void anUnchangedPortalHasNothingToCompare() {
		Source source = this.rig.source("/becas", CARDS);
		this.rig.portal.html("/becas", old(1, 6, ""));
		this.rig.visit(source);
		this.rig.portal.html("/becas", old(2, 7, ""));

		assertThat(this.rig.visit(source).outcome()).isEqualTo(Outcome.OK);
		assertThat(this.rig.drift.compare(source)).isEmpty();
	}

	@Test
	void proposesSelectorsThatFindWhatIsKnown() {
		Source source = this.rig.source("/becas", CARDS);
		this.rig.portal.html("/becas", old(1, 8, ""));
		this.rig.visit(source);
		this.rig.portal.html("/becas", built(4, 11));

		assertThat(this.rig.visit(source).outcome()).isEqualTo(Outcome.STRUCTURE_CHANGED);

		ThenAndNow comparison = this.rig.drift.compare(source).orElseThrow();
		assertThat(comparison.known()).hasSize(8);
		assertThat(comparison.found()).isEmpty();
		assertThat(comparison.again()).hasSize(8);
		assertThat(comparison.knownAgain()).isEqualTo(5);
		assertThat(comparison.again()).allSatisfy((one) -> assertThat(one.values()).containsKeys(Source.Field.TITLE,
				Source.Field.LINK, Source.Field.DEADLINE));
		assertThat(comparison.changes()).extracting(Change::key)
			.containsExactlyInAnyOrder("list", "fields.title", "fields.link", "fields.deadline");
		Layout repaired = Objects.requireNonNull(comparison.repaired());
		assertThat(this.rig.visit(source.as(source.url(), Source.Kind.PAGE, repaired)).counts().found()).isEqualTo(8);
	}

	@Test
	void aFieldThatIsFoundMuchLessThanUsualIsNoticedAndItsSelectorRepaired() {
		Source source = this.rig.source("/becas", CARDS);
		for (int i = 0; i < 3; i++) {
			this.rig.portal.html("/becas", old(1, 6, "<!--" + i + "-->"));
			assertThat(this.rig.visit(source).why()).isNull();
		}
		this.rig.portal.html("/becas", old(1, 6, "").replace("class=fecha", "class=plazo"));

		Visit visit = this.rig.visit(source);

		assertThat(visit.outcome()).isEqualTo(Outcome.OK);
		assertThat(visit.why()).contains("fields.deadline en 0 de 6 (lo habitual es el 100 %)");
		ThenAndNow comparison = this.rig.drift.compare(source).orElseThrow();
		assertThat(comparison.changes()).containsExactly(new Change("fields.deadline", ".fecha", ".plazo"));
	}

	@Test
	void theNormIsNotMovedByWhatFellBelowIt() {
		Source source = this.rig.source("/becas", CARDS);
		for (int i = 0; i < 10; i++) {
			String page = old(1, 6, "<!--" + i + "-->");
			this.rig.portal.html("/becas", (i < 3) ? page : page.replace("class=fecha", "class=plazo"));
			assertThat(this.rig.visit(source).why() != null).isEqualTo(i >= 3);
		}
	}

	@Test
	void aPathIntoTheDataBehindALinkThatFindsNothingAnyMoreIsNoticed() {
		Source source = this.rig.source("/api", "kind: json", "list: hits",
				"fields: {title: nombre, link: '/beca/{id}'}",
				"detail: {from: '/api/{id}', text: cuerpo, deadline: cierre}");
		for (int round = 0; round < 4; round++) {
			json("/api", "{'hits': [{'id': 1, 'nombre': 'Beca 1'}, {'id': 2, 'nombre': 'Beca 2'}], 'v': %d}"
				.formatted(round));
			for (int i = 1; i <= 2; i++) {
				json("/api/" + i, "{'cuerpo': 'Para maestría, vez %d.', '%s': '2030-04-0%d'}".formatted(round,
						(round < 3) ? "cierre" : "fin", i));
			}
			Visit visit = this.rig.visit(source);
			if (round < 3) {
				assertThat(visit.why()).isNull();
			}
			else {
				assertThat(visit.why()).contains("detail.deadline en 0 de 2 (lo habitual es el 100 %)");
				assertThat(this.rig.good.hasFallen(visit.run(), "portal")).isTrue();
			}
		}
	}

	private void json(String path, String json) {
		this.rig.portal.on(path,
				Portal.answer(200, "application/json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void staffCanSayThatItIsMeantToBeSo() {
		aFieldThatIsFoundMuchLessThanUsualIsNoticedAndItsSelectorRepaired();
		Source source = this.rig.source("/becas", CARDS);

		this.rig.good.forget("portal");
		this.rig.portal.html("/becas", old(1, 7, "").replace("class=fecha", "class=plazo"));

		assertThat(this.rig.visit(source).why()).isNull();
		assertThat(this.rig.drift.compare(source)).isEmpty();
	}

	@Test
	void aSelectorForThePageBehindALinkIsRepairedFromItsKnownValue() {
		Source source = this.rig.source("/becas", "kind: page", "list: article.card",
				"fields: {title: h3 a, link: h3 a@href}", "detail: {title: h1, deadline: .cierre b}");
		for (int round = 0; round < 4; round++) {
			String mark = "<!--" + round + "-->";
			this.rig.portal.html("/becas", old(1, 4, mark));
			for (int i = 1; i <= 4; i++) {
				String page = "<h1>Beca " + i + "</h1>%s<p>La fundación paga la matrícula y el tiquete.</p>" + mark;
				this.rig.portal.html("/beca/" + i,
						page.formatted((round < 3) ? "<p class=cierre>Cierra <b>" + i + " de abril de 2027</b></p>"
								: "<dl><dt>Cierre</dt><dd class=limite>" + i + " de abril de 2027</dd></dl>"));
			}
			Visit visit = this.rig.visit(source);
			assertThat(visit.why() != null).as("%s", visit.why()).isEqualTo(round == 3);
		}

		assertThat(this.rig.drift.compare(source).orElseThrow().changes())
			.containsExactly(new Change("detail.deadline", ".cierre b", ".limite"));
	}

	@Test
	void aSourceWithOnlyAnAddressIsComparedByWhatWasUnderstoodOfIt() {
		Source source = this.rig.source("/becas");
		this.rig.portal.html("/becas", old(1, 8, ""));
		assertThat(this.rig.visit(source).counts().found()).isEqualTo(8);
		this.rig.portal.html("/becas",
				"<h1>Nuestras becas</h1><p>Conozca todas las becas de la fundación.</p>" + built(2, 3));
		this.rig.visit(source);

		assertThat(this.rig.drift.compare(source)).hasValueSatisfying((comparison) -> {
			assertThat(comparison.known()).hasSize(8);
			assertThat(comparison.found()).isEmpty();
		});
	}

	@Test
	void ofAFeedThePagesBehindItsLinksAreWatched() {
		Source source = this.rig.source("/canal", "kind: feed", "detail: {title: h1, deadline: .cierre}");
		for (int round = 0; round < 4; round++) {
			feed(round);
			for (int i = 1; i <= 4; i++) {
				this.rig.portal.html("/beca/" + i, detail(i, (round < 3) ? "cierre" : "plazo", round));
			}
			Visit visit = this.rig.visit(source);
			assertThat(visit.outcome()).isEqualTo(Outcome.OK);
			assertThat(visit.why() != null).as("%s", visit.why()).isEqualTo(round == 3);
		}

		assertThat(this.rig.visits.history("portal", 1).get(0).why())
			.contains("detail.deadline en 0 de 4 (lo habitual es el 100 %)");
		ThenAndNow comparison = this.rig.drift.compare(source).orElseThrow();
		assertThat(comparison.list()).isNull();
		assertThat(comparison.detailsFell()).isTrue();
		assertThat(comparison.details())
			.extracting((share) -> share.field().key() + " " + share.then().filled() + " " + share.now().filled())
			.containsExactly("title 4 4", "deadline 4 0");
		assertThat(comparison.changes()).containsExactly(new Change("detail.deadline", ".cierre", ".plazo"));
		ThenAndNow.Pair pair = Objects.requireNonNull(comparison.detail());
		assertThat(new String(pair.then().body(), StandardCharsets.UTF_8)).contains("class=cierre");
		assertThat(new String(pair.now().body(), StandardCharsets.UTF_8)).contains("class=plazo");
		Layout repaired = Objects.requireNonNull(comparison.repaired());
		feed(9);
		Source better = source.as(source.url(), source.kind(), repaired);
		assertThat(this.rig.visit(better).why()).isNull();
		assertThat(this.rig.drift.compare(better)).isEmpty();
	}

	@Test
	void aListThatIsAsItWasIsNotShownForItsPages() {
		aSelectorForThePageBehindALinkIsRepairedFromItsKnownValue();
		Source source = this.rig.source("/becas", "kind: page", "list: article.card",
				"fields: {title: h3 a, link: h3 a@href}", "detail: {title: h1, deadline: .cierre b}");

		assertThat(this.rig.drift.compare(source)).hasValueSatisfying((comparison) -> {
			assertThat(comparison.listFell()).isFalse();
			assertThat(comparison.detailsFell()).isTrue();
			assertThat(comparison.foundAgain()).containsExactly(Source.Field.DEADLINE);
		});
	}

	@Test
	void aFieldThatMovedInTheDataIsNoticedAndItsNewPlaceProposed() {
		Source source = this.rig.source("/api", "kind: json", "list: data.hits",
				"fields: {id: id, title: titulo, deadline: cierre}");
		for (int round = 1; round <= 4; round++) {
			data("hits", "'titulo': 'Beca %d', 'cierre': '2027-04-0%d', 'vuelta': " + round);
			assertThat(this.rig.visit(source).why()).isNull();
		}
		assertThat(this.rig.drift.compare(source)).isEmpty();

		data("hits", "'titulo': 'Beca %d', 'fechas': [{'fin': '2027-04-0%d'}]");

		assertThat(this.rig.visit(source).why()).contains("fields.deadline en 0 de 4 (lo habitual es el 100 %)",
				"y ahora está en «fechas.0.fin»");
		ThenAndNow comparison = this.rig.drift.compare(source).orElseThrow();
		assertThat(comparison.data()).isTrue();
		assertThat(comparison.changes()).containsExactly(new Change("fields.deadline", "cierre", "fechas.0.fin"));
		Layout repaired = Objects.requireNonNull(comparison.repaired());
		Source better = source.as(source.url(), source.kind(), repaired);
		assertThat(this.rig.visit(better).why()).isNull();
		assertThat(this.rig.drift.compare(better)).isEmpty();
	}

	@Test
	void aListThatMovedInTheDataIsSaidToBeElsewhere() {
		Source source = this.rig.source("/api", "kind: json", "list: data.hits", "fields: {id: id, title: titulo}");
		data("resultados", "'nombre': 'Beca %d', 'cierre': '2027-04-0%d'");

		Visit visit = this.rig.visit(source);

		assertThat(visit.outcome()).isEqualTo(Outcome.STRUCTURE_CHANGED);
		assertThat(visit.why()).contains("no hay nada en \"list: data.hits\"", "«list: data.resultados»",
				"«title: nombre»");
		assertThat(this.rig.drift.compare(source)).as("nothing is known of it").isEmpty();
	}

	@Test
	void aListThatMovedWithAllItsNamesIsFoundByWhatIsKnownOfIt() {
		Source source = this.rig.source("/api", "kind: json", "list: data.hits",
				"fields: {id: id, title: [titulo, nombre], link: 'https://app.example.net/#/beca/{slug}', deadline: {select: plazo, match: '[0-9-]+'}}");
		data("hits", "'titulo': 'Beca %d', 'slug': 'beca-%d', 'plazo': 'cierra 2027-04-0%d'");
		assertThat(this.rig.visit(source).counts().found()).isEqualTo(4);
		this.rig.portal.on("/api", Portal.answer(200, "application/json", """
				{"menu": [{"texto": "Beca 1"}, {"texto": "Beca 2"}], "resultado": {"filas": [
				{"codigo": 2, "etiqueta": "Beca 2", "ruta": "beca-2", "fin": "el 2027-04-02"},
				{"codigo": 3, "etiqueta": "Beca 3", "ruta": "beca-3", "fin": "el 2027-04-03"},
				{"codigo": 5, "etiqueta": "Beca 5", "ruta": "beca-5", "fin": "el 2027-04-05"}]}}"""
			.getBytes(StandardCharsets.UTF_8)));

		assertThat(this.rig.visit(source).outcome()).isEqualTo(Outcome.STRUCTURE_CHANGED);

		ThenAndNow comparison = this.rig.drift.compare(source).orElseThrow();
		assertThat(comparison.changes()).containsExactly(new Change("list", "data.hits", "resultado.filas"),
				new Change("fields.title", "titulo, nombre", "etiqueta"),
				new Change("fields.link", "https://app.example.net/#/beca/{slug}",
						"https://app.example.net/#/beca/{ruta}"),
				new Change("fields.id", "id", "codigo"), new Change("fields.deadline", "plazo", "fin"));
		assertThat(comparison.knownAgain()).isEqualTo(2);
		Layout repaired = Objects.requireNonNull(comparison.repaired());
		assertThat(this.rig.visit(source.as(source.url(), source.kind(), repaired)).counts().found()).isEqualTo(3);
	}

	@Test
	void noPathIsProposedForWhatIsKnownNoMore() {
		Source source = this.rig.source("/api", "kind: json", "list: data.hits",
				"fields: {id: id, title: titulo, deadline: cierre}");
		for (int round = 1; round <= 4; round++) {
			data("hits", "'titulo': 'Beca %d', 'cierre': '2027-04-0%d', 'vuelta': " + round);
			this.rig.visit(source);
		}

		data("hits", "'titulo': 'Beca %d', 'paises': 'Perú'");

		assertThat(this.rig.visit(source).why()).endsWith("fields.deadline en 0 de 4 (lo habitual es el 100 %)");
		assertThat(this.rig.drift.compare(source)).hasValueSatisfying((comparison) -> {
			assertThat(comparison.repaired()).isNull();
			assertThat(comparison.callsLost()).isFalse();
			assertThat(comparison.listFell()).isTrue();
		});
	}

	/** Four announcements in the data behind a portal. */
	private void data(String list, String fields) {
		String items = IntStream.rangeClosed(1, 4)
			.mapToObj((i) -> ("{'id': " + i + ", " + fields + "}").formatted(i, i, i).replace('\'', '"'))
			.collect(Collectors.joining(","));
		this.rig.portal.on("/api", Portal.answer(200, "application/json",
				"{\"data\": {\"%s\": [%s]}}".formatted(list, items).getBytes(StandardCharsets.UTF_8)));
	}

	private void feed(int round) {
		this.rig.portal.xml("/canal",
				"<rss version='2.0'><channel><title>Becas " + round + "</title>"
						+ IntStream.rangeClosed(1, 4)
							.mapToObj((i) -> "<item><title>Beca %d</title><link>/beca/%d</link></item>".formatted(i, i))
							.collect(Collectors.joining())
						+ "</channel></rss>");
	}

	private static String detail(int number, String name, int round) {
		return "<h1>Beca %d</h1><p class=%s>%d de abril de 2027</p><p>La fundación paga la matrícula.</p><!--%d-->"
			.formatted(number, name, number, round);
	}

}
