package org.becas.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.becas.mail.Mailer.NoConnection;
import org.becas.office.Folders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DkimTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T14:00:00Z"), ZoneOffset.UTC);

	private static final EmailAddress FROM = EmailAddress.of("boletin@becas.example");

	@TempDir
	static Path folder;

	private static DkimKey key;

	@BeforeAll
	static void makeAKey() throws Exception {
		key = DkimKey.create(folder.resolve("data/dkim-b1.pem"));
	}

	/** Else the checks below would prove nothing. */
	@Test
	void ourReceiverAcceptsWhatAnotherProgramSigned() throws Exception {
		Path dkim = Path.of("src/test/resources/mail/dkim");
		String record = Files.readString(dkim.resolve("otra._domainkey.becas.example.txt"));
		String letter = Files.readString(dkim.resolve("signed-by-dkimpy.eml")).replaceAll("\r?\n", "\r\n");

		assertThat(DkimVerifier.verify(letter.getBytes(StandardCharsets.UTF_8), record)).isTrue();
		assertThat(DkimVerifier.verify(letter.replace("punto", "Punto").getBytes(StandardCharsets.UTF_8), record))
			.isFalse();
		assertThat(DkimVerifier.verify(letter.replace("Una  carta", "Otra carta").getBytes(StandardCharsets.UTF_8),
				record))
			.isFalse();
	}

	@Test
	void aLetterArrivesSignedAndWhole() throws Exception {
		try (ScriptedRelay relay = new ScriptedRelay()) {
			JavaMailSenderImpl settings = new JavaMailSenderImpl();
			settings.setHost("localhost");
			settings.setPort(relay.port());
			SmtpMailer.of(settings, () -> signer()).send(letter("Ana"));

			assertThat(DkimVerifier.verify(relay.taken().get(0).bytes(), key.record())).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Ana", "Ana   María\t de   los  Ángeles", "  " })
	void everyRecipientsOwnWordsAreSigned(String name) throws Exception {
		assertThat(DkimVerifier.verify(letter(name).bytes(signer()), key.record())).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "Subject: | Subject: Otra cosa: ", "/baja?t=1.abc | /baja?t=2.abc",
			"List-Unsubscribe=One-Click | List-Unsubscribe=Two-Clicks", "To: ana@ | To: eva@", "Hola, | Adiós, ",
			"boletin.becas | boletin.otras", "2026-12:boletin | 2027-12:boletin", "09:00:00 | 10:00:00" })
	void whateverIsChangedOnTheWayShows(String from, String to) throws Exception {
		String letter = new String(letter("Ana").bytes(signer()), StandardCharsets.US_ASCII);

		assertThat(letter).contains(from);
		assertThat(DkimVerifier.verify(letter.replace(from, to).getBytes(StandardCharsets.US_ASCII), key.record()))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "From: eva@example.net", "Subject: Gane dinero",
			"List-Unsubscribe: <https://evil.example>", "Reply-To: eva@example.net", "Content-Type: text/plain" })
	void nobodyCanPutASecondHeaderIntoASignedLetter(String header) throws Exception {
		String letter = new String(letter("Ana").bytes(signer()), StandardCharsets.US_ASCII);

		for (String forged : List.of(header + "\r\n" + letter,
				letter.replaceFirst("\r\n\r\n", "\r\n" + header + "\r\n\r\n"))) {
			assertThat(DkimVerifier.verify(forged.getBytes(StandardCharsets.US_ASCII), key.record())).isFalse();
		}
	}

	@Test
	void theSignatureCoversWhatTheRulesAskForAndIsFolded() {
		byte[] letter = letter("Ana").bytes(signer());

		assertThat(DkimVerifier.covered(letter)).contains("from", "to", "subject", "date", "message-id", "mime-version",
				"content-type", "list-unsubscribe", "list-unsubscribe-post", "list-id", "feedback-id",
				"auto-submitted");
		assertThat(DkimVerifier.covered(letter)).filteredOn("from"::equals).hasSize(2);
		String text = new String(letter, StandardCharsets.US_ASCII);
		assertThat(text).startsWith("DKIM-Signature: ").doesNotContain(" l=").contains("t=1796133600;");
		assertThat(text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n"))
			.allSatisfy((line) -> assertThat(line).hasSizeLessThan(79));
	}

	@Test
	void whatIsPublishedIsOneLineInPiecesThatAZoneTakes() {
		assertThat(key.record()).matches("v=DKIM1; k=rsa; p=[A-Za-z0-9+/]+=*").hasSizeGreaterThan(400);
		assertThat(key.line("b1._domainkey.becas.example"))
			.matches("b1\\._domainkey\\.becas\\.example\\. IN TXT \\( (\"[^\"]{1,255}\" ?)+\\)");
		assertThat(key.line("x").replace("\" \"", "")).contains(key.record());
	}

	@Test
	void aKeyInUseIsNeverReplacedAndNobodyElseReadsIt() throws Exception {
		Path file = folder.resolve("data/dkim-b1.pem");

		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> DkimKey.create(file));
		assertThat(DkimKey.read(file).record()).isEqualTo(key.record());
		if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "-----BEGIN RSA PRIVATE KEY-----| openssl pkcs8",
			"-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----| RSA legible" })
	void aFileThatIsNoKeySaysWhatToDo(String text, String advice) throws Exception {
		Path file = Files.writeString(folder.resolve("wrong.pem"), text);

		assertThatIllegalArgumentException().isThrownBy(() -> DkimKey.read(file))
			.withMessageContaining(file.toString())
			.withMessageContaining(advice);
	}

	@Test
	void withoutItsKeyNoLetterLeavesUnsigned() {
		OutboxMailer outbox = new OutboxMailer(folder.resolve("outbox"), () -> {
			DkimKey.read(folder.resolve("absent.pem"));
			return LetterSigner.NONE;
		}, CLOCK);

		assertThatExceptionOfType(NoConnection.class).isThrownBy(() -> outbox.send(letter("Ana")))
			.satisfies((ex) -> assertThat(ex.permanent()).isTrue())
			.withMessageContaining("No existe la clave DKIM")
			.withMessageContaining("comando dkim");
	}

	@Test
	void theKeyIsFoundInTheDataFolderUnlessItIsElsewhere() {
		Folders folders = new Folders(folder, folder, folder, folder);

		assertThat(new DkimSettings("b1", null, null).file(folders)).isEqualTo(folder.resolve("dkim-b1.pem"));
		assertThat(new DkimSettings("b1", null, "/etc/becas.pem").file(folders)).isEqualTo(Path.of("/etc/becas.pem"));
		assertThat(new DkimSettings("b1", null, null).name(FROM)).isEqualTo("b1._domainkey.becas.example");
		assertThatIllegalArgumentException().isThrownBy(() -> new DkimSettings("b1; d=evil.example", null, null));
	}

	private static LetterSigner signer() {
		return new DkimSigner("becas.example", "b1", key, CLOCK);
	}

	private static Letter letter(String name) {
		EmailAddress ana = EmailAddress.of("ana@example.org");
		return new Letter(FROM, ana,
				List.of(Header.mailbox("From", FROM, "Oficina, Bucaramanga"), Header.mailbox("Reply-To", FROM, null),
						Header.mailbox("To", ana, null), Header.words("Subject", "Becas de diciembre: maestría"),
						Header.date("Date", CLOCK.instant(), java.time.ZoneId.of("America/Bogota")),
						new Header("Message-ID", "<abc@becas.example>"), new Header("Auto-Submitted", "auto-generated"),
						new Header("List-Id", "<boletin.becas.example>"),
						new Header("List-Unsubscribe", "<https://becas.example/baja?t=1.abc>"),
						new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
						new Header("Feedback-ID", "2026-12:boletin:becas:becas.example")),
				LetterForm.of("<p>Hola,   %%N%% .</p>\n\n<p>.</p>\n", "Hola,\t%%N%%  \n\n.\n\n\n", Set.of("%%N%%")),
				Map.of("%%N%%", name));
	}

}
