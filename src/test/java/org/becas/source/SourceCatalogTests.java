package org.becas.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;

import org.becas.offer.Level;
import org.becas.offer.Tier;
import org.becas.source.Source.Field;
import org.becas.source.Source.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SourceCatalogTests {

	@Test
	void readsEverythingThatAnEntrySays() {
		Source source = SourceCatalog.parse("sources.yml", """
				sources:
				  - id: some-university
				    name: A university
				    url: https://becas.example.edu/convocatorias
				    kind: page
				    tier: official
				    language: es
				    verified: 2026-11-23
				    list: article.card
				    fields:
				      title: h3 a
				      link: h3 a@href
				      deadline: {select: .fecha, match: 'Cierre: (.*)'}
				      text: [.resumen, p]
				    next: a.next@href
				    pages: 3
				    detail:
				      title: h1
				    country: de
				    provider: DAAD
				    levels: [maestria, doctorado]
				    delay: 2s
				""").find("some-university").orElseThrow();

		assertThat(source.kind()).isEqualTo(Kind.PAGE);
		assertThat(source.tier()).isEqualTo(Tier.OFFICIAL);
		assertThat(source.verified()).isEqualTo(LocalDate.of(2026, 11, 23));
		assertThat(source.enabled()).isTrue();
		assertThat(source.layout().list()).hasToString("article.card");
		assertThat(source.layout().fields()).containsOnlyKeys(Field.TITLE, Field.LINK, Field.DEADLINE, Field.TEXT);
		assertThat(source.layout().fields().get(Field.TEXT).choices()).hasSize(2);
		assertThat(source.layout().pages()).isEqualTo(3);
		assertThat(source.layout().detail()).containsOnlyKeys(Field.TITLE);
		assertThat(source.hints().country()).isEqualTo("DE");
		assertThat(source.hints().levels()).containsExactly(Level.MAESTRIA, Level.DOCTORADO);
		assertThat(source.delay()).isEqualTo(Duration.ofSeconds(2));
		assertThat(source.line()).isEqualTo(2);
	}

	@Test
	void tellsEveryMistakeAtOnceWithLineWrongValueAndPossibleOnes() {
		assertThatExceptionOfType(SourceProblems.class).isThrownBy(() -> SourceCatalog.parse("sources.yml", """
				sources:
				  - id: uno
				    name: Uno
				    url: ftp://example.org/
				    kind: feeds
				    tier: oficial
				    verificado: never
				  - id: uno
				    name: Otra
				    url: https://example.org/
				    tier: press
				    pages: cien
				    list: "div["
				    levels: [máster]
				    country: XX
				"""))
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(8))
			.withMessageContaining("sources.yml, línea 4: url: \"ftp://example.org/\"")
			.withMessageContaining("línea 5: kind: \"feeds\" no se conoce (¿quiso decir \"feed\"?)")
			.withMessageContaining("los valores posibles son feed, page")
			.withMessageContaining("línea 6: tier: \"oficial\" no se conoce (¿quiso decir \"official\"?)")
			.withMessageContaining("línea 7: la clave \"verificado\" no existe en una fuente")
			.withMessageContaining("línea 12: pages: \"cien\"")
			.withMessageContaining("línea 13: list: \"div[\" no es un selector CSS")
			.withMessageContaining("línea 14: levels: Nivel desconocido \"máster\"; los posibles son pregrado")
			.withMessageContaining("línea 15: country: País desconocido \"XX\"");
	}

	@Test
	void refusesASecondSourceOfTheSameId() {
		String entry = "  - {id: uno, name: Uno, url: 'https://example.org/', tier: press}\n";

		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.parse("sources.yml", "sources:\n" + entry + entry))
			.withMessage("sources.yml, línea 3: id: \"uno\" ya es el de la fuente de la línea 2; "
					+ "cada fuente necesita uno propio");
	}

	@Test
	void tellsBrokenYamlWithItsLine() {
		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.parse("sources.yml", "sources:\n\t- id: uno\n"))
			.withMessage("sources.yml, línea 2: hay un tabulador; en YAML la sangría se hace con espacios");
	}

	@Test
	void aMissingKeyIsToldAtItsEntry() {
		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.parse("sources.yml", "sources:\n  - id: uno\n    name: Uno\n"))
			.withMessageContaining("línea 2: a la fuente le falta \"url\"")
			.withMessageContaining("línea 2: a la fuente le falta \"tier\"");
	}

	@Test
	void aMissingFileIsTold(@TempDir Path folder) {
		assertThatExceptionOfType(SourceProblems.class)
			.isThrownBy(() -> SourceCatalog.read(folder.resolve("fuentes.yml")))
			.withMessageContaining("fuentes.yml: el archivo no existe");
	}

	@Test
	void aFileInAnotherEncodingIsTold(@TempDir Path folder) throws Exception {
		Path file = Files.write(folder.resolve("sources.yml"), new byte[] { 's', (byte) 0xf1, ':' });

		assertThatExceptionOfType(SourceProblems.class).isThrownBy(() -> SourceCatalog.read(file))
			.withMessageContaining("UTF-8");
	}

	@Test
	void theListThatComesWithTheProgramIsWithoutMistakes() {
		assertThat(SourceCatalog.packaged().whole().sources()).isNotEmpty();
	}

}
