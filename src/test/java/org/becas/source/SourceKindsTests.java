package org.becas.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.becas.source.Source.Paging;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What {@code sources.yml} may say of maps, data, documents and counted pages. */
class SourceKindsTests {

	@Test
	void aMapOpensItsPagesByItself() {
		Source source = source("kind: sitemap, match: '/becas/', limit: 200");

		assertThat(source.kind()).isEqualTo(Kind.SITEMAP);
		assertThat(source.layout().detail()).isEmpty();
		assertThat(source.layout().pages()).isEqualTo(50);
		assertThat(source.layout().limit()).isEqualTo(200);
		assertThat(source.layout().match()).hasToString("/becas/");
	}

	@Test
	void dataHavePathsInsteadOfSelectors() {
		JsonLayout json = source(
				"""
						kind: json, list: data.hits, fields: {title: [es, en], link: 'https://x.example/{id}'}, next: data.next""")
			.layout()
			.json();

		assertThat(json.list()).hasToString("data.hits");
		assertThat(json.fields().get(Field.TITLE)).hasSize(2);
		assertThat(json.next()).hasToString("data.next");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?page=0         | page              | 0 | 1
			?page=3&x=1     | page, step: 1     | 3 | 1
			''              | offset, step: 20  | 1 | 20
			?offset=5       | offset, from: 0   | 0 | 1
			""")
	void pagesAreCountedFromWhatTheAddressSays(String query, String pages, long from, long step) {
		Source source = source("list: li, pages: {parameter: %s, most: 7}".formatted(pages), query);

		assertThat(source.layout().paging()).isEqualTo(new Paging(pages.replaceFirst(",.*", ""), from, step));
		assertThat(source.layout().pages()).isEqualTo(7);
	}

	@Test
	void everythingOfAnEntryIsWrittenAsItWasRead() {
		List<Source> sources = new ArrayList<>(SourceCatalog.read(Path.of("sources.yml")).sources());
		sources
			.add(source("kind: page, language: fr, country: BE, provider: 'Fonds Lumière', levels: [maestria, otros],"
					+ " delay: 5s, enabled: no, browser: yes, fields: {title: h2}, detail: {text: .corps}"));
		for (Source source : sources) {
			Source again = SourceCatalog.parse("x", "sources:\n" + source.yaml()).sources().get(0);

			assertThat(again).usingRecursiveComparison()
				.ignoringFields("line", "urlLine", "file", "layout")
				.isEqualTo(source);
			assertThat(again.reading()).isEqualTo(source.reading());
			assertThat(again.layout().fields()).isEqualTo(source.layout().fields());
			assertThat(again.layout().detail()).isEqualTo(source.layout().detail());
		}
	}

	/** Corrections of staff and what portals gave are kept under it for years. */
	@Test
	void theMarkOfAReadingIsTheSameInEveryVersion() {
		Source source = source("kind: page, list: li, fields: {title: a}, detail: yes");

		assertThat(source.reading()).isEqualTo("2a702f95cdf33d93");
		assertThat(source("kind: page, list: li, fields: {title: a}, detail: yes, country: DE").reading())
			.isEqualTo(source.reading());
		assertThat(source("kind: page, list: li, fields: {title: b}, detail: yes").reading())
			.isNotEqualTo(source.reading());
		assertThat(source("kind: page, list: li, fields: {title: a}, detail: yes, country: DE").understanding())
			.isNotEqualTo(source.understanding());
	}

	@Test
	void everyKindIsWrittenAsItIsRead() {
		for (String entry : List.of("kind: sitemap, match: '/becas/', limit: 20, pages: 3",
				"kind: json, list: 'a.*', fields: {title: [t, 'x.y'], link: {select: '{u}', match: 'h.*'}}, next: n, pages: {parameter: p}",
				"kind: page, list: li, fields: {title: a, id: '@data-id'}, pages: {parameter: page, from: 0, step: 10, most: 4}, detail: yes",
				"kind: pdf", "kind: feed")) {
			Source source = source(entry);

			assertThat(SourceCatalog.parse("x", "sources:\n" + source.yaml()).sources().get(0).layout())
				.isEqualTo(source.layout());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					kind: json                                   | kind: json necesita "fields" con "title"
					kind: json, fields: {link: a}                | kind: json necesita "fields" con "title"
					kind: json, fields: {title: 'a..b'}          | fields.title: "a..b" no es una ruta
					kind: json, fields: {title: 'x {a'}          | tiene llaves que no encierran una ruta
					kind: pdf, list: a                           | "list" no se usa con kind: pdf; quítelo o escriba kind: page o kind: json
					kind: sitemap, next: a                       | "next" no se usa con kind: sitemap
					kind: sitemap, limit: 0                      | limit: "0" no es un número de convocatorias entre 1 y 100000
					kind: feed, pages: 3                         | "pages" no se usa con kind: feed
					list: li, next: a, pages: {parameter: p}     | son dos maneras de pasar la página; deje una
					'list: li, pages: {from: 1}'                 | a "pages" le falta "parameter"
					'list: li, pages: {parameter: ''a b''}'      | pages: "a b" no es el nombre de un parámetro
					'list: li, pages: {parameter: p, to: 3}'     | la clave "to" no existe en "pages"; las posibles son parameter, from, step, most
					match: '['                                   | match: "[" no es una expresión regular
					kind: sitemaps                               | los valores posibles son feed, page, sitemap, json, pdf
					""")
	void whatCannotBeIsSaidWithItsLine(String entry, String message) {
		assertThatExceptionOfType(SourceProblems.class).isThrownBy(() -> source(entry))
			.withMessageContaining("línea 1: ")
			.withMessageContaining((message.startsWith("pages: ")) ? message.substring(7) : message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a.b             | [1, 2]
			$.a.b[0]        | 1
			a.b.*           | 1 2
			list.name       | x y
			list[kind=g].name | y
			"p.q"           | 5
			a.nada          | ''
			""")
	void pathsLeadIntoADocument(String path, String expected) {
		JsonNode document = JsonMapper.shared().readTree("""
				{"a": {"b": [1, 2]}, "list": [{"name": "x", "kind": "f"}, {"name": "y", "kind": "g"}], "p.q": 5}""");

		assertThat(JsonPath.of(path)
			.all(document)
			.stream()
			.map((node) -> node.isArray() ? "[1, 2]" : node.asString())
			.reduce("", (one, other) -> (one + " " + other).strip())).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a.", ".a.b.", "a[b", "a{b}" })
	void whatIsNoPathIsRefused(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonPath.of(path))
			.withMessageContaining("no es una ruta");
	}

	private static Source source(String entry) {
		return source(entry, "");
	}

	private static Source source(String entry, String query) {
		return SourceCatalog
			.parse("sources.yml",
					"sources: [{id: uno, name: Uno, tier: press, url: 'https://portal.example/x%s', %s}]"
						.formatted(query, entry))
			.sources()
			.get(0);
	}

}
