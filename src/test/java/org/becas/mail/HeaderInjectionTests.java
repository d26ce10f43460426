package org.becas.mail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.becas.office.Office;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever anybody has managed to write into a name, a subject, an address or a setting,
 * a letter has the headers that we gave it, and the body that we gave it.
 */
class HeaderInjectionTests {

	private static final List<String> OURS = List.of("From", "Reply-To", "To", "Subject", "Date", "Message-ID",
			"Auto-Submitted", "List-Id", "MIME-Version", "Content-Type");

	@Property(tries = 500)
	void noFieldCanHoldAHeaderOfItsOwn(@ForAll("hostile") String text) throws Exception {
		for (Field field : Field.values()) {
			Letter letter;
			try {
				letter = letter(field, text);
			}
			catch (IllegalArgumentException refused) {
				continue;
			}
			byte[] bytes = letter.bytes();
			String wire = new String(bytes, StandardCharsets.ISO_8859_1);
			String head = wire.substring(0, wire.indexOf("\r\n\r\n"));
			assertThat(head.replace("\r\n", "")).matches("[\\t -~]*");
			MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
			assertThat(Collections.list(read.getAllHeaders())).extracting(jakarta.mail.Header::getName).isEqualTo(OURS);
			assertThat(read.getFrom()).hasSize(1);
			assertThat(read.getAllRecipients()).hasSize(1);
			assertThat(wire.substring(head.length() + 4)).startsWith("--=_becas_");
		}
	}

	/** What would be a header, the end of the headers, or a second address. */
	@Provide
	Arbitrary<String> hostile() {
		Arbitrary<String> separators = Arbitraries.of("\r\n", "\r", "\n", "\0", "\u0085", "\u2028", "\u2029", "\u000b",
				"\f", "\r\n\r\n", "\r\n ", "=0D=0A", "=?UTF-8?Q?=0D=0ABcc:_x?=", "\ud800", "\u202e", "\ufeff",
				"%0d%0a");
		Arbitrary<String> words = Arbitraries.of("Bcc: eve@example.org", "Ana", "<eve@example.org>", "\"", "\\", ",",
				"(", ">", "ñandú", "🎓", " ", "\t", "x".repeat(120), "a@b.example", "--=_becas_", ".");
		return Arbitraries.oneOf(separators, words).list().ofMaxSize(8).map((parts) -> String.join("", parts));
	}

	private static Letter letter(Field field, String text) {
		Office calm = Offices.bucaramanga();
		MailSettings settings = new MailSettings(field == Field.FROM ? text : "boletin@example.org",
				field == Field.FROM_NAME ? text : null, field == Field.REPLY_TO ? text : null, null, null, 4, 200, 0);
		Sender sender = new Sender(calm, settings, Clock.systemUTC());
		EmailAddress to = EmailAddress.of(field == Field.TO ? text : "ana@example.org");
		List<Header> headers = new ArrayList<>(sender.headers(to, field == Field.SUBJECT ? text : "Becas",
				field == Field.MESSAGE_ID ? text : "abc@example.org"));
		headers.add(new Header("List-Id", "<" + (field == Field.LIST_ID ? text : "boletin.example.org") + ">"));
		String body = (field == Field.BODY) ? text : "Hola";
		return new Letter(sender.returnPath(), to, headers,
				LetterForm.of("<p>" + body + "%%N%%</p>", body + "%%N%%", Set.of("%%N%%")),
				Map.of("%%N%%", (field == Field.NAME) ? text : "Ana"));
	}

	private enum Field {

		FROM, FROM_NAME, REPLY_TO, TO, SUBJECT, MESSAGE_ID, LIST_ID, BODY, NAME

	}

}
