package org.becas.extract;

import java.time.LocalDate;
import java.util.Set;

import org.becas.offer.Attention;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What costs money, hides or pretends is told; what only warns of it is not. */
class WarningRulesTests {

	private static final Set<Attention> WARNINGS = Set.of(Attention.FEE, Attention.INTERMEDIARY,
			Attention.SHORTENED_LINK, Attention.LOOKALIKE_DOMAIN);

	private static final AnnouncementReader READER = new AnnouncementReader();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Application fee: USD 50.                                                | FEE
			A non-refundable application fee applies.                               | FEE
			Envíe el pago por Western Union.                                        | FEE
			Le tramitamos su beca, trámite garantizado.                             | INTERMEDIARY
			Postúlese en https://bit.ly/abc                                         | SHORTENED_LINK
			Formulario: http://203.0.113.7/form                                     | SHORTENED_LINK
			Formulario: https://icetex.com/form                                     | LOOKALIKE_DOMAIN
			Formulario: https://becas-icetex.org/form                               | LOOKALIKE_DOMAIN
			Formulario: https://icetex.gov.co.example.org/form                      | LOOKALIKE_DOMAIN
			Formulario: https://icetex.gov.co@evil.example/form                     | LOOKALIKE_DOMAIN
			Formulario: https://chevening-scholarship.net                           | LOOKALIKE_DOMAIN
			Formulario: https://www.fulbright.xyz/apply                             | LOOKALIKE_DOMAIN
			""")
	void warns(String text, Attention warning) {
		assertThat(read(text)).containsExactly(warning);
	}

	@ParameterizedTest
	@ValueSource(strings = { "There is no application fee.", "La inscripción no tiene costo.",
			"The grant covers application fees.", "No requiere intermediarios ni tramitadores.",
			"Evite a los tramitadores.", "Vea https://web.icetex.gov.co/becas", "See https://www.chevening.org/apply",
			"Voir https://colombia.campusfrance.org", "See https://fulbright.org.pe and https://www.daad.de/en",
			"Ver https://becas.example.edu/icetex" })
	void doesNotWarn(String text) {
		assertThat(read(text)).isEmpty();
	}

	private static Set<Attention> read(String text) {
		Set<Attention> read = new java.util.TreeSet<>(
				READER.read(new Announcement("Becas", text), LocalDate.EPOCH).attention());
		read.retainAll(WARNINGS);
		return read;
	}

}
