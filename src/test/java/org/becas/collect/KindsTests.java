package org.becas.collect;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.becas.collect.FetchResult.Fetched;
import org.becas.collect.PostingReader.Reading;
import org.becas.source.Source;
import org.becas.source.Source.Kind;
import org.becas.source.SourceCatalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What is read of maps of sites, of data and of PDF documents. */
class KindsTests {

	private static final String MAP = """
			<?xml version="1.0" encoding="UTF-8"?>
			<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
			<url><loc> https://portal.example/becas/vieja </loc><lastmod>2024-01-02</lastmod></url>
			<url><loc>https://portal.example/becas/nueva?a=1&amp;b=2</loc><lastmod>2026-11-02T10:00:00-05:00</lastmod>
			<image:image><image:loc>https://portal.example/foto.jpg</image:loc></image:image></url>
			<url><loc>https://portal.example/contacto</loc></url>
			<url><loc>https://ajeno.example/becas/otra</loc></url><url><loc>ftp://portal.example/x</loc></url>
			</urlset>""";

	@Test
	void aMapOfASiteGivesItsPagesNewestFirst() {
		Reading reading = read("kind: sitemap", MAP.getBytes(StandardCharsets.UTF_8));

		assertThat(reading.postings()).extracting((posting) -> posting.url().toString())
			.containsExactly("https://portal.example/becas/nueva?a=1&b=2", "https://portal.example/becas/vieja",
					"https://portal.example/contacto");
		assertThat(reading.postings().get(0).modified()).isEqualTo("2026-11-02T10:00:00-05:00");
		assertThat(read("kind: sitemap, match: /becas/", MAP.getBytes(StandardCharsets.UTF_8)).postings()).hasSize(2);
		assertThat(read("kind: sitemap, match: /grados/", MAP.getBytes(StandardCharsets.UTF_8)).why())
			.isEqualTo("De las 3 direcciones que hay, ninguna corresponde a \"match: /grados/\"");
	}

	@Test
	void aPackedMapAndAPlainListAreMapsToo() throws Exception {
		assertThat(read("kind: sitemap", gzip(MAP.getBytes(StandardCharsets.UTF_8))).postings()).hasSize(3);
		assertThat(
				read("kind: sitemap", "https://portal.example/a\r\nhttps://portal.example/b\n".getBytes()).postings())
			.hasSize(2);
	}

	@Test
	void aMapOfMapsLeadsToThem() {
		Reading reading = read("kind: sitemap",
				"""
						<sitemapindex><sitemap><loc>https://portal.example/m1.xml.gz</loc><lastmod>2025-01-01</lastmod></sitemap>
						<sitemap><loc>https://portal.example/m2.xml</loc><lastmod>2026-01-01</lastmod></sitemap></sitemapindex>"""
					.getBytes());

		assertThat(reading.outcome()).isEqualTo(Outcome.OK);
		assertThat(reading.next()).containsExactly(URI.create("https://portal.example/m2.xml"),
				URI.create("https://portal.example/m1.xml.gz"));
	}

	@Test
	void aMapThatBreaksOffOrNamesEntitiesGivesWhatItHas() {
		Reading reading = read("kind: sitemap",
				"""
						<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
						<urlset><url><loc>https://portal.example/una</loc></url><url><loc>https://portal.example/&b;&c;</loc></url>
						<url><loc>https://portal.example/dos</loc></url><url><loc>https://portal.ex"""
					.getBytes());

		assertThat(reading.postings()).extracting((posting) -> posting.url().getPath())
			.contains("/una", "/dos")
			.noneMatch((path) -> path.contains("aaaa") || path.contains("root"));
	}

	@Test
	void whatIsNoMapSaysSo() {
		assertThat(read("kind: sitemap", "<html><h1>Inicio</h1></html>".getBytes()).outcome())
			.isEqualTo(Outcome.UNREADABLE);
		assertThat(read("kind: sitemap", "<urlset></urlset>".getBytes()).outcome()).isEqualTo(Outcome.EMPTY);
	}

