package org.becas.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.becas.source.Source.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SourceOverlayTests {

	private static final Instant NOW = Instant.parse("2026-12-03T15:00:00Z");

	private static final String WRITTEN = """
			sources:
			  - {id: uni, name: Universidad, url: 'https://uni.example/becas', tier: institutional, kind: page,
			     list: li.vieja, fields: {title: h3}, country: ES, delay: 2s}
			  - {id: otra, name: Otra, url: 'https://otra.example/', tier: press}
			""";

	private static final String CHANGED = """
			sources:
			  - id: uni
			    name: otro nombre
			    url: https://uni.example/becas
			    tier: press
			    kind: page
			    list: "ul > li:has(a[href^='/beca'])"
			    fields:
			      title: [h2, {select: a, match: "(?i)beca (.*)"}]
			      link: a.más@href
			    next: a[rel=next]@href
			    pages: 4
			    detail: {title: h1, deadline: .cierre}
			""";

	@TempDir
	Path folder;

	private final SourceCatalog written = SourceCatalog.parse("sources.yml", WRITTEN);

	private final Source changed = SourceCatalog.parse("x", CHANGED).sources().get(0);

	@Test
	void whatIsWrittenIsReadBackAsItWas() {
		overlay().put(this.written, this.changed, "Laura: «O'Higgins»", "El portal se rediseñó", NOW).write();

		assertThat(overlay().changes()).singleElement().satisfies((change) -> {
			assertThat(change.source().layout().toString()).isEqualTo(this.changed.layout().toString());
			assertThat(change.by()).isEqualTo("Laura: «O'Higgins»");
			assertThat(change.at()).isEqualTo(NOW);
		});
	}

	@Test
	void aChangeSaysHowASourceIsReadAndNothingElse() {
		overlay().put(this.written, this.changed, "laura", "porque sí", NOW).write();

		Source read = overlay().over(this.written).find("uni").orElseThrow();

		assertThat(read.layout().list()).hasToString("ul > li:has(a[href^='/beca'])");
		assertThat(read.name()).isEqualTo("Universidad");
		assertThat(read.hints().country()).isEqualTo("ES");
		assertThat(read.delay()).hasSeconds(2);
		assertThat(overlay().over(this.written).sources()).extracting(Source::id).containsExactly("uni", "otra");
	}

	@Test
	void aLaterEditOfSourcesYmlWins() {
		overlay().put(this.written, this.changed, "laura", "porque sí", NOW).write();
		SourceCatalog edited = SourceCatalog.parse("sources.yml", WRITTEN.replace("li.vieja", "li.nueva"));

		assertThat(overlay().over(edited).find("uni").orElseThrow().layout().list()).hasToString("li.nueva");
		assertThat(overlay().changes().get(0).outdated(edited)).isTrue();
		assertThat(overlay().changes().get(0).outdated(this.written)).isFalse();
	}

	@Test
	void aNewSourceIsAddedUntilSourcesYmlHasOneOfItsName() {
		Source added = SourceCatalog
			.parse("x", "sources: [{id: nueva, name: Nueva, url: 'https://n.example/', tier: press, kind: feed}]")
			.sources()
			.get(0);
		overlay().put(this.written, added, "laura", "agregada", NOW).write();

		assertThat(overlay().over(this.written).find("nueva"))
			.hasValueSatisfying((source) -> assertThat(source.kind()).isEqualTo(Kind.FEED));
		SourceCatalog edited = SourceCatalog.parse("sources.yml",
				WRITTEN + "  - {id: nueva, name: Suya, url: 'https://suya.example/', tier: press}\n");
		assertThat(overlay().over(edited).find("nueva").orElseThrow().name()).isEqualTo("Suya");
	}

	@Test
	void anUndoneChangeLeavesNoTrace() {
		overlay().put(this.written, this.changed, "laura", "porque sí", NOW).write();
		overlay().without("uni").write();

		assertThat(overlay().changes()).isEmpty();
		assertThat(overlay().over(this.written).sources()).isEqualTo(this.written.sources());
	}

	@Test
	void aMistakeMadeByHandIsToldWithItsLine() throws Exception {
		Files.writeString(file(), "changes:\n  - at: ayer\n    by: laura\n");

		assertThatExceptionOfType(SourceProblems.class).isThrownBy(this::overlay)
			.withMessageContaining("línea 2")
			.withMessageContaining("ayer")
			.withMessageContaining("\"source\"");
	}

	private Path file() {
		return this.folder.resolve("sources.overlay.yml");
	}

	private SourceOverlay overlay() {
		return SourceOverlay.read(file());
	}

}
