package org.becas.mail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LetterTests {

	private static final EmailAddress ANA = EmailAddress.of("ana@example.org");

	private static final Set<String> SLOTS = Set.of("%%NAME%%", "%%LINK%%");

	private static final Map<String, String> VALUES = Map.of("%%NAME%%", "Ana <Gómez> & hijos", "%%LINK%%",
			"https://becas.example.org/baja?t=1.abc&x=" + "y".repeat(90));

	/** Written anew with {@code -Dbecas.golden=write}. */
	@Test
	void looksAsTheFileThatAPersonCanOpen() throws Exception {
		Path golden = Path.of("src/test/resources/mail/letter.eml");
		if ("write".equals(System.getProperty("becas.golden"))) {
			Files.createDirectories(golden.getParent());
			Files.write(golden, letter(html(), text(), VALUES).bytes());
		}

		assertThat(new String(letter(html(), text(), VALUES).bytes(), StandardCharsets.US_ASCII))
			.isEqualTo(Files.readString(golden).replaceAll("\r?\n", "\r\n"));
	}

	@Test
	void anotherReaderReadsTheSameWords() throws Exception {
		MimeMessage read = read(letter(html(), text(), VALUES));
		MimeMultipart parts = (MimeMultipart) read.getContent();

		assertThat(read.getSubject()).isEqualTo("Becas de diciembre: maestría");
		assertThat(parts.getCount()).isEqualTo(2);
		assertThat(parts.getContentType()).startsWith("multipart/alternative");
		assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
		assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
			.isEqualTo(text().replace("%%NAME%%", VALUES.get("%%NAME%%")).replace("%%LINK%%", VALUES.get("%%LINK%%")));
		assertThat(parts.getBodyPart(1).getContent().toString()).contains("Ana &lt;Gómez&gt; &amp; hijos")
			.contains("t=1.abc&amp;x=yyy")
			.doesNotContain("%%");
	}

	@Property(tries = 300)
	void whateverIsWrittenArrivesInLinesThatEveryRelayTakes(@ForAll @StringLength(max = 400) String words)
			throws Exception {
		String content = words.replace("\0", "").replaceAll("[\\uD800-\\uDFFF]", "") + " %%NAME%% fin\n.\nFrom acá ";
		byte[] bytes = letter("<p>" + content, content, VALUES).bytes();

		String wire = new String(bytes, StandardCharsets.US_ASCII);
		assertThat(wire.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n").matches("[\\t -~]*");
		assertThat(wire.split("\r\n")).allSatisfy((line) -> assertThat(line).hasSizeLessThan(79).doesNotStartWith("."));
		MimeMultipart parts = (MimeMultipart) read(letter("<p>" + content, content, VALUES)).getContent();
		assertThat(parts.getBodyPart(0).getContent().toString()).isEqualTo(content.replace("\r\n", "\n")
			.replace('\r', '\n')
			.replace("\n", "\r\n")
			.replace("%%NAME%%", VALUES.get("%%NAME%%")));
	}

	@Test
	void aSlotWithoutAValueIsNoLetter() {
		assertThatIllegalArgumentException().isThrownBy(() -> letter(html(), text(), Map.of()).bytes())
			.withMessageContaining("%%");
	}

	@Test
	void theOutboxHoldsOneFileForEachLetter(@TempDir Path folder) throws Exception {
		OutboxMailer outbox = new OutboxMailer(folder.resolve("outbox"), () -> LetterSigner.NONE,
				Clock.fixed(Instant.parse("2026-12-01T14:03:05.123Z"), ZoneOffset.UTC));

		assertThat(outbox.send(letter(html(), text(), VALUES))).isInstanceOf(Outcome.Accepted.class);

		try (var files = Files.list(folder.resolve("outbox"))) {
			assertThat(files).singleElement().satisfies((file) -> {
				assertThat(file.getFileName()).hasToString("20261201T140305123Z-ana@example.org-abcdefgh.eml");
				assertThat(Files.readAllBytes(file)).isEqualTo(letter(html(), text(), VALUES).bytes());
			});
		}
	}

	private static Letter letter(String html, String text, Map<String, String> values) {
		return new Letter(EmailAddress.of("ofai@example.org"), ANA,
				List.of(Header.mailbox("From", EmailAddress.of("ofai@example.org"),
						"Oficina de Asuntos Internacionales"), Header.mailbox("To", ANA, null),
						Header.words("Subject", "Becas de diciembre: maestría"),
						new Header("Message-ID", "<abcdefgh1234@example.org>")),
				LetterForm.of(html, text, SLOTS), values);
	}

	private static String html() {
		return """
				<!DOCTYPE html>
				<html lang="es-CO"><head><title>Becas</title></head>
				<body><h1>Becas de diciembre</h1>
				<p>Hola, %%NAME%%: estas convocatorias cierran pronto, y esta línea es más larga que las setenta y seis columnas.</p>
				<p><a href="%%LINK%%">Darse de baja</a></p>
				</body></html>
				""";
	}

	private static String text() {
		return """
				Hola, %%NAME%%:
				.una línea que empieza con un punto, y espacios al final
				Darse de baja: %%LINK%%
				=20 no es un espacio
				""";
	}

	private static MimeMessage read(Letter letter) throws Exception {
		return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(letter.bytes()));
	}

}