	@Test
	void aMapOfAnotherSiteNamesIt() {
		Reading reading = read("kind: sitemap",
				"<urlset><url><loc>https://becas.portal.example/una</loc></url></urlset>".getBytes());

		assertThat(reading.outcome()).isEqualTo(Outcome.UNREADABLE);
		assertThat(reading.why()).contains("son de otro sitio (becas.portal.example)",
				"https://becas.portal.example/sitemap.xml");
		assertThat(read("kind: sitemap",
				"<urlset><url><loc>https://www.portal.example/una</loc></url></urlset>".getBytes())
			.postings()).hasSize(1);
	}

	@Test
	void dataAreReadByTheirPaths() {
		Source source = source("""
				kind: json, list: data.hits, next: links.next,
				fields: {title: [nameEs, nameEn], link: 'https://app.example/#/beca/{slug}', id: codigo,
				  text: '{resumen} {requisitos.texto}', deadline: {select: fechas.0.fin, match: '\\d{4}-\\d\\d-\\d\\d'},
				  level: niveles, published: creado, modified: version}""");
		Reading reading = read(source,
				"""
						{"data": {"hits": [
						 {"nameEs": "Maestr&iacute;a en Leipzig", "slug": "a-1", "codigo": 71, "resumen": "<p>Hasta</p><p>mayo</p>",
						  "requisitos": {"texto": "Ingl\u00e9s"}, "fechas": [{"fin": "2027-03-15T00:00:00"}], "niveles": ["maestria", "doctorado"],
						  "creado": 1793750400000, "version": 3},
						 {"nameEs": null, "nameEn": "Grant", "slug": "b"}, {"slug": "sin-titulo"}]},
						 "links": {"next": "?page=2"}}"""
					.getBytes(StandardCharsets.UTF_8));

		assertThat(reading.postings()).hasSize(2);
		Posting first = reading.postings().get(0);
		assertThat(first.key()).isEqualTo("71");
		assertThat(first.title()).isEqualTo("Maestría en Leipzig");
		assertThat(first.url()).isEqualTo(URI.create("https://app.example/#/beca/a-1"));
		assertThat(first.text()).isEqualTo("Hasta\nmayo Inglés");
		assertThat(first.deadline()).isEqualTo("2027-03-15");
		assertThat(first.level()).isEqualTo("maestria, doctorado");
		assertThat(first.published()).isEqualTo(LocalDate.of(2026, 11, 4));
		assertThat(first.modified()).isEqualTo("3");
		assertThat(reading.postings().get(1).title()).isEqualTo("Grant");
		assertThat(reading.next()).containsExactly(URI.create("https://portal.example/x?page=2"));
	}

	@Test
	void withoutAPathTheNearestListIsTaken() {
		String fields = "kind: json, fields: {title: t}";

		assertThat(read(fields, "[{\"t\": \"Una\"}, {\"t\": \"Dos\"}]".getBytes()).postings()).hasSize(2);
		assertThat(read(fields, "{\"n\": [1], \"a\": {\"b\": [{\"t\": \"Una\"}]}}".getBytes()).postings()).hasSize(1);
		assertThat(read(fields, "var becas = [{\"t\": \"Una\"}];\nboot();".getBytes()).postings()).hasSize(1);
		assertThat(read(fields, "{\"items\": []}".getBytes()).outcome()).isEqualTo(Outcome.EMPTY);
	}

	@Test
	void theDataInsideAPageAreRead() {
		assertThat(read("kind: json, list: '*.props.becas', fields: {title: t}", """
				<html><body><div id=__next></div><script id="__NEXT_DATA__" type="application/json">
				{"props": {"becas": [{"t": "Una beca"}]}}</script></body></html>""".getBytes()).postings()).hasSize(1);
	}

