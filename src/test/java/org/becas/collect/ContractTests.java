package org.becas.collect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.becas.source.Contract;
import org.becas.source.Source;
import org.becas.source.SourceCatalog;
import org.becas.source.SourceProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContractTests {

	private static final String PAGE = """
			<article><h3><a href=/1>Beca una</a></h3><p class=fecha>15 de marzo de 2027</p></article>
			<article><h3><a href=/2>Beca dos</a></h3><p class=fecha>20 de abril de 2027</p></article>
			""";

	@TempDir
	Path folder;

	static Stream<String> shipped() {
		return SourceCatalog.read(Path.of("sources.yml")).contracts().keySet().stream().sorted();
	}

	@ParameterizedTest
	@MethodSource("shipped")
	void theContractsThatComeWithTheProgramHold(String id) {
		SourceCatalog catalog = SourceCatalog.read(Path.of("sources.yml"));
		Contract contract = catalog.contracts().get(id);

		assertThat(check(catalog.find(id).orElseThrow(), contract, catalog.page(contract))).isEmpty();
	}

	@Test
	void aContractThatHoldsSaysNothing() throws Exception {
		assertThat(broken("article", "count: 2, expect: [{title: Beca una, link: /1, deadline: 15 de marzo de 2027}]"))
			.isEmpty();
	}

	@Test
	void countsOnlyTheAddressesThatTheSourceMeans() throws Exception {
		assertThat(broken("article', match: '/2$", "count: 1, expect: [{title: Beca dos}]")).isEmpty();
	}

	@Test
	void tellsWhatAnotherSelectorWouldLose() throws Exception {
		assertThat(broken("article:first-child",
				"count: 2, expect: [{title: Beca una}, {title: Beca dos, deadline: 20 de abril de 2027}]"))
			.containsExactly("en saved.html se esperaban 2 convocatorias y se hallan 1",
					"se esperaba «Beca dos» y no se halla");
	}

	@Test
	void tellsWhichFieldIsReadOtherwise() throws Exception {
		assertThat(broken("article", "expect: [{link: /2, title: Beca tres, deadline: 20 de mayo de 2027}]"))
			.containsExactlyInAnyOrder("de «Beca tres» se esperaba title «Beca tres» y se lee «Beca dos»",
					"de «Beca tres» se esperaba deadline «20 de mayo de 2027» y se lee «20 de abril de 2027»");
	}

	@Test
	void tellsThatNothingIsReadAtAll() throws Exception {
		assertThat(broken("li.beca", "count: 2")).singleElement()
			.asString()
			.startsWith("de saved.html no se lee nada: ");
	}

	@Test
	void aMissingPageIsToldWithItsPlace() {
		SourceCatalog catalog = SourceCatalog.parse(this.folder.resolve("sources.yml").toString(),
				yaml("article", "page: nada.html, count: 1"));

		assertThatExceptionOfType(SourceProblems.class).isThrownBy(() -> catalog.page(catalog.contracts().get("uni")))
			.withMessageContaining("nada.html")
			.withMessageContaining("línea 3");
	}

	@Test
	void mistakesInAContractAreToldWithTheirLine() {
		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.parse("sources.yml", yaml("article", "page: ../../etc/passwd, count: mil")))
			.withMessageContaining("../../etc/passwd")
			.withMessageContaining("mil");
		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.parse("sources.yml", yaml("article", "page: a.html, expect: [{text: x}]")))
			.withMessageContaining("\"title\" o \"link\"");
		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.parse("sources.yml", yaml("article", "page: a.html")))
			.withMessageContaining("no espera nada");
	}

	private List<String> broken(String list, String contract) throws Exception {
		Path file = this.folder.resolve("sources.yml");
		Files.writeString(file, yaml(list, "page: saved.html, " + contract));
		Files.write(this.folder.resolve("saved.html"), PAGE.getBytes(StandardCharsets.UTF_8));
		SourceCatalog catalog = SourceCatalog.read(file);
		return check(catalog.find("uni").orElseThrow(), catalog.contracts().get("uni"),
				catalog.page(catalog.contracts().get("uni")));
	}

	private static String yaml(String list, String contract) {
		return """
				sources:
				  - {id: uni, name: Uni, tier: press, url: 'https://uni.example/becas', kind: page, list: '%s',
				     fields: {title: h3, link: h3 a@href, deadline: .fecha}, contract: {%s}}
				""".formatted(list, contract);
	}

	private static List<String> check(Source source, Contract contract, byte[] page) {
		return new ContractCheck(List.of(new FeedReader(), new PageReader())).check(source, contract, page);
	}

}
