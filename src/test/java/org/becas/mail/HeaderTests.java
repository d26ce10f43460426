package org.becas.mail;

import jakarta.mail.internet.MimeUtility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HeaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "Becas de diciembre", "Maestría en Ñariño: ¡postúlese ya! 🎓",
			"Boletín de becas · diciembre de 2026: 24 convocatorias abiertas para pregrado, maestría, doctorado y otros",
			"=?UTF-8?B?bm8=?= no es una palabra codificada", "" })
	void wordsComeBackAsTheyWere(String words) throws Exception {
		Header header = Header.words("Subject", words);

		assertThat(header.value()).matches("[ -~\r\n]*");
		assertThat(("Subject: " + header.value()).split("\r\n"))
			.allSatisfy((line) -> assertThat(line).hasSizeLessThan(79));
		assertThat(MimeUtility.decodeText(MimeUtility.unfold(header.value()))).isEqualTo(words);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ana\r\nBcc: todos@example.org", "Ana\nBcc: x", "Ana\0", "Ana\u0085Bcc: x", "Ana\u2028" })
	void nobodyCanWriteAHeaderOfTheirOwnIntoAName(String name) throws Exception {
		EmailAddress ana = EmailAddress.of("ana@example.org");

		assertThat(Header.mailbox("To", ana, name).value().replace("\r\n ", "")).doesNotContain("\r")
			.doesNotContain("\n");
		assertThat(Header.words("Subject", name).value().replace("\r\n ", "")).doesNotContain("\r")
			.doesNotContain("\n");
		assertThatIllegalArgumentException().isThrownBy(() -> new Header("To", name));
	}

	@Test
	void aNameWithPunctuationIsEncodedNotQuoted() {
		assertThat(Header.mailbox("From", EmailAddress.of("ofai@example.org"), "OFAI, Bucaramanga").value())
			.isEqualTo("=?UTF-8?B?T0ZBSSwgQnVjYXJhbWFuZ2E=?=\r\n <ofai@example.org>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ana", "ana@", "@example.org", "ana@localhost", "ana b@example.org", "ana@exa mple.org",
			"ana@example.org>\r\nRCPT TO:<eve@example.org", "ana@@example.org", "ana..b@example.org", "ana@-x.org",
			"\"ana b\"@example.org", "ñandú@example.org" })
	void refusesWhatIsNoAddress(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.of(text))
			.withMessageContaining("ana@ejemplo.org");
	}

	@Test
	void oneMailboxHasOneKey() {
		assertThat(EmailAddress.of(" Ana.Gomez+becas@EXAMPLE.org ").key()).isEqualTo("ana.gomez+becas@example.org");
		assertThat(EmailAddress.of("ana@peña.example").toString()).isEqualTo("ana@xn--pea-8ma.example");
	}

}