	@Test
	void dataThatChangedTheirFormSaySo() {
		assertThat(read("kind: json, list: data.hits, fields: {title: t}", "{\"data\": {}}".getBytes()).why())
			.isEqualTo("En los datos no hay nada en \"list: data.hits\"");
		assertThat(read("kind: json, list: a, fields: {title: t}", "{\"a\": [{\"x\": 1}]}".getBytes()).outcome())
			.isEqualTo(Outcome.STRUCTURE_CHANGED);
		assertThat(read("kind: json, fields: {title: t}", "<h1>503</h1>".getBytes()).outcome())
			.isEqualTo(Outcome.UNREADABLE);
		assertThat(read("kind: json, fields: {title: t}", ("[".repeat(100_000)).getBytes()).outcome())
			.isEqualTo(Outcome.UNREADABLE);
	}

	@Test
	void aCursorIsAskedForAsTheSourceSays() {
		Source source = source("kind: json, list: a, fields: {title: t}, next: meta.cursor, pages: {parameter: desde}");

		assertThat(read(source, "{\"a\": [{\"t\": \"Una\"}], \"meta\": {\"cursor\": \"x+/=\"}}".getBytes()).next())
			.containsExactly(URI.create("https://portal.example/x?desde=x%2B%2F%3D"));
		assertThat(read(source, "{\"a\": [{\"t\": \"Una\"}], \"meta\": {\"cursor\": null}}".getBytes()).next())
			.isEmpty();
	}

	@Test
	void aPdfIsOneAnnouncementUnderItsLargestWords() throws Exception {
		byte[] pdf = pdf("Convocatoria 12", "Becas de doctorado", "en Friburgo 2027",
				"La universidad abre una convoca-", "toria para el doctorado. Se reciben", "solicitudes hasta el 15 de",
				"marzo de 2027.");

		Reading reading = read("kind: pdf", pdf);

		assertThat(reading.postings()).singleElement().satisfies((posting) -> {
			assertThat(posting.title()).isEqualTo("Becas de doctorado en Friburgo 2027");
			assertThat(posting.text())
				.contains("una convocatoria para el doctorado. Se reciben solicitudes hasta el 15 de marzo de 2027.");
		});
		assertThat(Discovery.understand(source("language: es"), page(pdf)).kind()).isEqualTo(Kind.PDF);
	}

	@Test
	void theColumnsOfAPdfAreReadOneAfterTheOther() throws Exception {
		String[] left = { "La universidad convoca a los profesionales", "colombianos que quieran estudiar una maes-",
				"tría en el exterior con todos los gastos", "pagados por la universidad de destino.",
				"Los candidatos presentan su título y una" };
		String[] right = { "carta de motivación de dos páginas. Se", "reciben solicitudes hasta el 15 de marzo",
				"de 2027 a las cinco de la tarde, hora de", "Colombia, en el formulario de la página.",
				"Los resultados se conocen en abril." };

		Reading reading = read("kind: pdf", columns("Becas de maestría", left, right, 310));

		assertThat(reading.postings().get(0).text()).contains(
				"estudiar una maestría en el exterior con todos los gastos pagados por la universidad de destino.",
				"Los candidatos presentan su título y una carta de motivación",
				"hasta el 15 de marzo de 2027 a las cinco de la tarde, hora de Colombia");
	}

	@Test
	void theRowsOfATableInAPdfAreReadAcross() throws Exception {
		String[] names = { "Apertura", "Cierre", "Resultados", "Inicio de clases", "Cupos" };
		String[] values = { "10 de enero de 2027, a las ocho de la mañana",
				"15 de marzo de 2027, a las cinco de la tarde", "30 de abril de 2027, en la página de la oficina",
				"1 de septiembre de 2027, en la sede principal", "Veinte, repartidos por facultades y programas" };

		assertThat(read("kind: pdf", columns("Becas de maestría", names, values, 200)).postings().get(0).text().lines())
			.contains("Cierre 15 de marzo de 2027, a las cinco de la tarde");
	}

	@Test
	void aPdfThatCannotBeReadSaysWhy() throws Exception {
		assertThat(read("kind: pdf", pdf()).why())
			.isEqualTo("El PDF no tiene texto: es una imagen escaneada; revíselo a mano");
		assertThat(read("kind: pdf", "%PDF-1.7\nroto".getBytes()).outcome()).isEqualTo(Outcome.UNREADABLE);
		assertThat(read("kind: pdf", "<h1>404</h1>".getBytes()).why())
			.isEqualTo("Lo que respondió el portal no es un documento PDF");
		try (PDDocument document = document("Beca secreta de maestría")) {
			document.protect(new StandardProtectionPolicy("dueño", "clave", new AccessPermission()));
			assertThat(read("kind: pdf", bytes(document)).why()).isEqualTo("El PDF está protegido con una contraseña");
		}
	}

	@Test
	void aPdfThatUnpacksToFarMoreThanItIsIsNotOpened() throws Exception {
		ByteArrayOutputStream once = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(once)) {
			byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 80; i++) {
				out.write(zeros);
			}
		}
		ByteArrayOutputStream twice = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(twice)) {
			out.write(once.toByteArray());
		}
		for (byte[] bomb : new byte[][] { once.toByteArray(), twice.toByteArray() }) {
			ByteArrayOutputStream pdf = new ByteArrayOutputStream();
			pdf.writeBytes("%PDF-1.7\n4 0 obj <</Filter /FlateDecode>> stream\r\n".getBytes());
			pdf.writeBytes(bomb);
			assertThatIOException().isThrownBy(() -> PdfText.of(pdf.toByteArray())).withMessageContaining("64 MB");
		}
	}

	@Test
	void aPdfThatTakesTooLongIsReadAsFarAsItWent() throws Exception {
		for (boolean within : new boolean[] { true, false }) {
			try (PDDocument document = document("Becas de maestría")) {
				PDPage drawing = within ? document.getPage(0) : new PDPage();
				if (!within) {
					document.addPage(drawing);
				}
				try (PDPageContentStream content = new PDPageContentStream(document, drawing, AppendMode.APPEND,
						false)) {
					for (int i = 0; i < 10_000; i++) {
						content.saveGraphicsState();
						content.restoreGraphicsState();
					}
				}
				document.addPage(document("Becas de doctorado").getPage(0));
				AtomicInteger looks = new AtomicInteger();
				Clock slow = new TickingClock(100, looks);

				assertThat(PdfText.of(bytes(document), slow).text()).isEqualTo("Becas de maestría");
				assertThat(looks).hasValueLessThan(250);
			}
		}
	}

	@Test
	void aPdfOfTablesOfContentsThatAllStandBesideWhereTheyShouldIsLeft() {
		StringBuilder pdf = new StringBuilder("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
				+ "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n");
		int before = 0;
		for (int i = 0; i < 4000; i++) {
			int here = pdf.length();
			pdf.append("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R%s>>\n"
				.formatted((i > 0) ? "/Prev " + (before + 3) : ""));
			before = here;
		}
		pdf.append("startxref\n%d\n%%%%EOF".formatted(before + 3));
		Clock slow = new TickingClock(1, new AtomicInteger());

		assertThatIOException().isThrownBy(() -> PdfText.of(pdf.toString().getBytes(StandardCharsets.US_ASCII), slow))
			.withMessage(Patience.TOO_LONG);
	}

	@Test
	void aPdfWhoseStreamsLieWithinEachOtherIsNotOpened() {
		byte[] stream = { 's', 't', 'r', 'e', 'a', 'm', '\n', 0x78, 1, 0, 9, 0, (byte) 0xf6, (byte) 0xff };
		ByteBuffer pdf = ByteBuffer.allocate(100_000 * stream.length);
		for (int i = 0; i < 100_000; i++) {
			// Not packed: nine bytes as they are, which begin the next one
			pdf.put(stream);
		}

		assertThatIOException().isThrownBy(() -> PdfText.of(pdf.array())).withMessageContaining("64 MB");
	}

	/** A clock by which time passes only when somebody looks. */
	private static final class TickingClock extends Clock {

		private final long millis;

		private final AtomicInteger looks;

		TickingClock(long millis, AtomicInteger looks) {
			this.millis = millis;
			this.looks = looks;
		}

		@Override
		public Instant instant() {
			return Instant.EPOCH.plusMillis(this.millis * this.looks.incrementAndGet());
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

	@Test
	void aMapIsKnownByItsLooks() {
		Source understood = Discovery.understand(source("language: es"), page(MAP.getBytes(StandardCharsets.UTF_8)));

		assertThat(understood.kind()).isEqualTo(Kind.SITEMAP);
		assertThat(understood.layout().detail()).isEmpty();
	}

	private static Reading read(String more, byte[] body) {
		return read(source(more), body);
	}

	private static Reading read(Source source, byte[] body) {
		PostingReader reader = switch (String.valueOf(source.kind())) {
			case "SITEMAP" -> new SitemapReader();
			case "JSON" -> new JsonReader();
			default -> new PdfReader();
		};
		assertThat(reader.reads(source, page(body))).isTrue();
		Reading reading = reader.read(source, page(body)).matching(source.layout());
		assertThat(reading.outcome() == Outcome.OK).isEqualTo(reading.why() == null);
		return reading;
	}

	private static Fetched page(byte[] body) {
		return new Fetched(URI.create("https://portal.example/x"), body, null, Validators.NONE, null);
	}

	private static Source source(String more) {
		return SourceCatalog
			.parse("sources.yml",
					"sources: [{id: uno, name: Uno, tier: press, url: 'https://portal.example/x', %s}]".formatted(more))
			.sources()
			.get(0);
	}

	private static byte[] gzip(byte[] bytes) throws Exception {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(bytes);
		}
		return packed.toByteArray();
	}

	/** The second and third lines are large. */
	static byte[] pdf(String... lines) throws Exception {
		try (PDDocument document = document(lines)) {
			return bytes(document);
		}
	}

	private static byte[] bytes(PDDocument document) throws Exception {
		ByteArrayOutputStream pdf = new ByteArrayOutputStream();
		document.save(pdf);
		return pdf.toByteArray();
	}

	/** A heading, and lines beside each other below it. */
	private static byte[] columns(String heading, String[] left, String[] right, float at) throws Exception {
		try (PDDocument document = new PDDocument()) {
			PDPage page = new PDPage();
			document.addPage(page);
			try (PDPageContentStream content = new PDPageContentStream(document, page)) {
				write(content, heading, 20, 60, 720);
				for (int i = 0; i < left.length; i++) {
					write(content, left[i], 11, 60, 680 - 14 * i);
					write(content, right[i], 11, at, 680 - 14 * i);
				}
			}
			return bytes(document);
		}
	}

	private static void write(PDPageContentStream content, String text, float size, float x, float y) throws Exception {
		content.beginText();
		content.setFont(new PDType1Font(FontName.HELVETICA), size);
		content.newLineAtOffset(x, y);
		content.showText(text);
		content.endText();
	}

	private static PDDocument document(String... lines) throws Exception {
		PDDocument document = new PDDocument();
		PDPage page = new PDPage();
		document.addPage(page);
		try (PDPageContentStream content = new PDPageContentStream(document, page)) {
			for (int i = 0; i < lines.length; i++) {
				content.beginText();
				content.setFont(new PDType1Font(FontName.HELVETICA), (i == 1 || i == 2) ? 20 : 11);
				content.newLineAtOffset(60, 720 - 30 * i);
				content.showText(lines[i]);
				content.endText();
			}
		}
		return document;
	}

}
